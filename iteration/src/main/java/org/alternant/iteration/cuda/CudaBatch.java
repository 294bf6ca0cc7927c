package org.alternant.iteration.cuda;

/// Matrices on the device, row by row, one after the other. Each is bordered by zeros until its
/// sides are multiples of [#MULTIPLE], so that rows begin where tensor cores want them and every
/// product has a fast algorithm. What is uploaded has a border of zeros, and what products and sums
/// of such matrices write has one too, or one with NaN where an entry of the matrix itself is no
/// longer finite; nothing reads a matrix that was not written.
///
/// @param count how many
/// @param rows of each
/// @param columns of each
/// @param memory which holds them
record CudaBatch(int count, int rows, int columns, DeviceMemory memory) {

  /// 8 numbers of 16 bits are the 16 bytes that tensor cores load at once.
  private static final int MULTIPLE = 8;

  /// The smallest multiple of 8 that is not smaller.
  static long padded(int side) {
    return (side + MULTIPLE - 1L) / MULTIPLE * MULTIPLE;
  }

  static long entries(int count, int rows, int columns) {
    return count * padded(rows) * padded(columns);
  }

  /// Where an entry is, counted in entries.
  long index(int matrix, int row, int column) {
    return (matrix * padded(rows) + row) * padded(columns) + column;
  }

  boolean hasShape(int otherCount, int otherRows, int otherColumns) {
    return count == otherCount && rows == otherRows && columns == otherColumns;
  }

  /// The same memory as BLAS reads it, column by column: X row by row is Xᵀ column by column.
  CublasLt.Operand transposed() {
    return new CublasLt.Operand(
        memory.address(), new CublasLt.Shape(count, padded(columns), padded(rows)));
  }
}
