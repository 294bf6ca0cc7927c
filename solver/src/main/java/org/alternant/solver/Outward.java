package org.alternant.solver;

/// Directed rounding, to a number of significant bits or to multiples of a power of two.
final class Outward {

  private Outward() {}

  /// The largest number of so many significant bits that does not exceed `value`.
  static Dyadic down(Dyadic value, int bits) {
    int excess = value.significand().bitLength() - bits;
    return excess <= 0
        ? value
        : new Dyadic(value.significand().shiftRight(excess), value.exponent() + excess);
  }

  /// The smallest number of so many significant bits that is not below `value`.
  static Dyadic up(Dyadic value, int bits) {
    return down(value.negated(), bits).negated();
  }

  /// The largest multiple of 2^exponent that does not exceed `value`; `value` itself if it has no
  /// smaller digits.
  static Dyadic floor(Dyadic value, int exponent) {
    return value.exponent() >= exponent ? value : new Dyadic(value.floor(-exponent), exponent);
  }

  /// The smallest multiple of 2^exponent that is not below `value`; likewise.
  static Dyadic ceiling(Dyadic value, int exponent) {
    return floor(value.negated(), exponent).negated();
  }
}
