package org.alternant.toolkit.validate;

import org.alternant.coefficients.Normalization;

/// Whose scaling is applied before the first step.
public enum NormalizationChoice {
  /// What the table's conventions say.
  TABLE,
  /// Division by the Frobenius norm.
  FROBENIUS,
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
      case NONE -> Normalization.NONE;
    };
  }
}
