package org.alternant.iteration.run;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.alternant.coefficients.Precision;

/// A binary floating-point format as the standards define it, rounding exact decimals: nothing in
/// it knows how a number is encoded.
///
/// @param significantBits the implicit one included
/// @param smallestExponent of a normal number
/// @param largestExponent of a finite number
public record ExactFormat(int significantBits, int smallestExponent, int largestExponent) {

  private static final Map<Integer, BigDecimal> POWERS = new ConcurrentHashMap<>();

  public static final ExactFormat BINARY32 = new ExactFormat(24, -126, 127);

  /// The format in which a precision's operands are.
  public static ExactFormat of(Precision precision) {
    return switch (precision) {
      case FLOAT64 -> new ExactFormat(53, -1022, 1023);
      case FLOAT32 -> BINARY32;
      case TFLOAT32 -> new ExactFormat(11, -126, 127);
      case BFLOAT16 -> new ExactFormat(8, -126, 127);
      case FLOAT16 -> new ExactFormat(11, -14, 15);
    };
  }

  /// The format in which a precision's matrices are stored.
  public static ExactFormat storageOf(Precision precision) {
    return precision == Precision.TFLOAT32 ? BINARY32 : of(precision);
  }

  /// The smallest positive number.
  double smallest() {
    return Math.scalb(1.0, smallestExponent - significantBits + 1);
  }

  /// The largest finite number.
  public double largest() {
    return Math.scalb(2 - Math.scalb(1.0, 1 - significantBits), largestExponent);
  }

  /// The number nearest to a finite x, of two the one with an even last digit; infinite from half a
  /// unit beyond the largest number on; a zero has the sign of x.
  public double round(double x) {
    return x == 0 ? x : round(new BigDecimal(x));
  }

  /// As for binary64 numbers; 0 gives +0.
  public double round(BigDecimal x) {
    if (x.signum() == 0) {
      return 0;
    }
    int exponent = Math.max(exponent(x), smallestExponent);
    int unit = exponent - significantBits + 1;
    BigDecimal digits = x.multiply(powerOfTwo(-unit)).setScale(0, RoundingMode.HALF_EVEN);
    double rounded = digits.multiply(powerOfTwo(unit)).doubleValue();
    double magnitude = Math.abs(rounded) > largest() ? Double.POSITIVE_INFINITY : Math.abs(rounded);
    return Math.copySign(magnitude, x.signum());
  }

  /// ⌊log₂ |x|⌋.
  private static int exponent(BigDecimal x) {
    BigDecimal magnitude = x.abs();
    int exponent = Math.getExponent(magnitude.doubleValue());
    while (magnitude.compareTo(powerOfTwo(exponent)) < 0) {
      exponent--;
    }
    return exponent;
  }

  private static BigDecimal powerOfTwo(int exponent) {
    return POWERS.computeIfAbsent(
        exponent,
        e ->
            e < 0
                ? new BigDecimal(BigInteger.valueOf(5).pow(-e), -e)
                : new BigDecimal(BigInteger.TWO.pow(e)));
  }
}
