package org.alternant.solver;

import java.util.Arrays;

/// The image of an interval under an odd polynomial, in binary64: what guides a search that
/// [ExactStep] judges.
///
/// The critical points are the roots of the slope in y = x², found between those of its own
/// derivative, and so on down to a constant. A value there is off by about the rounding errors of
/// evaluation, n · 2⁻⁵² · Σ |cᵢ x^(2i+1)|, for a point need be right to half the digits only.
final class QuickImage {

  /// Values near a critical point differ from its own by the square of this.
  private static final double POINT_ACCURACY = 1e-9;

  private static final int BISECTIONS = 60;

  private QuickImage() {}

  /// Extreme values of a polynomial.
  ///
  /// @param lower the smallest value
  /// @param upper the largest
  record Range(double lower, double upper) {
    Range with(double value) {
      return new Range(Math.min(lower, value), Math.max(upper, value));
    }

    /// Smallest over largest value: what a step that may be scaled is good for.
    double ratio() {
      return lower / upper;
    }

    double error() {
      return Math.max(Math.abs(1 - lower), Math.abs(upper - 1));
    }
  }

  /// The image of [lower, upper], 0 ≤ lower ≤ upper, under Σ cᵢ x^(2i+1).
  static Range of(double[] coefficients, double lower, double upper) {
    double atLower = odd(coefficients, lower);
    Range range = new Range(atLower, atLower).with(odd(coefficients, upper));
    double[] slope = new double[coefficients.length];
    for (int j = 0; j < slope.length; j++) {
      slope[j] = (2 * j + 1) * coefficients[j];
    }
    for (double y : roots(slope, lower * lower, upper * upper)) {
      range = range.with(odd(coefficients, Math.sqrt(y)));
    }
    return range;
  }

  /// Σ cᵢ x^(2i+1) by Horner's rule.
  static double odd(double[] coefficients, double x) {
    return at(coefficients, coefficients.length, x * x) * x;
  }

  /// The points of sign change of Σ qⱼ yʲ inside an interval, in increasing order.
  static double[] roots(double[] q, double from, double to) {
    double[] roots = new double[q.length];
    double[] derivative = q.clone();
    int size = q.length;
    int found = 0;
    double[][] derivatives = new double[size][];
    for (int order = 0; order < size; order++) {
      derivatives[order] = derivative;
      derivative = derivative(derivative, size - order);
    }
    // From the linear derivative up: each one's roots separate those of the one before.
    for (int order = size - 2; order >= 0; order--) {
      double[] next = new double[q.length];
      int count = 0;
      double left = from;
      double valueAtLeft = at(derivatives[order], size - order, left);
      for (int i = 0; i <= found; i++) {
        double right = i < found ? roots[i] : to;
        double valueAtRight = at(derivatives[order], size - order, right);
        if (valueAtLeft > 0 != valueAtRight > 0) {
          next[count++] =
              root(
                  derivatives[order],
                  derivatives[order + 1],
                  size - order,
                  left,
                  right,
                  valueAtLeft > 0);
        }
        left = right;
        valueAtLeft = valueAtRight;
      }
      roots = next;
      found = count;
    }
    return Arrays.copyOf(roots, found);
  }

  private static double[] derivative(double[] q, int length) {
    double[] derivative = new double[Math.max(1, length - 1)];
    for (int j = 1; j < length; j++) {
      derivative[j - 1] = j * q[j];
    }
    return derivative;
  }

  /// Newton's method, kept inside the bracket by bisection.
  private static double root(
      double[] q, double[] slope, int length, double left, double right, boolean positiveAtLeft) {
    double below = left;
    double above = right;
    double y = below + (above - below) / 2;
    for (int i = 0; i < BISECTIONS; i++) {
      double value = at(q, length, y);
      if (value > 0 == positiveAtLeft) {
        below = y;
      } else {
        above = y;
      }
      double newton = y - value / at(slope, length - 1, y);
      double next = newton > below && newton < above ? newton : below + (above - below) / 2;
      if (Math.abs(next - y) <= POINT_ACCURACY * y) {
        return next;
      }
      y = next;
    }
    return y;
  }

  private static double at(double[] q, int length, double y) {
    double value = 0;
    for (int j = length - 1; j >= 0; j--) {
      value = value * y + q[j];
    }
    return value;
  }
}
