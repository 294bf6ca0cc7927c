package org.alternant.coefficients.literal;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A fraction of integers, exact until it is rounded once.
///
/// @param numerator the numerator
/// @param denominator the denominator, positive
record Ratio(BigInteger numerator, BigInteger denominator) {

  /// More bits than any coefficient has; longer ones would only take time.
  private static final int MOST_BITS = 1 << 14;

  /// The bits of a quotient before it is rounded: more than two beyond binary64's 53.
  private static final int QUOTIENT_BITS = 64;

  /// Brings the sign into the numerator.
  ///
  /// @throws ArithmeticException if the denominator is 0, or there are too many digits
  Ratio {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a division by 0");
    }
    if (numerator.bitLength() > MOST_BITS || denominator.bitLength() > MOST_BITS) {
      throw new ArithmeticException("more digits than a coefficient has");
    }
    if (denominator.signum() < 0) {
      numerator = numerator.negate();
      denominator = denominator.negate();
    }
  }

  static Ratio of(BigDecimal decimal) {
    BigInteger unscaled = decimal.unscaledValue();
    BigInteger power = BigInteger.TEN.pow(Math.abs(decimal.scale()));
    return decimal.scale() < 0
        ? new Ratio(unscaled.multiply(power), BigInteger.ONE)
        : new Ratio(unscaled, power);
  }

  Ratio negate() {
    return new Ratio(numerator.negate(), denominator);
  }

  Ratio times(Ratio other) {
    return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Ratio over(Ratio other) {
    return new Ratio(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /// A power by an exponent from −64 to 64.
  Ratio power(int exponent) {
    int size = Math.abs(exponent);
    Ratio power = new Ratio(numerator.pow(size), denominator.pow(size));
    return exponent < 0 ? new Ratio(BigInteger.ONE, BigInteger.ONE).over(power) : power;
  }

  boolean isInteger() {
    return numerator.mod(denominator).signum() == 0;
  }

  /// The nearest binary64 number, ties to even; 0 or infinite beyond its range.
  double rounded() {
    int shift = QUOTIENT_BITS - numerator.bitLength() + denominator.bitLength();
    BigInteger scaled = shift < 0 ? numerator : numerator.shiftLeft(shift);
    BigInteger divisor = shift < 0 ? denominator.shiftLeft(-shift) : denominator;
    BigInteger[] quotient = scaled.divideAndRemainder(divisor);
    // One more bit tells that something was cut off: it keeps ties apart.
    BigInteger sticky = BigInteger.valueOf(quotient[1].signum());
    BigInteger bits = quotient[0].shiftLeft(2).add(sticky);
    return new BigDecimal(bits).multiply(powerOfTwo(-(shift + 2))).doubleValue();
  }

  private static BigDecimal powerOfTwo(int exponent) {
    BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(exponent)));
    return exponent < 0 ? new BigDecimal("0.5").pow(-exponent) : power;
  }
}
