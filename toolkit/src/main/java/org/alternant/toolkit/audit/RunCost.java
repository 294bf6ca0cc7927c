package org.alternant.toolkit.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.evaluation.Scheme;

/// What running a table costs by one way of carrying out its steps.
///
/// @param evaluation the way
/// @param cost the matrix products that it takes
public record RunCost(Evaluation evaluation, IterationCost cost) {

  /// The costs of all ways.
  ///
  /// @param steps p₁ first
  /// @return the cheapest schemes first; then the schemes that cost something else; then the Gram
  ///   form, once for all formats that need the same restarts
  public static List<RunCost> of(List<Step> steps) {
    List<RunCost> costs = new ArrayList<>();
    IterationCost cheapest = IterationCost.of(steps, Form.STANDARD);
    costs.add(new RunCost(new Evaluation.Cheapest(), cheapest));
    for (Scheme scheme : List.of(Scheme.PATERSON_STOCKMEYER, Scheme.HORNER)) {
      List<Step> changed = steps.stream().map(scheme::applyTo).toList();
      IterationCost cost = IterationCost.of(changed, Form.STANDARD);
      if (!cost.equals(cheapest)) {
        costs.add(new RunCost(new Evaluation.ByScheme(scheme), cost));
      }
    }
    Map<List<Integer>, List<Precision>> formats = new LinkedHashMap<>();
    gramRestarts(steps)
        .forEach(
            (format, restarts) ->
                formats.computeIfAbsent(restarts, _ -> new ArrayList<>()).add(format));
    formats.forEach(
        (restarts, needing) ->
            costs.add(
                new RunCost(
                    new Evaluation.OnGramMatrix(restarts, needing),
                    IterationCost.of(steps, new Form.Gram(restarts)))));
    return List.copyOf(costs);
  }

  /// The restarts that the Gram form needs.
  ///
  /// @param steps p₁ first
  /// @return by the format of the Gram matrix: the steps after which to restart, from 1, ascending;
  ///   empty for inverse roots, which have no Gram form
  public static Map<Precision, List<Integer>> gramRestarts(List<Step> steps) {
    Map<Precision, List<Integer>> restarts = new EnumMap<>(Precision.class);
    if (!steps.getFirst().function().isSign()) {
      return restarts;
    }
    for (Precision format : Precision.values()) {
      restarts.put(format, GramRestarts.needed(steps, format));
    }
    return restarts;
  }
}
