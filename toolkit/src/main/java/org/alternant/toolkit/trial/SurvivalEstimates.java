package org.alternant.toolkit.trial;

import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.solver.rounding.Survival;

/// In which formats a table survives, estimated in a moment for every function.
public final class SurvivalEstimates {

  private SurvivalEstimates() {}

  /// Estimates for all rows of a table.
  ///
  /// @param table the table
  /// @param proved what is proved about its rows
  /// @param rules how runs round
  /// @return what is to be expected in each of [Survival#FORMATS]; empty where nothing is estimated
  public static Map<Precision, Survival> of(
      CoefficientTable table, Certificate proved, RoundingRules rules) {
    return of(table, table.steps(), proved.input(), proved.output(), rules);
  }

  /// Estimates for steps.
  ///
  /// @param table the table
  /// @param run the steps of it that run, p₁ first
  /// @param input the singular values of the matrices; for roots their eigenvalues
  /// @param image the exact image of `input`
  /// @param rules how runs round
  /// @return what is to be expected in each of [Survival#FORMATS]; empty where nothing is
  ///   estimated, as for a great number of steps and for clips
  public static Map<Precision, Survival> of(
      CoefficientTable table, List<Step> run, Interval input, Interval image, RoundingRules rules) {
    return switch (table.function().kind()) {
      case SIGN -> Survival.of(table, run, input, image, rules);
      case INVERSE_ROOT -> InverseRootSurvival.of(run, input, image, rules);
      case CLIP -> Map.of();
    };
  }
}
