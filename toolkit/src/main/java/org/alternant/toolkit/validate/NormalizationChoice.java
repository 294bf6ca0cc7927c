package org.alternant.toolkit.validate;

import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;

/// Whose scaling is applied before the first step.
public enum NormalizationChoice {
  /// What the table's conventions say.
  TABLE,
  /// Division by the Frobenius norm.
  FROBENIUS,
  /// Division by the trace, for roots of positive semidefinite matrices.
  TRACE,
  /// Division by the largest sum of magnitudes in a row, for roots of symmetric matrices.
  INFINITY,
  /// Division by ‖A²‖_F^(1/2), for roots of symmetric matrices.
  SCHATTEN_4,
  /// The matrix as it is.
  NONE;

  /// The scaling.
  ///
  /// @param table the table's own
  /// @return what is chosen
  Normalization of(Normalization table) {
    return switch (this) {
      case TABLE -> table;
      case FROBENIUS -> Normalization.FROBENIUS;
      case TRACE -> new Normalization(Norm.TRACE, 1, 0);
      case INFINITY -> new Normalization(Norm.INFINITY, 1, 0);
      case SCHATTEN_4 -> new Normalization(Norm.SCHATTEN_4, 1, 0);
      case NONE -> Normalization.NONE;
    };
  }
}
