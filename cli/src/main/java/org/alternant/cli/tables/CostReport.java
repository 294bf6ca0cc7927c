package org.alternant.cli.tables;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.toolkit.audit.AuditReport;
import org.alternant.toolkit.audit.Evaluation;
import org.alternant.toolkit.audit.RunCost;

/// What running a table costs by each evaluation scheme and form, as an audit shows it.
final class CostReport {

  /// More restarts are not listed one by one; in JSON `gramRestarts` has them all.
  private static final int MOST_NAMED = 12;

  private static final int FIRST_NAMED = 4;

  private CostReport() {}

  private static String name(Evaluation evaluation) {
    return switch (evaluation) {
      case Evaluation.Cheapest _ -> "standard, cheapest scheme";
      case Evaluation.ByScheme by -> "standard, " + EnumIds.of(by.scheme());
      case Evaluation.OnGramMatrix gram ->
          "Gram, restarts "
              + describe(gram.restarts())
              + " ("
              + gram.formats().stream().map(EnumIds::of).collect(Collectors.joining(", "))
              + ")";
    };
  }

  private static String describe(List<Integer> restarts) {
    if (restarts.isEmpty()) {
      return "none";
    }
    boolean many = restarts.size() > MOST_NAMED;
    String named =
        restarts.stream()
            .limit(many ? FIRST_NAMED : MOST_NAMED)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "after "
        + named
        + (many ? ", … " + restarts.getLast() + " (" + restarts.size() + " in all)" : "");
  }

  /// The matrix of an inverse root is square.
  private static MatrixShape shape(AuditReport report) {
    MatrixShape asked = report.request().shape();
    return report.request().table().function().isRoot()
        ? new MatrixShape(asked.shorter(), asked.shorter())
        : asked;
  }

  static List<String> lines(AuditReport report) {
    MatrixShape shape = shape(report);
    TextTable table =
        new TextTable(
            "<on " + shape, "products", "GFLOP", "GFLOP, symmetric products at half cost");
    for (RunCost run : report.costs()) {
      table.row(
          name(run.evaluation()),
          Integer.toString(run.cost().products()),
          Numbers.brief(run.cost().operations(shape) * 1e-9),
          Numbers.brief(run.cost().symmetricOperations(shape) * 1e-9));
    }
    return table.lines();
  }

  static void toJson(JsonObject node, AuditReport report) {
    MatrixShape shape = shape(report);
    JsonArray array = node.putArray("cost");
    for (RunCost run : report.costs()) {
      array
          .addObject()
          .put("form", name(run.evaluation()))
          .put("products", run.cost().products())
          .put("operations", run.cost().operations(shape))
          .put("symmetricOperations", run.cost().symmetricOperations(shape));
    }
    Map<String, List<Integer>> needed = new TreeMap<>();
    report.gramRestarts().forEach((format, steps) -> needed.put(EnumIds.of(format), steps));
    JsonObject restarts = node.putObject("gramRestarts");
    needed.forEach(
        (format, steps) -> {
          JsonArray positions = restarts.putArray(format);
          steps.forEach(positions::add);
        });
  }
}
