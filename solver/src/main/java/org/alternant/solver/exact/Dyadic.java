package org.alternant.solver.exact;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A dyadic rational `significand · 2^exponent`: binary64 numbers, their sums and their products
/// are of this form.
///
/// Construction from a `double` is exact; sums, differences and products are exact. Only the
/// methods that take a number of bits round, and each says how. There is no overflow or underflow
/// as long as exponents stay within ±2³⁰, which no computation here approaches.
///
/// @param significand any integer; trailing zero bits are allowed, so equal numbers may differ as
///   records: compare with [#compareTo]
/// @param exponent the power of two
public record Dyadic(BigInteger significand, int exponent) implements Comparable<Dyadic> {

  /// Gives zero the exponent 0: products would add up the exponents of zeros without end.
  public Dyadic {
    exponent = significand.signum() == 0 ? 0 : exponent;
  }

  /// 0.
  public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

  /// 1.
  public static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

  /// 2.
  public static final Dyadic TWO = new Dyadic(BigInteger.TWO, 0);

  private static final int DOUBLE_PRECISION = 53;
  private static final int DOUBLE_MINIMUM_EXPONENT = Double.MIN_EXPONENT - (DOUBLE_PRECISION - 1);

  /// The exact value of a binary64 number.
  ///
  /// @param value a finite number
  /// @return the same number
  /// @throws IllegalArgumentException if `value` is not finite
  public static Dyadic of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("expected a finite number, found " + value);
    }
    if (value == 0) {
      return ZERO;
    }
    int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - (DOUBLE_PRECISION - 1);
    // Exact: the significand is an integer below 2^53. Two factors, since 2^-exponent may overflow.
    double significand = Math.scalb(Math.scalb(value, -exponent / 2), -exponent - -exponent / 2);
    return new Dyadic(BigInteger.valueOf((long) significand), exponent);
  }

  /// The exact value of a decimal number that is dyadic, such as a sum of products of binary64
  /// numbers.
  ///
  /// @param value the number
  /// @return the same number
  /// @throws ArithmeticException if `value` is not dyadic
  public static Dyadic of(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    // n / 10ˢ = (n / 5ˢ) / 2ˢ
    BigDecimal significand = value.multiply(BigDecimal.TWO.pow(scale));
    return new Dyadic(significand.toBigIntegerExact(), -scale);
  }

  /// Truncates a decimal number to a dyadic one.
  ///
  /// @param value the number
  /// @param bits the significant bits to keep
  /// @return `value` with a relative error of at most 2⁻ᵇⁱᵗˢ; `value` itself if it is a dyadic
  ///   rational of at most `bits` significant bits
  public static Dyadic from(BigDecimal value, int bits) {
    BigInteger unscaled = value.unscaledValue();
    if (value.scale() <= 0) {
      return new Dyadic(unscaled.multiply(BigInteger.TEN.pow(-value.scale())), 0);
    }
    BigInteger denominator = BigInteger.TEN.pow(value.scale());
    return new Dyadic(unscaled, 0).dividedBy(new Dyadic(denominator, 0), bits);
  }

  /// The exact sum.
  ///
  /// @param other the other summand
  /// @return this + other
  public Dyadic plus(Dyadic other) {
    int shift = exponent - other.exponent;
    return shift >= 0
        ? new Dyadic(significand.shiftLeft(shift).add(other.significand), other.exponent)
        : new Dyadic(significand.add(other.significand.shiftLeft(-shift)), exponent);
  }

  /// The exact difference.
  ///
  /// @param other what is subtracted
  /// @return this − other
  public Dyadic minus(Dyadic other) {
    int shift = exponent - other.exponent;
    return shift >= 0
        ? new Dyadic(significand.shiftLeft(shift).subtract(other.significand), other.exponent)
        : new Dyadic(significand.subtract(other.significand.shiftLeft(-shift)), exponent);
  }

  /// The exact product.
  ///
  /// @param other the other factor
  /// @return this · other
  public Dyadic times(Dyadic other) {
    return new Dyadic(significand.multiply(other.significand), exponent + other.exponent);
  }

  /// The exact product with a power of two.
  ///
  /// @param power the exponent of the power of two
  /// @return this · 2^power
  public Dyadic scaled(int power) {
    return new Dyadic(significand, exponent + power);
  }

  /// The quotient, truncated.
  ///
  /// @param divisor not zero
  /// @param bits the significant bits wanted
  /// @return this / divisor with a relative error of at most 2⁻ᵇⁱᵗˢ
  public Dyadic dividedBy(Dyadic divisor, int bits) {
    int shift = Math.max(0, bits + 1 + divisor.significand.bitLength() - significand.bitLength());
    BigInteger quotient = significand.shiftLeft(shift).divide(divisor.significand);
    return new Dyadic(quotient, exponent - divisor.exponent - shift);
  }

  /// The square root, rounded down.
  ///
  /// @param bits the significant bits wanted at least
  /// @return the largest multiple of a power of two, of so many bits or more, that is at most √this
  /// @throws ArithmeticException if this is negative
  public Dyadic rootFloor(int bits) {
    int shift = Math.max(0, 2 * bits - significand.bitLength());
    shift += (exponent - shift) & 1;
    return new Dyadic(significand.shiftLeft(shift).sqrt(), (exponent - shift) / 2);
  }

  /// The square root, rounded up.
  ///
  /// @param bits the significant bits wanted at least
  /// @return the smallest multiple of a power of two, of so many bits or more, that is at least
  ///   √this
  /// @throws ArithmeticException if this is negative
  public Dyadic rootCeiling(int bits) {
    Dyadic floor = rootFloor(bits);
    boolean exact = floor.times(floor).compareTo(this) == 0;
    return exact ? floor : new Dyadic(floor.significand.add(BigInteger.ONE), floor.exponent);
  }

  /// Drops significant bits beyond a given number; rounds to nearest, ties upwards.
  ///
  /// @param bits the significant bits to keep, positive
  /// @return this with a relative error of at most 2⁻ᵇⁱᵗˢ
  public Dyadic rounded(int bits) {
    int excess = significand.bitLength() - bits;
    if (excess <= 0) {
      return this;
    }
    BigInteger floor = significand.shiftRight(excess);
    return new Dyadic(
        significand.testBit(excess - 1) ? floor.add(BigInteger.ONE) : floor, exponent + excess);
  }

  /// The largest integer multiple of 2⁻ᶠ that does not exceed this, as the multiple.
  ///
  /// @param fractionBits f, the bits after the binary point
  /// @return ⌊this · 2ᶠ⌋
  public BigInteger floor(int fractionBits) {
    return significand.shiftLeft(exponent + fractionBits);
  }

  /// The number with the opposite sign.
  ///
  /// @return −this
  public Dyadic negated() {
    return new Dyadic(significand.negate(), exponent);
  }

  /// The absolute value.
  ///
  /// @return |this|
  public Dyadic abs() {
    return significand.signum() < 0 ? negated() : this;
  }

  /// The sign.
  ///
  /// @return −1, 0 or 1
  public int signum() {
    return significand.signum();
  }

  /// ⌊log₂ |this|⌋ + 1 for numbers other than zero.
  ///
  /// @return the smallest e with |this| < 2ᵉ
  public int magnitude() {
    // A negative power of two has one bit less than its magnitude.
    return (signum() < 0 ? significand.negate() : significand).bitLength() + exponent;
  }

  /// The number of significant bits, without zeros at the end.
  ///
  /// @return the bits; 0 for zero
  public int bits() {
    return signum() == 0 ? 0 : significand.abs().bitLength() - significand.getLowestSetBit();
  }

  /// Rounds to binary64: to nearest, ties to even, with gradual underflow; ±∞ beyond the range.
  ///
  /// @return the nearest binary64 number
  public double doubleValue() {
    return toDouble(Rounding.NEAREST_EVEN);
  }

  /// Rounds down to binary64.
  ///
  /// @return the largest binary64 number that does not exceed this
  public double doubleFloor() {
    return toDouble(Rounding.FLOOR);
  }

  /// Rounds up to binary64.
  ///
  /// @return the smallest binary64 number that is not below this
  public double doubleCeiling() {
    // Adding 0 turns −0 into 0.
    return 0.0 - negated().doubleFloor();
  }

  private enum Rounding {
    NEAREST_EVEN,
    FLOOR
  }

  private double toDouble(Rounding rounding) {
    if (significand.signum() == 0) {
      return 0;
    }
    int unit = Math.max(magnitude() - DOUBLE_PRECISION, DOUBLE_MINIMUM_EXPONENT);
    int drop = unit - exponent;
    // Where drop ≤ 0 there are at most 53 bits above the subnormal grid: nothing is dropped.
    BigInteger kept = significand.shiftRight(drop);
    if (rounding == Rounding.NEAREST_EVEN && drop > 0) {
      boolean isTie = significand.getLowestSetBit() == drop - 1;
      if (significand.testBit(drop - 1) && (!isTie || kept.testBit(0))) {
        kept = kept.add(BigInteger.ONE);
      }
    }
    double value = Math.scalb(kept.doubleValue(), unit);
    return rounding == Rounding.FLOOR && value == Double.POSITIVE_INFINITY
        ? Double.MAX_VALUE
        : value;
  }

  /// The exact value in decimal.
  ///
  /// @return the same number; every dyadic rational has a finite decimal expansion
  public BigDecimal toBigDecimal() {
    BigDecimal value = new BigDecimal(significand);
    return exponent >= 0
        ? value.multiply(new BigDecimal(BigInteger.TWO.pow(exponent)))
        : value.divide(new BigDecimal(BigInteger.TWO.pow(-exponent)));
  }

  /// Compares the values, whatever the representation.
  @Override
  public int compareTo(Dyadic other) {
    int sign = signum();
    if (sign != other.signum() || sign == 0) {
      return Integer.compare(sign, other.signum());
    }
    int magnitude = magnitude();
    int otherMagnitude = other.magnitude();
    return magnitude == otherMagnitude
        ? minus(other).signum()
        : sign * Integer.compare(magnitude, otherMagnitude);
  }

  /// The smaller of two numbers.
  ///
  /// @param other the other number
  /// @return min(this, other)
  public Dyadic min(Dyadic other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /// The larger of two numbers.
  ///
  /// @param other the other number
  /// @return max(this, other)
  public Dyadic max(Dyadic other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
