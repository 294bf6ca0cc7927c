package org.alternant.iteration.run;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.PowerChain;

/// X ← XZ, M ← ZᵏMZᵖ⁻ᵏ, Z = κI + L(M), from X = I, M = A: X tends to A^(−1/p).
///
/// The factors commute but for rounding, and their order matters: M between powers of Z that differ
/// as little as a shortest chain allows, both M and X made symmetric. In binary32 on eigenvalues
/// from 1e-4 to 1, by designs with q ≤ 4 for p = 2, 3, 4 (`benchmarks/inverse-roots float32`), MZᵖ
/// erred 1 to 3 times as much, ZᵖM 6 to 23 times, and A Xᵖ in place of M 20 to 1000 times, made
/// symmetric 10⁴ to 10⁶ times. For p = 1 there is one order, and M must not be made symmetric: it
/// then erred 5 times as much.
///
/// @param <M> the arithmetic's matrices
final class InverseRoot<M> extends StepSequence<M> {

  private final M initial;
  private final M identity;
  private final M shifted;
  private final M product;
  private final M other;
  private final PowerChain chain;

  /// Z and the powers of it that the chain has.
  private final List<M> powers = new ArrayList<>();

  private final PlannedProducts<M> products;
  private final Alternating<M> iterates;
  private final Alternating<M> residuals;

  InverseRoot(MatrixArithmetic<M> arithmetic, List<Step> steps, M initial, M identity) {
    super(arithmetic, steps);
    this.initial = initial;
    this.identity = identity;
    shifted = arithmetic.like(initial);
    product = arithmetic.like(initial);
    other = arithmetic.like(initial);
    chain = PowerChain.of(steps.getFirst().function().root());
    for (int k = 0; k < chain.powers().size(); k++) {
      powers.add(arithmetic.like(initial));
    }
    products = new PlannedProducts<>(arithmetic, initial, plans, identity, isSandwiched());
    iterates = new Alternating<>(arithmetic, initial);
    residuals = new Alternating<>(arithmetic, initial);
  }

  @Override
  M run() {
    M m = initial;
    M x = identity;
    boolean begun = false; // Else X is a multiple of I.
    double scale = 1;
    for (int i = 0; i < steps.size(); i++) {
      EvaluationPlan plan = plans.get(i);
      if (plan.scales()) {
        double factor = steps.get(i).coefficients().getFirst();
        m = scaled(m, steps.get(i).function().power(factor), residuals);
        if (begun) {
          x = scaled(x, factor, iterates);
        } else {
          scale *= factor;
        }
        continue;
      }
      M t = shifted(plan, m, identity, shifted);
      Factor z = new Factor(products.evaluate(plan, t), plan.identity());
      if (begun) {
        z.multiply(x, product);
      } else {
        z.store(scale, product);
      }
      x = symmetric(product, iterates);
      begun = true;
      if (!isLast(i)) {
        m = residual(z, m);
      }
    }
    return begun ? x : scaled(identity, scale, iterates);
  }

  /// Whether M is not needed any more: where only X is multiplied by numbers.
  private boolean isLast(int step) {
    return plans.stream().skip(step + 1).allMatch(EvaluationPlan::scales);
  }

  /// Whether Z is on both sides of M.
  private boolean isSandwiched() {
    return chain.left() > 0;
  }

  private M scaled(M a, double factor, Alternating<M> results) {
    M result = results.next();
    arithmetic.combine(List.of(new Term<>(factor, a)), result);
    return result;
  }

  private M symmetric(M a, Alternating<M> results) {
    M result = results.next();
    arithmetic.symmetrize(a, result);
    return result;
  }

  /// ZᵏMZᵖ⁻ᵏ.
  private M residual(Factor z, M m) {
    if (!isSandwiched()) {
      M next = residuals.next();
      z.multiply(m, next);
      return next;
    }
    if (chain.powers().size() > 1) {
      z.store(1, powers.getFirst());
    }
    for (int k = 1; k < chain.powers().size(); k++) {
      M left = power(chain.left(k));
      M right = power(chain.right(k));
      arithmetic.multiply(1, left, right, 0, left, powers.get(k));
    }
    if (chain.right() == 1) {
      z.multiply(m, other);
    } else {
      arithmetic.multiply(1, m, power(chain.right()), 0, m, other);
    }
    if (chain.left() == 1) {
      z.multiplyFromLeft(other, product);
    } else {
      arithmetic.multiply(1, power(chain.left()), other, 0, other, product);
    }
    return symmetric(product, residuals);
  }

  private M power(int exponent) {
    return powers.get(chain.powers().indexOf(exponent));
  }

  /// Z = κI + L, which is not stored where it is multiplied.
  private final class Factor {
    private final Term<M> l;
    private final double kappa;

    Factor(Term<M> l, double kappa) {
      this.l = l;
      this.kappa = kappa;
    }

    /// D ← αZ.
    void store(double alpha, M d) {
      Term<M> scaled = new Term<>(alpha * l.factor(), l.matrix());
      arithmetic.combine(List.of(scaled, new Term<>(alpha * kappa, identity)), d);
    }

    /// D ← CZ.
    void multiply(M c, M d) {
      arithmetic.multiply(l.factor(), c, l.matrix(), kappa, c, d);
    }

    /// D ← ZC.
    void multiplyFromLeft(M c, M d) {
      arithmetic.multiply(l.factor(), l.matrix(), c, kappa, c, d);
    }
  }
}
