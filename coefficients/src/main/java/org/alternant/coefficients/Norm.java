package org.alternant.coefficients;

/// The norm by which a matrix is divided before the first step.
public enum Norm {
  /// ‖X‖_F, the root of the sum of squares; never below the spectral norm.
  FROBENIUS,
  /// The matrix comes scaled already and is taken as it is.
  NONE
}
