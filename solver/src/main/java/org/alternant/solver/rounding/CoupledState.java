package org.alternant.solver.rounding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.PowerChain;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.rounding.ComputedFunctions.Computed;
import org.alternant.solver.rounding.ComputedFunctions.Term;

/// Where the coupled iteration X ← X q(M), M ← M q(M)ᵖ of an inverse root may be if every step is
/// carried out with rounding, for every symmetric matrix A with eigenvalues in an interval.
/// `docs/ROUNDING.md` has the derivation.
///
/// With α = 1/2p, H the symmetric part of M and A the stored matrix, what is bounded is
///
///     Y = AᵅXAᵅ − H^(1/p),    G = A⁻ᵅMAᵅ − H,    K = M − H,
///
/// all of which are 0 where nothing is rounded.
///
/// @param eigenvalues of H
/// @param skew a bound on ‖K‖₂: 0 but for p = 1, where M is not made symmetric
/// @param commutation a bound on ‖G‖₂
/// @param relative a bound on ‖Y‖₂
/// @param norm a bound on ‖X‖₂
/// @param begun whether a step was made; else X = I
/// @param start the same of the stored matrix A
record CoupledState(
    Interval eigenvalues,
    double skew,
    double commutation,
    double relative,
    double norm,
    boolean begun,
    Start start) {

  /// The bounds are evaluated in binary64 with fewer than 2⁸ roundings; this covers them.
  private static final double OUTWARD = 1 + 0x1p-40;

  /// What is known from the beginning.
  ///
  /// @param stored where A's eigenvalues are
  /// @param storing how much the root of A may differ from that of the matrix before it was
  ///   rounded, relative to it
  record Start(Interval stored, double storing) {}

  /// The input as it is stored: divided by a norm and rounded.
  ///
  /// @param input the eigenvalues before
  /// @param root p
  static CoupledState input(Interval input, int root, RoundingAssumptions assumptions) {
    ComputedFunctions functions = new ComputedFunctions(input, 0, 1, assumptions);
    double error = OUTWARD * 2 * functions.storing() * input.upper();
    double lower = Math.nextDown(input.lower() - error);
    Interval stored = new Interval(Math.max(0, lower), Math.nextUp(input.upper() + error));
    double storing = lower > 0 ? OUTWARD * error / (root * lower) : Double.POSITIVE_INFINITY;
    return new CoupledState(stored, 0, 0, 0, 1, false, new Start(stored, storing));
  }

  /// Whether nothing is lost: M is positive definite.
  private boolean isDefinite() {
    return eigenvalues.lower() > 0 && relative < Double.POSITIVE_INFINITY;
  }

  /// H^(1/p).
  Interval rootOfEigenvalues(int root) {
    return new Interval(
        Powers.root(eigenvalues.lower(), root) / OUTWARD,
        OUTWARD * Powers.root(eigenvalues.upper(), root));
  }

  /// Where the eigenvalues of A^(1/2p) X A^(1/2p) are, of the matrix A before it was rounded.
  ///
  /// @param exact those of H^(1/p)
  /// @return empty where X is not known to be positive definite
  Optional<Interval> image(Interval exact) {
    if (!isDefinite()) {
      return Optional.empty();
    }
    double lower = (1 - start.storing) * (exact.lower() - relative) / OUTWARD;
    double upper = OUTWARD * (1 + start.storing) * (exact.upper() + relative);
    return lower > 0 && start.storing < 1 && upper < Double.POSITIVE_INFINITY
        ? Optional.of(new Interval(lower, upper))
        : Optional.empty();
  }

  /// After one more step.
  ///
  /// @param image of the eigenvalues under h, in exact arithmetic
  /// @param last whether M is not needed any more
  CoupledState next(Step step, Interval image, boolean last, RoundingAssumptions assumptions) {
    // Long: the derivation of docs/ROUNDING.md, in its order.
    int root = step.function().root();
    ComputedFunctions functions =
        new ComputedFunctions(eigenvalues, skew, step.degree() + 1, assumptions);
    Computed m = functions.matrix();
    Factor z = Factor.of(step, functions, m);
    Computed q = z.whole();
    double small = Powers.root(start.stored.lower(), root);
    double large = Powers.root(start.stored.upper(), root);
    double whole = Powers.root(eigenvalues.upper(), root) + relative;
    double weight = Math.sqrt(large / small);

    double rounded = begun ? roundedX(functions, z, q) : q.error();
    double symmetrized = rounded + functions.symmetrizing() * (norm * q.stored() + rounded);
    // Where X is positive definite, ‖AᵅX‖₂² is at most ‖X‖₂ ‖AᵅXAᵅ‖₂.
    boolean definite = Powers.root(eigenvalues.lower(), root) > relative;
    double factored = definite ? Math.sqrt(large * norm * whole) : Double.POSITIVE_INFINITY;
    double throughFactor = begun ? Math.min(weight * whole, factored) : 0;
    double next =
        q.norm() * relative
            + whole * functions.change(q, commutation)
            + throughFactor * q.error()
            + large * symmetrized;
    double nextNorm = Math.min(norm * q.stored() + symmetrized, (image.upper() + next) / small);
    if (last) {
      return new CoupledState(
          eigenvalues, skew, commutation, OUTWARD * next, OUTWARD * nextNorm, true, start);
    }
    Computed residual = residual(functions, z, m, root);
    double error =
        residual.error() + (root == 1 ? 0 : functions.symmetrizing() * residual.stored());
    double change = OUTWARD * (error + functions.change(residual, skew));
    // Where q changes its sign, M's smallest eigenvalue is 0, whatever the powers of h are.
    double least = Math.max(0, image.lower());
    double lower = Math.nextDown(Powers.of(least, root) / OUTWARD - change);
    double upper = Math.nextUp(OUTWARD * Powers.of(image.upper(), root) + change);
    if (!(lower > 0)) {
      return new CoupledState(
          new Interval(0, Math.max(0, upper)), 0, 0, Double.POSITIVE_INFINITY, 0, true, start);
    }
    next += change * Powers.root(lower, root) / (root * lower);
    double commuted = functions.change(residual, commutation) + weight * error + change;
    return new CoupledState(
        new Interval(lower, upper),
        root == 1 ? change : 0,
        OUTWARD * commuted,
        OUTWARD * next,
        OUTWARD * nextNorm,
        true,
        start);
  }

  /// The error of XZ beside that of Z.
  private double roundedX(ComputedFunctions functions, Factor z, Computed q) {
    return functions.multiplied(norm * (Math.abs(z.factor) * z.matrix.stored() + Math.abs(z.kappa)))
        + functions.storing() * norm * q.stored();
  }

  /// ZᵏMZᵖ⁻ᵏ, as the run has it.
  private static Computed residual(ComputedFunctions functions, Factor z, Computed m, int root) {
    PowerChain chain = PowerChain.of(root);
    if (chain.left() == 0) {
      return z.times(m);
    }
    List<Computed> powers = new ArrayList<>(List.of(z.whole()));
    for (int k = 1; k < chain.powers().size(); k++) {
      Computed left = powers.get(chain.powers().indexOf(chain.left(k)));
      Computed right = powers.get(chain.powers().indexOf(chain.right(k)));
      powers.add(functions.product(1, left, right, 0, left));
    }
    Computed right = powers.get(chain.powers().indexOf(chain.right()));
    Computed other = chain.right() == 1 ? z.times(m) : functions.product(1, m, right, 0, m);
    Computed left = powers.get(chain.powers().indexOf(chain.left()));
    return chain.left() == 1 ? z.times(other) : functions.product(1, left, other, 0, other);
  }

  /// Z = κI + cL, which is not stored where it is multiplied.
  ///
  /// @param functions of M
  /// @param factor c
  /// @param matrix L
  /// @param kappa κ
  private record Factor(ComputedFunctions functions, double factor, Computed matrix, double kappa) {

    static Factor of(Step step, ComputedFunctions functions, Computed m) {
      EvaluationPlan plan = Scheme.planOf(step);
      List<Computed> matrices = new ArrayList<>(List.of(functions.identity()));
      matrices.add(
          plan.scale() == 1 && plan.shift() == 0
              ? m
              : functions.combined(
                  List.of(
                      new Term(plan.scale(), m), new Term(-plan.shift(), matrices.getFirst()))));
      for (EvaluationPlan.Product product : plan.products()) {
        Term left = single(functions, product.left(), matrices);
        Term right = single(functions, product.right(), matrices);
        Term added = single(functions, product.addend(), matrices);
        matrices.add(
            functions.product(
                left.factor() * right.factor(),
                left.matrix(),
                right.matrix(),
                added.factor(),
                added.matrix()));
      }
      Term last = single(functions, plan.lastFactors(), matrices);
      return new Factor(functions, last.factor(), last.matrix(), plan.identity());
    }

    /// A combination as one term, which is stored where it has several.
    private static Term single(
        ComputedFunctions functions, List<Double> factors, List<Computed> matrices) {
      List<Term> terms = new ArrayList<>();
      for (int i = 0; i < factors.size(); i++) {
        if (factors.get(i) != 0) {
          terms.add(new Term(factors.get(i), matrices.get(i)));
        }
      }
      return switch (terms.size()) {
        case 0 -> new Term(0, matrices.getFirst());
        case 1 -> terms.getFirst();
        default -> new Term(1, functions.combined(terms));
      };
    }

    /// Z, stored.
    Computed whole() {
      return functions.combined(
          List.of(new Term(factor, matrix), new Term(kappa, functions.identity())));
    }

    /// FZ.
    Computed times(Computed f) {
      return functions.product(factor, f, matrix, kappa, f);
    }
  }
}
