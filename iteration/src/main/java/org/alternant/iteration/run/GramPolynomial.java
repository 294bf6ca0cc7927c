package org.alternant.iteration.run;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.ThreeProductScheme;
import org.alternant.coefficients.evaluation.EvaluationPlan;

/// Evaluates B = c₁A + c₂A² + … + c_qA^q, q ≥ 2, by the scheme of the step's [EvaluationPlan].
///
/// @param <M> the arithmetic's matrices
final class GramPolynomial<M> {

  private final MatrixArithmetic<M> arithmetic;
  private final boolean symmetric;

  /// A², A³, …: as many as any of the steps needs.
  private final List<M> powers = new ArrayList<>();

  private final Alternating<M> sums;

  /// The factors and the rest of the three-product scheme; empty where no step needs it.
  private final List<M> factors = new ArrayList<>();

  /// Makes the work matrices.
  ///
  /// @param like an A
  /// @param steps the steps that will be evaluated
  /// @param symmetric whether A is symmetric
  GramPolynomial(MatrixArithmetic<M> arithmetic, M like, List<Step> steps, boolean symmetric) {
    this.arithmetic = arithmetic;
    this.symmetric = symmetric;
    int highest = 1;
    boolean three = false;
    for (Step step : steps) {
      switch (EvaluationPlan.of(step)) {
        case EvaluationPlan.Scaling _ -> {}
        case EvaluationPlan.Blocks blocks -> highest = Math.max(highest, blocks.size());
        case EvaluationPlan.ThreeProducts _ -> {
          highest = Math.max(highest, 2);
          three = true;
        }
      }
    }
    for (int i = 1; i < highest; i++) {
      powers.add(arithmetic.like(like));
    }
    sums = new Alternating<>(arithmetic, like);
    for (int i = 0; three && i < 3; i++) {
      factors.add(arithmetic.like(like));
    }
  }

  /// B for a step of degree 5 or more.
  ///
  /// @param a A, not changed
  /// @return a work matrix, overwritten by the next call
  M evaluate(Step step, M a) {
    return switch (EvaluationPlan.of(step)) {
      case EvaluationPlan.Scaling _ -> throw new IllegalArgumentException("degree 1 has no B");
      case EvaluationPlan.Blocks blocks -> inBlocks(step.coefficients(), blocks.size(), a);
      case EvaluationPlan.ThreeProducts three -> byThreeProducts(step, three.scheme(), a);
    };
  }

  private M inBlocks(List<Double> c, int size, M a) {
    for (int i = 2; i <= size; i++) {
      if (i == 2) {
        square(1, a, 0, a, power(2, a));
      } else {
        arithmetic.multiply(1, power(i - 1, a), a, 0, a, power(i, a));
      }
    }
    int block = (c.size() - 2) / size;
    M sum = sums.next();
    if (block > 0 && block * size + 2 == c.size()) {
      // The highest block is one term: its coefficient goes into the product with the power.
      block--;
      if (size == 1) {
        square(c.getLast(), a, c.get(block + 1), a, sum);
      } else {
        arithmetic.multiply(c.getLast(), a, power(size, a), c.get(block * size + 1), a, sum);
      }
    } else {
      arithmetic.combine(c.get(block * size + 1), a, 0, a, sum);
    }
    sum = addPowers(c, block * size, size, a, sum);
    while (block > 0) {
      block--;
      M next = sums.next();
      arithmetic.multiply(1, sum, power(size, a), c.get(block * size + 1), a, next);
      sum = addPowers(c, block * size, size, a, next);
    }
    return sum;
  }

  /// Adds the terms c_(below+i) Aⁱ, 2 ≤ i ≤ size, while there are coefficients.
  ///
  /// @param sum the one of [#sums] that was handed out last
  /// @return the one that holds the result
  private M addPowers(List<Double> c, int below, int size, M a, M sum) {
    M current = sum;
    for (int i = 2; i <= size && below + i < c.size(); i++) {
      M next = sums.next();
      arithmetic.combine(1, current, c.get(below + i), power(i, a), next);
      current = next;
    }
    return current;
  }

  private M byThreeProducts(Step step, ThreeProductScheme scheme, M a) {
    List<Double> c = step.coefficients();
    M a2 = power(2, a);
    M y = factors.get(0);
    M left = factors.get(1);
    M right = factors.get(2);
    M first = sums.next();
    M second = sums.next();
    square(1, a, 0, a, a2);
    arithmetic.combine(scheme.alpha(), a2, scheme.beta(), a, first);
    arithmetic.multiply(1, a2, first, 0, a, y);
    arithmetic.combine(scheme.gamma(), a2, scheme.delta(), a, first);
    arithmetic.combine(1, y, 1, first, left);
    arithmetic.combine(1, y, scheme.epsilon(), a2, right);
    arithmetic.combine(scheme.zeta(), y, c.get(2), a2, first);
    arithmetic.combine(1, first, c.get(1), a, second);
    arithmetic.multiply(scheme.sign(), left, right, 1, second, first);
    return first;
  }

  /// D ← αA² + βC.
  private void square(double alpha, M a, double beta, M addend, M result) {
    if (symmetric) {
      arithmetic.square(alpha, a, beta, addend, result);
    } else {
      arithmetic.multiply(alpha, a, a, beta, addend, result);
    }
  }

  /// Aⁱ.
  private M power(int i, M a) {
    return i == 1 ? a : powers.get(i - 2);
  }
}
