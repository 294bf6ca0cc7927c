package org.alternant.iteration.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.iteration.run.MatrixIteration;

/// What the polynomial of a step makes of ranges, and what the one makes of them that is computed
/// where coefficients are rounded.
final class ComputedImages {

  /// By how much further than the polynomial of a plan with rounded numbers a run may go: where two
  /// factors meet in one product, it is their product that is rounded.
  private static final double FURTHER = 2;

  private ComputedImages() {}

  /// The exact images, as wide as rounded coefficients make them.
  static List<Range> of(MatrixIteration iteration, Step step, List<Range> x) {
    RealPolynomial p = RealPolynomial.odd(step.coefficients());
    if (!iteration.rounding().roundsCoefficients()) {
      return x.stream().map(p::image).toList();
    }
    EvaluationPlan plan =
        Scheme.planOf(step).rounded(step.precisionIn(iteration.precision())::nearest);
    RealPolynomial computed =
        RealPolynomial.odd(plan.expansion().stream().map(BigDecimal::doubleValue).toList());
    List<Range> images = new ArrayList<>();
    for (Range range : x) {
      Range exact = p.image(range);
      Range rounded = computed.image(range);
      double moved =
          Math.max(
              Math.abs(exact.lower() - rounded.lower()), Math.abs(exact.upper() - rounded.upper()));
      images.add(exact.widened(FURTHER * moved));
    }
    return images;
  }
}
