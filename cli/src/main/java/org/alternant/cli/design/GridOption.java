package org.alternant.cli.design;

import java.io.PrintWriter;
import org.alternant.cli.options.Choices;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.design.GridSchedule;
import org.alternant.solver.design.GridSearch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--coefficients`: a schedule whose coefficients lie on a grid, and what that costs.
final class GridOption {

  @Option(
      names = "--coefficients",
      paramLabel = "GRID",
      completionCandidates = Choices.Grids.class,
      description =
          "The numbers that coefficients may be: ${COMPLETION-CANDIDATES} (or other places, 1 to"
              + " 17). The table is searched for, not rounded; the summary compares (default:"
              + " float64, correctly rounded).")
  private @Nullable CoefficientGrid grid;

  private @Nullable GridSchedule schedule;

  @Nullable CoefficientGrid grid() {
    return grid;
  }

  /// What a table's default name ends in.
  String suffix() {
    return grid == null ? "" : "-" + grid.id().replace(':', '-');
  }

  /// Searches, and keeps what the summary compares.
  GridSchedule search(DesignRequest request) {
    GridSchedule found = GridSearch.search(request);
    schedule = found;
    return found;
  }

  /// The errors beside each other, where there was a search.
  void summarize(double safety, PrintWriter err) {
    if (grid == null || schedule == null) {
      return;
    }
    TextTable errors =
        safety == 1
            ? new TextTable("<coefficients", "<worst-case error")
            : new TextTable(
                "<coefficients",
                "<worst-case error",
                "<with inputs up to " + Numbers.brief(safety) + " u at every step but the last");
    row(errors, "unrounded", schedule.unrounded(), safety);
    row(errors, "each rounded to " + grid.id(), schedule.nearest(), safety);
    row(errors, "found in " + grid.id(), schedule.found(), safety);
    errors.lines().forEach(err::println);
    err.flush();
  }

  private static void row(TextTable table, String name, GridSchedule.Errors errors, double safety) {
    if (safety == 1) {
      table.row(name, shown(errors.worst()));
    } else {
      table.row(name, shown(errors.worst()), shown(errors.withSafety()));
    }
  }

  private static String shown(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> Numbers.brief(enclosed.worstError());
      case Overflow _ -> "beyond binary64";
    };
  }
}
