package org.alternant.solver.exact;

/// A number as the sum of two binary64 numbers, |low| ≤ ulp(high)/2: some 106 significant bits
/// where nothing over- or underflows. It serves as a guide; proofs use [Dyadic].
///
/// Reference: M. Joldes, J.-M. Muller, V. Popescu, *Tight and rigorous error bounds for basic
/// building blocks of double-word arithmetic*, ACM TOMS 44 (2017): relative errors of 2⁻¹⁰⁶ for a
/// sum with a binary64 number (away from cancellation) and 5 · 2⁻¹⁰⁶ for a product.
///
/// @param high the nearest binary64 number
/// @param low the rest
public record DoubleDouble(double high, double low) implements Comparable<DoubleDouble> {

  /// A binary64 number, exactly.
  ///
  /// @param value the number
  /// @return the same number
  public static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  /// An exact number, rounded to the nearest sum of two parts.
  ///
  /// @param value the number
  /// @return it, with a relative error of at most 2⁻¹⁰⁶; infinite where it is beyond binary64
  public static DoubleDouble from(Dyadic value) {
    double high = value.doubleValue();
    return Double.isInfinite(high)
        ? of(high)
        : new DoubleDouble(high, value.minus(Dyadic.of(high)).doubleValue());
  }

  /// Knuth's sum, then the rest.
  ///
  /// @param other the other summand
  /// @return the sum, with a relative error of 2⁻¹⁰⁶ away from cancellation
  public DoubleDouble plus(double other) {
    double sum = high + other;
    double part = sum - high;
    double rest = (high - (sum - part)) + (other - part) + low;
    return normalized(sum, rest);
  }

  /// The product.
  ///
  /// @param other the other factor
  /// @return the product, with a relative error of 5 · 2⁻¹⁰⁶
  public DoubleDouble times(DoubleDouble other) {
    double product = high * other.high;
    double rest = Math.fma(high, other.high, -product) + (high * other.low + low * other.high);
    return normalized(product, rest);
  }

  /// The product with a binary64 number.
  ///
  /// @param factor the other factor
  /// @return the product, with a relative error of 5 · 2⁻¹⁰⁶
  public DoubleDouble times(double factor) {
    double product = high * factor;
    return normalized(product, Math.fma(high, factor, -product) + low * factor);
  }

  /// The difference, rounded to binary64: relatively accurate where high parts are close.
  ///
  /// @param other what is taken away
  /// @return the difference
  public double minus(DoubleDouble other) {
    return (high - other.high) + (low - other.low);
  }

  private static DoubleDouble normalized(double high, double low) {
    double sum = high + low;
    return new DoubleDouble(sum, low - (sum - high));
  }

  @Override
  public int compareTo(DoubleDouble other) {
    return high == other.high ? Double.compare(low, other.low) : Double.compare(high, other.high);
  }
}
