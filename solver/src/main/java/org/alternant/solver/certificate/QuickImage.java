package org.alternant.solver.certificate;

import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.exact.DoubleDouble;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;

/// The image of an interval under a polynomial Σ cⱼ x^(rj+1), in floating point: what guides a
/// search that [ExactStep] judges.
///
/// The critical points are the roots of the slope in y = xʳ, found in binary64 between those of its
/// own derivative, and so on down to a line. Values are [DoubleDouble]: steps that have converged
/// are told apart by differences far below binary64's.
public final class QuickImage {

  /// Newton's method doubles the digits; bisection, where it fails, needs one round a bit.
  private static final int ROUNDS = 60;

  private static final double ROOT_ACCURACY = 0x1p-50;

  private QuickImage() {}

  /// Extreme values of a polynomial, or the ends of an interval.
  ///
  /// @param lower the smallest value
  /// @param upper the largest
  public record Range(DoubleDouble lower, DoubleDouble upper) {
    /// An interval of binary64 ends.
    ///
    /// @param lower the lower end
    /// @param upper the upper end
    /// @return the interval
    public static Range of(double lower, double upper) {
      return new Range(DoubleDouble.of(lower), DoubleDouble.of(upper));
    }

    /// An interval whose ends are rounded to two parts.
    ///
    /// @param lower the lower end
    /// @param upper the upper end
    /// @return the interval
    public static Range from(Dyadic lower, Dyadic upper) {
      return new Range(DoubleDouble.from(lower), DoubleDouble.from(upper));
    }

    /// [a lower, b upper].
    ///
    /// @param a the factor of the lower end
    /// @param b the factor of the upper end
    /// @return the scaled interval
    public Range times(double a, double b) {
      return new Range(a == 1 ? lower : lower.times(a), b == 1 ? upper : upper.times(b));
    }

    Range with(DoubleDouble value) {
      return value.compareTo(lower) < 0
          ? new Range(value, upper)
          : value.compareTo(upper) > 0 ? new Range(lower, value) : this;
    }

    /// Whether both ends are positive and finite.
    ///
    /// @return true if they are
    public boolean isPositive() {
      return lower.high() > 0 && upper.high() < Double.MAX_VALUE;
    }

    /// 1 − lower/upper: what an image that may be scaled still misses.
    ///
    /// @return the spread, 0 or more
    public double spread() {
      return upper.minus(lower) / upper.high();
    }

    /// max |1 − x|.
    ///
    /// @return the error
    public double error() {
      return Math.max(Math.abs(lower.plus(-1).high()), Math.abs(upper.plus(-1).high()));
    }
  }

  /// The image of an interval of numbers that are 0 or more under Σ cⱼ x^(rj+1).
  ///
  /// @param function what the polynomial is a step of: r is its root
  /// @param coefficients c₀, c₁, …
  /// @param interval the interval
  /// @return its image, estimated
  public static Range of(TableFunction function, double[] coefficients, Range interval) {
    int root = function.root();
    DoubleDouble atLower = value(function, coefficients, interval.lower());
    Range range = new Range(atLower, atLower).with(value(function, coefficients, interval.upper()));
    double from = Powers.of(interval.lower().high(), root);
    double to = Powers.of(interval.upper().high(), root);
    for (double y : roots(slope(function, coefficients), from, to)) {
      range = range.with(value(function, coefficients, DoubleDouble.of(Powers.root(y, root))));
    }
    return range;
  }

  /// The slope of Σ cⱼ x^(rj+1), in y = xʳ.
  ///
  /// @param function what the polynomial is a step of: r is its root
  /// @param coefficients c₀, c₁, …
  /// @return (rj + 1) cⱼ, the coefficients of yʲ
  public static double[] slope(TableFunction function, double[] coefficients) {
    double[] slope = new double[coefficients.length];
    for (int j = 0; j < slope.length; j++) {
      slope[j] = function.exponent(j) * coefficients[j];
    }
    return slope;
  }

  /// The image of an interval under a composition.
  ///
  /// @param steps p₁ first
  /// @param interval an interval of positive numbers
  /// @return its image, estimated; or the first on the way that is not positive, or beyond binary64
  public static Range of(List<Step> steps, Interval interval) {
    int power = steps.getFirst().function().inputPower();
    Range range = Range.from(argument(interval.lower(), power), argument(interval.upper(), power));
    for (Step step : steps) {
      if (!range.isPositive()) {
        break;
      }
      range = of(step.function(), coefficients(step), range);
    }
    return range;
  }

  private static Dyadic argument(double input, int power) {
    return Powers.rootFloor(Dyadic.of(input), power, 2 * Double.PRECISION);
  }

  /// The coefficients as [#of(TableFunction, double\[\], Range)] takes them.
  ///
  /// @param step a step
  /// @return c₀, c₁, …
  public static double[] coefficients(Step step) {
    return step.coefficients().stream().mapToDouble(c -> c).toArray();
  }

  /// Σ cⱼ x^(rj+1) by Horner's rule.
  ///
  /// @param function what the polynomial is a step of: r is its root
  /// @param coefficients c₀, c₁, …
  /// @param x the argument
  /// @return the value
  public static DoubleDouble value(TableFunction function, double[] coefficients, DoubleDouble x) {
    DoubleDouble power = x;
    for (int i = 1; i < function.root(); i++) {
      power = power.times(x);
    }
    DoubleDouble value = DoubleDouble.of(coefficients[coefficients.length - 1]);
    for (int j = coefficients.length - 2; j >= 0; j--) {
      value = value.times(power).plus(coefficients[j]);
    }
    return value.times(x);
  }

  /// The points of sign change of Σ qⱼ yʲ inside an interval, in increasing order.
  ///
  /// @param q q₀, q₁, …
  /// @param from the lower end
  /// @param to the upper end
  /// @return the points; roots without a change of sign are not among them
  public static double[] roots(double[] q, double from, double to) {
    int size = q.length;
    double[][] derivatives = new double[size][];
    derivatives[0] = q;
    for (int order = 1; order < size; order++) {
      derivatives[order] = derivative(derivatives[order - 1]);
    }
    double[] roots = {};
    // From the line up: each derivative's roots separate those of the one before.
    for (int order = size - 2; order >= 0; order--) {
      roots = between(derivatives[order], derivatives[order + 1], roots, from, to);
    }
    return roots;
  }

  private static double[] derivative(double[] q) {
    double[] derivative = new double[q.length - 1];
    for (int j = 1; j < q.length; j++) {
      derivative[j - 1] = j * q[j];
    }
    return derivative;
  }

  private static double[] between(
      double[] q, double[] slope, double[] separators, double from, double to) {
    double[] found = new double[separators.length + 1];
    int count = 0;
    double left = from;
    double valueAtLeft = at(q, left);
    for (int i = 0; i <= separators.length; i++) {
      double right = i < separators.length ? separators[i] : to;
      double valueAtRight = at(q, right);
      if (valueAtLeft > 0 != valueAtRight > 0) {
        found[count++] = root(q, slope, left, right, valueAtLeft > 0);
      }
      left = right;
      valueAtLeft = valueAtRight;
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  /// Newton's method, kept inside the bracket by bisection.
  private static double root(
      double[] q, double[] slope, double left, double right, boolean positiveAtLeft) {
    double below = left;
    double above = right;
    double y = below + (above - below) / 2;
    for (int i = 0; i < ROUNDS; i++) {
      double value = at(q, y);
      if (value > 0 == positiveAtLeft) {
        below = y;
      } else {
        above = y;
      }
      double newton = y - value / at(slope, y);
      double next = newton > below && newton < above ? newton : below + (above - below) / 2;
      if (Math.abs(next - y) <= ROOT_ACCURACY * y) {
        return next;
      }
      y = next;
    }
    return y;
  }

  private static double at(double[] q, double y) {
    double value = 0;
    for (int j = q.length - 1; j >= 0; j--) {
      value = value * y + q[j];
    }
    return value;
  }
}
