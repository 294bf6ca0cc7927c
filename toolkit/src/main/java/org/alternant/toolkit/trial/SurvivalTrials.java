package org.alternant.toolkit.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.export.SurvivalJudge;

/// Tells exports in which formats their tables survive: by [SurvivalEstimates], and where that is
/// unclear by [SurvivalRuns]. For inverse roots nothing runs.
public enum SurvivalTrials implements SurvivalJudge {
  /// The only one: it holds nothing.
  INSTANCE;

  @Override
  public Map<Precision, Survival> estimated(
      CoefficientTable table,
      List<Step> steps,
      Interval input,
      Interval image,
      RoundingRules rules) {
    return SurvivalEstimates.of(table, steps, input, image, rules);
  }

  @Override
  public Optional<Survival.Ran> survived(
      List<Step> steps, Interval input, Interval image, Precision precision, RoundingRules rules) {
    return steps.getFirst().function().isSign()
        ? SurvivalRuns.survived(steps, input, image, precision, rules)
        : Optional.empty();
  }
}
