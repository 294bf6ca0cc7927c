package org.alternant.iteration.run;

import org.alternant.coefficients.Precision;

/// Rounding to the formats of [Precision], to nearest even. Subnormal numbers are kept as the
/// format has them, magnitudes from the largest finite number plus half a unit on become infinite,
/// and NaN stays NaN.
public final class Rounding {

  /// binary32 has 24 significant bits, bfloat16 8.
  private static final int BFLOAT16_DROPPED_BITS = 16;

  /// binary32 has 24 significant bits, TensorFloat-32 11.
  private static final int TFLOAT32_DROPPED_BITS = 13;

  private Rounding() {}

  /// Rounds a number.
  ///
  /// @param precision a format other than binary64, which binary32 numbers are not rounded to
  /// @param x the number
  /// @return the nearest number of the format, ties to even
  public static float round(Precision precision, float x) {
    return switch (precision) {
      case FLOAT64, FLOAT32 -> x;
      case TFLOAT32 -> dropBits(x, TFLOAT32_DROPPED_BITS);
      case BFLOAT16 -> dropBits(x, BFLOAT16_DROPPED_BITS);
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16(x));
    };
  }

  /// Rounds a binary64 number once.
  ///
  /// @param precision a format other than binary64, which is taken as binary32
  /// @param x any number
  /// @return the nearest number of the format, which binary32 holds exactly
  public static float round(Precision precision, double x) {
    boolean wide = precision == Precision.FLOAT64 || precision == Precision.FLOAT32;
    return wide ? (float) x : round(precision, toOdd(x));
  }

  /// Rounds to binary32 such that rounding the result to a format with at least two bits less is
  /// the same as rounding x itself: an inexact result is the neighbour whose last bit is 1 (S.
  /// Boldo and G. Melquiond, *When double rounding is odd*, IMACS 2005).
  private static float toOdd(double x) {
    float nearest = (float) x;
    if (nearest == x || Double.isNaN(x)) {
      return nearest;
    }
    float towardsZero = Math.abs(nearest) > Math.abs(x) ? Math.nextAfter(nearest, 0) : nearest;
    return Float.intBitsToFloat(Float.floatToRawIntBits(towardsZero) | 1);
  }

  /// Rounds the first numbers of an array.
  ///
  /// @param precision a format other than binary64
  /// @param data the numbers, which are replaced
  /// @param length how many
  public static void round(Precision precision, float[] data, int length) {
    // One loop a format: the switch inside would keep it from being vectorised.
    switch (precision) {
      case FLOAT64, FLOAT32 -> {}
      case TFLOAT32 -> {
        for (int i = 0; i < length; i++) {
          data[i] = dropBits(data[i], TFLOAT32_DROPPED_BITS);
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < length; i++) {
          data[i] = dropBits(data[i], BFLOAT16_DROPPED_BITS);
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < length; i++) {
          data[i] = Float.float16ToFloat(Float.floatToFloat16(data[i]));
        }
      }
    }
  }

  /// A carry out of the significand goes into the exponent, which is what rounding up to the next
  /// binade, or to infinity, is.
  private static float dropBits(float x, int count) {
    int bits = Float.floatToRawIntBits(x);
    int halfBelow = (1 << (count - 1)) - 1;
    int even = bits >>> count & 1;
    int rounded = bits + halfBelow + even & -1 << count;
    return Float.isNaN(x) ? x : Float.intBitsToFloat(rounded);
  }
}
