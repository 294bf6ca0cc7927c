package org.alternant.coefficients;

/// The shape m×n of a matrix.
///
/// @param rows m, at least 1
/// @param columns n, at least 1
public record MatrixShape(int rows, int columns) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if a side is below 1
  public MatrixShape {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a matrix needs at least one row and one column, found " + rows + "×" + columns);
    }
  }

  /// The shorter side: the order of the Gram matrix, and the number of singular values.
  ///
  /// @return min(m, n)
  public int shorter() {
    return Math.min(rows, columns);
  }

  /// The longer side.
  ///
  /// @return max(m, n)
  public int longer() {
    return Math.max(rows, columns);
  }

  /// The number of entries.
  ///
  /// @return mn
  public long entries() {
    return (long) rows * columns;
  }

  /// The shape in writing.
  ///
  /// @return `m×n`
  @Override
  public String toString() {
    return rows + "×" + columns;
  }
}
