package org.alternant.toolkit.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.solver.rounding.Survival;

/// Tells in which formats steps survive. An interface, because that takes matrices: for inverse
/// roots, and where an estimate is unclear; and exporting as such does not.
public interface SurvivalJudge {

  /// What can be told without matrices: nothing of inverse roots, and of nothing that is unclear
  /// that it survives.
  SurvivalJudge WITHOUT_MATRICES = new SurvivalJudge() {};

  /// Estimates.
  ///
  /// @param table the table
  /// @param steps the steps of it that run, p₁ first
  /// @param input the singular values of the matrices; for roots their eigenvalues
  /// @param image the exact image of `input`
  /// @param rules how runs round
  /// @return what is to be expected in each of [Survival#FORMATS]; empty where nothing is estimated
  default Map<Precision, Survival> estimated(
      CoefficientTable table,
      List<Step> steps,
      Interval input,
      Interval image,
      RoundingRules rules) {
    return Survival.of(table, steps, input, image, rules);
  }

  /// Runs steps on sample matrices, where the estimate is unclear.
  ///
  /// @param steps p₁ first
  /// @param input the singular values of the matrices
  /// @param image the exact image of `input`
  /// @param precision the format to run them in
  /// @param rules how it rounds
  /// @return what they showed if all survive, the same on every machine; empty if one does not, or
  ///   if nothing runs
  default Optional<Survival.Ran> survived(
      List<Step> steps, Interval input, Interval image, Precision precision, RoundingRules rules) {
    return Optional.empty();
  }
}
