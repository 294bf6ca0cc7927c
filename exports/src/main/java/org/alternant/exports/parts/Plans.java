package org.alternant.exports.parts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.evaluation.Scheme;

/// How the steps of a table are computed, and so written: by rows of coefficients where Horner's
/// rule is what every step runs, otherwise by a plan for each.
public final class Plans {

  private Plans() {}

  /// The plan of a step, which exported code carries out as it stands: its own, or the cheapest for
  /// its coefficients.
  ///
  /// @param step the step
  /// @return [EvaluationPlan#scaling] for every step of degree 1
  public static EvaluationPlan of(Step step) {
    EvaluationPlan plan = Scheme.planOf(step);
    return plan.scales() ? EvaluationPlan.scaling(step.coefficients().getFirst()) : plan;
  }

  /// [#of] for each step.
  ///
  /// @param steps the steps
  /// @return their plans
  public static List<EvaluationPlan> of(List<Step> steps) {
    return steps.stream().map(Plans::of).toList();
  }

  /// Whether Horner's rule on the coefficients is not what some step runs.
  ///
  /// @param steps the steps
  /// @return whether to write plans
  public static boolean needed(List<Step> steps) {
    return steps.stream().anyMatch(step -> !hornersRule(step));
  }

  /// Whether a step is computed by Horner's rule on its coefficients.
  ///
  /// @param step the step
  /// @return whether its coefficients say all
  public static boolean hornersRule(Step step) {
    boolean cheapest = Scheme.blockSize(step.coefficients().size() - 1) == 1;
    return cheapest
        && (step.plan() == null
            || Scheme.HORNER.plan(step.coefficients()).equals(Optional.of(Scheme.planOf(step))));
  }

  /// The rows with plans of their own that their coefficients do not say, counted from 1.
  ///
  /// @param steps the steps
  /// @return their numbers
  public static List<Integer> rowsBeyondCoefficients(List<Step> steps) {
    return IntStream.range(0, steps.size())
        .filter(t -> steps.get(t).plan() != null && !hornersRule(steps.get(t)))
        .mapToObj(t -> t + 1)
        .toList();
  }

  /// How many matrices are multiplied in a run.
  ///
  /// @param run the steps that run
  /// @return the products of two matrices
  public static int products(List<Step> run) {
    return IterationCost.of(run, Form.STANDARD).products();
  }

  /// Whether a plan shifts T or combines anything with I.
  ///
  /// @param plan the plan
  /// @return whether a loop needs I
  public static boolean usesIdentity(EvaluationPlan plan) {
    return plan.shift() != 0
        || hasIdentity(plan.lastFactors())
        || plan.products().stream()
            .flatMap(product -> combinations(product).stream())
            .anyMatch(Plans::hasIdentity);
  }

  private static boolean hasIdentity(List<Double> factors) {
    return !factors.isEmpty() && factors.getFirst() != 0;
  }

  /// Each product's combinations, in the order of [#combinations].
  ///
  /// @param plan the plan
  /// @param list how the language writes a list of factors
  /// @return one text a product
  public static Stream<String> products(EvaluationPlan plan, Function<List<Double>, String> list) {
    return plan.products().stream()
        .map(product -> combinations(product).stream().map(list).collect(Collectors.joining(", ")));
  }

  /// Left, right and added factors of a product, in this order.
  ///
  /// @param product of a plan
  /// @return three lists
  public static List<List<Double>> combinations(Product product) {
    return List.of(product.left(), product.right(), product.addend());
  }
}
