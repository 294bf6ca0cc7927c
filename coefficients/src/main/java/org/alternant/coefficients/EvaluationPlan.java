package org.alternant.coefficients;

/// The matrix products that one step X ← p(X) takes, X: m×n with m ≤ n.
///
/// With A = XXᵀ, a step of degree 2q + 1 ≥ 3 is B = c₁A + … + c_qA^q and X ← c₀X + BX: two rectangular
/// products (A and BX) and, for B by Paterson and Stockmeyer's scheme in blocks of s powers,
///
///     B = B₀ + Aˢ(B₁ + Aˢ(B₂ + …)),    B_k = c_(sk+1)A + … + c_(sk+s)Aˢ,
///
/// s − 1 square products for the powers and ⌈q/s⌉ − 1 for the blocks. Horner's rule is s = 1.
///
/// M. S. Paterson and L. J. Stockmeyer, *On the number of nonscalar multiplications necessary to
/// evaluate polynomials*, SIAM J. Comput. 2 (1973).
///
/// @param blockSize s
/// @param squareProducts the number of m×m by m×m products
/// @param rectangularProducts the number of products with X: 2, or 0 for degree 1
public record EvaluationPlan(int blockSize, int squareProducts, int rectangularProducts) {

  /// The plan of a step's scheme; without one, the cheapest.
  ///
  /// @param step the step
  /// @return its plan
  public static EvaluationPlan of(Step step) {
    int q = step.coefficients().size() - 1;
    Scheme scheme = step.scheme();
    boolean horner = scheme != null && scheme.kind() == Scheme.Kind.HORNER;
    int size = horner ? 1 : cheapestBlockSize(q);
    return q == 0
        ? new EvaluationPlan(1, 0, 0)
        : new EvaluationPlan(size, squareProducts(q, size), 2);
  }

  /// All products.
  ///
  /// @return square and rectangular ones together
  public int products() {
    return squareProducts + rectangularProducts;
  }

  /// The smallest s, and so the fewest work matrices, among those with the fewest products.
  private static int cheapestBlockSize(int q) {
    int cheapest = 1;
    for (int size = 2; size <= q; size++) {
      if (squareProducts(q, size) < squareProducts(q, cheapest)) {
        cheapest = size;
      }
    }
    return cheapest;
  }

  private static int squareProducts(int q, int size) {
    return size - 1 + Math.ceilDiv(q, size) - 1;
  }
}
