package org.alternant.exports.parts;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;

/// Numbers and plans in Python.
public final class PythonPlans {

  private PythonPlans() {}

  /// Numbers, in Python's form also for one element.
  ///
  /// @param numbers c0, c1, …
  /// @return `(c0, c1, c2)`
  public static String tuple(List<Double> numbers) {
    String inner =
        numbers.stream()
            .map(x -> CodeText.decimal(x, Precision.FLOAT64))
            .collect(Collectors.joining(", "));
    return "(" + inner + (numbers.size() == 1 ? ",)" : ")");
  }

  /// One plan a step.
  ///
  /// @param steps the steps
  /// @return indented lines: `(scale, shift, identity, ((left, right, add), ...), last),`
  public static String plans(List<Step> steps) {
    return Plans.of(steps).stream().map(PythonPlans::plan).collect(Collectors.joining("\n"));
  }

  private static String plan(EvaluationPlan plan) {
    String numbers =
        "    ("
            + Stream.of(plan.scale(), plan.shift(), plan.identity())
                .map(x -> CodeText.decimal(x, Precision.FLOAT64))
                .collect(Collectors.joining(", "));
    String last = tuple(plan.lastFactors());
    if (plan.products().isEmpty()) {
      return numbers + ", (), " + last + "),";
    }
    String products =
        Plans.products(plan, PythonPlans::tuple)
            .map(product -> "        (" + product + "),")
            .collect(Collectors.joining("\n"));
    return numbers + ", (\n" + products + "\n    ), " + last + "),";
  }
}
