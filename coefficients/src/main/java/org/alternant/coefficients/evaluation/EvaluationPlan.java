package org.alternant.coefficients.evaluation;

import java.util.Optional;
import org.alternant.coefficients.Scheme;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.ThreeProductScheme;

/// The matrix products that one step X ← p(X) takes, X: m×n with m ≤ n.
///
/// With A = XXᵀ, a step of degree 2q + 1 ≥ 3 is B = c₁A + … + c_qA^q and X ← c₀X + BX: two
/// rectangular products (A and BX) and the square ones that B takes.
public sealed interface EvaluationPlan {

  /// How many products of two m×m matrices B takes.
  ///
  /// @return 0 or more
  int squareProducts();

  /// How many products have X as a factor.
  ///
  /// @return 2, or 0 for degree 1
  default int rectangularProducts() {
    return 2;
  }

  /// All products.
  ///
  /// @return square and rectangular ones together
  default int products() {
    return squareProducts() + rectangularProducts();
  }

  /// Degree 1: X ← c₀X.
  record Scaling() implements EvaluationPlan {
    @Override
    public int squareProducts() {
      return 0;
    }

    @Override
    public int rectangularProducts() {
      return 0;
    }
  }

  /// Paterson and Stockmeyer's scheme in blocks of s powers, of which Horner's rule is s = 1:
  ///
  ///     B = B₀ + Aˢ(B₁ + Aˢ(B₂ + …)),    B_k = c_(sk+1)A + … + c_(sk+s)Aˢ,
  ///
  /// s − 1 square products for the powers and ⌈q/s⌉ − 1 for the blocks.
  ///
  /// M. S. Paterson and L. J. Stockmeyer, *On the number of nonscalar multiplications necessary to
  /// evaluate polynomials*, SIAM J. Comput. 2 (1973).
  ///
  /// @param size s
  /// @param count the number of blocks ⌈q/s⌉
  record Blocks(int size, int count) implements EvaluationPlan {
    @Override
    public int squareProducts() {
      return size - 1 + count - 1;
    }

    static Blocks of(int q, int size) {
      return new Blocks(size, Math.ceilDiv(q, size));
    }

    /// The smallest s, and so the fewest work matrices, among those with the fewest products.
    static Blocks cheapest(int q) {
      Blocks cheapest = of(q, 1);
      for (int size = 2; size <= q; size++) {
        Blocks blocks = of(q, size);
        if (blocks.squareProducts() < cheapest.squareProducts()) {
          cheapest = blocks;
        }
      }
      return cheapest;
    }
  }

  /// Degree 17 by three square products.
  ///
  /// @param scheme the parameters
  record ThreeProducts(ThreeProductScheme scheme) implements EvaluationPlan {
    @Override
    public int squareProducts() {
      return 3;
    }
  }

  /// The plan of a step's scheme; without one, the cheapest.
  ///
  /// @param step the step
  /// @return its plan
  static EvaluationPlan of(Step step) {
    int q = step.coefficients().size() - 1;
    if (q == 0) {
      return new Scaling();
    }
    Optional<EvaluationPlan> three =
        ThreeProductScheme.of(step.coefficients()).map(ThreeProducts::new);
    Scheme scheme = step.scheme();
    if (scheme == null) {
      return three.orElseGet(() -> Blocks.cheapest(q));
    }
    return switch (scheme.kind()) {
      case HORNER -> Blocks.of(q, 1);
      case PATERSON_STOCKMEYER -> Blocks.cheapest(q);
      case THREE_PRODUCT -> three.orElseThrow();
    };
  }
}
