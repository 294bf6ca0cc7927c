package org.alternant.iteration.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.alternant.iteration.run.FiniteEntries;
import org.ejml.data.DMatrixRMaj;

/// A file of named tensors, open until it is closed. What it says of them is read and checked at
/// once, numbers when they are asked for.
interface TensorFile extends Closeable {

  /// All tensors, in the file's order.
  List<Tensor> tensors();

  /// Reads one matrix.
  ///
  /// @param tensor one of this file, of which there are matrices
  /// @param index which of its matrices, from 0
  /// @return the matrix
  /// @throws TensorFormatException if the file does not hold the numbers that it announces
  DMatrixRMaj numbers(Tensor tensor, long index) throws IOException;

  /// Reads one matrix, every entry finite.
  ///
  /// @param file for messages
  /// @param tensor one of this file, of which there are matrices
  /// @param index which of its matrices, from 0
  /// @return the matrix
  /// @throws TensorFormatException if an entry is not finite, or as [#numbers]
  default DMatrixRMaj matrix(Path file, Tensor tensor, long index) throws IOException {
    DMatrixRMaj matrix = numbers(tensor, index);
    int violation = FiniteEntries.firstViolation(matrix);
    if (violation >= 0) {
      throw new TensorFormatException(
          file,
          tensor.name(),
          (tensor.matrices() > 1 ? "matrix " + (index + 1) + " of " + tensor.matrices() + ": " : "")
              + FiniteEntries.describe(matrix, violation));
    }
    return matrix;
  }
}
