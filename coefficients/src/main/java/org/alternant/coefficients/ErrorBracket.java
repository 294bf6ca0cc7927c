package org.alternant.coefficients;

/// Two-sided bound on the minimax error E = min over p of max |1 − p(x)| on a step's interval.
///
/// @param lower a lower bound on E, by de la Vallée-Poussin on the final reference; at least 0
/// @param upper an upper bound on E, the certified maximum of the best polynomial's error
public record ErrorBracket(double lower, double upper) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException unless `0 ≤ lower ≤ upper < ∞`
  public ErrorBracket {
    if (!(lower >= 0 && lower <= upper && Double.isFinite(upper))) {
      throw new IllegalArgumentException(
          "an error bracket needs 0 <= lower <= upper, found [" + lower + ", " + upper + "]");
    }
  }
}
