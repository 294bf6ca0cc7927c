package org.alternant.iteration.measure;

/// The numbers between two ends, which may be infinite. An end that is NaN, from infinities that
/// cancel, means that nothing is known: it becomes infinite.
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
