package org.alternant.toolkit.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.files.MatrixFormatException;
import org.ejml.data.DMatrixRMaj;

/// Reads the rows of a table that stand in a matrix, one step a row.
public final class TableRows {

  private TableRows() {}

  /// The rows in NumPy's format.
  ///
  /// @param file the content of a file
  /// @return one list a row; rows of lower degree end in zeros; empty if it is no `.npy` file
  /// @throws MatrixFormatException if it is one, but does not hold one matrix
  public static Optional<List<List<Double>>> of(byte[] file) throws MatrixFormatException {
    if (!MatrixFile.isNpy(file)) {
      return Optional.empty();
    }
    DMatrixRMaj matrix = MatrixFile.parse(file);
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < matrix.numRows; i++) {
      int start = i * matrix.numCols;
      rows.add(Arrays.stream(matrix.data, start, start + matrix.numCols).boxed().toList());
    }
    return Optional.of(List.copyOf(rows));
  }
}
