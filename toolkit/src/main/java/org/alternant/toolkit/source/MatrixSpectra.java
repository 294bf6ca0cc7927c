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
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.files.MatrixFormatException;
import org.alternant.iteration.files.NamedMatrices;
import org.alternant.iteration.files.StoredMatrices;
import org.alternant.iteration.files.TensorSelection;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.Normalizer;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/// Takes the singular values of matrices, for a design's lower end.
public final class MatrixSpectra {

  /// What matrices from elsewhere are symmetric and definite up to: rounding in binary32.
  private static final double ROUNDING = 1e-5;

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
    return read(
        files,
        TensorSelection.ALL,
        TableFunction.SIGN,
        normalization,
        _ -> {},
        ProgressListener.NONE);
  }

  /// The same, told how far it has come.
  ///
  /// @param files as [NamedMatrices] has them
  /// @param selection which tensors of checkpoints
  /// @param function what is to be computed; the matrices of an inverse root are symmetric and
  ///   positive semidefinite, so that their singular values are their eigenvalues
  /// @param normalization how the matrices are scaled first
  /// @param leftOut is told of tensors that were left out, in words
  /// @param progress told of every file, or of every matrix of the only one
  /// @return their singular values
  /// @throws MatrixFormatException if a file does not hold matrices, or holds others than the
  ///   function's
  /// @throws IOException if a file cannot be read
  /// @throws IllegalArgumentException if there is no file
  /// @throws ArithmeticException if a decomposition does not converge
  public static MatrixSpectrum read(
      List<Path> files,
      TensorSelection selection,
      TableFunction function,
      Normalization normalization,
      Consumer<String> leftOut,
      ProgressListener progress)
      throws IOException {
    Collected collected = new Collected(function, normalization);
    int done = 0;
    ProgressListener within = files.size() == 1 ? progress : ProgressListener.NONE;
    // No more than one matrix is in memory.
    for (Path file : files) {
      NamedMatrices.visit(file, selection, stored -> collected.add(stored, within))
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
    Collected collected = new Collected(TableFunction.SIGN, normalization);
    try {
      for (DMatrixRMaj matrix : matrices) {
        collected.add("", matrix);
      }
    } catch (MatrixFormatException e) {
      throw new IllegalStateException("every matrix has a polar factor", e);
    }
    return collected.spectrum();
  }

  /// What is known of the matrices so far.
  private static final class Collected {
    private final TableFunction function;
    private final Normalization normalization;
    private final List<Double> values = new ArrayList<>();
    private final Set<MatrixShape> shapes = new LinkedHashSet<>();
    private double coherence = 1;
    private int count;

    Collected(TableFunction function, Normalization normalization) {
      this.function = function;
      this.normalization = normalization;
    }

    void add(StoredMatrices stored, ProgressListener progress) throws IOException {
      for (int i = 0; i < stored.count(); i++) {
        add(stored.label(), stored.matrix(i));
        progress.advanced(i + 1, stored.count());
      }
    }

    void add(String label, DMatrixRMaj matrix) throws MatrixFormatException {
      if (function.isRoot()) {
        requireSymmetric(label, matrix);
      }
      List<Double> own = Measures.normalizedSingularValues(matrix, normalization);
      if (function.isRoot()) {
        requireSemidefinite(label, Normalizer.normalize(matrix, normalization), own);
      }
      values.addAll(own);
      shapes.add(new MatrixShape(matrix.numRows, matrix.numCols));
      coherence = Math.max(coherence, coherence(matrix));
      count++;
    }

    MatrixSpectrum spectrum() {
      return new MatrixSpectrum(values, count, List.copyOf(shapes), coherence, normalization);
    }
  }

  private static void requireSymmetric(String label, DMatrixRMaj a) throws MatrixFormatException {
    boolean symmetric =
        a.numRows == a.numCols
            && MatrixFeatures_DDRM.isSymmetric(a, ROUNDING * CommonOps_DDRM.elementMaxAbs(a));
    if (!symmetric) {
      throw new MatrixFormatException(
          label
              + ": an inverse root is of symmetric matrices, found one of "
              + a.numRows
              + "×"
              + a.numCols
              + " that is not: take its Gram matrix");
    }
  }

  /// The singular values of a symmetric matrix add up to its trace where none of its eigenvalues is
  /// negative, and else to more.
  private static void requireSemidefinite(String label, DMatrixRMaj a, List<Double> singularValues)
      throws MatrixFormatException {
    double sum = singularValues.stream().mapToDouble(Double::doubleValue).sum();
    if (sum - CommonOps_DDRM.trace(a) > ROUNDING * sum) {
      throw new MatrixFormatException(
          label
              + ": an inverse root is of positive definite matrices, found negative eigenvalues"
              + " that add up to more than rounding does");
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
    CommonOps_DDRM.elementMult(squares, squares, squares);
    double row = CommonOps_DDRM.elementMax(CommonOps_DDRM.sumRows(squares, null)) * x.numRows;
    double column = CommonOps_DDRM.elementMax(CommonOps_DDRM.sumCols(squares, null)) * x.numCols;
    return Math.sqrt(Math.max(row, column) / CommonOps_DDRM.elementSum(squares));
  }
}
