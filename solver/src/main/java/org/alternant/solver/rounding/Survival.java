package org.alternant.solver.rounding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.format.Catalogue;

/// Whether steps survive a format: an estimate in a moment, without matrices.
///
/// *Survives* means, for matrices of the [TrialRuns.Kind]s: no overflow, no singular value above
/// [#LARGEST], and those that come from the interval within [#TOLERANCE] of its exact image.
///
/// For every kind the image of the interval is carried from step to step, widened by what rounding
/// adds to the singular values near its ends ([StepErrors]). That is done twice: with more than
/// what is expected, and with less. Where the first survives, the steps do; where the second does
/// not, they do not; what lies between a run decides.
public sealed interface Survival {

  /// No singular value may be larger.
  double LARGEST = 2;

  /// How far from the exact image singular values may end up.
  double TOLERANCE = 0.2;

  /// Where no lower end is given.
  double LEAST = 1e-3;

  /// The formats that people train in.
  List<Precision> FORMATS =
      List.of(Precision.FLOAT32, Precision.TFLOAT32, Precision.BFLOAT16, Precision.FLOAT16);

  /// For longer schedules nothing is estimated.
  int MOST_STEPS = 100;

  /// How a run fails.
  enum Reason {
    /// Singular values grow beyond the interval that a step was made for, and then without bound.
    GROWS,
    /// Small singular values are lost in rounding.
    LOSES_SMALL,
    /// A matrix holds numbers beyond the format's largest.
    OVERFLOWS,
    /// In exact arithmetic already, singular values become negative or larger than [#LARGEST].
    ERRS
  }

  /// The steps survive.
  ///
  /// @param image where singular values may end up, with more rounding than is expected
  record Survives(Interval image) implements Survival {}

  /// The steps do not.
  ///
  /// @param step the first, from 1, after which they are no longer where they should be
  /// @param reason how they fail
  record Breaks(int step, Reason reason) implements Survival {}

  /// The steps survive in seeded runs: those that a shipped table records, or that were just made.
  ///
  /// @param runs how many
  /// @param error the largest |1 − s| of all singular values s of their results
  record Ran(int runs, double error) implements Survival {}

  /// They may or may not.
  ///
  /// @param step the first, from 1, after which they may no longer be where they should be
  /// @param reason how they would fail
  record Unclear(int step, Reason reason) implements Survival {}

  /// Whether the steps survive, as far as is known.
  ///
  /// @return true if they are expected to, or seeded runs show it
  default boolean survives() {
    return this instanceof Survives || this instanceof Ran;
  }

  /// Estimates; where that is unclear for a shipped table that records runs by these rules, they
  /// decide. What any other file records decides nothing: it would have to be run again.
  ///
  /// @param table the table
  /// @param run the steps of it that run, p₁ first
  /// @param input the singular values of the matrices; where it starts at 0, the spectra reach down
  ///   to a thousandth of its upper end
  /// @param image the exact image of `input`
  /// @param rules how runs round
  /// @return what is to be expected in each of [#FORMATS]; empty for inverse roots, and for more
  ///   than [#MOST_STEPS]
  static Map<Precision, Survival> of(
      CoefficientTable table, List<Step> run, Interval input, Interval image, RoundingRules rules) {
    Map<Precision, Survival> found = of(run, input, image, rules);
    Measured measured = table.measured();
    Certificate of = table.certificate();
    if (measured == null || measured.worstError() == null || of == null) {
      return found;
    }
    double error = measured.worstError();
    boolean decides =
        found.get(measured.precision()) instanceof Unclear
            && measured.error() <= 1
            && measured.rounding().equalsInRuns(rules)
            && run.equals(table.steps())
            && Catalogue.find(table.name()).filter(table::equals).isPresent()
            && input.equals(of.input())
            && isWithin(new Interval(1 - error, 1 + error), image);
    if (decides) {
      found.put(measured.precision(), new Ran(measured.runs(), error));
    }
    return found;
  }

  /// Estimates.
  ///
  /// @param steps p₁ first
  /// @param input the singular values of the matrices; where it starts at 0, the spectra reach down
  ///   to a thousandth of its upper end
  /// @param image the exact image of `input`
  /// @param rules how runs round
  /// @return what is to be expected in each of [#FORMATS]; empty for inverse roots, and for more
  ///   than [#MOST_STEPS]
  static Map<Precision, Survival> of(
      List<Step> steps, Interval input, Interval image, RoundingRules rules) {
    Map<Precision, Survival> found = new EnumMap<>(Precision.class);
    boolean sign = steps.stream().allMatch(step -> step.function().isSign());
    if (!sign || steps.size() > MOST_STEPS) {
      return found;
    }
    if (image.lower() < 0 || image.upper() > LARGEST) {
      FORMATS.forEach(precision -> found.put(precision, new Breaks(steps.size(), Reason.ERRS)));
      return found;
    }
    List<EvaluationPlan> plans = steps.stream().map(Scheme::planOf).toList();
    List<SurvivalEstimate> estimates =
        rules.roundsCoefficients() ? List.of() : estimates(steps, plans, input, image, rules);
    for (Precision precision : FORMATS) {
      found.put(
          precision,
          rules.roundsCoefficients()
              ? rounded(steps, plans, input, image, rules, precision)
              : verdict(estimates, rules, precision));
    }
    return found;
  }

  private static List<SurvivalEstimate> estimates(
      List<Step> steps,
      List<EvaluationPlan> plans,
      Interval input,
      Interval image,
      RoundingRules rules) {
    return Stream.of(TrialRuns.Kind.values())
        .map(
            kind ->
                new SurvivalEstimate(steps, plans, kind, spread(input), image, rules.epilogue()))
        .toList();
  }

  /// Where coefficients are rounded to the format, they are others in every one.
  private static Survival rounded(
      List<Step> steps,
      List<EvaluationPlan> plans,
      Interval input,
      Interval image,
      RoundingRules rules,
      Precision precision) {
    List<Step> run = new ArrayList<>();
    List<EvaluationPlan> rounded = new ArrayList<>();
    for (int t = 0; t < steps.size(); t++) {
      Precision own = steps.get(t).precisionIn(precision);
      Optional<EvaluationPlan> plan = plans.get(t).roundedTo(own);
      if (plan.isEmpty()) {
        return new Breaks(t + 1, Reason.OVERFLOWS);
      }
      rounded.add(plan.get());
      run.add(steps.get(t).withPlan(plan.get()));
    }
    return verdict(estimates(run, rounded, input, image, rules), rules, precision);
  }

  private static Survival verdict(
      List<SurvivalEstimate> estimates, RoundingRules rules, Precision precision) {
    return estimates.stream()
        .map(one -> one.verdict(precision, rules))
        .reduce(Survival::worse)
        .orElseThrow();
  }

  /// The singular values of sample matrices for an interval.
  ///
  /// @param input the interval
  /// @return the interval; where it starts at 0, from a thousandth of its upper end on
  static Interval spread(Interval input) {
    return input.lower() > 0 ? input : new Interval(LEAST * input.upper(), input.upper());
  }

  /// Whether steps that bring singular values into a range survive.
  ///
  /// @param reached the range
  /// @param image the exact image of those that were put in
  /// @return true if it is near enough
  static boolean isWithin(Interval reached, Interval image) {
    return reachesNoFurther(reached.upper(), image) && reached.lower() >= image.lower() - TOLERANCE;
  }

  /// The same about the upper end alone.
  ///
  /// @param largest the largest singular value
  /// @param image the exact image
  /// @return true if it is near enough
  static boolean reachesNoFurther(double largest, Interval image) {
    return largest <= Math.min(LARGEST, image.upper() + TOLERANCE);
  }

  private static Survival worse(Survival one, Survival other) {
    if (one instanceof Survives(Interval image) && other instanceof Survives(Interval more)) {
      return new Survives(image.hull(more));
    }
    return severity(one) >= severity(other) ? one : other;
  }

  private static int severity(Survival survival) {
    return switch (survival) {
      case Survives _, Ran _ -> 0;
      case Unclear _ -> 1;
      case Breaks _ -> 2;
    };
  }
}
