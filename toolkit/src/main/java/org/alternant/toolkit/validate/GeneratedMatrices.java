package org.alternant.toolkit.validate;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixFunction;
import org.ejml.data.DMatrixRMaj;

/// Matrices made for a function from a seed, as [TestMatrix] does: by EJML the same request gives
/// the same bits on every machine, by a BLAS the same matrices but for rounding.
///
/// @param rows m
/// @param columns n
/// @param spectrum their singular values
/// @param seed of the first
/// @param batch how many, by this and the following seeds; they are run together
public record GeneratedMatrices(
    int rows, int columns, SpectrumChoice spectrum, long seed, int batch) implements MatrixSource {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `rows`, `columns` or `batch` is below 1, or a matrix has
  ///   more entries than an array can hold
  public GeneratedMatrices {
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "rows and columns must be 1 or more and their product below 2³¹, found "
              + rows
              + " and "
              + columns);
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be 1 or more, found " + batch);
    }
  }

  /// One matrix, by seed 1.
  ///
  /// @param rows m
  /// @param columns n
  /// @param spectrum its singular values
  /// @throws IllegalArgumentException if `rows` or `columns` is below 1, or the matrix has more
  ///   entries than an array can hold
  public GeneratedMatrices(int rows, int columns, SpectrumChoice spectrum) {
    this(rows, columns, spectrum, 1, 1);
  }

  /// One matrix, by seed 1, its singular values up to 1 from the lower end that the table was made
  /// for.
  ///
  /// @param rows m
  /// @param columns n
  /// @param spectrum how they are spread
  /// @throws IllegalArgumentException if `rows` or `columns` is below 1, or the matrix has more
  ///   entries than an array can hold
  public GeneratedMatrices(int rows, int columns, Spectrum.Kind spectrum) {
    this(rows, columns, SpectrumChoice.of(spectrum));
  }

  /// The same by other seeds.
  ///
  /// @param first the seed of the first
  /// @param count how many
  /// @return the changed source
  public GeneratedMatrices by(long first, int count) {
    return new GeneratedMatrices(rows, columns, spectrum, first, count);
  }

  @Override
  public boolean prescribed() {
    return !(spectrum instanceof SpectrumChoice.Drawn drawn
        && drawn.kind() == Spectrum.Kind.GAUSSIAN);
  }

  @Override
  public List<MatrixBatch> batches(
      CoefficientTable table, MatrixFunction function, DenseAlgebra algebra) {
    List<String> labels = new ArrayList<>();
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      labels.add("seed " + (seed + i));
      matrices.add(matrix(table, function, seed + i, algebra));
    }
    return List.of(new MatrixBatch(labels, matrices));
  }

  @Override
  public double multiplications() {
    return (double) Math.min(rows, columns) * rows * columns;
  }

  private DMatrixRMaj matrix(
      CoefficientTable table, MatrixFunction function, long by, DenseAlgebra algebra) {
    return switch (spectrum) {
      case SpectrumChoice.Drawn drawn ->
          TestMatrix.generate(function, drawn.of(table), rows, columns, by, algebra);
      case SpectrumChoice.Adversarial adversarial ->
          TestMatrix.withValues(function, adversarial.of(table), rows, columns, by, algebra);
      case SpectrumChoice.Prescribed(List<Double> values) ->
          TestMatrix.withValues(function, values, rows, columns, by, algebra);
    };
  }
}
