package org.alternant.iteration.measure;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/// The singular values of a matrix without their vectors: enough to measure a polar factor, but for
/// its signs and its distance from the exact one.
///
/// @param values in descending order
/// @param algebra what decomposes
record PolarValues(List<Double> values, DenseAlgebra algebra) implements ExactValues {

  /// @param x X: m×n, finite
  /// @throws ArithmeticException if the decomposition does not converge, which has never been
  ///   observed
  static PolarValues of(DMatrixRMaj x, DenseAlgebra algebra) {
    return new PolarValues(Arrays.stream(algebra.singularValues(x)).boxed().toList(), algebra);
  }

  @Override
  public double amplification() {
    return 1;
  }

  /// Nothing is known of the directions: each may be a single entry, which is the most.
  @Override
  public List<Double> localizations() {
    return Collections.nCopies(values.size(), 1.0);
  }

  @Override
  public double[] valuesOf(DMatrixRMaj computed) {
    return algebra.singularValues(computed);
  }

  @Override
  public double residual(DMatrixRMaj computed) {
    return orthogonalityError(computed, algebra);
  }

  /// ‖XXᵀ − I‖_F where m ≤ n, else ‖XᵀX − I‖_F.
  static double orthogonalityError(DMatrixRMaj x, DenseAlgebra algebra) {
    return distanceToIdentity(algebra.gram(x));
  }

  /// ‖X − I‖_F.
  ///
  /// @param x X: m×m, overwritten
  static double distanceToIdentity(DMatrixRMaj x) {
    for (int i = 0; i < x.numRows; i++) {
      x.add(i, i, -1);
    }
    return NormOps_DDRM.normF(x);
  }
}
