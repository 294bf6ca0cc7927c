package org.alternant.coefficients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Proved bounds on what a table does to every singular value in an interval.
///
/// @param input the singular values the certificate speaks about
/// @param output encloses the image of `input` under the composition of all steps
/// @param worstCaseError an upper bound on max |1 − p_T(…p₁(x)…)| over `input`
/// @param steps the image after each step, in order
/// @param signSafeUpper the composition is positive on (0, signSafeUpper]; null: no sign change was
///   found below the certifier's limit
public record Certificate(
    Interval input,
    Interval output,
    double worstCaseError,
    List<CertifiedStep> steps,
    @Nullable Double signSafeUpper) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `worstCaseError` or `signSafeUpper` is negative or not
  ///   finite
  public Certificate {
    steps = List.copyOf(steps);
    if (!(worstCaseError >= 0 && Double.isFinite(worstCaseError))) {
      throw new IllegalArgumentException(
          "worst-case error must be 0 or more and finite, found " + worstCaseError);
    }
    if (signSafeUpper != null && !(signSafeUpper >= 0 && Double.isFinite(signSafeUpper))) {
      throw new IllegalArgumentException(
          "sign-safe upper end must be 0 or more and finite, found " + signSafeUpper);
    }
  }

  /// The image after one step.
  ///
  /// @param image encloses the image of the certificate's input under this and all earlier steps
  public record CertifiedStep(Interval image) {}
}
