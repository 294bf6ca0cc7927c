package org.alternant.solver.minimax;

import java.util.List;
import org.alternant.solver.exact.Dyadic;
import org.jspecify.annotations.Nullable;

/// The outcome of a converged [Refinement].
///
/// @param coefficients the best polynomial's coefficients, each to within its radius
/// @param radius proved bounds on their errors
/// @param proof the closed error bracket
/// @param reference the reference it was proved on
/// @param fractionBits the precision it took
record RefinedPolynomial(
    List<Dyadic> coefficients,
    List<Dyadic> radius,
    AlternationProof proof,
    List<Dyadic> reference,
    int fractionBits) {

  /// Rounds the coefficients to binary64 where that is certain.
  ///
  /// @param root p
  /// @param shift the coefficients to round are those of p(2^−shift x)
  /// @return the correctly rounded coefficients; null if one is too close to a rounding boundary
  double @Nullable [] rounded(int root, int shift) {
    double[] rounded = new double[coefficients.size()];
    for (int j = 0; j < rounded.length; j++) {
      int power = -shift * (root * j + 1);
      double below = coefficients.get(j).minus(radius.get(j)).scaled(power).doubleValue();
      double above = coefficients.get(j).plus(radius.get(j)).scaled(power).doubleValue();
      if (below != above) {
        return null;
      }
      rounded[j] = above;
    }
    return rounded;
  }
}
