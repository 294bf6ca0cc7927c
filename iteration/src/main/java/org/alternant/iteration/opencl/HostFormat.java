package org.alternant.iteration.opencl;

import java.util.function.IntToDoubleFunction;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Rounding;
import org.ejml.data.DMatrixRMaj;

/// How a matrix lies in a device's memory: bfloat16 and binary16 in 16 bits, TensorFloat-32, which
/// is a format of operands only, as binary32.
enum HostFormat {
  /// 64 bits.
  BINARY64(Double.BYTES) {
    @Override
    void write(OpenClQueue queue, OpenClBuffer buffer, long position, DMatrixRMaj x) {
      buffer.write(queue, position, x.copy().data);
    }

    @Override
    IntToDoubleFunction read(OpenClQueue queue, OpenClBuffer buffer, long position, int count) {
      double[] numbers = buffer.readDoubles(queue, position, count);
      return i -> numbers[i];
    }
  },
  /// 32 bits.
  BINARY32(Float.BYTES) {
    @Override
    void write(OpenClQueue queue, OpenClBuffer buffer, long position, DMatrixRMaj x) {
      float[] numbers = new float[x.getNumElements()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) x.data[i];
      }
      buffer.write(queue, position, numbers);
    }

    @Override
    IntToDoubleFunction read(OpenClQueue queue, OpenClBuffer buffer, long position, int count) {
      float[] numbers = buffer.readFloats(queue, position, count);
      return i -> numbers[i];
    }
  },
  /// bfloat16.
  UPPER16(Short.BYTES) {
    @Override
    void write(OpenClQueue queue, OpenClBuffer buffer, long position, DMatrixRMaj x) {
      writeShorts(Precision.BFLOAT16, queue, buffer, position, x);
    }

    @Override
    IntToDoubleFunction read(OpenClQueue queue, OpenClBuffer buffer, long position, int count) {
      return readShorts(Precision.BFLOAT16, queue, buffer, position, count);
    }
  },
  /// IEEE 754 binary16.
  BINARY16(Short.BYTES) {
    @Override
    void write(OpenClQueue queue, OpenClBuffer buffer, long position, DMatrixRMaj x) {
      writeShorts(Precision.FLOAT16, queue, buffer, position, x);
    }

    @Override
    IntToDoubleFunction read(OpenClQueue queue, OpenClBuffer buffer, long position, int count) {
      return readShorts(Precision.FLOAT16, queue, buffer, position, count);
    }
  };

  private final int bytes;

  HostFormat(int bytes) {
    this.bytes = bytes;
  }

  static HostFormat of(Precision precision) {
    return switch (precision) {
      case FLOAT64 -> BINARY64;
      case FLOAT32, TFLOAT32 -> BINARY32;
      case BFLOAT16 -> UPPER16;
      case FLOAT16 -> BINARY16;
    };
  }

  private static void writeShorts(
      Precision precision, OpenClQueue queue, OpenClBuffer buffer, long position, DMatrixRMaj x) {
    short[] numbers = new short[x.getNumElements()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Rounding.encode(precision, x.data[i]);
    }
    buffer.write(queue, position, numbers);
  }

  private static IntToDoubleFunction readShorts(
      Precision precision, OpenClQueue queue, OpenClBuffer buffer, long position, int count) {
    short[] numbers = buffer.readShorts(queue, position, count);
    return i -> Rounding.decode(precision, numbers[i]);
  }

  /// The size of a number.
  int bytes() {
    return bytes;
  }

  /// Rounds a matrix and puts it into a buffer.
  ///
  /// @param position in numbers
  abstract void write(OpenClQueue queue, OpenClBuffer buffer, long position, DMatrixRMaj x);

  /// Numbers of a buffer.
  ///
  /// @param position of the first, in numbers
  abstract IntToDoubleFunction read(
      OpenClQueue queue, OpenClBuffer buffer, long position, int count);
}
