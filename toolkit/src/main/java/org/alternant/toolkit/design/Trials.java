package org.alternant.toolkit.design;

import java.util.List;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.solver.design.SampleRuns;

/// What runs sample matrices. An interface, because that takes matrices, and designing as such does
/// not.
public interface Trials {

  /// Sample matrices before the first step.
  ///
  /// @param input where their singular values are
  /// @param trial which matrices, and in which arithmetic
  /// @return the matrices, as the arithmetic stores them
  SampleRuns samples(Interval input, TrialRuns trial);

  /// Makes matrices on which finished steps can be run, any number of them.
  ///
  /// @param input where their singular values are
  /// @param trial which matrices, and in which format
  /// @return runs them
  Measurement measurement(Interval input, TrialRuns trial);

  /// Runs finished steps on matrices that stay the same.
  @FunctionalInterface
  interface Measurement {

    /// Runs finished steps.
    ///
    /// @param steps p₁ first
    /// @param rounding where and how results are rounded
    /// @return what came out
    Measured of(List<Step> steps, RoundingRules rounding);
  }
}
