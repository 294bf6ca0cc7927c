package org.alternant.solver.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.EffortSpentException;
import org.alternant.solver.exact.Outward;
import org.alternant.solver.exact.Powers;

/// How far below 0 the coupled iteration X ← X q(M), M ← M q(M)ᵖ bears eigenvalues of A, where
/// rounding leaves them: the largest δ ≤ 1 for which every eigenvalue in [−δ, 0) has an eigenvalue
/// of X that stays positive after every step, and one of M that stays in [−1, 0) before every step.
/// So no q has a root among them, X stays positive definite, and M no larger than it is to become:
/// beyond that it grows by a power of itself in each step.
///
/// Below 0 a step is what −x q(−xᵖ) is above it, a polynomial of the same kind, whose image and
/// sign are found exactly ([ExactStep]). For p = 4, q = 4, 4, 4, λ = 10⁻⁴, δ = 0.984 λ.
///
/// @param lower −δ, above the true one by less than [SafeRange#LOCATION_ACCURACY] of it
/// @param largestFactor what no eigenvalue of X exceeds that comes from one in [−δ, 0], rounded up;
///   it is attained at −δ where the signs of every q's coefficients alternate
public record NegativeMargin(double lower, double largestFactor) {

  /// Products on the way to the factor are rounded up to so many bits.
  private static final int FACTOR_BITS = 192;

  private static final Dyadic SMALLEST = new Dyadic(BigInteger.ONE, -1000);

  /// Finds the margin.
  ///
  /// @param steps p₁ first, at least one, all for the same inverse root
  /// @param known what is known of steps already, and the effort that is left
  /// @return the margin; empty where not even eigenvalues in [−2⁻¹⁰⁰⁰, 0) stay so
  /// @throws IllegalArgumentException if there is no step, or it is for another function
  /// @throws EffortSpentException if the proof takes more effort than is left
  public static Optional<NegativeMargin> of(List<Step> steps, ExactSteps known) {
    if (steps.isEmpty() || !steps.getFirst().function().isRoot()) {
      throw new IllegalArgumentException("a negative margin is one of steps for an inverse root");
    }
    int root = steps.getFirst().function().root();
    List<ExactStep> below = new ArrayList<>();
    known.of(steps).forEach(step -> below.add(step.belowZero()));
    if (factor(below, root, SMALLEST).isEmpty()) {
      return Optional.empty();
    }
    double delta =
        factor(below, root, Dyadic.ONE).isPresent()
            ? 1
            : SafeRange.last(
                SMALLEST.doubleValue(),
                1,
                bound -> factor(below, root, Dyadic.of(bound)).isPresent());
    return factor(below, root, Dyadic.of(delta))
        .map(factor -> new NegativeMargin(-delta, factor.doubleCeiling()));
  }

  /// What X's eigenvalues are at most for eigenvalues in [−δ, 0]; empty where they do not stay as
  /// they should, or nothing in binary64 bounds them.
  private static Optional<Dyadic> factor(List<ExactStep> below, int root, Dyadic delta) {
    Dyadic factor = Dyadic.ONE;
    Dyadic reach = Powers.rootCeiling(delta, root, FACTOR_BITS);
    for (ExactStep step : below) {
      if (reach.compareTo(Dyadic.ONE) > 0 || step.signUpTo(reach) <= 0) {
        return Optional.empty();
      }
      factor = Outward.up(factor.times(step.ratioUpTo(reach)), FACTOR_BITS);
      reach = step.reach(reach);
    }
    return factor.compareTo(ImageOutcome.LARGEST) > 0 ? Optional.empty() : Optional.of(factor);
  }
}
