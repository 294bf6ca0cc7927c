package org.alternant.cli.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Scheme;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;

/// What running a table costs by each evaluation scheme and form.
///
/// @param steps p₁ first
/// @param shape of the matrix
public record RunCost(List<Step> steps, MatrixShape shape) {

  /// The costs by the name of scheme and form, the cheapest scheme first.
  private Map<String, IterationCost> costs() {
    Map<String, IterationCost> costs = new LinkedHashMap<>();
    IterationCost cheapest = IterationCost.of(steps, Form.STANDARD);
    costs.put("standard, cheapest scheme", cheapest);
    for (Scheme.Kind kind : List.of(Scheme.Kind.PATERSON_STOCKMEYER, Scheme.Kind.HORNER)) {
      List<Step> changed = steps.stream().map(step -> step.withScheme(new Scheme(kind))).toList();
      IterationCost cost = IterationCost.of(changed, Form.STANDARD);
      if (!cost.equals(cheapest)) {
        costs.put("standard, " + EnumIds.of(kind), cost);
      }
    }
    for (Map.Entry<List<Integer>, String> entry : restarts().entrySet()) {
      String name = "Gram, restarts " + describe(entry.getKey()) + " (" + entry.getValue() + ")";
      costs.put(name, IterationCost.of(steps, new Form.Gram(entry.getKey())));
    }
    return costs;
  }

  private static String describe(List<Integer> restarts) {
    return restarts.isEmpty()
        ? "none"
        : "after " + String.join(", ", restarts.stream().map(String::valueOf).toList());
  }

  /// The restarts that the Gram form needs, with the precisions that need them.
  private Map<List<Integer>, String> restarts() {
    Map<List<Integer>, String> restarts = new LinkedHashMap<>();
    for (Precision precision : Precision.values()) {
      restarts.merge(
          GramRestarts.needed(steps, precision),
          EnumIds.of(precision),
          (before, name) -> before + ", " + name);
    }
    return restarts;
  }

  List<String> lines() {
    TextTable table =
        new TextTable(
            "<on " + shape, "products", "GFLOP", "GFLOP, symmetric products at half cost");
    costs()
        .forEach(
            (name, cost) ->
                table.row(
                    name,
                    Integer.toString(cost.products()),
                    Numbers.brief(cost.operations(shape) * 1e-9),
                    Numbers.brief(cost.symmetricOperations(shape) * 1e-9)));
    return new ArrayList<>(table.lines());
  }

  void toJson(JsonObject node) {
    JsonArray array = node.putArray("cost");
    costs()
        .forEach(
            (name, cost) ->
                array
                    .addObject()
                    .put("form", name)
                    .put("products", cost.products())
                    .put("operations", cost.operations(shape))
                    .put("symmetricOperations", cost.symmetricOperations(shape)));
    JsonObject restarts = node.putObject("gramRestarts");
    Map<String, List<Integer>> needed = new TreeMap<>();
    for (Precision precision : Precision.values()) {
      needed.put(EnumIds.of(precision), GramRestarts.needed(steps, precision));
    }
    needed.forEach(
        (precision, list) -> {
          JsonArray positions = restarts.putArray(precision);
          list.forEach(positions::add);
        });
  }
}
