package org.alternant.solver.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.Scheme;

/// How the steps of a part are computed: by the cheapest plan, whose T is scaled to a size of about
/// 1 by a power of two, so that formats of few exponents carry its powers.
final class StepPlans {

  private StepPlans() {}

  static List<Step> of(List<Step> steps) {
    return steps.stream().map(StepPlans::of).toList();
  }

  private static Step of(Step step) {
    Interval interval = Objects.requireNonNull(step.interval());
    double end = interval.upper();
    int exponent = Math.getExponent(step.function().isRoot() ? end : end * end);
    List<Double> scaled = new ArrayList<>();
    for (double coefficient : step.coefficients()) {
      scaled.add(Math.scalb(coefficient, exponent * scaled.size()));
    }
    EvaluationPlan plan = Scheme.planOf(Step.of(step.function(), scaled));
    return new Step(step.function(), step.coefficients(), interval, null, null, null, null)
        .withPlan(
            new EvaluationPlan(
                Math.scalb(plan.scale(), -exponent),
                plan.shift(),
                plan.identity(),
                plan.products(),
                plan.last()));
  }
}
