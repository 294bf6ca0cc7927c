package org.alternant.solver;

/// Directed rounding to a number of significant bits.
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
}
