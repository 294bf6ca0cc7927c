package org.alternant.toolkit.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.files.NamedMatrices;
import org.alternant.iteration.files.TensorSelection;
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
    return of(new NamedMatrices(String.valueOf(file.getFileName()), MatrixFile.readAll(file)));
  }

  /// The matrices of a file: those of a matrix file, or of a checkpoint's tensors, which must have
  /// room in memory.
  ///
  /// @param file the file, or `FILE#NAME`, as [NamedMatrices] has it
  /// @param selection which tensors
  /// @param leftOut is told of what was left out, in words
  /// @return a batch for each tensor
  /// @throws org.alternant.iteration.files.TensorFormatException if the file does not hold such
  ///   tensors
  /// @throws org.alternant.iteration.files.MatrixFormatException if the file does not hold matrices
  /// @throws IOException if it cannot be read
  public static List<MatrixBatch> readAll(
      Path file, TensorSelection selection, Consumer<String> leftOut) throws IOException {
    List<MatrixBatch> batches = new ArrayList<>();
    NamedMatrices.read(file, selection, named -> batches.add(of(named))).forEach(leftOut);
    return batches;
  }

  private static MatrixBatch of(NamedMatrices named) {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= named.matrices().size(); i++) {
      labels.add(named.matrices().size() == 1 ? named.label() : named.label() + "[" + i + "]");
    }
    return new MatrixBatch(labels, named.matrices());
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
