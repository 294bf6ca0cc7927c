package org.alternant.solver.exact;

/// Directed rounding, to a number of significant bits or to multiples of a power of two.
public final class Outward {

  private Outward() {}

  /// The largest number of so many significant bits that does not exceed `value`.
  ///
  /// @param value the number
  /// @param bits the number of significant bits, at least 1
  /// @return its lower bound
  public static Dyadic down(Dyadic value, int bits) {
    int excess = value.significand().bitLength() - bits;
    return excess <= 0
        ? value
        : new Dyadic(value.significand().shiftRight(excess), value.exponent() + excess);
  }

  /// The smallest number of so many significant bits that is not below `value`.
  ///
  /// @param value the number
  /// @param bits the number of significant bits, at least 1
  /// @return its upper bound
  public static Dyadic up(Dyadic value, int bits) {
    return down(value.negated(), bits).negated();
  }

  /// The largest multiple of 2^exponent that does not exceed `value`; `value` itself if it has no
  /// smaller digits.
  ///
  /// @param value the number
  /// @param exponent of the grid
  /// @return its lower bound
  public static Dyadic floor(Dyadic value, int exponent) {
    return value.exponent() >= exponent ? value : new Dyadic(value.floor(-exponent), exponent);
  }

  /// The smallest multiple of 2^exponent that is not below `value`; likewise.
  ///
  /// @param value the number
  /// @param exponent of the grid
  /// @return its upper bound
  public static Dyadic ceiling(Dyadic value, int exponent) {
    return floor(value.negated(), exponent).negated();
  }
}
