package org.alternant.toolkit.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.run.MatrixIteration;
import org.ejml.data.DMatrixRMaj;

/// Matrices of one shape that are run together.
///
/// @param labels one for each
/// @param matrices m×n each; neither copied nor changed
public record MatrixBatch(List<String> labels, List<DMatrixRMaj> matrices) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no matrix, there are not as many labels as
  ///   matrices, or the shapes differ
  public MatrixBatch {
    labels = List.copyOf(labels);
    matrices = List.copyOf(matrices);
    if (matrices.isEmpty() || labels.size() != matrices.size()) {
      throw new IllegalArgumentException(
          "a batch has one label for each of at least one matrix, found "
              + labels.size()
              + " labels and "
              + matrices.size()
              + " matrices");
    }
    MatrixIteration.requireOneShape(matrices);
  }

  /// One matrix.
  ///
  /// @param label its name in the result
  /// @param matrix X: m×n
  /// @return a batch of one
  public static MatrixBatch of(String label, DMatrixRMaj matrix) {
    return new MatrixBatch(List.of(label), List.of(matrix));
  }

  /// One matrix from an array.
  ///
  /// @param label its name in the result
  /// @param rows X: m×n, an array for each row; copied
  /// @return a batch of one
  /// @throws IllegalArgumentException if the rows differ in length, or there is none
  public static MatrixBatch of(String label, double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    if (columns == 0) {
      throw new IllegalArgumentException("the matrix is empty");
    }
    for (double[] row : rows) {
      if (row.length != columns) {
        throw new IllegalArgumentException(
            "rows have one length, found " + columns + " and " + row.length);
      }
    }
    return of(label, new DMatrixRMaj(rows));
  }

  /// The matrices of a file: its only one, or those of a batch. They are named after the file.
  ///
  /// @param file a NumPy `.npy` or Matrix Market file
  /// @return the batch
  /// @throws org.alternant.iteration.files.MatrixFormatException if the file does not hold matrices
  /// @throws IOException if it cannot be read
  public static MatrixBatch read(Path file) throws IOException {
    List<DMatrixRMaj> matrices = MatrixFile.readAll(file);
    String name = String.valueOf(file.getFileName());
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= matrices.size(); i++) {
      labels.add(matrices.size() == 1 ? name : name + "[" + i + "]");
    }
    return new MatrixBatch(labels, matrices);
  }

  /// m.
  ///
  /// @return the number of rows of each matrix
  public int rows() {
    return matrices.getFirst().numRows;
  }

  /// n.
  ///
  /// @return the number of columns of each matrix
  public int columns() {
    return matrices.getFirst().numCols;
  }
}
