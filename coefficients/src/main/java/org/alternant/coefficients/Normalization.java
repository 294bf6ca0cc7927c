package org.alternant.coefficients;

import org.alternant.coefficients.text.MessageText;

/// How a matrix is scaled before the first step: X ← X / (factor · ‖X‖ + epsilon). With [Norm#NONE]
/// the matrix is taken as it is.
///
/// @param norm the norm ‖·‖
/// @param factor multiplies the norm; positive
/// @param epsilon added to the denominator; not negative. Where it is 0, the zero matrix stays zero
public record Normalization(Norm norm, double factor, double epsilon) {

  /// Division by the plain Frobenius norm.
  public static final Normalization FROBENIUS = new Normalization(Norm.FROBENIUS, 1, 0);

  /// The matrix as it is.
  public static final Normalization NONE = new Normalization(Norm.NONE, 1, 0);

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `factor` is not positive and finite, if `epsilon` is
  ///   negative or not finite, or if [Norm#NONE] comes with a factor other than 1 or an epsilon
  ///   other than 0
  public Normalization {
    if (!(factor > 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException(
          "factor must be positive and finite, found " + MessageText.number(factor));
    }
    if (!(epsilon >= 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException(
          "epsilon must be 0 or more and finite, found " + MessageText.number(epsilon));
    }
    if (norm == Norm.NONE && (factor != 1 || epsilon != 0)) {
      throw new IllegalArgumentException(
          "without a norm, factor must be 1 and epsilon 0, found " + factor + " and " + epsilon);
    }
  }
}
