package org.alternant.iteration.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Rounding;

/// How a precision is stored on the device and computed by cuBLASLt. The numbers are those of
/// `cudaDataType_t` in `library_types.h` and of `cublasComputeType_t` in `cublas_api.h`.
enum CudaFormat {
  FLOAT64(Precision.FLOAT64, Codes.R_64F, Double.BYTES, Codes.COMPUTE_64F, Codes.R_64F, 0),
  FLOAT32(Precision.FLOAT32, Codes.R_32F, Float.BYTES, Codes.COMPUTE_32F, Codes.R_32F, 0),
  TFLOAT32(
      Precision.TFLOAT32, Codes.R_32F, Float.BYTES, Codes.COMPUTE_32F_FAST_TF32, Codes.R_32F, 8),
  BFLOAT16(Precision.BFLOAT16, Codes.R_16BF, Short.BYTES, Codes.COMPUTE_32F, Codes.R_32F, 8),
  FLOAT16(Precision.FLOAT16, Codes.R_16F, Short.BYTES, Codes.COMPUTE_32F, Codes.R_32F, 6);

  private final Precision precision;
  private final int dataType;
  private final int bytes;
  private final int computeType;
  private final int scaleType;
  private final int leastCapability;

  CudaFormat(
      Precision precision,
      int dataType,
      int bytes,
      int computeType,
      int scaleType,
      int leastCapability) {
    this.precision = precision;
    this.dataType = dataType;
    this.bytes = bytes;
    this.computeType = computeType;
    this.scaleType = scaleType;
    this.leastCapability = leastCapability;
  }

  static CudaFormat of(Precision precision) {
    return switch (precision) {
      case FLOAT64 -> FLOAT64;
      case FLOAT32 -> FLOAT32;
      case TFLOAT32 -> TFLOAT32;
      case BFLOAT16 -> BFLOAT16;
      case FLOAT16 -> FLOAT16;
    };
  }

  Precision precision() {
    return precision;
  }

  /// The type of matrices.
  int dataType() {
    return dataType;
  }

  /// The size of an entry.
  int bytes() {
    return bytes;
  }

  /// What products are accumulated in, and to what they round their operands.
  int computeType() {
    return computeType;
  }

  /// The type of α and β.
  int scaleType() {
    return scaleType;
  }

  /// The first major compute capability that has it: Ampere brought bfloat16 and TensorFloat-32.
  int leastCapability() {
    return leastCapability;
  }

  /// Rounds a number to the storage format.
  ///
  /// @param index counts entries
  void write(MemorySegment memory, long index, double x) {
    switch (this) {
      case FLOAT64 -> memory.setAtIndex(ValueLayout.JAVA_DOUBLE, index, x);
      case FLOAT32, TFLOAT32 -> memory.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) x);
      case BFLOAT16, FLOAT16 ->
          memory.setAtIndex(ValueLayout.JAVA_SHORT, index, Rounding.encode(precision, x));
    }
  }

  /// Reads a number of the storage format.
  ///
  /// @param index counts entries
  double read(MemorySegment memory, long index) {
    return switch (this) {
      case FLOAT64 -> memory.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
      case FLOAT32, TFLOAT32 -> memory.getAtIndex(ValueLayout.JAVA_FLOAT, index);
      case BFLOAT16, FLOAT16 ->
          Rounding.decode(precision, memory.getAtIndex(ValueLayout.JAVA_SHORT, index));
    };
  }

  /// Writes α or β in the scale type: rounded to the accumulator's format.
  void writeScalar(MemorySegment memory, double x) {
    if (scaleType == Codes.R_64F) {
      memory.set(ValueLayout.JAVA_DOUBLE, 0, x);
    } else {
      memory.set(ValueLayout.JAVA_FLOAT, 0, (float) x);
    }
  }

  private static final class Codes {
    static final int R_32F = 0;
    static final int R_64F = 1;
    static final int R_16F = 2;
    static final int R_16BF = 14;
    static final int COMPUTE_32F = 68;
    static final int COMPUTE_64F = 70;
    static final int COMPUTE_32F_FAST_TF32 = 77;

    private Codes() {}
  }
}
