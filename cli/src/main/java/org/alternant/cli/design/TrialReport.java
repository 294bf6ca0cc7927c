package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.cli.text.TrialWords;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
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
  private static void row(TextTable table, Choice.Trial trial, Choice.Trial chosen, boolean mixed) {
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

  /// The best for every number of products that brings a smaller error than fewer do.
  static List<String> front(Choice.Tried tried) {
    List<String> headings =
        new ArrayList<>(List.of("<degrees", "products", "<certified error", "<room"));
    tried
        .chosen()
        .measured()
        .forEach(one -> headings.add("<" + one.rounding().name() + ": median, worst; structured"));
    TextTable table = new TextTable(headings.toArray(String[]::new));
    for (Choice.Front row : tried.front()) {
      Choice.Trial trial = row.trial();
      List<String> cells = new ArrayList<>();
      cells.add(SearchReport.degrees(trial.degrees()));
      cells.add(Integer.toString(trial.products()));
      cells.add(Numbers.atMost(row.certifiedError()));
      cells.add(Numbers.brief(trial.room()));
      trial.measured().forEach(one -> cells.add(TrialWords.cell(one)));
      table.row(cells.toArray(String[]::new));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(TrialWords.source(tried.chosen().measured().getFirst()));
    return lines;
  }

  /// The same for machines.
  static JsonObject toJson(Choice.Tried tried, Interval input) {
    JsonObject node = new JsonObject();
    node.put("measure", EnumIds.of(DesignSearch.Measure.PRODUCTS));
    node.set("input", TableWriter.toJson(input));
    JsonArray front = node.putArray("front");
    for (Choice.Front row : tried.front()) {
      JsonObject one = front.addObject();
      JsonArray degrees = one.putArray("degrees");
      row.trial().degrees().forEach(degrees::add);
      one.put("cost", row.trial().products());
      one.put("certifiedError", row.certifiedError());
      one.put("room", row.trial().room());
      JsonArray measured = one.putArray("measured");
      row.trial().measured().forEach(found -> measured.add(TableWriter.toJson(found)));
    }
    return node;
  }
}
