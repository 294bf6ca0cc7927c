package org.alternant.toolkit.validate;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.iteration.run.MatrixFunction;

/// On which matrices a table is run.
public sealed interface MatrixSource permits MatrixSource.Given, GeneratedMatrices {

  /// The matrices.
  ///
  /// @param table what is run on them
  /// @param function what is computed
  /// @return at least one batch
  /// @throws IllegalArgumentException if the function is not for matrices of such a shape, or they
  ///   cannot be made for this table
  List<MatrixBatch> batches(CoefficientTable table, MatrixFunction function);

  /// Whether the singular values are prescribed, so that nothing must be scaled.
  ///
  /// @return whether they are
  boolean prescribed();

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
    public List<MatrixBatch> batches(CoefficientTable table, MatrixFunction function) {
      for (MatrixBatch batch : batches) {
        function.requireShape(batch.rows(), batch.columns());
      }
      return batches;
    }

    @Override
    public boolean prescribed() {
      return false;
    }
  }
}
