package org.alternant.toolkit.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Interval;
import org.alternant.toolkit.BriefNumbers;
import org.alternant.toolkit.figure.SampledTable.Curve;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;

/// Draws up what tables do to singular values.
final class Drawing {

  /// What the legend of a step takes in a row of them, in pixels, with one digit and with more.
  private static final int LEGEND_ENTRY = 60;

  private static final int WIDE_LEGEND_ENTRY = 70;

  /// What a label takes along an axis, with room around it.
  private static final int LABEL_WIDTH = 55;

  private static final int LABEL_HEIGHT = 35;

  /// What a panel has beside its plot, about.
  private static final int BESIDE_PLOT = 80;

  /// Where a composition is drawn: values beyond are cut off at the frame.
  private static final Interval WIDEST_VALUES = new Interval(-1, 3);

  /// The values shown at least.
  private static final Interval NARROWEST_VALUES = new Interval(0.998, 1.002);

  /// Errors are shown down to the best table's certified one times this: binary64's resolution.
  private static final double LOWEST_ERROR = 0x1p-52;

  private static final double HIGHEST_ERROR = 100;

  /// And the least: an axis has room below its highest value.
  private static final double LEAST_HIGHEST_ERROR = 1e-290;

  /// The part of the samples that may lie below the error axis: those near zeros of the error.
  private static final double LOST_SAMPLES = 0.02;

  private final List<SampledTable> tables;
  private final FigureStyle style;
  private final FigureGrid grid;
  private final List<XYChart> panels = new ArrayList<>();

  /// Draws up the panels.
  ///
  /// @param tables at most [FigureStyle#MOST_CURVES], all on the same interval
  /// @param kinds what to show
  /// @param theme the colours
  /// @param grid a grid for [#count] panels
  Drawing(List<SampledTable> tables, List<FigurePanel> kinds, FigureTheme theme, FigureGrid grid) {
    this.tables = tables;
    this.style = new FigureStyle(theme);
    this.grid = grid;
    for (FigurePanel kind : kinds) {
      switch (kind) {
        case STEPS -> tables.forEach(table -> panels.add(steps(table)));
        case COMPOSITION -> panels.add(composition());
        case ERROR -> panels.add(error());
      }
    }
    if (tables.size() == 1) {
      XYChart first = panels.getFirst();
      first.setTitle(title() + ": " + first.getTitle());
    }
  }

  /// How many panels there are: one of the steps for each table, one of each other kind.
  static int count(List<FigurePanel> kinds, int tables) {
    return kinds.stream().mapToInt(kind -> kind == FigurePanel.STEPS ? tables : 1).sum();
  }

  /// The panels, with what is to be said of them.
  Picture picture() {
    return new Picture(
        title(),
        tables.stream().map(Drawing::description).toList(),
        grid,
        style.background(),
        panels);
  }

  /// The tables' names.
  private String title() {
    return String.join(", ", tables.stream().map(SampledTable::name).toList());
  }

  /// What the figure shows of a table, in words.
  private static String description(SampledTable table) {
    Interval input = table.input();
    Certificate certificate = table.certificate();
    String start =
        table.name()
            + ": "
            + table.steps().size()
            + (table.steps().size() == 1 ? " step on [" : " steps on [")
            + input.lower()
            + ", "
            + input.upper()
            + "], ";
    return certificate == null
        ? start + "leaves the range of binary64 in step " + table.overflow()
        : start
            + "certified image ["
            + certificate.output().lower()
            + ", "
            + certificate.output().upper()
            + "], certified worst-case error "
            + certificate.worstCaseError();
  }

  private XYChart chart(String title, String xTitle, String yTitle) {
    return style.chart(title, xTitle, yTitle, grid.panelWidth(), grid.panelHeight());
  }

  private XYChart steps(SampledTable table) {
    int count = table.stepsWithImages();
    String xTitle = "x, on the image of the step before";
    XYChart chart =
        chart(
            tables.size() == 1 ? "steps" : table.name() + ": steps",
            count == table.steps().size()
                ? xTitle
                : xTitle + "; overflow in p" + subscript(count + 1),
            "step p(x)");
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    double leftmost = 0;
    double rightmost = table.input().upper();
    for (int t = 1; t <= count; t++) {
      leftmost = Math.min(leftmost, table.domain(t).lower());
      rightmost = Math.max(rightmost, table.domain(t).upper());
    }
    style.one(chart, leftmost, rightmost);
    int entries = Math.max(1, grid.panelWidth() / (count < 10 ? LEGEND_ENTRY : WIDE_LEGEND_ENTRY));
    int stride = Math.max(1, (count + entries - 1) / entries);
    for (int t = 1; t <= count; t++) {
      Curve curve = table.step(t, grid.samplingColumns()).envelope();
      XYSeries series =
          count <= FigureStyle.MOST_CURVES
              ? style.curve(chart, curve, t - 1)
              : style.curveOfMany(chart, curve, t, count);
      series.setLabel("p" + subscript(t));
      series.setShowInLegend((t - 1) % stride == 0);
    }
    return chart;
  }

  private static String subscript(int number) {
    StringBuilder text = new StringBuilder();
    Integer.toString(number).chars().forEach(c -> text.append((char) ('₀' + c - '0')));
    return text.toString();
  }

  private XYChart composition() {
    XYChart chart = chart("composition p(x)", inputTitle(), "p(x)");
    Interval values = values();
    chart.getStyler().setYAxisMin(values.lower()).setYAxisMax(values.upper());
    LogarithmicAxis input = inputAxis(chart);
    double left = input.place(input.lower());
    double right = input.place(input.upper());
    for (int i = 0; i < tables.size(); i++) {
      Certificate certificate = tables.get(i).certificate();
      if (certificate != null) {
        Interval image = certificate.output();
        style.band(
            chart,
            left,
            right,
            new Interval(cut(image.lower(), values), cut(image.upper(), values)),
            i);
      }
    }
    Curve target = tables.getFirst().target();
    if (target == null) {
      style.one(chart, left, right);
    } else {
      style.target(chart, placed(target.envelope(), input, y -> y));
    }
    // Not as far below as above: XChart makes ticks of values that happen to be equally spaced.
    Interval drawn = new Interval(values.lower() - 1, values.upper() + 2);
    for (int i = 0; i < tables.size(); i++) {
      SampledTable table = tables.get(i);
      Certificate certificate = table.certificate();
      style
          .curve(chart, placed(table.composition().envelope(), input, y -> cut(y, drawn)), i)
          .setLabel(
              label(
                  table,
                  certificate == null ? null : "image " + BriefNumbers.of(certificate.output())));
    }
    return chart;
  }

  private XYChart error() {
    XYChart chart = chart("error " + errorWords(), inputTitle(), errorWords());
    LogarithmicAxis input = inputAxis(chart);
    LogarithmicAxis errors = errorAxis();
    chart
        .getStyler()
        .setYAxisLogarithmic(errors.isTicked())
        .setYAxisLogarithmicDecadeOnly(false)
        .setYAxisMin(errors.place(errors.lower()))
        .setYAxisMax(errors.place(errors.upper()))
        .setYAxisTickLabelsFormattingFunction(errors::label)
        .setYAxisTickMarkSpacingHint(spacing(grid.panelHeight(), errors));
    Interval drawn =
        new Interval(errors.lower() / 10, Math.min(errors.upper() * 10, Double.MAX_VALUE));
    DoubleUnaryOperator place = e -> errors.place(cut(Math.abs(e), drawn));
    for (int i = 0; i < tables.size(); i++) {
      Certificate certificate = tables.get(i).certificate();
      if (certificate != null) {
        style.bound(
            chart,
            input.place(input.lower()),
            input.place(input.upper()),
            place.applyAsDouble(certificate.worstCaseError()),
            i);
      }
    }
    for (int i = 0; i < tables.size(); i++) {
      SampledTable table = tables.get(i);
      Certificate certificate = table.certificate();
      style
          .curve(chart, placed(table.error().map(Math::abs).envelope(), input, place), i)
          .setLabel(
              label(
                  table,
                  certificate == null
                      ? null
                      : "certified ≤ " + plain(BriefNumbers.atMost(certificate.worstCaseError()))));
    }
    return chart;
  }

  private String errorWords() {
    return tables.getFirst().target() == null ? "|1 − p(x)|" : "|min(x, 1) − p(x)|";
  }

  /// What the legend says of a table: in one line where the table is in the title.
  private String label(SampledTable table, @Nullable String certified) {
    String fact = certified == null ? "overflow in step " + table.overflow() : certified;
    return tables.size() == 1 ? fact : table.name() + "\n" + fact;
  }

  private static String plain(String number) {
    return number.replace("E", "e").replaceFirst("\\.0(?=$|e)", "");
  }

  /// The nearest value that is drawn; for what is not a number, after an overflow, the largest.
  private static double cut(double value, Interval drawn) {
    return Double.isNaN(value) ? drawn.upper() : drawn.nearest(value);
  }

  private static Curve placed(Curve curve, LogarithmicAxis axis, DoubleUnaryOperator value) {
    return new Curve(curve.x().stream().map(axis::place).toList(), curve.map(value).y());
  }

  /// The values of the composition that are shown: all images, as far as they are of interest.
  private Interval values() {
    double lower = NARROWEST_VALUES.lower();
    double upper = NARROWEST_VALUES.upper();
    for (SampledTable table : tables) {
      Certificate certificate = table.certificate();
      Interval image = certificate == null ? WIDEST_VALUES : certificate.output();
      lower = Math.min(lower, Math.max(WIDEST_VALUES.lower(), image.lower()));
      upper = Math.max(upper, Math.min(WIDEST_VALUES.upper(), image.upper()));
    }
    double margin = FigureStyle.MARGIN * (upper - lower);
    return new Interval(lower - margin, upper + margin);
  }

  /// From the largest certified error down to nearly all errors that are not 0.
  private LogarithmicAxis errorAxis() {
    double highest = 0;
    double best = Double.POSITIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (SampledTable table : tables) {
      Certificate certificate = table.certificate();
      double worst = certificate == null ? HIGHEST_ERROR : certificate.worstCaseError();
      highest = Math.max(highest, worst);
      best = Math.min(best, worst);
      List<Double> sizes =
          table.error().y().stream().map(Math::abs).filter(e -> e > 0).sorted().toList();
      // There is none where all errors are below the digits of the exact composition.
      if (!sizes.isEmpty()) {
        lowest = Math.min(lowest, sizes.get((int) (LOST_SAMPLES * sizes.size())));
      }
    }
    highest = Math.clamp(highest, LEAST_HIGHEST_ERROR, HIGHEST_ERROR);
    lowest = Math.min(highest / 10, Math.max(lowest, best * LOWEST_ERROR));
    double margin = StrictMath.pow(highest / lowest, FigureStyle.MARGIN);
    return new LogarithmicAxis(
        lowest / margin, highest * margin, grid.panelHeight() / LABEL_HEIGHT);
  }

  private LogarithmicAxis inputAxis(XYChart chart) {
    Interval input = tables.getFirst().input();
    LogarithmicAxis axis =
        new LogarithmicAxis(input.lower(), input.upper(), grid.panelWidth() / LABEL_WIDTH);
    chart
        .getStyler()
        .setXAxisLogarithmic(axis.isTicked())
        .setXAxisLogarithmicDecadeOnly(false)
        .setXAxisMin(axis.place(axis.lower()))
        .setXAxisMax(axis.place(axis.upper()))
        .setXAxisTickLabelsFormattingFunction(axis::label)
        .setXAxisTickMarkSpacingHint(spacing(grid.panelWidth(), axis));
    return axis;
  }

  /// What makes XChart put its ticks a stride apart on a linear axis; on a logarithmic one it must
  /// only be less than the axis.
  private static int spacing(int panel, LogarithmicAxis axis) {
    return axis.isTicked() ? 1 : (int) ((panel - BESIDE_PLOT) * axis.stride() / axis.decades());
  }

  private String inputTitle() {
    Interval input = tables.getFirst().input();
    int power = tables.getFirst().inputPower();
    return (power == 1 ? "x" : "x^" + power)
        + " in ["
        + plain(BriefNumbers.of(input.lower()))
        + ", "
        + plain(BriefNumbers.of(input.upper()))
        + "]";
  }
}
