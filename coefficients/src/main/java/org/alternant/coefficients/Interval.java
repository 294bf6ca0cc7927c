package org.alternant.coefficients;

/// A closed interval of the real line.
///
/// @param lower the lower end, finite
/// @param upper the upper end, finite, not below `lower`
public record Interval(double lower, double upper) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if an end is not finite or `lower > upper`
  public Interval {
    if (!Double.isFinite(lower) || !Double.isFinite(upper)) {
      throw new IllegalArgumentException(
          "interval ends must be finite, found [" + lower + ", " + upper + "]");
    }
    if (lower > upper) {
      throw new IllegalArgumentException("lower " + lower + " exceeds upper " + upper);
    }
  }

  /// Whether another interval lies in this one.
  ///
  /// @param other the other
  /// @return true if it does, common ends included
  public boolean contains(Interval other) {
    return lower <= other.lower && other.upper <= upper;
  }

  /// The smallest interval that holds this and another.
  ///
  /// @param other the other
  /// @return the interval
  public Interval hull(Interval other) {
    return new Interval(Math.min(lower, other.lower), Math.max(upper, other.upper));
  }

  /// The point of the interval that is nearest to a number.
  ///
  /// @param x the number
  /// @return `x` itself where the interval holds it, else an end
  public double nearest(double x) {
    return Math.min(upper, Math.max(lower, x));
  }

  /// max |1 − x|.
  ///
  /// @return the error, rounded to nearest
  public double error() {
    return Math.max(Math.abs(1 - lower), Math.abs(1 - upper));
  }
}
