package org.alternant.solver.certificate;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.Extremes.Extreme;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Effort;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Outward;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.exact.RealRoots;
import org.alternant.solver.exact.RoundedHorner;
import org.jspecify.annotations.Nullable;

/// A step's polynomial p, the binary64 numbers of its coefficients or its plan taken as the exact
/// dyadic rationals they are.
public final class ExactStep {

  /// Ends are rounded outward to this many significant bits, of themselves and of their distance to
  /// 1, from step to step.
  static final int IMAGE_BITS = 192;

  /// Critical points are narrowed to this part of their own size at first; values there are then
  /// enclosed to about the square of it.
  private static final int POINT_BITS = 100;

  /// And to no less than about this: squared, it is the smallest part that counts.
  private static final int MAXIMUM_POINT_BITS = 2048;

  /// Results on the way to a value have so many bits more.
  private static final int ROOM_BITS = 512;

  /// With more than these, an exact value is as cheap.
  private static final int MAXIMUM_WORKING_BITS = 1 << 14;

  /// A bound on what a value misses needs no more.
  private static final int SLACK_BITS = 64;

  /// Ends of images are multiples of 2 to this power: far below any singular value, but the digits
  /// of numbers that tend to 0 stay countable.
  static final int SMALLEST_EXPONENT = -4096;

  /// And so are those of numbers that tend to 1: the smallest binary64 number is 2⁻¹⁰⁷⁴.
  private static final int SMALLEST_EXPONENT_AT_ONE = -1280;

  /// r: p is a polynomial x s(xʳ).
  private final int root;

  private final Dyadic[] coefficients;

  /// Of p′(x) and of an upper bound on |p″(x)|/x^(r−1), in xʳ.
  private final Dyadic[] slopes;

  private final Dyadic[] curvatures;

  private final CriticalPoints critical;
  private final RealRoots ratio;
  private final Effort effort;

  /// The values at critical points that were found.
  private final Map<RealRoots.Bracket, Extreme> known = new HashMap<>();

  /// The image that was asked for last: compositions that share steps begin with the same ones.
  private @Nullable ExactInterval lastArgument;

  private @Nullable Image lastImage;

  /// Takes the step's coefficients.
  ///
  /// @param step the step
  public ExactStep(Step step) {
    this(step, Effort.unbounded());
  }

  ExactStep(Step step, Effort effort) {
    this(
        step.function().root(),
        step.exactCoefficients().stream().map(Dyadic::of).toArray(Dyadic[]::new),
        effort);
  }

  private ExactStep(int root, Dyadic[] coefficients, Effort effort) {
    this.root = root;
    this.coefficients = coefficients;
    this.effort = effort;
    int exponent = 0;
    for (Dyadic coefficient : coefficients) {
      exponent = coefficient.signum() == 0 ? exponent : Math.min(exponent, coefficient.exponent());
    }
    BigInteger[] integers = new BigInteger[coefficients.length];
    for (int j = 0; j < integers.length; j++) {
      integers[j] = coefficients[j].floor(-exponent);
    }
    critical = new CriticalPoints(root, integers, exponent, effort);
    ratio = new RealRoots(CriticalPoints.inX(integers, root), effort);
    slopes = new Dyadic[coefficients.length];
    curvatures = new Dyadic[Math.max(1, coefficients.length - 1)];
    curvatures[0] = Dyadic.ZERO;
    for (int j = 0; j < coefficients.length; j++) {
      slopes[j] = coefficients[j].times(integer(root * j + 1));
      if (j > 0) {
        curvatures[j - 1] = coefficients[j].abs().times(integer(root * j * (root * j + 1)));
      }
    }
  }

  /// The image of an interval.
  ///
  /// @param lower at most the minimum of p: equal to it where that has few bits, else by less than
  ///   2⁻⁶³ of its size and of its distance to 1, by 2⁻¹⁹¹ of its size, and by a multiple of 2⁻²⁰⁰
  ///   of Σ (rj+1)² |cⱼ| s^(rj+1), where s is the largest |x|; or by 2⁻¹²⁸⁰, or 2⁻⁴⁰⁹⁶ near 0
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

  /// The value of p, in place of which any number between the same two neighbours of its grid may
  /// stand: what is rounded to the grid is the same.
  Dyadic at(Dyadic x, int bits) {
    for (int working = bits + ROOM_BITS; working <= MAXIMUM_WORKING_BITS; working *= 4) {
      ExactInterval value = enclosed(x, working);
      int grid = grid(value.lower(), bits);
      Dyadic below = Outward.floor(value.lower(), grid);
      boolean between =
          grid == grid(value.upper(), bits)
              && below.compareTo(value.lower()) < 0
              && below.compareTo(Outward.floor(value.upper(), grid)) == 0;
      boolean exact = value.lower().compareTo(value.upper()) == 0;
      if (between || exact) {
        return value.lower();
      }
    }
    return at(x);
  }

  /// Encloses the value, with intermediate results of so many bits.
  private ExactInterval enclosed(Dyadic x, int bits) {
    return enclose(coefficients, x, bits).times(x);
  }

  /// Encloses Σ cⱼ yʲ for y = xʳ, which may be negative.
  private ExactInterval enclose(Dyadic[] c, Dyadic x, int bits) {
    Dyadic y = Powers.of(x, root);
    if (y.signum() >= 0) {
      return RoundedHorner.enclose(c, y, bits, effort);
    }
    Dyadic[] mirrored = c.clone();
    for (int j = 1; j < c.length; j += 2) {
      mirrored[j] = c[j].negated();
    }
    return RoundedHorner.enclose(mirrored, y.negated(), bits, effort);
  }

  private static Dyadic integer(int value) {
    return new Dyadic(BigInteger.valueOf(value), 0);
  }

  /// The exact value of p.
  Dyadic at(Dyadic x) {
    Dyadic power = Powers.of(x, root);
    Dyadic value = Dyadic.ZERO;
    for (int j = coefficients.length - 1; j >= 0; j--) {
      effort.spendOnProduct(value, power);
      value = value.times(power).plus(coefficients[j]);
    }
    return value.times(x);
  }

  /// Encloses the image of [lower, upper]: p takes its extreme values at the ends or at critical
  /// points.
  ///
  /// @param lower the lower end
  /// @param upper the upper end
  /// @return an enclosure of the image
  public Image image(Dyadic lower, Dyadic upper) {
    ExactInterval argument = new ExactInterval(lower, upper);
    if (lastImage == null || !argument.equals(lastArgument)) {
      lastImage = found(lower, upper);
      lastArgument = argument;
    }
    return lastImage;
  }

  private Image found(Dyadic lower, Dyadic upper) {
    Extremes extremes = new Extremes();
    extremes.add(new Extreme(at(lower, IMAGE_BITS), Dyadic.ZERO, lower));
    extremes.add(new Extreme(at(upper, IMAGE_BITS), Dyadic.ZERO, upper));
    if (lower.compareTo(upper) < 0) {
      for (RealRoots.Bracket bracket : critical.near(lower, upper)) {
        critical(bracket, lower, upper).ifPresent(extremes::add);
      }
    }
    return extremes.image();
  }

  /// The value at the critical point in a bracket; empty where it lies outside the interval.
  private Optional<Extreme> critical(RealRoots.Bracket bracket, Dyadic lower, Dyadic upper) {
    boolean inside = lower.compareTo(bracket.lower()) <= 0 && upper.compareTo(bracket.upper()) >= 0;
    if (!inside) {
      return found(bracket, lower, upper);
    }
    Extreme extreme = known.get(bracket);
    if (extreme == null) {
      extreme = found(bracket, lower, upper).orElseThrow();
      known.put(bracket, extreme);
    }
    return Optional.of(extreme);
  }

  /// A critical point ξ in a bracket [r, r + h] has |p(ξ) − p(r)| ≤ h (|p′(r)| + h max |p″|),
  /// whether the bracket holds one simple root of p′ or several. As long as that leaves open how
  /// far the value is from 0 and from 1, or whether it is a number of few bits, such as the square
  /// root of nothing at a double root of p, the bracket is narrowed, or the value proved to be that
  /// number.
  private Optional<Extreme> found(RealRoots.Bracket wide, Dyadic lower, Dyadic upper) {
    RealRoots.Bracket bracket = wide;
    for (int bits = POINT_BITS; ; bits *= 2) {
      bracket = critical.narrowed(bracket, bits);
      boolean cluster = CriticalPoints.isCluster(bracket);
      RealRoots.Bracket inside = critical.cut(bracket, lower, upper).orElse(null);
      if (inside == null) {
        return Optional.empty();
      }
      Extreme extreme = extreme(inside, bits);
      if (cluster || bits >= MAXIMUM_POINT_BITS || extreme.isSettled()) {
        return Optional.of(extreme);
      }
      Dyadic simplest = extreme.interval().simplest();
      if (critical.hasValue(inside, simplest)) {
        return Optional.of(new Extreme(simplest, Dyadic.ZERO, extreme.at()));
      }
    }
  }

  private Extreme extreme(RealRoots.Bracket bracket, int bits) {
    Dyadic point = bracket.lower();
    Dyadic reach = bracket.width();
    if (reach.signum() == 0) {
      return new Extreme(at(point), Dyadic.ZERO, point);
    }
    int working = 3 * bits + ROOM_BITS;
    ExactInterval value = enclosed(point, working);
    Dyadic slope = enclose(slopes, point, working).largest();
    Dyadic curvature = curvatureBound(point.abs().max(bracket.upper().abs()));
    Dyadic slack = slope.plus(curvature.times(reach)).times(reach);
    Dyadic rounding = value.upper().minus(value.lower());
    return new Extreme(value.lower(), Outward.up(slack.plus(rounding), SLACK_BITS), point);
  }

  /// The grid on which a number keeps so many significant bits, as does its distance to 1.
  static int grid(Dyadic value, int bits) {
    Dyadic distance = value.minus(Dyadic.ONE);
    int unit = value.magnitude() - bits;
    if (distance.signum() != 0) {
      unit = Math.min(unit, Math.max(distance.magnitude() - bits, SMALLEST_EXPONENT_AT_ONE));
    }
    return Math.max(unit, SMALLEST_EXPONENT);
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
    int signAtEnd = beyondAllRoots ? leading.signum() : ratio.at(end).signum();
    Dyadic width = new Dyadic(BigInteger.ONE, end.magnitude() - POINT_BITS);
    return signAtEnd == sign && ratio.isolate(Dyadic.ZERO, end, width).isEmpty() ? sign : 0;
  }

  /// −p(−x): what the step does to numbers below 0, as seen from above. The same where p is odd.
  ExactStep mirrored() {
    return root % 2 == 0 ? this : belowZero();
  }

  /// x s(−xʳ), where p is x s(xʳ): what the step does to the r-th roots of the magnitudes of
  /// negative y = xʳ, whether r is odd or even.
  ExactStep belowZero() {
    Dyadic[] mirrored = coefficients.clone();
    for (int j = 1; j < mirrored.length; j += 2) {
      mirrored[j] = mirrored[j].negated();
    }
    return new ExactStep(root, mirrored, effort);
  }

  /// An upper bound on p(x)/x over [0, upper]: its value at `upper` where no coefficient is
  /// negative.
  Dyadic ratioUpTo(Dyadic upper) {
    Dyadic power = Powers.of(upper, root);
    Dyadic bound = Dyadic.ZERO;
    for (int j = coefficients.length - 1; j >= 0; j--) {
      effort.spendOnProduct(bound, power);
      bound = Outward.up(bound.times(power), IMAGE_BITS).plus(coefficients[j].max(Dyadic.ZERO));
    }
    return bound;
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

  /// An upper bound on |p″| for |x| ≤ size.
  private Dyadic curvatureBound(Dyadic size) {
    ExactInterval bound = enclose(curvatures, size, ROOM_BITS);
    return bound.upper().times(Powers.of(size, root - 1));
  }
}
