package org.alternant.solver.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Certificate.CertifiedStep;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Outward;

/// Proves what a composition p_T ∘ … ∘ p₁ does to every singular value in an interval.
///
/// The coefficients are binary64 numbers, so every value and sign of a step is computed exactly
/// ([ExactStep]). The image of an interval under a continuous map is an interval, so chaining the
/// enclosed images loses only their outward rounding to 192 bits: the result is the true worst
/// case, enclosed to the last bit of binary64. Nothing is sampled.
public final class TableCertifier {

  /// The largest upper end for which [#signSafeUpper] looks.
  public static final double SIGN_SAFE_LIMIT = 1024;

  /// How closely [#signSafeUpper] and [#findLower] determine their answer, relatively.
  public static final double LOCATION_ACCURACY = 1e-10;

  /// Where [#signSafeUpper] and [#findLower] begin to look.
  private static final double SMALLEST = 0x1p-1000;

  private static final Dyadic LARGEST = Dyadic.of(Double.MAX_VALUE);
  private static final int WITNESS_BITS = 120;
  private static final int VALUE_BITS = 400;

  private final List<ExactStep> steps;

  /// Takes the steps as they stand.
  ///
  /// @param steps p₁ first; at least one
  /// @throws IllegalArgumentException if there is none
  public TableCertifier(List<Step> steps) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a composition needs at least one step");
    }
    this.steps = steps.stream().map(ExactStep::new).toList();
  }

  /// Certifies the composition on an interval.
  ///
  /// @param input any interval; it may hold 0, negative numbers and numbers beyond 1
  /// @return the certificate with a witness of its worst-case error, or where the images overflow
  public CertificationOutcome certify(Interval input) {
    List<ExactStep.Image> images = images(input);
    if (images.size() < steps.size()) {
      return new CertificationOutcome.Overflow(images.size() + 1);
    }
    List<CertifiedStep> certified = new ArrayList<>();
    for (ExactStep.Image image : images) {
      certified.add(new CertifiedStep(rounded(image)));
    }
    ExactStep.Image last = images.getLast();
    OptionalDouble signSafe = signSafeUpper();
    Certificate certificate =
        new Certificate(
            input,
            certified.getLast().image(),
            worstError(last).doubleCeiling(),
            certified,
            signSafe.isPresent() ? signSafe.getAsDouble() : null);
    boolean above = last.upper().plus(last.lower()).compareTo(Dyadic.TWO) >= 0;
    double witness = preimage(images, above ? last.upperAt() : last.lowerAt()).doubleValue();
    return new CertificationOutcome.Certified(certificate, Math.abs(errorAt(witness)), witness);
  }

  /// The error of the composition at one point, for drawing and for looking at single values.
  ///
  /// @param x a point of an interval on which [#certify] finds a certificate; elsewhere the digits
  ///   of a composition that diverges would grow without bound
  /// @return 1 − p_T(…p₁(x)…), exact up to one rounding to binary64 and 2⁻⁴⁰⁰ in each step
  public double errorAt(double x) {
    return Dyadic.ONE.minus(at(Dyadic.of(x))).doubleValue();
  }

  /// The largest B for which the composition is proved to be positive on (0, B].
  ///
  /// @return B, less than [#LOCATION_ACCURACY] below the true one; 0 if the composition is not
  ///   positive on (0, 2⁻¹⁰⁰⁰]; empty if B is at least [#SIGN_SAFE_LIMIT]
  public OptionalDouble signSafeUpper() {
    if (isPositiveUpTo(SIGN_SAFE_LIMIT)) {
      return OptionalDouble.empty();
    }
    if (!isPositiveUpTo(SMALLEST)) {
      return OptionalDouble.of(0);
    }
    return OptionalDouble.of(last(SMALLEST, SIGN_SAFE_LIMIT, this::isPositiveUpTo));
  }

  /// The largest B for which the composition is proved to take (0, B] into (0, 2), that is, to err
  /// by less than 1: beyond it a singular value is lost, or the iteration diverges.
  ///
  /// @return B, less than [#LOCATION_ACCURACY] below the true one; 0 if it is below 2⁻¹⁰⁰⁰; empty
  ///   if B is at least [#SIGN_SAFE_LIMIT]
  public OptionalDouble unitErrorUpper() {
    if (hasUnitErrorUpTo(SIGN_SAFE_LIMIT)) {
      return OptionalDouble.empty();
    }
    if (!hasUnitErrorUpTo(SMALLEST)) {
      return OptionalDouble.of(0);
    }
    return OptionalDouble.of(last(SMALLEST, SIGN_SAFE_LIMIT, this::hasUnitErrorUpTo));
  }

  private boolean hasUnitErrorUpTo(double bound) {
    return lastImage(new Interval(0, bound))
            .filter(image -> image.upper().compareTo(Dyadic.TWO) < 0)
            .isPresent()
        && isPositiveUpTo(bound);
  }

  /// The smallest l for which the worst-case error on [l, upper] is proved to be at most a given
  /// one.
  ///
  /// @param error the error allowed
  /// @param upper the upper end of the interval
  /// @return l, less than [#LOCATION_ACCURACY] above the true one, or 2⁻¹⁰⁰⁰ (or `upper`, where
  ///   that is smaller) if the true one is smaller; empty if no l will do
  public OptionalDouble findLower(double error, double upper) {
    Dyadic allowed = Dyadic.of(error);
    DoublePredicate exceeded = lower -> !isWithin(allowed, lower, upper);
    if (exceeded.test(upper)) {
      return OptionalDouble.empty();
    }
    double smallest = Math.min(SMALLEST, upper);
    if (!exceeded.test(smallest)) {
      return OptionalDouble.of(smallest);
    }
    double beyond = last(SMALLEST, upper, exceeded);
    return OptionalDouble.of(Math.min(upper, Math.nextUp(beyond * (1 + LOCATION_ACCURACY))));
  }

  private boolean isWithin(Dyadic allowed, double lower, double upper) {
    return lastImage(new Interval(lower, upper))
        .filter(image -> worstError(image).compareTo(allowed) <= 0)
        .isPresent();
  }

  /// The worst-case error of [#certify], without the certificate's other parts.
  ///
  /// @param input any interval
  /// @return max |1 − composition| over the input, rounded up; NaN where the images overflow
  public double worstCaseError(Interval input) {
    return lastImage(input).map(image -> worstError(image).doubleCeiling()).orElse(Double.NaN);
  }

  /// The output of [#certify], without the certificate's other parts.
  ///
  /// @param input the singular values
  /// @return the image of the composition, rounded outward; empty where the images overflow
  public Optional<Interval> output(Interval input) {
    return lastImage(input).map(TableCertifier::rounded);
  }

  private Optional<ExactStep.Image> lastImage(Interval input) {
    List<ExactStep.Image> images = images(input);
    return images.size() == steps.size() ? Optional.of(images.getLast()) : Optional.empty();
  }

  private static Interval rounded(ExactStep.Image image) {
    return new Interval(image.lower().doubleFloor(), image.upper().doubleCeiling());
  }

  /// Bisects, by exponents first, for where a predicate that holds at `from` ceases to hold before
  /// `to`.
  ///
  /// @return a point where it holds, with a point at most [#LOCATION_ACCURACY] above where it does
  ///   not
  private static double last(double from, double to, DoublePredicate predicate) {
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

  /// The images step by step, up to the last within the range of binary64.
  private List<ExactStep.Image> images(Interval input) {
    List<ExactStep.Image> images = new ArrayList<>();
    Dyadic lower = Dyadic.of(input.lower());
    Dyadic upper = Dyadic.of(input.upper());
    for (ExactStep step : steps) {
      ExactStep.Image image = step.image(lower, upper);
      // Beyond this, |1 − x| is not a binary64 number.
      if (image.lower().abs().max(image.upper().abs()).plus(Dyadic.ONE).compareTo(LARGEST) > 0) {
        break;
      }
      images.add(image);
      lower = image.lower();
      upper = image.upper();
    }
    return images;
  }

  private static Dyadic worstError(ExactStep.Image image) {
    return Dyadic.ONE.minus(image.lower()).abs().max(image.upper().minus(Dyadic.ONE).abs());
  }

  /// A composition has one sign on (0, B], without a root, if and only if p₁ has, p₂ has on (0, max
  /// |p₁|], and so on: the images are intervals that begin at 0, and the steps are odd. It is the
  /// product of their signs. An image beyond binary64 counts as the whole half-line.
  private boolean isPositiveUpTo(double bound) {
    Dyadic reach = Dyadic.of(bound);
    int sign = 1;
    for (ExactStep step : steps) {
      sign *= step.signUpTo(reach);
      if (sign == 0) {
        return false;
      }
      reach = reach.compareTo(LARGEST) > 0 ? reach : step.reach(reach);
    }
    return sign > 0;
  }

  /// A point of the input that the first steps take to a point of the last step's argument: found
  /// backwards, by bisection between the points where each step attains its extremes.
  private Dyadic preimage(List<ExactStep.Image> images, Dyadic point) {
    Dyadic target = point;
    for (int t = steps.size() - 2; t >= 0; t--) {
      ExactStep step = steps.get(t);
      Dyadic below = images.get(t).lowerAt();
      Dyadic above = images.get(t).upperAt();
      if (target.compareTo(step.at(below)) <= 0) {
        above = below;
      } else if (target.compareTo(step.at(above)) >= 0) {
        below = above;
      }
      for (int i = 0; i < WITNESS_BITS && below.compareTo(above) != 0; i++) {
        Dyadic middle = below.plus(above).scaled(-1);
        if (step.at(middle).compareTo(target) < 0) {
          below = middle;
        } else {
          above = middle;
        }
      }
      target = below;
    }
    return target;
  }

  /// The composition, with a rounding error of 2⁻⁴⁰⁰ of the value, or of 2⁻⁴⁰⁹⁶, after each step.
  private Dyadic at(Dyadic x) {
    Dyadic value = x;
    for (ExactStep step : steps) {
      value = Outward.floor(step.at(value).rounded(VALUE_BITS), ExactStep.SMALLEST_EXPONENT);
    }
    return value;
  }
}
