package org.alternant.cli.design;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.cli.text.TrialWords;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.recommend.RecommendTask;
import org.alternant.toolkit.trial.TableTrials.Row;
import org.jspecify.annotations.Nullable;

/// What `recommend` answers.
final class RecommendReport {

  /// How many shapes are spelled out.
  private static final int NAMED_SHAPES = 8;

  private final Recommended answer;
  private final RecommendTask task;

  /// Where the table was written; null: nowhere.
  private final @Nullable Path file;

  RecommendReport(Recommended answer, @Nullable Path file) {
    this.answer = answer;
    this.file = file;
    task = answer.task();
  }

  List<String> lines() {
    Row chosen = answer.chosen();
    CoefficientTable table = chosen.table();
    Certificate certificate = Objects.requireNonNull(table.certificate());
    List<String> lines = new ArrayList<>(warnings());
    lines.add(
        "recommended   "
            + table.name()
            + (answer.shipped() ? " (shipped): " : " (designed now): ")
            + SearchReport.degrees(degrees(chosen)));
    lines.add("for           " + conditions());
    lines.add("cost          " + cost(chosen));
    lines.add(
        "proved        in exact arithmetic, singular values in "
            + Numbers.exact(certificate.input())
            + " come out in "
            + Numbers.brief(certificate.output())
            + ", worst-case error "
            + Numbers.atMost(certificate.worstCaseError()));
    lines.add(
        "measured      median and worst error "
            + TrialWords.errors(chosen.measured())
            + "; singular values of structured matrices up to "
            + TrialWords.structured(chosen.measured()));
    lines.add(
        "next better   " + (answer.better() == null ? "none found" : neighbour(answer.better())));
    lines.add(
        "next cheaper  " + (answer.cheaper() == null ? "none found" : neighbour(answer.cheaper())));
    lines.add("export        " + export());
    lines.add("");
    lines.addAll(inUse());
    lines.add(TrialWords.source(chosen.measured()));
    return lines;
  }

  /// That the table is little use, or that a published one errs less.
  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    Measured own = answer.chosen().measured();
    if (own.breaks() || own.error() >= Measured.USELESS) {
      warnings.add(
          "WARNING: nothing was found that brings singular values from "
              + task.lower()
              + " on near 1 with "
              + Numbers.count(task.budget(), "product")
              + "; give a larger --budget or --lower");
    }
    answer.inUse().stream()
        .filter(row -> !row.measured().breaks() && errsLess(row.measured(), own))
        .findFirst()
        .ifPresent(
            row ->
                warnings.add(
                    "WARNING: "
                        + row.table().name()
                        + ", cut to the budget, errs less on the same matrices"));
    return warnings;
  }

  /// By the errors that are printed, and with structured matrices too.
  private static boolean errsLess(Measured one, Measured other) {
    return one.ordinaryError() < other.ordinaryError() && one.error() < other.error();
  }

  /// The published tables.
  private List<String> inUse() {
    TextTable table =
        new TextTable(
            "<in use, cut to " + Numbers.count(task.budget(), "product"),
            "rows",
            "products",
            "<median error",
            "<worst error",
            "<structured");
    answer.inUse().forEach(row -> row(table, row));
    return table.lines();
  }

  private static List<Integer> degrees(Row row) {
    return row.steps().stream().map(Step::degree).toList();
  }

  private static void row(TextTable table, Row row) {
    table.row(
        row.table().name(),
        Integer.toString(row.steps().size()),
        Integer.toString(row.products()),
        row.measured().breaks() ? "" : TrialWords.median(row.measured()),
        TrialWords.worst(row.measured()),
        TrialWords.structured(row.measured()));
  }

  private String conditions() {
    return EnumIds.of(task.precision())
        + " ("
        + task.rounding().name()
        + "), at most "
        + Numbers.count(task.budget(), "product")
        + ", singular values in "
        + Numbers.exact(task.input())
        + ", "
        + (task.shapes().isEmpty()
            ? "matrices of any shape with 128 rows or more"
            : "shape " + shapes());
  }

  private String shapes() {
    return named(task.shapes().stream().map(MatrixShape::toString).toList(), ", ");
  }

  /// The first of many.
  private static String named(List<String> all, String between) {
    int more = all.size() - NAMED_SHAPES;
    return all.stream().limit(NAMED_SHAPES).collect(Collectors.joining(between))
        + (more > 0 ? between + more + " more" : "");
  }

  private String cost(Row row) {
    IterationCost cost = IterationCost.of(row.steps(), Form.STANDARD);
    String products = Numbers.count(row.products(), "product");
    List<String> shapes =
        task.shapes().stream()
            .map(
                shape ->
                    "for " + shape + " " + Numbers.brief(cost.operations(shape) * 1e-9) + " GFLOP")
            .toList();
    return shapes.isEmpty() ? products : products + "; " + named(shapes, "; ");
  }

  private static String neighbour(Row row) {
    return row.table().name()
        + ": "
        + Numbers.count(row.products(), "product")
        + ", median and worst error "
        + TrialWords.errors(row.measured())
        + "; structured "
        + TrialWords.structured(row.measured());
  }

  /// The line that exports the table.
  private String export() {
    if (!answer.shipped() && file == null) {
      return "give -o FILE, which writes the table; then alternant export FILE --to pytorch";
    }
    String table = file == null ? answer.chosen().table().name() : quoted(file.toString());
    return "alternant export " + table + " --to pytorch -o orthogonalize.py";
  }

  /// As a shell takes it for one word.
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  JsonObject toJson() {
    JsonObject node = new JsonObject();
    node.put("precision", EnumIds.of(task.precision()));
    node.put("rounding", task.rounding().name());
    node.put("budget", task.budget());
    node.put("lower", task.lower());
    JsonArray shapes = node.putArray("shapes");
    for (MatrixShape shape : task.shapes()) {
      shapes
          .addObject()
          .put("rows", shape.rows())
          .put("columns", shape.columns())
          .put(
              "operations",
              IterationCost.of(answer.chosen().steps(), Form.STANDARD).operations(shape));
    }
    node.put("shipped", answer.shipped());
    node.set("recommended", toJson(answer.chosen()));
    node.set("table", TableWriter.toJson(answer.chosen().table()));
    if (answer.better() != null) {
      node.set("better", toJson(answer.better()));
    }
    if (answer.cheaper() != null) {
      node.set("cheaper", toJson(answer.cheaper()));
    }
    JsonArray inUse = node.putArray("inUse");
    answer.inUse().forEach(row -> inUse.add(toJson(row)));
    node.put("export", export());
    return node;
  }

  private static JsonObject toJson(Row row) {
    JsonObject node = new JsonObject();
    node.put("name", row.table().name());
    JsonArray degrees = node.putArray("degrees");
    degrees(row).forEach(degrees::add);
    node.put("products", row.products());
    node.put("breaks", row.measured().breaks());
    node.set("measured", TableWriter.toJson(row.measured()));
    return node;
  }
}
