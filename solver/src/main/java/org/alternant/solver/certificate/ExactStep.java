package org.alternant.solver.certificate;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Outward;
import org.alternant.solver.exact.RealRoots;
import org.jspecify.annotations.Nullable;

/// A step's polynomial p, the binary64 numbers of its coefficients or its plan taken as the exact
/// dyadic rationals they are.
public final class ExactStep {

  /// Ends are rounded outward to this many significant bits from step to step.
  private static final int IMAGE_BITS = 192;

  /// Critical points are narrowed to this part of their own size; values there are then enclosed to
  /// about the square of it.
  private static final int POINT_BITS = 100;

  /// The interval on which critical points are isolated has multiples of this part of its size for
  /// ends, beyond the true ones: few bits, however small one end is.
  private static final int ISOLATION_BITS = 40;

  /// Ends of images are multiples of 2 to this power: far below any singular value, but the digits
  /// of numbers that tend to 0 stay countable.
  static final int SMALLEST_EXPONENT = -4096;

  private final Dyadic[] coefficients;
  private final RealRoots slope;
  private final RealRoots ratio;
  private final boolean constantSlope;

  /// Takes the step's coefficients.
  ///
  /// @param step the step
  public ExactStep(Step step) {
    coefficients = step.exactCoefficients().stream().map(Dyadic::of).toArray(Dyadic[]::new);
    BigInteger[] slopeCoefficients = integers(true);
    constantSlope = coefficients.length == 1 || isZero(slopeCoefficients);
    slope = new RealRoots(slopeCoefficients);
    ratio = new RealRoots(integers(false));
  }

  /// The image of an interval.
  ///
  /// @param lower at most the minimum of p, by less than 2⁻¹⁹¹ of its size, a multiple of 2⁻²⁰⁰ of
  ///   Σ (2i+1)² |cᵢ| s^(2i+1), where s is the largest |x|, and 2⁻⁴⁰⁹⁶
  /// @param upper at least the maximum, likewise
  /// @param lowerAt a point of the interval where p comes as close to the minimum
  /// @param upperAt a point of the interval where p comes as close to the maximum
  public record Image(Dyadic lower, Dyadic upper, Dyadic lowerAt, Dyadic upperAt) {
    /// The enclosure alone.
    ///
    /// @return [lower, upper]
    public ExactInterval interval() {
      return new ExactInterval(lower, upper);
    }
  }

  /// The exact value of p.
  Dyadic at(Dyadic x) {
    Dyadic square = x.times(x);
    Dyadic value = Dyadic.ZERO;
    for (int j = coefficients.length - 1; j >= 0; j--) {
      value = value.times(square).plus(coefficients[j]);
    }
    return value.times(x);
  }

  /// Encloses the image of [lower, upper]: p takes its extreme values at the ends or at critical
  /// points. A critical point ξ in a bracket [r, r + h] has |p(ξ) − p(r)| ≤ h (|p′(r)| + h max
  /// |p″|), whether the bracket holds one simple root of p′ or several.
  ///
  /// @param lower the lower end
  /// @param upper the upper end
  /// @return an enclosure of the image
  public Image image(Dyadic lower, Dyadic upper) {
    Extremes extremes = new Extremes();
    extremes.add(at(lower), Dyadic.ZERO, lower);
    extremes.add(at(upper), Dyadic.ZERO, upper);
    Dyadic size = lower.abs().max(upper.abs());
    if (!constantSlope && size.signum() > 0 && lower.compareTo(upper) < 0) {
      Dyadic width = new Dyadic(BigInteger.ONE, size.magnitude() - POINT_BITS);
      int grid = size.magnitude() - ISOLATION_BITS;
      for (RealRoots.Bracket wide :
          slope.isolate(Outward.floor(lower, grid), Outward.ceiling(upper, grid), width)) {
        RealRoots.Bracket bracket = narrowed(wide);
        if (bracket.upper().compareTo(lower) < 0 || bracket.lower().compareTo(upper) > 0) {
          continue;
        }
        Dyadic point = bracket.lower().max(lower);
        Dyadic reach = bracket.upper().min(upper).minus(point);
        Dyadic curvature = curvatureBound(magnitude(bracket));
        Dyadic steepest = slopeAt(point).abs().plus(curvature.times(reach));
        extremes.add(at(point), steepest.times(reach), point);
      }
    }
    return extremes.image();
  }

  /// An upper bound on |p| over [0, upper], as close as [Image].
  Dyadic reach(Dyadic upper) {
    Image image = image(Dyadic.ZERO, upper);
    return image.upper().max(image.lower().negated());
  }

  /// The sign of p on (0, upper]; with `upper` beyond the largest binary64 number, on the whole
  /// half-line.
  ///
  /// @return 1 or −1 where p is proved to have no root there, otherwise 0
  int signUpTo(Dyadic upper) {
    int sign = firstSign();
    if (sign == 0) {
      return 0;
    }
    Dyadic leading = leadingCoefficient();
    // Cauchy: no root of Σ cⱼ yʲ exceeds 1 + max |cⱼ| / |leading|, and its root in x is smaller
    // still.
    Dyadic largest = leading.abs();
    for (Dyadic coefficient : coefficients) {
      largest = largest.max(coefficient.abs());
    }
    Dyadic cauchy = new Dyadic(BigInteger.ONE, largest.magnitude() - leading.magnitude() + 2);
    boolean beyondAllRoots =
        upper.compareTo(ImageOutcome.LARGEST) > 0 || upper.compareTo(cauchy) >= 0;
    Dyadic end = beyondAllRoots ? cauchy : upper;
    int signAtEnd = beyondAllRoots ? leading.signum() : at(end).signum();
    Dyadic width = new Dyadic(BigInteger.ONE, end.magnitude() - POINT_BITS);
    return signAtEnd == sign && ratio.isolate(Dyadic.ZERO, end, width).isEmpty() ? sign : 0;
  }

  /// The sign of p just above 0.
  private int firstSign() {
    for (Dyadic coefficient : coefficients) {
      if (coefficient.signum() != 0) {
        return coefficient.signum();
      }
    }
    return 0;
  }

  private Dyadic leadingCoefficient() {
    for (int j = coefficients.length - 1; j >= 0; j--) {
      if (coefficients[j].signum() != 0) {
        return coefficients[j];
      }
    }
    return Dyadic.ZERO;
  }

  /// Narrows a bracket relative to its own position: where an interval reaches far beyond the
  /// critical points, its length says nothing about their size.
  private RealRoots.Bracket narrowed(RealRoots.Bracket wide) {
    RealRoots.Bracket bracket = wide;
    do {
      bracket = slope.narrow(bracket, pointWidth(bracket));
    } while (bracket.simple() && bracket.width().compareTo(pointWidth(bracket)) > 0);
    return bracket;
  }

  private static Dyadic pointWidth(RealRoots.Bracket bracket) {
    return new Dyadic(BigInteger.ONE, magnitude(bracket).magnitude() - POINT_BITS);
  }

  private static Dyadic magnitude(RealRoots.Bracket bracket) {
    return bracket.lower().abs().max(bracket.upper().abs());
  }

  /// An upper bound on |p″| for |x| ≤ size.
  private Dyadic curvatureBound(Dyadic size) {
    Dyadic bound = Dyadic.ZERO;
    Dyadic power = size;
    for (int j = 1; j < coefficients.length; j++) {
      bound =
          bound.plus(coefficients[j].abs().times(power).times(Dyadic.of(2.0 * j * (2 * j + 1))));
      power = power.times(size).times(size);
    }
    return bound;
  }

  private Dyadic slopeAt(Dyadic x) {
    Dyadic square = x.times(x);
    Dyadic value = Dyadic.ZERO;
    for (int j = coefficients.length - 1; j >= 0; j--) {
      value = value.times(square).plus(coefficients[j].times(Dyadic.of(2.0 * j + 1)));
    }
    return value;
  }

  /// The coefficients of p′ (or of p/x) in x, brought to integers by a common power of two.
  private BigInteger[] integers(boolean derivative) {
    int exponent = 0;
    for (Dyadic coefficient : coefficients) {
      exponent = coefficient.signum() == 0 ? exponent : Math.min(exponent, coefficient.exponent());
    }
    BigInteger[] integers = new BigInteger[2 * coefficients.length - 1];
    Arrays.fill(integers, BigInteger.ZERO);
    for (int j = 0; j < coefficients.length; j++) {
      BigInteger integer = coefficients[j].floor(-exponent);
      integers[2 * j] = derivative ? integer.multiply(BigInteger.valueOf(2L * j + 1)) : integer;
    }
    return integers;
  }

  private static boolean isZero(BigInteger[] polynomial) {
    for (BigInteger coefficient : polynomial) {
      if (coefficient.signum() != 0) {
        return false;
      }
    }
    return true;
  }

  /// The smallest and largest value so far, with what each may miss.
  private static final class Extremes {
    private @Nullable Image image;
    private Dyadic lowestValue = Dyadic.ZERO;
    private Dyadic highestValue = Dyadic.ZERO;

    void add(Dyadic value, Dyadic slack, Dyadic at) {
      Dyadic below = value.minus(slack);
      Dyadic above = value.plus(slack);
      if (image == null) {
        image = new Image(below, above, at, at);
        lowestValue = value;
        highestValue = value;
        return;
      }
      boolean lower = value.compareTo(lowestValue) < 0;
      boolean higher = value.compareTo(highestValue) > 0;
      lowestValue = lower ? value : lowestValue;
      highestValue = higher ? value : highestValue;
      image =
          new Image(
              image.lower().min(below),
              image.upper().max(above),
              lower ? at : image.lowerAt(),
              higher ? at : image.upperAt());
    }

    Image image() {
      Image found = Objects.requireNonNull(image);
      return new Image(
          Outward.floor(Outward.down(found.lower(), IMAGE_BITS), SMALLEST_EXPONENT),
          Outward.ceiling(Outward.up(found.upper(), IMAGE_BITS), SMALLEST_EXPONENT),
          found.lowerAt(),
          found.upperAt());
    }
  }
}
