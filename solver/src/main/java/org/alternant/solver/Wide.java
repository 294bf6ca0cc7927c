package org.alternant.solver;

/// A number as the sum of two binary64 numbers, |low| ≤ ulp(high)/2: some 106 significant bits
/// where nothing over- or underflows. It is for guidance; what is proved is proved with [Dyadic].
///
/// Reference: M. Joldes, J.-M. Muller, V. Popescu, *Tight and rigorous error bounds for basic
/// building blocks of double-word arithmetic*, ACM TOMS 44 (2017): relative errors of 2⁻¹⁰⁶ for a
/// sum with a binary64 number (away from cancellation) and 5 · 2⁻¹⁰⁶ for a product.
///
/// @param high the nearest binary64 number
/// @param low the rest
record Wide(double high, double low) implements Comparable<Wide> {

  static Wide of(double value) {
    return new Wide(value, 0);
  }

  static Wide from(Dyadic value) {
    double high = value.doubleValue();
    return Double.isInfinite(high)
        ? of(high)
        : new Wide(high, value.minus(Dyadic.of(high)).doubleValue());
  }

  /// Knuth's sum, then the rest.
  Wide plus(double other) {
    double sum = high + other;
    double part = sum - high;
    double rest = (high - (sum - part)) + (other - part) + low;
    return normalized(sum, rest);
  }

  Wide times(Wide other) {
    double product = high * other.high;
    double rest = Math.fma(high, other.high, -product) + (high * other.low + low * other.high);
    return normalized(product, rest);
  }

  Wide times(double factor) {
    double product = high * factor;
    return normalized(product, Math.fma(high, factor, -product) + low * factor);
  }

  /// The difference, rounded to binary64: relatively accurate where high parts are close.
  double minus(Wide other) {
    return (high - other.high) + (low - other.low);
  }

  private static Wide normalized(double high, double low) {
    double sum = high + low;
    return new Wide(sum, low - (sum - high));
  }

  @Override
  public int compareTo(Wide other) {
    return high == other.high ? Double.compare(low, other.low) : Double.compare(high, other.high);
  }
}
