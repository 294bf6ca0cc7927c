package org.alternant.iteration.opencl;

/// A batch of matrices of equal shape, row by row, one after the other.
///
/// @param buffer where they are
/// @param count how many
/// @param rows of each
/// @param columns of each
record OpenClMatrices(OpenClBuffer buffer, int count, int rows, int columns) {

  /// The entries of one matrix.
  long entries() {
    return (long) rows * columns;
  }
}
