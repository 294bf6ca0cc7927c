package org.alternant.iteration.files;

import java.nio.ByteBuffer;

/// The floating-point formats of tensors, by the names that safetensors gives them. All widen to
/// binary64 exactly.
enum NumberFormat {
  /// binary64.
  F64(8),
  /// binary32.
  F32(4),
  /// binary16.
  F16(2),
  /// bfloat16.
  BF16(2),
  /// Four bits of exponent, three of significand, no infinity (OCP 8-bit Floating Point, E4M3).
  F8_E4M3(1),
  /// Five bits of exponent, two of significand: the first byte of a binary16 number.
  F8_E5M2(1);

  private static final int E4M3_BIAS = 7;

  private final int size;

  NumberFormat(int size) {
    this.size = size;
  }

  /// Bytes a number.
  int size() {
    return size;
  }

  /// A number of a buffer.
  ///
  /// @param index which one, from 0
  double number(ByteBuffer buffer, int index) {
    return switch (this) {
      case F64 -> buffer.getDouble(8 * index);
      case F32 -> buffer.getFloat(4 * index);
      case F16 -> Float.float16ToFloat(buffer.getShort(2 * index));
      case BF16 -> Float.intBitsToFloat(buffer.getShort(2 * index) << 16);
      case F8_E4M3 -> e4m3(buffer.get(index));
      case F8_E5M2 -> Float.float16ToFloat((short) (buffer.get(index) << 8));
    };
  }

  private static double e4m3(byte bits) {
    int exponent = bits >> 3 & 15;
    int fraction = bits & 7;
    if (exponent == 15 && fraction == 7) {
      return Double.NaN;
    }
    double magnitude =
        exponent == 0
            ? Math.scalb(fraction / 8.0, 1 - E4M3_BIAS)
            : Math.scalb(1 + fraction / 8.0, exponent - E4M3_BIAS);
    return bits < 0 ? -magnitude : magnitude;
  }
}
