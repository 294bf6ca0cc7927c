package org.alternant.toolkit.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.figure.FigureOutcome.Drawn;
import org.alternant.toolkit.figure.FigureOutcome.Refused;
import org.jspecify.annotations.Nullable;

/// Draws what tables do to singular values: everything that `alternant plot` can do, in one call.
public final class Figure {

  /// The most tables of a figure: as many as can be told apart.
  public static final int MOST_TABLES = FigureStyle.MOST_CURVES;

  /// More steps than anyone runs, and few enough to draw in seconds.
  public static final int MOST_STEPS = 100;

  private Figure() {}

  /// Draws a figure. The same task gives the same bytes on the same machine; what letters look like
  /// depends on its fonts.
  ///
  /// @param task what to show
  /// @return the figure, or why there is none
  /// @throws IllegalArgumentException if a table stops before so many steps have run
  public static FigureOutcome of(FigureTask task) {
    return of(task, ProgressListener.NONE);
  }

  /// The same, told how far it has come.
  ///
  /// @param task what to show
  /// @param progress told of every point at which a table's composition is computed, for one table
  ///   after the other
  /// @return as [#of(FigureTask)]
  /// @throws IllegalArgumentException as [#of(FigureTask)]
  public static FigureOutcome of(FigureTask task, ProgressListener progress) {
    int tables = task.tables().size();
    int panels = Drawing.count(task.panels(), tables);
    FigureGrid grid =
        task.size() == null
            ? FigureGrid.preferred(panels, tables)
            : new FigureGrid(panels, tables, task.size().width(), task.size().height());
    Optional<FigureRefusal> refusal = refusal(task, grid);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    List<SampledTable> sampled = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (CoefficientTable table : task.tables()) {
      Optional<SampledTable> curves = sampled(task, table, seen, grid, progress);
      if (curves.isEmpty()) {
        return new Refused(new FigureRefusal.NotDetermined(table.name()));
      }
      sampled.add(curves.get());
    }
    return drawn(task.format(), new Drawing(sampled, task.panels(), task.theme(), grid).picture());
  }

  static Drawn drawn(FigureFormat format, Picture picture) {
    return new Drawn(format.render(picture), new FigureSize(picture.width(), picture.height()));
  }

  /// Whether Java can draw text on this machine, which takes fonts that not every server has.
  ///
  /// @return what is missing, as Java says it; empty if it can
  public static Optional<String> missingFonts() {
    return FigureStyle.missingFonts();
  }

  private static Optional<FigureRefusal> refusal(FigureTask task, FigureGrid grid) {
    int tables = task.tables().size();
    if (tables > MOST_TABLES) {
      return Optional.of(new FigureRefusal.TooManyTables(tables, MOST_TABLES));
    }
    Interval input = task.input();
    if (input.lower() <= 0 || input.lower() == input.upper()) {
      return Optional.of(new FigureRefusal.NoLogarithmicAxis(input));
    }
    Optional<FigureRefusal> unable = unable(task.size(), grid);
    if (unable.isPresent()) {
      return unable;
    }
    for (CoefficientTable table : task.tables()) {
      int steps = run(task, table).size();
      if (steps > MOST_STEPS) {
        return Optional.of(new FigureRefusal.TooManySteps(table.name(), steps, MOST_STEPS));
      }
    }
    return Optional.empty();
  }

  /// Why nothing can be drawn in a grid on this machine; empty if it can.
  ///
  /// @param size what was asked for; null: nothing, so that the grid has its own
  static Optional<FigureRefusal> unable(@Nullable FigureSize size, FigureGrid grid) {
    if (size != null && grid.isTooSmall()) {
      return Optional.of(
          new FigureRefusal.TooSmall(size, grid.panels(), grid.panelSize(), grid.smallestPanel()));
    }
    return missingFonts().map(FigureRefusal.NoFonts::new);
  }

  private static List<Step> run(FigureTask task, CoefficientTable table) {
    return task.steps() == null ? table.steps() : table.run(task.steps());
  }

  /// A table's curves, under a name that no other has.
  ///
  /// @param seen how often each name was given before; is changed
  private static Optional<SampledTable> sampled(
      FigureTask task,
      CoefficientTable table,
      Map<String, Integer> seen,
      FigureGrid grid,
      ProgressListener progress) {
    List<Step> run = run(task, table);
    String shown =
        shortened(table.name(), grid.longestName())
            + (task.steps() == null
                ? ""
                : ", " + run.size() + (run.size() == 1 ? " step" : " steps"));
    int number = seen.merge(shown, 1, Integer::sum);
    String label = number == 1 ? shown : shown + " (" + number + ")";
    return SampledTable.of(label, run, task.input(), grid.samplingColumns(), progress);
  }

  static String shortened(String name, int longest) {
    return name.length() <= longest ? name : name.substring(0, longest - 1) + "…";
  }
}
