package org.alternant.coefficients;

/// The norm by which a matrix is divided before the first step.
public enum Norm {
  /// ‖X‖_F, the root of the sum of squares; never below the spectral norm.
  FROBENIUS,
  /// tr A, for inverse roots: of a positive semidefinite matrix never below the spectral norm.
  TRACE,
  /// The largest sum of magnitudes in a row, for inverse roots: of a symmetric matrix never below
  /// the spectral norm.
  INFINITY,
  /// ‖AAᵀ‖_F^(1/2), the fourth root of the sum of the singular values' fourth powers, for inverse
  /// roots: between the spectral norm and the Frobenius norm, for one product more.
  SCHATTEN_4,
  /// The matrix comes scaled already and is taken as it is.
  NONE;

  /// Whether it is for symmetric matrices only, as inverse roots are taken of.
  ///
  /// @return true for [#TRACE], [#INFINITY] and [#SCHATTEN_4]
  public boolean isOfSymmetric() {
    return this == TRACE || this == INFINITY || this == SCHATTEN_4;
  }
}
