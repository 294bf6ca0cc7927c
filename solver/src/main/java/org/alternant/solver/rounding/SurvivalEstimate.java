package org.alternant.solver.rounding;

import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.rounding.Survival.Breaks;
import org.alternant.solver.rounding.Survival.Reason;
import org.alternant.solver.rounding.Survival.Survives;
import org.alternant.solver.rounding.Survival.Unclear;

/// The estimate for matrices of one kind. The errors of each step are those of the exact iterate.
///
/// What is followed through the steps is a number of ranges. With more rounding than is expected it
/// is the whole interval; with less, every point of the spectrum on its own, since a matrix need
/// not have a singular value where the steps are most sensitive.
final class SurvivalEstimate {

  /// Points of a spectrum.
  private static final int POINTS = 16;

  /// The order of the matrices. In larger ones as much is expected.
  private static final int ORDER = 128;

  /// How many times what is expected is allowed for. *Observed* by `SurvivalRunsTest`.
  private static final double MORE = 1.5;

  private static final double LESS = 0.35;

  /// The same at lower ends, where errors of other singular values push up rather than down.
  private static final double LOWER = 0.3;

  /// Singular values within this factor of the largest, or of the smallest, are near it.
  private static final double NEAR = 2;

  /// Where singular values are so large, the next step ends them.
  private static final double ESCAPED = 1e3;

  /// How often a singular value's neighbourhood is made smaller.
  private static final int ROUNDS = 4;

  private final List<Step> steps;
  private final Interval exact;
  private final SampleSpectrum[] spectra;
  private final StepErrors[] errors;

  /// Mean squares of errors.
  @FunctionalInterface
  private interface Variance {
    double at(int i, int j);
  }

  SurvivalEstimate(
      List<Step> steps,
      List<EvaluationPlan> plans,
      TrialRuns.Kind kind,
      Interval input,
      Interval exact,
      Epilogue epilogue) {
    this.steps = steps;
    this.exact = exact;
    spectra = new SampleSpectrum[steps.size() + 1];
    errors = new StepErrors[steps.size()];
    spectra[0] = SampleSpectrum.of(kind, input, POINTS, ORDER);
    for (int t = 0; t < steps.size(); t++) {
      double[] c = QuickImage.coefficients(steps.get(t));
      errors[t] = new StepErrors(plans.get(t), spectra[t], ORDER, epilogue);
      spectra[t + 1] = spectra[t].mapped(x -> odd(c, x));
    }
  }

  /// What is to be expected of a run in a format.
  Survival verdict(Precision precision, RoundingRules rules) {
    Survival expected = followed(precision, rules, true);
    return expected instanceof Breaks possible
            && followed(precision, rules, false) instanceof Survives
        ? new Unclear(possible.step(), possible.reason())
        : expected;
  }

  /// Follows ranges through the steps.
  ///
  /// @param more whether more rounding than is expected is allowed for, and for the whole interval
  private Survival followed(Precision run, RoundingRules rules, boolean more) {
    Precision before = steps.getFirst().precisionIn(run);
    Range[] ranges = ranges(more);
    round(ranges, 0, before, more);
    for (int t = 0; t < steps.size(); t++) {
      StepErrors step = errors[t];
      Precision precision = steps.get(t).precisionIn(run);
      Precision storage = rules.stored(precision);
      if (storage.unitRoundoff() > rules.stored(before).unitRoundoff()) {
        round(ranges, t, precision, more);
      }
      before = precision;
      if ((more ? step.largest() : step.largestMean()) > storage.largest()) {
        return new Breaks(t + 1, Reason.OVERFLOWS);
      }
      double[] c = QuickImage.coefficients(steps.get(t));
      for (int i = 0; i < ranges.length; i++) {
        ranges[i] = ranges[i].image(c);
      }
      widen(ranges, spectra[t + 1], (i, j) -> step.variance(i, j, precision, storage), more);
      if (!(largest(ranges) < ESCAPED)) {
        return new Breaks(t + 1, Reason.GROWS);
      }
    }
    double lower = Arrays.stream(ranges).mapToDouble(Range::lower).min().orElseThrow();
    if (!(lower <= largest(ranges))) {
      return new Breaks(steps.size(), Reason.GROWS);
    }
    Interval reached = new Interval(lower, largest(ranges));
    return Survival.isWithin(reached, exact)
        ? new Survives(reached)
        : new Breaks(
            steps.size(),
            lower < exact.lower() - Survival.TOLERANCE ? Reason.LOSES_SMALL : Reason.GROWS);
  }

  /// The ranges before the first step.
  private Range[] ranges(boolean more) {
    double[] values = spectra[0].toArray();
    return more
        ? new Range[] {new Range(values[POINTS - 1], values[0])}
        : Arrays.stream(values).mapToObj(x -> new Range(x, x)).toArray(Range[]::new);
  }

  /// Rounds X before a step.
  private void round(Range[] ranges, int step, Precision precision, boolean more) {
    SampleSpectrum values = spectra[step];
    double error = Precision.ROUNDING_RMS * precision.unitRoundoff();
    double size = error * values.rootMeanSquare(values.toArray());
    widen(ranges, values, (_, _) -> size * size, more);
  }

  private static double largest(Range[] ranges) {
    return Arrays.stream(ranges).mapToDouble(Range::upper).max().orElseThrow();
  }

  /// Allows for errors.
  ///
  /// @param values the exact singular values
  private static void widen(
      Range[] ranges, SampleSpectrum values, Variance variance, boolean more) {
    double[] widths = new double[values.size()];
    Arrays.setAll(widths, i -> width(values, i, variance));
    if (more) {
      ranges[0] = ranges[0].widened(MORE, atBottom(values, widths), atTop(values, widths));
    } else {
      for (int i = 0; i < ranges.length; i++) {
        ranges[i] = ranges[i].widened(LESS, widths[i], widths[i]);
      }
    }
  }

  /// How far errors move a singular value: the spectral norm of the errors among those that are no
  /// further from it than they are moved.
  private static double width(SampleSpectrum values, int i, Variance variance) {
    double width = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      double row = 0;
      double column = 0;
      for (int j = 0; j < values.size(); j++) {
        if (Math.abs(values.value(j) - values.value(i)) <= width) {
          row += values.share(j) * variance.at(i, j);
          column += values.share(j) * variance.at(j, i);
        }
      }
      width = Math.sqrt(row) + Math.sqrt(column);
    }
    return width;
  }

  private static double atTop(SampleSpectrum values, double[] widths) {
    double largest = Arrays.stream(values.toArray()).max().orElseThrow();
    double width = 0;
    for (int i = 0; i < widths.length; i++) {
      width = values.value(i) >= largest / NEAR ? Math.max(width, widths[i]) : width;
    }
    return width;
  }

  private static double atBottom(SampleSpectrum values, double[] widths) {
    double smallest = Arrays.stream(values.toArray()).min().orElseThrow();
    double width = 0;
    for (int i = 0; i < widths.length; i++) {
      width = values.value(i) <= smallest * NEAR ? Math.max(width, widths[i]) : width;
    }
    return width;
  }

  private static double odd(double[] c, double x) {
    double value = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      value = value * x * x + c[i];
    }
    return value * x;
  }

  /// Where a singular value may be.
  private record Range(double lower, double upper) {

    /// Under an odd polynomial; what would be negative has lost its direction.
    Range image(double[] c) {
      QuickImage.Range image =
          QuickImage.of(TableFunction.SIGN, c, QuickImage.Range.of(lower, upper));
      return new Range(image.lower().high(), image.upper().high());
    }

    Range widened(double factor, double below, double above) {
      return new Range(Math.max(0, lower - factor * LOWER * below), upper + factor * above);
    }
  }
}
