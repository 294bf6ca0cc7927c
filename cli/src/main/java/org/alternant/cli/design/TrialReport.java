package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.cli.text.TrialWords;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.toolkit.design.Choice;

/// How `design` shows what sample runs found.
final class TrialReport {

  private TrialReport() {}

  /// What was measured, of the chosen schedule first.
  static List<String> lines(Choice.Tried tried) {
    List<Measured> own = tried.chosen().measured();
    boolean mixed =
        tried.chosen().precisions() != null
            || tried.measured().stream().anyMatch(trial -> trial.precisions() != null);
    List<String> headings = new ArrayList<>(List.of("<degrees"));
    if (mixed) {
      headings.add("<formats");
    }
    headings.add("<room");
    own.forEach(one -> headings.add("<" + one.rounding().name() + ": median, worst; structured"));
    TextTable table = new TextTable(headings.toArray(String[]::new));
    row(table, tried.chosen(), tried.chosen(), mixed);
    tried.measured().stream()
        .filter(trial -> !trial.equals(tried.chosen()))
        .forEach(trial -> row(table, trial, tried.chosen(), mixed));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(TrialWords.source(own.getFirst()));
    return lines;
  }

  /// The formats in order, each with how many steps it has.
  private static String formats(Choice.Trial trial) {
    Precision run = trial.measured().getFirst().precision();
    int steps = trial.degrees().size();
    List<Precision> all =
        trial.precisions() == null ? Collections.nCopies(steps, run) : trial.precisions();
    return Precision.stretches(all).stream()
        .map(stretch -> stretch.count() + " " + EnumIds.of(stretch.precision()))
        .collect(Collectors.joining(", "));
  }

  /// @param chosen what was measured for every heading; others need not have been
  private static void row(
      TextTable table, Choice.Trial trial, Choice.Trial chosen, boolean mixed) {
    List<String> cells = new ArrayList<>();
    cells.add(SearchReport.degrees(trial.degrees()));
    if (mixed) {
      cells.add(formats(trial));
    }
    cells.add(Numbers.brief(trial.room()));
    for (Measured one : chosen.measured()) {
      cells.add(
          trial.measured().stream()
              .filter(own -> own.rounding().equals(one.rounding()))
              .findFirst()
              .map(TrialWords::cell)
              .orElse("not needed"));
    }
    table.row(cells.toArray(String[]::new));
  }
}
