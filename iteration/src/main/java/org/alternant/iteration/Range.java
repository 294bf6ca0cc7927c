package org.alternant.iteration;

/// The numbers between two ends, which may be infinite. Where an end is NaN, from infinities that
/// cancel, nothing is known and it is infinite.
///
/// @param lower the smaller end
/// @param upper the larger end
record Range(double lower, double upper) {

  Range {
    lower = Double.isNaN(lower) ? Double.NEGATIVE_INFINITY : lower;
    upper = Double.isNaN(upper) ? Double.POSITIVE_INFINITY : upper;
  }

  static Range of(double x) {
    return new Range(x, x);
  }

  /// Moves both ends outwards.
  Range widened(double by) {
    return new Range(lower - by, upper + by);
  }

  /// All differences to a number.
  Range minus(double x) {
    return new Range(lower - x, upper - x);
  }

  /// All products.
  Range times(Range other) {
    double a = lower * other.lower;
    double b = lower * other.upper;
    double c = upper * other.lower;
    double d = upper * other.upper;
    return Double.isNaN(a + b + c + d)
        ? new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        : new Range(
            Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /// All squares.
  Range squared() {
    Range magnitude = magnitude();
    return new Range(magnitude.lower * magnitude.lower, magnitude.upper * magnitude.upper);
  }

  /// All absolute values.
  Range magnitude() {
    double largest = largest();
    return contains(0)
        ? new Range(0, largest)
        : new Range(Math.min(Math.abs(lower), Math.abs(upper)), largest);
  }

  /// The largest absolute value.
  double largest() {
    return Math.max(Math.abs(lower), Math.abs(upper));
  }

  boolean contains(double x) {
    return lower <= x && x <= upper;
  }
}
