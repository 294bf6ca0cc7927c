package org.alternant.coefficients.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Step;

/// The classical plans for a polynomial that is given by its coefficients, in powers of the Gram
/// matrix itself: scale 1, shift 0, identity c₀.
public enum Scheme {

  /// Horner's rule: q − 1 square products for degree 2q + 1.
  HORNER {
    @Override
    public Optional<EvaluationPlan> plan(List<Double> coefficients) {
      return Optional.of(blocks(coefficients, 1));
    }
  },

  /// Paterson and Stockmeyer's scheme in blocks of s powers, of which Horner's rule is s = 1:
  ///
  ///     B = B₀ + Aˢ(B₁ + Aˢ(B₂ + …)),    B_k = c_(sk+1)A + … + c_(sk+s)Aˢ,
  ///
  /// s − 1 square products for the powers and ⌈q/s⌉ − 1 for the blocks; s is the smallest with the
  /// fewest products.
  ///
  /// M. S. Paterson and L. J. Stockmeyer, *On the number of nonscalar multiplications necessary to
  /// evaluate polynomials*, SIAM J. Comput. 2 (1973).
  PATERSON_STOCKMEYER {
    @Override
    public Optional<EvaluationPlan> plan(List<Double> coefficients) {
      return Optional.of(blocks(coefficients, blockSize(coefficients.size() - 1)));
    }
  },

  /// Degree 17 by three square products, where real parameters exist: see [ThreeProductScheme]. It
  /// computes the coefficients up to rounding.
  THREE_PRODUCT {
    @Override
    public Optional<EvaluationPlan> plan(List<Double> coefficients) {
      return ThreeProductScheme.of(coefficients).map(scheme -> scheme.plan(coefficients));
    }
  };

  /// The plan of this scheme.
  ///
  /// @param coefficients c₀, c₁, …, c_q
  /// @return the plan; empty where the scheme does not exist for these coefficients
  public abstract Optional<EvaluationPlan> plan(List<Double> coefficients);

  /// The step, computed by this scheme where it exists, else by the cheapest.
  ///
  /// @param step given by its coefficients
  /// @return the step with a plan
  public Step applyTo(Step step) {
    return step.withPlan(
        plan(step.coefficients())
            .orElseGet(() -> planOf(step.withCoefficients(step.coefficients()))));
  }

  /// How a step is computed: by its own plan, or else by the cheapest of the schemes.
  ///
  /// @param step the step
  /// @return the plan
  public static EvaluationPlan planOf(Step step) {
    EvaluationPlan own = step.plan();
    List<Double> coefficients = step.coefficients();
    return own != null
        ? own
        : THREE_PRODUCT
            .plan(coefficients)
            .orElseGet(() -> blocks(coefficients, blockSize(coefficients.size() - 1)));
  }

  /// The size of Paterson and Stockmeyer's blocks.
  ///
  /// @param q the number of coefficients but the first
  /// @return s, 1 or more
  public static int blockSize(int q) {
    int best = 1;
    for (int size = 2; size <= q; size++) {
      if (size + Math.ceilDiv(q, size) < best + Math.ceilDiv(q, best)) {
        best = size;
      }
    }
    return best;
  }

  private static EvaluationPlan blocks(List<Double> c, int size) {
    int q = c.size() - 1;
    if (q == 0) {
      return EvaluationPlan.scaling(c.getFirst());
    }
    List<Product> products = new ArrayList<>();
    for (int power = 2; power <= size; power++) {
      products.add(new Product(only(power - 1, 1), only(1, 1), null));
    }
    int block = Math.ceilDiv(q, size) - 1;
    List<Double> sum = block(c, block, size);
    for (; block > 0; block--) {
      products.add(new Product(sum, only(size, 1), block(c, block - 1, size)));
      sum = only(products.size() + 1, 1);
    }
    return new EvaluationPlan(1, 0, c.getFirst(), products, sum);
  }

  /// The combination B_k of the powers.
  private static List<Double> block(List<Double> c, int k, int size) {
    List<Double> factors = new ArrayList<>(List.of(0.0));
    factors.addAll(c.subList(k * size + 1, Math.min(c.size(), (k + 1) * size + 1)));
    return factors;
  }

  /// The combination of one matrix M_index.
  private static List<Double> only(int index, double factor) {
    List<Double> factors = new ArrayList<>(Collections.nCopies(index, 0.0));
    factors.add(factor);
    return factors;
  }
}
