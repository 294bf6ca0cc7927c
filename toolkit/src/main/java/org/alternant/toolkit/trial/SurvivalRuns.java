package org.alternant.toolkit.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.design.TrialTask;

/// Runs sample matrices to see whether steps survive a format, where [Survival] estimates it.
public final class SurvivalRuns {

  private static final int MATRICES = 3;
  private static final int SEED = 1;

  private SurvivalRuns() {}

  /// What runs in one format showed: observed, not proved.
  ///
  /// @param precision the format
  /// @param rules how they rounded
  /// @param reached where the singular values of all results are; empty where a run was not finite
  /// @param survives whether that is within what [Survival] demands
  /// @param runs how many matrices were run
  /// @param structured how far matrices went whose entries repeat
  /// @param structuredSurvive whether that is within what [Survival] demands of the upper end
  public record Observed(
      Precision precision,
      RoundingRules rules,
      Optional<Interval> reached,
      boolean survives,
      int runs,
      Measured.Structured structured,
      boolean structuredSurvive) {

    /// Whether all matrices survive.
    ///
    /// @return false if any breaks, ordinary or structured
    public boolean allSurvive() {
      return survives && structuredSurvive;
    }

    /// The largest |1 − s| of all singular values s.
    ///
    /// @return the error; infinite where a run was not finite
    public double error() {
      return reached.map(Interval::error).orElse(Double.POSITIVE_INFINITY);
    }
  }

  /// Runs matrices as [#of] does, in one format.
  ///
  /// @param steps p₁ first
  /// @param input the singular values of the matrices
  /// @param image the exact image of `input`
  /// @param precision the format to run them in
  /// @param rules how it rounds
  /// @return what they showed if all survive; empty if one does not
  public static Optional<Survival.Ran> survived(
      List<Step> steps, Interval input, Interval image, Precision precision, RoundingRules rules) {
    Observed observed = of(steps, input, image, List.of(precision), rules).getFirst();
    return observed.allSurvive()
        ? Optional.of(new Survival.Ran(observed.runs(), observed.error()))
        : Optional.empty();
  }

  /// Runs matrices of every kind and of [TrialTask#CUSTOMARY_SHAPES], and structured ones.
  ///
  /// @param steps p₁ first
  /// @param input the singular values of the matrices
  /// @param image the exact image of `input`
  /// @param precisions the formats to run them in
  /// @param rules how they round
  /// @return what the runs showed, in the order of the formats; the same on every machine
  public static List<Observed> of(
      List<Step> steps,
      Interval input,
      Interval image,
      Collection<Precision> precisions,
      RoundingRules rules) {
    if (!steps.getFirst().function().isRoot()) {
      steps.forEach(step -> step.function().requireSign("sample runs"));
    }
    List<Observed> all = new ArrayList<>();
    for (Precision precision : precisions) {
      TrialRuns trial =
          new TrialRuns(precision, rules, 0, TrialTask.CUSTOMARY_SHAPES, MATRICES, SEED);
      EmulatedTrials.Ranges ranges = EmulatedTrials.ranges(steps, Survival.spread(input), trial);
      boolean survives =
          ranges.reached().filter(reached -> Survival.isWithin(reached, image)).isPresent();
      Double largest = ranges.structured().largest();
      boolean structuredSurvive = largest != null && Survival.reachesNoFurther(largest, image);
      all.add(
          new Observed(
              precision,
              rules,
              ranges.reached(),
              survives,
              ranges.runs(),
              ranges.structured(),
              structuredSurvive));
    }
    return all;
  }
}
