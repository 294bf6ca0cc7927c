package org.alternant.iteration.measure;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// How often entries of a matrix repeat.
///
/// Rounding errors of a sum of many different numbers are as good as independent, so that they grow
/// like the root of their number. Where one number is added again and again, the same digits are
/// lost each time: errors of r equal terms grow like r.
final class RepeatedEntries {

  /// Rows in which repetitions are looked for, evenly spread.
  private static final int ROWS = 64;

  private RepeatedEntries() {}

  /// The largest number of entries of a row that have the same magnitude, 0 aside; of a column,
  /// where these are longer.
  static int most(DMatrixRMaj x) {
    boolean wide = x.numCols >= x.numRows;
    int lines = wide ? x.numRows : x.numCols;
    double[] line = new double[wide ? x.numCols : x.numRows];
    int most = 0;
    for (int k = 0; k < Math.min(ROWS, lines); k++) {
      int i = (int) ((long) k * lines / Math.min(ROWS, lines));
      for (int j = 0; j < line.length; j++) {
        line[j] = Math.abs(wide ? x.get(i, j) : x.get(j, i));
      }
      Arrays.sort(line);
      most = Math.max(most, longestRun(line));
    }
    return most;
  }

  /// Of equal numbers other than 0.
  private static int longestRun(double[] sorted) {
    int longest = 0;
    int begin = 0;
    for (int j = 0; j < sorted.length; j++) {
      if (sorted[j] != sorted[begin]) {
        begin = j;
      }
      if (sorted[j] != 0) {
        longest = Math.max(longest, j - begin + 1);
      }
    }
    return longest;
  }
}
