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
/// symmetric 10⁴ to 10⁶ times. For p = 1 there is one order; made symmetric it erred 9 times as
/// much as not.
///
/// @param <M> the arithmetic's matrices
final class InverseRoot<M> extends StepSequence<M> {

  private final M initial;
  private final M identity;
  private final M t;
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
    t = arithmetic.like(initial);
    product = arithmetic.like(initial);
    other = arithmetic.like(initial);
    chain = PowerChain.of(steps.getFirst().function().root());
    for (int k = 0; k < chain.powers().size(); k++) {
      powers.add(arithmetic.like(initial));
    }
    products = new PlannedProducts<>(arithmetic, initial, plans, identity, true);
    iterates = new Alternating<>(arithmetic, initial);
    residuals = new Alternating<>(arithmetic, initial);
  }

  @Override
  M run() {
    M x = identity;
    M m = initial;
    double scale = 1; // Of X while it is a multiple of I.
    for (int i = 0; i < steps.size(); i++) {
      EvaluationPlan plan = plans.get(i);
      // M is not needed where only X is multiplied by numbers.
      boolean last = plans.stream().skip(i + 1).allMatch(EvaluationPlan::scales);
      M nextX = iterates.next();
      M nextM = residuals.next();
      if (plan.scales()) {
        Term<M> scaled = scaled(i, x);
        arithmetic.combine(
            List.of(new Term<>(steps.get(i).function().power(scaled.factor()), m)), nextM);
        m = nextM;
        if (x == identity) {
          scale *= scaled.factor();
          continue;
        }
        arithmetic.combine(List.of(scaled), nextX);
      } else {
        Factor z =
            new Factor(products.evaluate(plan, shifted(plan, m, identity, t)), plan.identity());
        if (x == identity) {
          z.store(scale, product);
        } else {
          z.multiply(x, product);
        }
        arithmetic.symmetrize(product, nextX);
        if (!last) {
          residual(z, m);
          arithmetic.symmetrize(product, nextM);
        }
        m = nextM;
      }
      x = nextX;
    }
    if (x == identity) {
      arithmetic.combine(List.of(new Term<>(scale, identity)), product);
      return product;
    }
    return x;
  }

  /// ZᵏMZᵖ⁻ᵏ.
  private void residual(Factor z, M m) {
    if (chain.powers().size() > 1) {
      z.store(1, powers.getFirst());
    }
    for (int k = 1; k < chain.powers().size(); k++) {
      M left = power(chain.left(k));
      M right = power(chain.right(k));
      arithmetic.multiply(1, left, right, 0, left, powers.get(k));
    }
    if (chain.left() == 0) {
      z.multiply(m, product);
      return;
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
