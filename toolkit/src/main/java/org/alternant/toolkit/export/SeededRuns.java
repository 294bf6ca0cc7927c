package org.alternant.toolkit.export;

import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.solver.rounding.Survival;

/// Runs sample matrices where the estimate of survival is unclear. An interface, because that takes
/// matrices, and exporting as such does not.
@FunctionalInterface
public interface SeededRuns {

  /// Runs steps.
  ///
  /// @param steps p₁ first
  /// @param input the singular values of the matrices
  /// @param image the exact image of `input`
  /// @param precision the format to run them in
  /// @param rules how it rounds
  /// @return what they showed if all survive, the same on every machine; empty if one does not
  Optional<Survival.Ran> survived(
      List<Step> steps, Interval input, Interval image, Precision precision, RoundingRules rules);
}
