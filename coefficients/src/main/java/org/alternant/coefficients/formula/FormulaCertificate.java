package org.alternant.coefficients.formula;

import org.alternant.coefficients.Interval;
import org.alternant.coefficients.text.MessageText;

/// What was proved about a formula as a whole, in exact arithmetic.
///
/// @param input the singular values or eigenvalues x
/// @param worstCaseError for none of them does the formula differ by more from its target
public record FormulaCertificate(Interval input, double worstCaseError) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if the error is negative or not finite
  public FormulaCertificate {
    if (!(worstCaseError >= 0 && Double.isFinite(worstCaseError))) {
      throw new IllegalArgumentException(
          "worstCaseError must be 0 or more, found " + MessageText.number(worstCaseError));
    }
  }
}
