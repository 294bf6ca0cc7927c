package org.alternant.iteration.files;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// How the numbers of a tensor lie in a row of numbers.
///
/// @param shape its dimensions, at least one number in all
/// @param strides how far apart neighbours are along each of them, in numbers, 0 or more
/// @param offset where its first number is
record StridedLayout(List<Long> shape, List<Long> strides, long offset) {

  StridedLayout {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /// The last index runs fastest, or with `fortran` the first.
  static StridedLayout contiguous(List<Long> shape, boolean fortran) {
    List<Long> order = fortran ? shape : shape.reversed();
    List<Long> strides = new ArrayList<>();
    long stride = 1;
    for (long dimension : order) {
      strides.add(stride);
      stride = Tensor.product(stride, dimension);
    }
    if (!fortran) {
      Collections.reverse(strides);
    }
    return new StridedLayout(shape, strides, 0);
  }

  /// Where the first number of a matrix is.
  long first(long matrix) {
    return shape.size() == 3 ? offset + matrix * strides.getFirst() : offset;
  }

  /// From the first number of a matrix to behind its last: not more than [Tensor#LARGEST], or a
  /// number above that.
  long span() {
    long last = 0;
    for (int k = shape.size() == 3 ? 1 : 0; k < shape.size(); k++) {
      last += Tensor.product(shape.get(k) - 1, strides.get(k));
    }
    return Math.min(last, Tensor.LARGEST) + 1;
  }

  /// A matrix out of the numbers of its span.
  DMatrixRMaj matrix(Tensor tensor, NumberFormat format, ByteBuffer span) {
    DMatrixRMaj matrix = new DMatrixRMaj((int) tensor.rows(), (int) tensor.columns());
    int rows = shape.size() == 3 ? 1 : 0;
    int target = 0;
    for (long row = 0; row < matrix.numRows; row++) {
      for (long column = 0; column < matrix.numCols; column++) {
        long place = row * strides.get(rows);
        long rest = column;
        for (int k = shape.size() - 1; k > rows; k--) {
          place += rest % shape.get(k) * strides.get(k);
          rest /= shape.get(k);
        }
        matrix.data[target++] = format.number(span, (int) place);
      }
    }
    return matrix;
  }
}
