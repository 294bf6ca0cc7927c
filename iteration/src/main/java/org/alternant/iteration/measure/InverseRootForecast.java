package org.alternant.iteration.measure;

import org.alternant.iteration.run.MatrixIteration;

/// What rounding is expected to add to an inverse root, without a matrix: the errors of
/// [InverseRootErrors] for eigenvalues alone.
public final class InverseRootForecast {

  private InverseRootForecast() {}

  /// The expected relative error that rounding adds.
  ///
  /// @param iteration the coupled iteration for an inverse root, with its format and rules
  /// @param eigenvalues of the normalized matrix, positive and in descending order; few stand for
  ///   many that are spread alike
  /// @return the spectral norm of A^(1/2p) δX A^(1/2p); to first order, so that what is near 1/p or
  ///   more says that the iteration fails; infinite or NaN where a number leaves binary64
  public static double expectedError(MatrixIteration iteration, double[] eigenvalues) {
    MatrixRounding rounding = MatrixRounding.ordinary(iteration, eigenvalues.length);
    return InverseRootErrors.expected(iteration, rounding, eigenvalues);
  }
}
