package org.alternant.iteration.run;

import org.alternant.coefficients.Precision;

/// The formats for whole matrices: a fast [Precision#nearest] for arrays of binary32 numbers, and
/// the 16 bits in which the narrow formats are stored.
public final class Rounding {

  /// TensorFloat-32 and bfloat16 are the binary32 numbers whose last bits are 0.
  private static final int TFLOAT32_DROPPED_BITS = droppedBits(Precision.TFLOAT32);

  private static final int BFLOAT16_DROPPED_BITS = droppedBits(Precision.BFLOAT16);

  private Rounding() {}

  /// Rounds numbers of an array.
  ///
  /// @param precision a format other than binary64
  /// @param data the numbers, which are replaced
  /// @param from the index of the first
  /// @param to that after the last
  public static void round(Precision precision, float[] data, int from, int to) {
    // One loop a format: the switch inside would keep it from being vectorised.
    switch (precision) {
      case FLOAT64, FLOAT32 -> {}
      case TFLOAT32 -> {
        for (int i = from; i < to; i++) {
          data[i] = dropBits(data[i], TFLOAT32_DROPPED_BITS);
        }
      }
      case BFLOAT16 -> {
        for (int i = from; i < to; i++) {
          data[i] = dropBits(data[i], BFLOAT16_DROPPED_BITS);
        }
      }
      case FLOAT16 -> {
        for (int i = from; i < to; i++) {
          data[i] = Float.float16ToFloat(Float.floatToFloat16(data[i]));
        }
      }
    }
  }

  private static int droppedBits(Precision precision) {
    return Precision.FLOAT32.significantBits() - precision.significantBits();
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

  /// Rounds a number and encodes it.
  ///
  /// @param precision bfloat16 or binary16
  /// @param x any number
  /// @return the 16 bits of the nearest number of the format
  /// @throws IllegalArgumentException if the format is not a 16-bit one
  public static short encode(Precision precision, double x) {
    float nearest = (float) precision.nearest(x);
    return switch (precision) {
      case BFLOAT16 -> (short) (Float.floatToIntBits(nearest) >>> BFLOAT16_DROPPED_BITS);
      case FLOAT16 -> Float.floatToFloat16(nearest);
      default -> throw new IllegalArgumentException(precision + " is not a 16-bit format");
    };
  }

  /// The number that bits encode.
  ///
  /// @param precision bfloat16 or binary16
  /// @param bits the 16 bits
  /// @return the number
  /// @throws IllegalArgumentException if the format is not a 16-bit one
  public static float decode(Precision precision, short bits) {
    return switch (precision) {
      case BFLOAT16 -> Float.intBitsToFloat(bits << BFLOAT16_DROPPED_BITS);
      case FLOAT16 -> Float.float16ToFloat(bits);
      default -> throw new IllegalArgumentException(precision + " is not a 16-bit format");
    };
  }
}
