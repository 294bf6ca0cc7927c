package org.alternant.iteration.measure;

import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.Normalizer;
import org.ejml.data.DMatrixRMaj;

/// A matrix as a function of symmetric matrices takes it. What is symmetric but for rounding, as a
/// Gram matrix from elsewhere may be, is replaced by (A + Aᵀ)/2: a coupled iteration magnifies the
/// other part, by up to the condition number in each step, and what is proved is not about it.
///
/// @param matrix the matrix, or its symmetric part
/// @param asymmetry the largest difference of two entries that should have been equal, in units of
///   the largest entry; 0 where the matrix is unchanged
public record SymmetricPart(DMatrixRMaj matrix, double asymmetry) {

  /// Up to here it is rounding: of binary64, in products with inner dimensions of thousands.
  private static final double ROUNDING = 1e-12;

  /// Takes a matrix.
  ///
  /// @param function what is computed of it; the polar factor is not for symmetric matrices
  /// @param x the matrix; not changed
  /// @return its symmetric part if it is symmetric but for rounding, else the matrix itself
  public static SymmetricPart of(MatrixFunction function, DMatrixRMaj x) {
    double asymmetry = function.needsSquare() ? asymmetry(x) : 0;
    if (asymmetry == 0 || !(asymmetry <= ROUNDING)) {
      return new SymmetricPart(x, 0);
    }
    DMatrixRMaj symmetric = x.copy();
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < i; j++) {
        double mean = x.get(i, j) / 2 + x.get(j, i) / 2;
        symmetric.set(i, j, mean);
        symmetric.set(j, i, mean);
      }
    }
    return new SymmetricPart(symmetric, asymmetry);
  }

  /// The largest difference of two entries across the diagonal, in units of the largest entry: 0
  /// for a symmetric matrix.
  static double asymmetry(DMatrixRMaj x) {
    double difference = 0;
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < i; j++) {
        difference = Math.max(difference, Math.abs(x.get(i, j) - x.get(j, i)));
      }
    }
    return difference == 0 ? 0 : difference / Normalizer.largestMagnitude(x);
  }
}
