package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.toolkit.design.Choice;

/// How `design` shows what sample runs found.
final class TrialReport {

  private TrialReport() {}

  /// What was measured, of the chosen schedule first.
  static List<String> lines(Choice.Tried tried) {
    List<Measured> own = tried.chosen().measured();
    List<String> headings = new ArrayList<>(List.of("<degrees", "<room"));
    own.forEach(one -> headings.add("<" + EnumIds.of(one.epilogue()) + ": median, worst"));
    TextTable table = new TextTable(headings.toArray(String[]::new));
    row(table, tried.chosen());
    tried.measured().stream()
        .filter(trial -> !trial.equals(tried.chosen()))
        .forEach(trial -> row(table, trial));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(source(own.getFirst()));
    return lines;
  }

  private static void row(TextTable table, Choice.Trial trial) {
    List<String> cells = new ArrayList<>();
    cells.add(SearchReport.degrees(trial.degrees()));
    cells.add(Numbers.brief(trial.room()));
    trial.measured().forEach(one -> cells.add(errors(one)));
    table.row(cells.toArray(String[]::new));
  }

  private static String errors(Measured measured) {
    Double worst = measured.worstError();
    Double median = measured.medianError();
    return worst == null
        ? "breaks"
        : (median == null ? "" : Numbers.brief(median) + ", ") + Numbers.atMost(worst);
  }

  private static String source(Measured measured) {
    return "measured, not proved: |1 - s| of all singular values s of "
        + measured.runs()
        + " matrices run in emulated "
        + EnumIds.of(measured.precision())
        + ", "
        + measured.matrices()
        + " of each spectrum ("
        + measured.kinds().stream().map(EnumIds::of).collect(Collectors.joining(", "))
        + ") and shape ("
        + measured.shapes().stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }
}
