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

  /// Whether another interval lies within this one.
  ///
  /// @param other the other
  /// @return true if no end of it lies outside
  public boolean contains(Interval other) {
    return lower <= other.lower && other.upper <= upper;
  }
}
