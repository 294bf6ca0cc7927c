package org.alternant.solver.design;

import java.util.Optional;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;

/// Sample matrices on their way through a schedule, in rounded arithmetic. An interface, because
/// running takes matrices, and designing as such does not.
public interface SampleRuns {

  /// The matrices after one more step.
  ///
  /// @param step the step
  /// @return their iterates; empty if one of them is no longer finite
  Optional<SampleRuns> after(Step step);

  /// A plan with the numbers that the arithmetic makes of its numbers.
  ///
  /// @param plan any plan
  /// @param format what its step is run in
  /// @return the same plan, or one with rounded numbers
  default EvaluationPlan taken(EvaluationPlan plan, Precision format) {
    return plan;
  }

  /// Where their singular values are.
  ///
  /// @return the smallest and the largest of all
  Interval range();
}
