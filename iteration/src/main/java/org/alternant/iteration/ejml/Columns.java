package org.alternant.iteration.ejml;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/// Columns of a matrix in another order, as decompositions are sorted.
public final class Columns {

  private Columns() {}

  /// The order of the first values by size.
  ///
  /// @param values at least `count`
  /// @param count how many
  /// @return their indices, that of the largest first; of equal ones the first first
  public static int[] descending(double[] values, int count) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Some columns.
  ///
  /// @param x X: m×n
  /// @param order the indices of the columns
  /// @return the matrix of these columns in this order
  public static DMatrixRMaj of(DMatrixRMaj x, int[] order) {
    DMatrixRMaj result = new DMatrixRMaj(x.numRows, order.length);
    for (int row = 0; row < x.numRows; row++) {
      for (int i = 0; i < order.length; i++) {
        result.unsafe_set(row, i, x.unsafe_get(row, order[i]));
      }
    }
    return result;
  }
}
