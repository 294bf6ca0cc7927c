package org.alternant.toolkit.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.iteration.files.MatrixFormatException;
import org.alternant.iteration.files.NamedMatrices;
import org.alternant.iteration.files.TensorSelection;
import org.alternant.iteration.measure.Measures;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Takes the singular values of matrices, for a design's lower end.
public final class MatrixSpectra {

  private MatrixSpectra() {}

  /// The spectrum of matrices in files.
  ///
  /// @param files as [NamedMatrices] has them
  /// @param normalization how the matrices are scaled first
  /// @return their singular values
  /// @throws MatrixFormatException if a file does not hold matrices
  /// @throws IOException if a file cannot be read
  /// @throws IllegalArgumentException if there is no file
  /// @throws ArithmeticException if a decomposition does not converge
  public static MatrixSpectrum read(List<Path> files, Normalization normalization)
      throws IOException {
    return read(files, TensorSelection.ALL, normalization, _ -> {}, ProgressListener.NONE);
  }

  /// The same, told how far it has come.
  ///
  /// @param files as [NamedMatrices] has them
  /// @param selection which tensors of checkpoints
  /// @param normalization how the matrices are scaled first
  /// @param leftOut is told of tensors that were left out, in words
  /// @param progress told of every file, or of every matrix of the only one
  /// @return their singular values
  /// @throws MatrixFormatException if a file does not hold matrices
  /// @throws IOException if a file cannot be read
  /// @throws IllegalArgumentException if there is no file
  /// @throws ArithmeticException if a decomposition does not converge
  public static MatrixSpectrum read(
      List<Path> files,
      TensorSelection selection,
      Normalization normalization,
      Consumer<String> leftOut,
      ProgressListener progress)
      throws IOException {
    Collected collected = new Collected(normalization);
    int done = 0;
    ProgressListener within = files.size() == 1 ? progress : ProgressListener.NONE;
    // No more than one tensor is in memory.
    for (Path file : files) {
      NamedMatrices.read(file, selection, named -> collected.add(named.matrices(), within))
          .forEach(leftOut);
      progress.advanced(++done, files.size());
    }
    return collected.spectrum();
  }

  /// The spectrum of matrices.
  ///
  /// @param matrices at least one, none empty, every entry finite
  /// @param normalization how they are scaled first
  /// @return their singular values
  /// @throws IllegalArgumentException if there is no matrix
  /// @throws ArithmeticException if a decomposition does not converge
  public static MatrixSpectrum of(List<DMatrixRMaj> matrices, Normalization normalization) {
    Collected collected = new Collected(normalization);
    collected.add(matrices, ProgressListener.NONE);
    return collected.spectrum();
  }

  /// What is known of the matrices so far.
  private static final class Collected {
    private final Normalization normalization;
    private final List<Double> values = new ArrayList<>();
    private final Set<MatrixShape> shapes = new LinkedHashSet<>();
    private double coherence = 1;
    private int count;

    Collected(Normalization normalization) {
      this.normalization = normalization;
    }

    void add(List<DMatrixRMaj> matrices, ProgressListener progress) {
      int done = 0;
      for (DMatrixRMaj matrix : matrices) {
        values.addAll(Measures.normalizedSingularValues(matrix, normalization));
        shapes.add(new MatrixShape(matrix.numRows, matrix.numCols));
        coherence = Math.max(coherence, coherence(matrix));
        progress.advanced(++done, matrices.size());
      }
      count += matrices.size();
    }

    MatrixSpectrum spectrum() {
      return new MatrixSpectrum(values, count, List.copyOf(shapes), coherence, normalization);
    }
  }

  /// How uneven the rows and columns of a matrix are: the largest norm of a row (column) over the
  /// root mean square of all rows' (columns'). Squares are taken of entries over the largest, so
  /// that none overflows.
  ///
  /// @param x a matrix, m×n
  /// @return the larger of the two, at least 1; 1 for the zero matrix
  public static double coherence(DMatrixRMaj x) {
    double largest = CommonOps_DDRM.elementMaxAbs(x);
    if (largest == 0) {
      return 1;
    }
    DMatrixRMaj squares = CommonOps_DDRM.divide(x, largest, null);
    CommonOps_DDRM.elementPower(squares, 2, squares);
    double row = CommonOps_DDRM.elementMax(CommonOps_DDRM.sumRows(squares, null)) * x.numRows;
    double column = CommonOps_DDRM.elementMax(CommonOps_DDRM.sumCols(squares, null)) * x.numCols;
    return Math.sqrt(Math.max(row, column) / CommonOps_DDRM.elementSum(squares));
  }
}
