package org.alternant.toolkit.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.measure.InverseRootForecast;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.rounding.SampleSpectrum;
import org.alternant.solver.rounding.Survival;
import org.alternant.solver.rounding.Survival.Breaks;
import org.alternant.solver.rounding.Survival.Reason;
import org.alternant.solver.rounding.Survival.Survives;
import org.alternant.solver.rounding.Survival.Unclear;

/// Whether the coupled iteration for an inverse root survives a format, estimated without matrices.
///
/// For eigenvalues of every [TrialRuns.Kind] the expected relative error of X after each step is
/// that of the run's own operations ([InverseRootForecast]). It is of first order, and a step may
/// hide what the one after it meets; so h is carried from step to step as a range, widened after
/// each by that error: the whole interval by [#MORE] times as much, and every eigenvalue by itself
/// by [#LESS] times. Where the first ends near the exact image the steps survive; where the second
/// does not, they break.
final class InverseRootSurvival {

  /// Eigenvalues that stand for those of a matrix. In larger ones as much is expected.
  private static final int POINTS = 32;

  /// For longer schedules nothing is estimated: it takes the square of their length.
  static final int MOST_STEPS = 30;

  /// How many times what is expected is allowed for. *Observed* by `InverseRootSurvivalTest` and
  /// once on 1100 designs: of those that survive by it all did, by errors up to 1.6 times as large
  /// as it allows for.
  private static final double MORE = 2;

  private static final double LESS = 0.2;

  /// Where values are so large, the next step ends them.
  private static final double ESCAPED = 1e3;

  private final List<Step> steps;
  private final Interval image;

  /// Roots of the interval's ends, and of the sample eigenvalues of each kind.
  private final Range whole;

  private final List<double[]> spectra;

  /// Values of h; NaN where they are lost.
  private record Range(double lower, double upper) {

    Range image(Step step) {
      TableFunction function = step.function();
      QuickImage.Range image =
          QuickImage.of(function, QuickImage.coefficients(step), QuickImage.Range.of(lower, upper));
      return new Range(image.lower().high(), image.upper().high());
    }

    Range widened(double by) {
      return new Range(lower - by, upper + by);
    }

    boolean goesOn() {
      return lower > 0 && upper < ESCAPED;
    }
  }

  private InverseRootSurvival(List<Step> steps, Interval input, Interval image) {
    this.steps = steps;
    this.image = image;
    whole = new Range(root(input.lower()), root(input.upper()));
    spectra =
        Stream.of(TrialRuns.Kind.values())
            .map(kind -> SampleSpectrum.values(kind, input, POINTS))
            .toList();
  }

  /// Estimates.
  ///
  /// @param steps p₁ first
  /// @param input the eigenvalues
  /// @param image the exact image of `input`
  /// @param rules how runs round
  /// @return what is to be expected in each of [Survival#FORMATS]; empty where the interval starts
  ///   at 0, which no inverse root is for, where steps have formats of their own, and for more than
  ///   [#MOST_STEPS]
  static Map<Precision, Survival> of(
      List<Step> steps, Interval input, Interval image, RoundingRules rules) {
    Map<Precision, Survival> found = new EnumMap<>(Precision.class);
    boolean mixed = steps.stream().anyMatch(step -> step.precision() != null);
    if (!(input.lower() > 0) || steps.size() > MOST_STEPS || mixed) {
      return found;
    }
    InverseRootSurvival estimate = new InverseRootSurvival(steps, input, image);
    for (Precision precision : Survival.FORMATS) {
      found.put(
          precision,
          rules.roundsCoefficients()
              ? rounded(steps, input, image, rules, precision)
              : estimate.verdict(precision, rules));
    }
    return found;
  }

  /// Where coefficients are rounded to the format, they are others in every one.
  private static Survival rounded(
      List<Step> steps, Interval input, Interval image, RoundingRules rules, Precision precision) {
    List<Step> run = new ArrayList<>();
    for (Step step : steps) {
      Optional<EvaluationPlan> plan = Scheme.planOf(step).roundedTo(precision);
      if (plan.isEmpty()) {
        return new Breaks(run.size() + 1, Reason.OVERFLOWS);
      }
      run.add(step.withPlan(plan.get()));
    }
    return new InverseRootSurvival(run, input, image).verdict(precision, rules);
  }

  private Survival verdict(Precision precision, RoundingRules rules) {
    if (image.lower() < 0 || image.upper() > Survival.LARGEST) {
      return new Breaks(steps.size(), Reason.ERRS);
    }
    MatrixIteration iteration =
        new MatrixIteration(steps, Normalization.NONE, precision).with(rules);
    List<double[]> errors = spectra.stream().map(y -> errors(iteration, y)).toList();
    double[] largest = new double[steps.size()];
    Arrays.setAll(largest, t -> errors.stream().mapToDouble(of -> of[t]).max().orElseThrow());
    Survival expected = followed(whole, largest, MORE);
    if (!(expected instanceof Breaks possible)) {
      return expected;
    }
    for (int kind = 0; kind < spectra.size(); kind++) {
      for (double y : spectra.get(kind)) {
        Range value = new Range(root(y), root(y));
        if (followed(value, errors.get(kind), LESS) instanceof Breaks certain) {
          return certain;
        }
      }
    }
    return new Unclear(possible.step(), possible.reason());
  }

  /// The expected error after each step.
  private double[] errors(MatrixIteration iteration, double[] eigenvalues) {
    double[] errors = new double[steps.size()];
    Arrays.setAll(
        errors, t -> InverseRootForecast.expectedError(iteration.first(t + 1), eigenvalues));
    return errors;
  }

  /// Follows a range through the steps.
  private Survival followed(Range start, double[] errors, double factor) {
    Range range = start;
    for (int t = 0; t < steps.size(); t++) {
      range = range.image(steps.get(t)).widened(factor * errors[t]);
      if (!range.goesOn()) {
        return new Breaks(t + 1, range.upper() < ESCAPED ? Reason.LOSES_SMALL : Reason.GROWS);
      }
    }
    Interval reached = new Interval(range.lower(), range.upper());
    return Survival.isWithin(reached, image)
        ? new Survives(reached)
        : new Breaks(
            steps.size(),
            range.lower() < image.lower() - Survival.TOLERANCE ? Reason.LOSES_SMALL : Reason.GROWS);
  }

  private double root(double eigenvalue) {
    return Powers.root(eigenvalue, steps.getFirst().function().root());
  }
}
