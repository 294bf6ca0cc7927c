package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.cli.text.TrialWords;
import org.alternant.coefficients.Measured;
import org.alternant.toolkit.design.Choice;

/// How `design` shows what sample runs found.
final class TrialReport {

  private TrialReport() {}

  /// What was measured, of the chosen schedule first.
  static List<String> lines(Choice.Tried tried) {
    List<Measured> own = tried.chosen().measured();
    List<String> headings = new ArrayList<>(List.of("<degrees", "<room"));
    own.forEach(one -> headings.add("<" + one.rounding().name() + ": median, worst; structured"));
    TextTable table = new TextTable(headings.toArray(String[]::new));
    row(table, tried.chosen());
    tried.measured().stream()
        .filter(trial -> !trial.equals(tried.chosen()))
        .forEach(trial -> row(table, trial));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(TrialWords.source(own.getFirst()));
    return lines;
  }

  private static void row(TextTable table, Choice.Trial trial) {
    List<String> cells = new ArrayList<>();
    cells.add(SearchReport.degrees(trial.degrees()));
    cells.add(Numbers.brief(trial.room()));
    trial.measured().forEach(one -> cells.add(TrialWords.cell(one)));
    table.row(cells.toArray(String[]::new));
  }
}
