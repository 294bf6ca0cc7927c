package org.alternant.iteration.run;

import org.ejml.data.DMatrixRMaj;

/// Finds what no iteration can start from.
public final class FiniteEntries {

  private FiniteEntries() {}

  /// The index in `data` of the first entry, row by row, that is NaN or infinite; −1 if there is
  /// none.
  ///
  /// @param x the matrix
  /// @return the index
  public static int firstViolation(DMatrixRMaj x) {
    for (int i = 0; i < x.getNumElements(); i++) {
      if (!Double.isFinite(x.data[i])) {
        return i;
      }
    }
    return -1;
  }

  /// Names an entry as an error message does, counting from 1.
  ///
  /// @param x the matrix
  /// @param index of the entry, row by row from 0
  /// @return its row, column and value
  public static String describe(DMatrixRMaj x, int index) {
    return "the entry in row "
        + (index / x.numCols + 1)
        + ", column "
        + (index % x.numCols + 1)
        + " is "
        + x.data[index];
  }

  /// Checks a matrix.
  ///
  /// @throws IllegalArgumentException if it is empty or has an entry that is NaN or infinite
  static void require(DMatrixRMaj x) {
    if (x.getNumElements() == 0) {
      throw new IllegalArgumentException(
          "the matrix is empty: " + x.numRows + " rows, " + x.numCols + " columns");
    }
    int violation = firstViolation(x);
    if (violation >= 0) {
      throw new IllegalArgumentException(describe(x, violation));
    }
  }
}
