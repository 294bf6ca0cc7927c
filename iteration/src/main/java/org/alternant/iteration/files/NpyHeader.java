package org.alternant.iteration.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/// The contents of an `.npy` file's header.
///
/// @param type the type of its numbers
/// @param fortranOrder whether the first index runs fastest, not the last
/// @param shape (m, n) of a matrix, or (b, m, n) of a batch; every dimension ≥ 0
record NpyHeader(Type type, boolean fortranOrder, List<Long> shape) {

  /// A floating-point format and a byte order.
  ///
  /// @param format the format
  /// @param order the byte order
  record Type(NumberFormat format, ByteOrder order) {

    /// Bytes a number.
    int size() {
      return format.size();
    }

    /// The number at an index of a buffer, widened exactly.
    double number(ByteBuffer buffer, int index) {
      return format.number(buffer, index);
    }
  }

  /// Checks the components.
  NpyHeader {
    shape = List.copyOf(shape);
    if (shape.size() != 2 && shape.size() != 3) {
      throw new IllegalArgumentException("shape must have two or three dimensions, found " + shape);
    }
  }

  /// Whether there is a dimension before rows and columns.
  boolean isBatch() {
    return shape.size() == 3;
  }

  /// b, the number of matrices.
  long matrices() {
    return isBatch() ? shape.getFirst() : 1;
  }

  /// m.
  long rows() {
    return shape.get(shape.size() - 2);
  }

  /// n.
  long columns() {
    return shape.getLast();
  }

  /// How many numbers there are: b · m · n.
  ///
  /// @param most where to stop, so that the product cannot overflow: `most` + 1 stands for more
  /// @throws ArithmeticException if a dimension other than the last is 0
  long numbers(long most) {
    long product = 1;
    for (long dimension : shape) {
      if (dimension > most / product) {
        return most + 1;
      }
      product *= dimension;
    }
    return product;
  }

  /// Where an entry stands among the file's numbers. All indices are from 0, and the file is known
  /// to have as many numbers as the shape says.
  int position(int matrix, int row, int column) {
    int batch = (int) matrices();
    int rows = (int) rows();
    return fortranOrder
        ? matrix + batch * (row + rows * column)
        : (matrix * rows + row) * (int) columns() + column;
  }

  /// The shape as NumPy writes it.
  String shapeText() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
