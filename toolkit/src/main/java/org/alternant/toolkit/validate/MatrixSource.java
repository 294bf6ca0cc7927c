package org.alternant.toolkit.validate;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.run.MatrixFunction;

/// On which matrices a table is run.
public sealed interface MatrixSource permits MatrixSource.Given, GeneratedMatrices {

  /// The matrices.
  ///
  /// @param table what is run on them
  /// @param function what is computed
  /// @param algebra what computes generated matrices
  /// @return at least one batch
  /// @throws IllegalArgumentException if the function is not for matrices of such a shape, or they
  ///   cannot be made for this table
  List<MatrixBatch> batches(CoefficientTable table, MatrixFunction function, DenseAlgebra algebra);

  /// Whether the singular values are prescribed, so that nothing must be scaled.
  ///
  /// @return whether they are
  boolean prescribed();

  /// How much work the largest matrix is.
  ///
  /// @return the multiplications of a product with its Gram matrix, r² max(m, n)
  double multiplications();

  /// Matrices in memory.
  ///
  /// @param batches at least one; [MatrixBatch#read] reads one from a file
  record Given(List<MatrixBatch> batches) implements MatrixSource {

    /// Checks the component.
    ///
    /// @throws IllegalArgumentException if there is no batch
    public Given {
      batches = List.copyOf(batches);
      if (batches.isEmpty()) {
        throw new IllegalArgumentException("there must be at least one matrix");
      }
    }

    @Override
    public List<MatrixBatch> batches(
        CoefficientTable table, MatrixFunction function, DenseAlgebra algebra) {
      for (MatrixBatch batch : batches) {
        function.requireShape(batch.rows(), batch.columns());
      }
      return batches;
    }

    @Override
    public boolean prescribed() {
      return false;
    }

    @Override
    public double multiplications() {
      return batches.stream()
          .mapToDouble(
              batch -> {
                double shorter = Math.min(batch.rows(), batch.columns());
                return shorter * batch.rows() * batch.columns();
              })
          .max()
          .orElse(0);
    }
  }
}
