package org.alternant.solver.minimax;

import java.util.List;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.FixedPointPolynomial;
import org.jspecify.annotations.Nullable;

/// The extended-precision phase of the Remez exchange: from a reference known to binary64 accuracy to
/// a polynomial with a closed error bracket and proved coefficients.
///
/// Each exchange levels the error on the reference, encloses the minimax error, and moves the
/// reference by a Newton step, which doubles the number of correct digits. The bracket bounds the
/// coefficients by strong uniqueness: with Δ = upper − lower, the weights aᵢ of the reference and
/// δ = p − p*, alternation gives (−1)ⁱδ(xᵢ) ≤ Δ; that the weights annihilate these polynomials gives
/// |δ(xᵢ)| ≤ Δ Σa / aᵢ; and Lagrange's formula on x₁ … x_m then
///
///     |cⱼ − cⱼ*| ≤ Δ · m (uᵖ − lᵖ) · e_{m−1−j}(x₁ᵖ, …, x_mᵖ) · Σ aᵢ.
final class Refinement {

  /// Two to eight exchanges were seen; what needs more does not converge.
  private static final int MAXIMUM_EXCHANGES = 40;

  /// How often the precision may grow by half. Once was seen where a coefficient lies near a
  /// rounding boundary; what needs more than these 17 times the bits lies on one.
  private static final int MAXIMUM_GROWTHS = 7;

  private final int root;
  private final int accuracyBits;
  private final int weightBits;
  private final List<ExchangeStep> history;
  private Dyadic[] x;
  private int fractionBits;

  /// Prepares the refinement.
  ///
  /// @param root p
  /// @param x the reference in (0, 1]: the lower end, the interior points, the upper end
  /// @param fractionBits the fixed-point precision to start with
  /// @param weightBits log₂ Σ aᵢ or more: what cancels in the coefficients
  /// @param accuracyBits the relative accuracy wanted for E, 1 − E and the coefficients
  /// @param history the exchanges so far; this phase appends its own
  Refinement(
      int root,
      Dyadic[] x,
      int fractionBits,
      int weightBits,
      int accuracyBits,
      List<ExchangeStep> history) {
    this.root = root;
    this.x = x;
    this.fractionBits = fractionBits;
    this.weightBits = weightBits;
    this.accuracyBits = accuracyBits;
    this.history = history;
  }

  /// Exchanges until the bracket is closed and every coefficient rounds with certainty.
  ///
  /// @param shift the coefficients to round are those of p(2^−shift x)
  /// @return the result; null if the cap on exchanges or on the precision was reached
  @Nullable RefinedPolynomial run(int shift) {
    Dyadic previousWidth = null;
    int growths = 0;
    for (int exchange = 1; exchange <= MAXIMUM_EXCHANGES; exchange++) {
      LevelledPolynomial levelled =
          LevelledPolynomial.on(root, x, fractionBits + weightBits, fractionBits);
      AlternationProof proof =
          AlternationProof.of(
              root,
              x,
              new FixedPointPolynomial(levelled.coefficients(), fractionBits),
              fractionBits);
      history.add(exchangeStep(proof));
      Dyadic width = proof.width();
      if (width != null) {
        RefinedPolynomial refined = refined(levelled, proof, width);
        if (isClosed(refined, width) && refined.rounded(root, shift) != null) {
          return refined;
        }
      }
      if (hasStalled(previousWidth, width, exchange)) {
        if (++growths > MAXIMUM_GROWTHS) {
          return null;
        }
        fractionBits += fractionBits / 4 * 2;
      }
      previousWidth = width;
      x = proof.critical().toArray(Dyadic[]::new);
    }
    return null;
  }

  private RefinedPolynomial refined(
      LevelledPolynomial levelled, AlternationProof proof, Dyadic width) {
    int size = levelled.coefficients().size();
    Dyadic[] coefficients = new Dyadic[size];
    Dyadic[] radius = new Dyadic[size];
    // Twice the bound, for the roundings in the weights and the symmetric polynomials.
    Dyadic common =
        width.times(levelled.weightSum()).times(Dyadic.of(2.0 * size)).rounded(accuracyBits);
    for (int j = 0; j < size; j++) {
      coefficients[j] = new Dyadic(levelled.coefficients().get(j), -fractionBits);
      radius[j] = common.times(levelled.symmetric().get(size - 1 - j)).rounded(accuracyBits);
    }
    return new RefinedPolynomial(
        List.of(coefficients), List.of(radius), proof, List.of(x), fractionBits);
  }

  /// Whether the bracket is narrow relative to E and to 1 − E, whichever is smaller, and the
  /// coefficients are accurate.
  private boolean isClosed(RefinedPolynomial refined, Dyadic width) {
    Dyadic scale =
        refined.proof().provedLower().min(Dyadic.ONE.minus(refined.proof().provedUpper()));
    boolean closed = width.compareTo(scale.scaled(-accuracyBits)) <= 0;
    for (int j = 0; j < refined.coefficients().size() && closed; j++) {
      Dyadic allowed = refined.coefficients().get(j).abs().scaled(-accuracyBits);
      closed = refined.radius().get(j).compareTo(allowed) <= 0;
    }
    return closed;
  }

  /// A Newton step squares the width until rounding stops it; then only more digits help.
  private static boolean hasStalled(
      @Nullable Dyadic previous, @Nullable Dyadic width, int exchange) {
    return width == null
        ? exchange > 2
        : previous != null && width.scaled(4).compareTo(previous) > 0;
  }

  private ExchangeStep exchangeStep(AlternationProof proof) {
    Dyadic lower = proof.lower();
    Dyadic width = proof.width();
    return new ExchangeStep(
        fractionBits,
        lower == null ? 0 : lower.doubleFloor(),
        lower == null || width == null
            ? Double.NaN
            : width.dividedBy(lower, Double.PRECISION).doubleValue(),
        proof.change().dividedBy(x[x.length - 1], Double.PRECISION).doubleValue());
  }
}
