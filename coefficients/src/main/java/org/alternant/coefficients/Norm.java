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
  /// The matrix comes scaled already and is taken as it is.
  NONE;

  /// Whether it bounds the spectral norm of symmetric matrices only.
  ///
  /// @return true for [#TRACE] and [#INFINITY]
  public boolean isOfSymmetric() {
    return this == TRACE || this == INFINITY;
  }
}
