package org.alternant.solver.certificate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.EffortSpentException;

/// How far inputs may reach before a composition fails: up to where it keeps its sign, up to where
/// it errs by less than 1, and down to where it keeps to a given error.
///
/// Each answer is found by bisection, and proved at the point that is returned. Of a composition
/// whose effort is bounded every question throws an [EffortSpentException] where it takes more.
public final class SafeRange {

  /// The largest upper end that is looked for.
  public static final double LARGEST_UPPER = 1024;

  /// How closely an end is determined, relatively.
  public static final double LOCATION_ACCURACY = 1e-10;

  /// Where the search begins.
  private static final double SMALLEST = 0x1p-1000;

  private final ExactComposition composition;

  /// Takes the steps as they stand.
  ///
  /// @param steps p₁ first; at least one
  /// @throws IllegalArgumentException if there is none
  public SafeRange(List<Step> steps) {
    this(new ExactComposition(steps, ExactSteps.unbounded()));
  }

  SafeRange(ExactComposition composition) {
    this.composition = composition;
  }

  /// Whether the composition is proved to be positive on (0, bound].
  ///
  /// @param bound the upper end, 0 or more
  /// @return true if it is; also where there is nothing to prove, for the bound 0
  public boolean isPositiveUpTo(double bound) {
    return bound == 0 || composition.isPositiveUpTo(bound);
  }

  /// The largest B for which the composition is proved to be positive on (0, B].
  ///
  /// @return B, less than [#LOCATION_ACCURACY] below the true one; 0 if the composition is not
  ///   positive on (0, 2⁻¹⁰⁰⁰]; empty if B is at least [#LARGEST_UPPER]
  public OptionalDouble signSafeUpper() {
    return largestUpper(composition::isPositiveUpTo);
  }

  /// The largest B for which the composition is proved to take (0, B] into (0, 2), that is, to err
  /// by less than 1: beyond it a singular value is lost, or the iteration diverges. For a clip, to
  /// err by less than 1 up to 1 as well.
  ///
  /// @return B, less than [#LOCATION_ACCURACY] below the true one; 0 if it is below 2⁻¹⁰⁰⁰; empty
  ///   if B is at least [#LARGEST_UPPER]
  public OptionalDouble unitErrorUpper() {
    return largestUpper(this::hasUnitErrorUpTo);
  }

  /// The image's upper end is compared before it is rounded: it may be 2 − 10⁻³⁰⁰.
  private boolean hasUnitErrorUpTo(double bound) {
    ExactComposition.Images images = images(new Interval(0, bound));
    return images.outcome() instanceof ImageOutcome.Enclosed
        && images.enclosed().getLast().upper().compareTo(Dyadic.TWO) < 0
        && composition.isPositiveUpTo(bound)
        && composition.isNearIdentityUpTo(bound);
  }

  private ExactComposition.Images images(Interval interval) {
    ExactComposition.Images images = composition.images(interval);
    if (images.outcome() instanceof Undetermined) {
      throw new EffortSpentException();
    }
    return images;
  }

  private static OptionalDouble largestUpper(DoublePredicate holdsUpTo) {
    if (holdsUpTo.test(LARGEST_UPPER)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        holdsUpTo.test(SMALLEST) ? last(SMALLEST, LARGEST_UPPER, holdsUpTo) : 0);
  }

  /// The smallest l for which the worst-case error on [l, upper] is proved to be at most a given
  /// one.
  ///
  /// @param error the error allowed
  /// @param upper the upper end of the interval
  /// @return l, the smallest binary64 number, looked for down to 2⁻¹⁰⁰⁰ (or `upper`, where that is
  ///   smaller)
  public SmallestLower smallestLower(double error, double upper) {
    DoublePredicate exceeded =
        lower -> !images(new Interval(lower, upper)).outcome().isWithin(error);
    if (exceeded.test(upper)) {
      return new SmallestLower.None();
    }
    // An odd step maps 0 to 0, an error of 1.
    if (error >= 1 && upper >= 0 && !exceeded.test(0)) {
      return new SmallestLower.Every();
    }
    double smallest = Math.min(SMALLEST, upper);
    if (!exceeded.test(smallest)) {
      return new SmallestLower.AtMost(smallest);
    }
    double beyond = last(SMALLEST, upper, exceeded);
    double enough = Math.min(upper, Math.nextUp(beyond * (1 + LOCATION_ACCURACY)));
    return new SmallestLower.Found(first(beyond, enough, exceeded));
  }

  /// Bisects down to one number: the first after `beyond`, up to `enough`, where a predicate that
  /// ceases to hold in between does not.
  private static double first(double beyond, double enough, DoublePredicate predicate) {
    double holds = beyond;
    double fails = enough;
    double middle = holds + (fails - holds) / 2;
    while (middle > holds && middle < fails) {
      if (predicate.test(middle)) {
        holds = middle;
      } else {
        fails = middle;
      }
      middle = holds + (fails - holds) / 2;
    }
    return fails;
  }

  /// Bisects, by exponents first, for where a predicate that holds at `from` ceases to hold before
  /// `to`.
  ///
  /// @return a point where it holds, with a point at most [#LOCATION_ACCURACY] above where it does
  ///   not
  static double last(double from, double to, DoublePredicate predicate) {
    double holds = from;
    double fails = to;
    while (fails > holds * (1 + LOCATION_ACCURACY)) {
      double middle =
          fails > 4 * holds ? Math.sqrt(holds) * Math.sqrt(fails) : holds + (fails - holds) / 2;
      if (predicate.test(middle)) {
        holds = middle;
      } else {
        fails = middle;
      }
    }
    return holds;
  }
}
