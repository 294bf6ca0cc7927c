package org.alternant.toolkit.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.FormulaCertifier;
import org.alternant.toolkit.BriefNumbers;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.figure.FigureOutcome.Refused;
import org.alternant.toolkit.figure.SampledTable.Curve;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;

/// Draws a function that is computed from parts by a formula: beside its target, and how far from
/// it it is. The axes are no logarithms: an eigenvalue may be negative, and the errors are all
/// about as large.
public final class FormulaFigure {

  /// Enough for the turns that errors of some twenty products take, a column or two each.
  private static final int SAMPLES_PER_COLUMN = 2;

  private final FormulaTable table;
  private final FormulaCertificate certificate;
  private final FigureStyle style;
  private final FigureGrid grid;
  private final Curve error;

  private FormulaFigure(
      FormulaTable table,
      FormulaCertificate certificate,
      FigureStyle style,
      FigureGrid grid,
      Curve error) {
    this.table = table;
    this.certificate = certificate;
    this.style = style;
    this.grid = grid;
    this.error = error;
  }

  /// Draws a figure, certified on the interval that is shown.
  ///
  /// @param table the table
  /// @param input the singular values or eigenvalues shown
  /// @param panels what is shown: the function, its error, or both
  /// @param size the figure's size; null: what the panels ask for
  /// @param theme the colours
  /// @param format the kind of file
  /// @param progress told of every point at which the function is computed
  /// @return the figure, or why there is none
  /// @throws IllegalArgumentException if singular values are negative, the interval is a point, or
  ///   a panel shows steps
  public static FigureOutcome of(
      FormulaTable table,
      Interval input,
      List<FigurePanel> panels,
      @Nullable FigureSize size,
      FigureTheme theme,
      FigureFormat format,
      ProgressListener progress) {
    if (panels.isEmpty() || panels.contains(FigurePanel.STEPS)) {
      throw new IllegalArgumentException("a formula has no steps of its own to show");
    }
    if (input.lower() == input.upper()) {
      throw new IllegalArgumentException("a figure needs an interval, found a point");
    }
    int count = panels.size();
    FigureGrid grid =
        size == null
            ? FigureGrid.preferred(count, 1)
            : new FigureGrid(count, 1, size.width(), size.height());
    Optional<FigureRefusal> unable = Figure.unable(size, grid);
    if (unable.isPresent()) {
      return new Refused(unable.get());
    }
    Optional<FormulaCertifier.Certified> proved =
        new FormulaCertifier(table, ExactSteps.withinReason()).certify(input);
    if (proved.isEmpty()) {
      return new Refused(new FigureRefusal.NotDetermined(table.name()));
    }
    // What is proved has a bound for its work, what is drawn is counted.
    Curve error = sampled(new FormulaCertifier(table), input, grid, progress);
    FormulaFigure figure =
        new FormulaFigure(table, proved.get().certificate(), new FigureStyle(theme), grid, error);
    return Figure.drawn(format, figure.picture(panels));
  }

  private static Curve sampled(
      FormulaCertifier certifier, Interval input, FigureGrid grid, ProgressListener progress) {
    int count = grid.samplingColumns() * SAMPLES_PER_COLUMN;
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      double part = (double) i / count;
      x.add(input.nearest(input.lower() * (1 - part) + input.upper() * part));
      y.add(certifier.errorAt(x.getLast()));
      progress.advanced(i + 1L, count + 1L);
    }
    return new Curve(x, y);
  }

  private Picture picture(List<FigurePanel> kinds) {
    List<XYChart> panels = new ArrayList<>();
    for (FigurePanel kind : kinds) {
      panels.add(kind == FigurePanel.COMPOSITION ? function() : error());
    }
    XYChart first = panels.getFirst();
    first.setTitle(Figure.shortened(table.name(), grid.longestName()) + ": " + first.getTitle());
    Interval input = certificate.input();
    String description =
        table.name()
            + ": "
            + table.targetWords()
            + " on ["
            + input.lower()
            + ", "
            + input.upper()
            + "], certified worst-case error "
            + certificate.worstCaseError();
    return new Picture(table.name(), List.of(description), grid, style.background(), panels);
  }

  private XYChart function() {
    Curve target = new Curve(error.x(), error.x().stream().map(table::target).toList());
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < error.x().size(); i++) {
      values.add(target.y().get(i) + error.y().get(i));
    }
    double lowest = Math.min(0, values.stream().mapToDouble(Double::doubleValue).min().orElse(0));
    double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double margin = FigureStyle.MARGIN * Math.max(highest - lowest, certificate.worstCaseError());
    XYChart chart =
        style.linear(
            "function f(x)",
            "x",
            "f(x) for " + table.targetWords(),
            grid,
            certificate.input(),
            new Interval(lowest - margin, highest + margin));
    style.target(chart, target);
    style.curve(chart, new Curve(error.x(), values), 0).setLabel(table.products() + " products");
    return chart;
  }

  private XYChart error() {
    double bound = certificate.worstCaseError();
    double height = bound == 0 ? 1 : bound * (1 + FigureStyle.MARGIN);
    XYChart chart =
        style.linear(
            "error",
            "x",
            "f(x) − " + table.targetWords(),
            grid,
            certificate.input(),
            new Interval(-height, height));
    Interval input = certificate.input();
    style.bound(chart, input.lower(), input.upper(), bound, 0);
    style.bound(chart, input.lower(), input.upper(), -bound, 0);
    style
        .curve(chart, error, 0)
        .setLabel("certified ≤ " + BriefNumbers.atMost(bound).replace("E", "e"));
    return chart;
  }
}
