package org.alternant.coefficients;

import java.util.List;
import org.alternant.coefficients.text.EnumIds;
import org.jspecify.annotations.Nullable;

/// Holds what a table says it was designed from against its steps: `check_certificate.py` does the
/// same. Coefficients may have been edited since; what they would be is not looked at.
final class DesignAgreement {

  /// What rounding to binary64, of an end and of what it was made of, may change of it.
  private static final double ROUNDING = 1e-12;

  private DesignAgreement() {}

  /// @throws IllegalArgumentException with both figures where they contradict each other
  static void require(DesignRequest design, List<Step> steps, Conventions conventions) {
    int count = design.degrees().size();
    if (count != steps.size()) {
      throw new IllegalArgumentException(
          "the design has " + count + " steps, the table " + steps.size());
    }
    if (!design.function().equals(steps.getFirst().function())) {
      throw new IllegalArgumentException("the design is for another function than the steps");
    }
    requireSafetyFactor(conventions.safetyFactor(), design);
    Precision designed = precision(design);
    Precision stated = conventions.precision();
    if (designed != null && stated != null && designed != stated) {
      throw new IllegalArgumentException(
          "the design is for "
              + EnumIds.of(designed)
              + ", the conventions for "
              + EnumIds.of(stated));
    }
    requireRuntime(design, conventions);
    requirePrecisions(design, steps);
    requireSearched(design);
    for (int t = 0; t < count; t++) {
      requireStep(design, steps.get(t), t);
    }
  }

  private static @Nullable Precision precision(DesignRequest design) {
    return design.rounding() != null
        ? design.rounding().precision()
        : design.trial() == null ? null : design.trial().precision();
  }

  private static void requireRuntime(DesignRequest design, Conventions conventions) {
    TrialRuns trial = design.trial();
    TargetRuntime designed = trial == null ? null : trial.rounding().runtime();
    TargetRuntime stated = conventions.runtime();
    if (trial != null && stated != null && designed != stated) {
      throw new IllegalArgumentException(
          "the design is for "
              + (designed == null ? "no runtime" : EnumIds.of(designed))
              + ", the conventions for "
              + EnumIds.of(stated));
    }
  }

  /// A design by sample runs says which step is run in which format; others say nothing.
  private static void requirePrecisions(DesignRequest design, List<Step> steps) {
    TrialRuns trial = design.trial();
    if (trial == null) {
      return;
    }
    int count = trial.precisions() == null ? steps.size() : trial.precisions().size();
    if (count != steps.size()) {
      throw new IllegalArgumentException(
          "the design has formats for " + count + " steps, the table has " + steps.size());
    }
    for (int t = 0; t < steps.size(); t++) {
      Precision designed = trial.precision(t);
      Precision stated = steps.get(t).precisionIn(trial.precision());
      if (designed != stated) {
        throw contradiction(EnumIds.of(designed), t, EnumIds.of(stated));
      }
    }
  }

  /// A runtime goes by the conventions alone, so they must tell it what the rows carry.
  private static void requireSafetyFactor(SafetyFactor found, DesignRequest design) {
    SafetyFactor expected = SafetyFactor.designed(design.safetyFactor());
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "the design has " + words(expected) + ", the conventions " + words(found));
    }
  }

  private static String words(SafetyFactor factor) {
    return factor.equals(SafetyFactor.NONE)
        ? "no safety factor"
        : "a safety factor of "
            + factor.value()
            + " in "
            + switch (factor.bakedInto()) {
              case NONE -> "no row";
              case ALL_BUT_LAST -> "every row but the last";
              case ALL -> "every row";
            };
  }

  private static void requireSearched(DesignRequest design) {
    DesignSearch search = design.search();
    if (search == null) {
      return;
    }
    Integer steps = search.steps();
    if (steps != null && steps != design.degrees().size()) {
      throw new IllegalArgumentException(
          "the design has " + design.degrees().size() + " steps, its search " + steps);
    }
    for (int degree : design.degrees()) {
      if (!search.allowedDegrees().contains(degree)) {
        throw new IllegalArgumentException(
            "the design has degree " + degree + ", its search allows " + search.allowedDegrees());
      }
    }
  }

  private static void requireStep(DesignRequest design, Step step, int t) {
    if (design.degrees().get(t) != step.degree()) {
      throw contradiction("degree " + design.degrees().get(t), t, "degree " + step.degree());
    }
    Interval interval = step.interval();
    if (interval == null) {
      return;
    }
    if (precision(design) != null) {
      // Wider than what was asked for, by the input's rounding and the room or safety factor.
      boolean holds =
          interval.lower() <= design.lower() * (1 + ROUNDING)
              && interval.upper() >= design.upper() * (1 - ROUNDING);
      if (t == 0 && !holds) {
        throw contradiction("interval " + words(design.input()), t, words(interval));
      }
      return;
    }
    if (t == 0
        && !(isNear(interval.lower(), design.lower())
            && isNear(interval.upper(), design.upper()))) {
      throw contradiction("interval " + words(design.input()), t, words(interval));
    }
    Interval own = step.designInterval() == null ? interval : step.designInterval();
    double lower = Math.max(interval.lower(), design.cushion() * interval.upper());
    if (!isNear(own.lower(), lower)) {
      throw contradiction(
          "cushion " + design.cushion() + ", which makes its lower end " + lower,
          t,
          "lower end " + own.lower());
    }
  }

  private static String words(Interval interval) {
    return "[" + interval.lower() + ", " + interval.upper() + "]";
  }

  private static boolean isNear(double value, double expected) {
    return Math.abs(value - expected) <= ROUNDING * expected;
  }

  private static IllegalArgumentException contradiction(String design, int t, String step) {
    return new IllegalArgumentException(
        "the design has " + design + " in step " + (t + 1) + ", the step " + step);
  }
}
