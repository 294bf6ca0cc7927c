package org.alternant.iteration.run;

/// What an odd polynomial iteration computes, according to the matrix and the product it is applied
/// to. With p(x) = x q(x²) for each step:
public enum MatrixFunction {
  /// The polar factor UVᵀ of X = UΣVᵀ, m×n: X ← q(XXᵀ)X. The steps act on the singular values.
  POLAR,
  /// sign(A) of a square matrix with real eigenvalues: X ← q(X²)X. The steps act on the
  /// eigenvalues, whose magnitudes must lie in the table's interval.
  SIGN,
  /// A^(1/2) of a symmetric positive definite A by the coupled iteration Y ← Y q(ZY), Z ← q(ZY)Z,
  /// Y₀ = A, Z₀ = I (N. J. Higham, *Functions of Matrices*, SIAM 2008, section 6.7). The steps act
  /// on the square roots of the eigenvalues.
  SQRT,
  /// A^(−1/2), the limit of Z in the same iteration.
  INVSQRT;

  /// Whether the matrix has to be square.
  ///
  /// @return true for all but the polar factor
  public boolean needsSquare() {
    return this != POLAR;
  }

  /// Whether the matrix has to be symmetric positive definite.
  ///
  /// @return true for the roots
  public boolean needsPositiveDefinite() {
    return this == SQRT || this == INVSQRT;
  }
}
