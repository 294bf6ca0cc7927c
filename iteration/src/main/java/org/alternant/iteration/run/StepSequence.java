package org.alternant.iteration.run;

import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.Scheme;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/// The steps of an iteration as operations on matrices. All work matrices are made beforehand, the
/// operations read X₀ without changing it, and they are the same at every call, so that a device
/// can record them once and replay them.
///
/// @param <M> the arithmetic's matrices
abstract sealed class StepSequence<M>
    permits StepSequence.Standard,
        StepSequence.Gram,
        StepSequence.Sign,
        StepSequence.Coupled,
        InverseRoot {

  final MatrixArithmetic<M> arithmetic;
  final List<Step> steps;
  final List<EvaluationPlan> plans;

  StepSequence(MatrixArithmetic<M> arithmetic, List<Step> steps) {
    this.arithmetic = arithmetic;
    this.steps = steps;
    plans = steps.stream().map(Scheme::planOf).toList();
  }

  /// What a step of degree 1 makes of X.
  final Term<M> scaled(int step, M x) {
    return new Term<>(steps.get(step).coefficients().getFirst(), x);
  }

  /// T of a plan for a matrix A that is stored.
  final M shifted(EvaluationPlan plan, M a, M identity, M t) {
    if (plan.scale() == 1 && plan.shift() == 0) {
      return a;
    }
    Term<M> scaled = new Term<>(plan.scale(), a);
    arithmetic.combine(
        plan.shift() == 0 ? List.of(scaled) : List.of(scaled, new Term<>(-plan.shift(), identity)),
        t);
    return t;
  }

  /// Runs all steps.
  ///
  /// @return the last iterate: a work matrix
  abstract M run();

  /// The sequence for an iteration.
  ///
  /// @param initial X₀, k matrices rows×columns
  static <M> StepSequence<M> of(
      MatrixArithmetic<M> arithmetic,
      MatrixIteration iteration,
      M initial,
      int count,
      int rows,
      int columns) {
    int order = Math.min(rows, columns);
    List<Step> steps = iteration.steps();
    return switch (iteration.function()) {
      case POLAR, CLIP ->
          switch (iteration.form()) {
            case Form.Standard _ ->
                new Standard<>(
                    arithmetic,
                    steps,
                    initial,
                    arithmetic.allocate(count, order, order),
                    identityIfNeeded(arithmetic, steps, count, order));
            case Form.Gram form ->
                new Gram<>(arithmetic, steps, form, initial, identity(arithmetic, count, order));
          };
      case SIGN ->
          new Sign<>(arithmetic, steps, initial, identityIfNeeded(arithmetic, steps, count, order));
      case SQRT ->
          new Coupled<>(arithmetic, steps, initial, identity(arithmetic, count, order), true);
      case INVSQRT ->
          new Coupled<>(arithmetic, steps, initial, identity(arithmetic, count, order), false);
      case INVERSE_ROOT ->
          new InverseRoot<>(arithmetic, steps, initial, identity(arithmetic, count, order));
    };
  }

  private static <M> @Nullable M identityIfNeeded(
      MatrixArithmetic<M> arithmetic, List<Step> steps, int count, int order) {
    return PlannedProducts.needsIdentity(steps.stream().map(Scheme::planOf).toList())
        ? identity(arithmetic, count, order)
        : null;
  }

  private static <M> M identity(MatrixArithmetic<M> arithmetic, int count, int order) {
    DMatrixRMaj identity = CommonOps_DDRM.identity(order);
    return arithmetic.upload(Collections.nCopies(count, identity));
  }

  /// X ← κX + LX, L the last combination of the step's plan on XXᵀ.
  static final class Standard<M> extends StepSequence<M> {
    private final M initial;
    private final M t;
    private final M identity;
    private final PlannedProducts<M> products;
    private final Alternating<M> iterates;

    /// @param t a work matrix
    /// @param identity I, or null where no plan needs it
    Standard(
        MatrixArithmetic<M> arithmetic, List<Step> steps, M initial, M t, @Nullable M identity) {
      super(arithmetic, steps);
      this.initial = initial;
      this.t = t;
      this.identity = identity == null ? t : identity;
      products = new PlannedProducts<>(arithmetic, t, plans, this.identity, true);
      iterates = new Alternating<>(arithmetic, initial);
    }

    @Override
    M run() {
      M x = initial;
      for (int i = 0; i < steps.size(); i++) {
        EvaluationPlan plan = plans.get(i);
        M y = iterates.next();
        if (plan.scales()) {
          arithmetic.combine(List.of(scaled(i, x)), y);
        } else {
          arithmetic.gram(plan.scale(), x, -plan.shift(), identity, t);
          Term<M> last = products.evaluate(plan, t);
          arithmetic.apply(last.factor(), last.matrix(), plan.identity(), x, y);
        }
        x = y;
      }
      return x;
    }
  }

  /// Z = κI + L(R), Q ← QZ, R ← ZRZ, and X ← QX where a stretch ends.
  static final class Gram<M> extends StepSequence<M> {
    private final Form.Gram form;
    private final M initial;
    private final M identity;
    private final M t;
    private final M rz;
    private final PlannedProducts<M> products;
    private final Alternating<M> iterates;
    private final Alternating<M> grams;
    private final Alternating<M> factors;

    Gram(MatrixArithmetic<M> arithmetic, List<Step> steps, Form.Gram form, M initial, M identity) {
      super(arithmetic, steps);
      this.form = form;
      this.initial = initial;
      this.identity = identity;
      t = arithmetic.like(identity);
      rz = arithmetic.like(identity);
      // R is symmetric but for rounding in ZRZ. Where R² is computed as RᵀR, that part of R grows
      // tenfold in a step with c₁ ≈ −8 instead of shrinking with the rest of R's errors.
      products = new PlannedProducts<>(arithmetic, identity, plans, identity, false);
      iterates = new Alternating<>(arithmetic, initial);
      grams = new Alternating<>(arithmetic, identity);
      factors = new Alternating<>(arithmetic, identity);
    }

    @Override
    M run() {
      // Long: X, R, Q and Z change together, and which of them do depends on where a stretch ends.
      M x = initial;
      M r = identity;
      M q = identity;
      for (int i = 0; i < steps.size(); i++) {
        EvaluationPlan plan = plans.get(i);
        boolean begins = form.begins(i + 1);
        boolean ends = form.ends(i + 1, steps.size());
        if (begins) {
          r = grams.next();
          arithmetic.gram(1, x, 0, identity, r);
        }
        M nextQ = factors.next();
        if (plan.scales()) {
          Term<M> scaled = scaled(i, begins ? identity : q);
          arithmetic.combine(List.of(scaled), nextQ);
          if (!ends) {
            M nextR = grams.next();
            arithmetic.combine(List.of(new Term<>(scaled.factor() * scaled.factor(), r)), nextR);
            r = nextR;
          }
        } else {
          double kappa = plan.identity();
          Term<M> last = products.evaluate(plan, shifted(plan, r, identity, t));
          double factor = last.factor();
          M z = last.matrix();
          if (begins) {
            arithmetic.combine(List.of(last, new Term<>(kappa, identity)), nextQ);
          } else {
            arithmetic.multiply(factor, q, z, kappa, q, nextQ);
          }
          if (!ends) {
            M nextR = grams.next();
            arithmetic.multiply(factor, r, z, kappa, r, rz);
            arithmetic.multiply(factor, z, rz, kappa, rz, nextR);
            r = nextR;
          }
        }
        q = nextQ;
        if (ends) {
          M y = iterates.next();
          arithmetic.apply(1, q, 0, x, y);
          x = y;
        }
      }
      return x;
    }
  }

  /// X ← κX + L(X²)X.
  static final class Sign<M> extends StepSequence<M> {
    private final M initial;
    private final M identity;
    private final M t;
    private final PlannedProducts<M> products;
    private final Alternating<M> iterates;

    /// @param identity I, or null where no plan needs it
    Sign(MatrixArithmetic<M> arithmetic, List<Step> steps, M initial, @Nullable M identity) {
      super(arithmetic, steps);
      this.initial = initial;
      this.identity = identity == null ? initial : identity;
      t = arithmetic.like(initial);
      products = new PlannedProducts<>(arithmetic, initial, plans, this.identity, false);
      iterates = new Alternating<>(arithmetic, initial);
    }

    @Override
    M run() {
      M x = initial;
      for (int i = 0; i < steps.size(); i++) {
        EvaluationPlan plan = plans.get(i);
        M y = iterates.next();
        if (plan.scales()) {
          arithmetic.combine(List.of(scaled(i, x)), y);
        } else {
          arithmetic.multiply(plan.scale(), x, x, -plan.shift(), identity, t);
          Term<M> last = products.evaluate(plan, t);
          arithmetic.multiply(last.factor(), last.matrix(), x, plan.identity(), x, y);
        }
        x = y;
      }
      return x;
    }
  }

  /// Y ← κY + YL(ZY), Z ← κZ + L(ZY)Z.
  static final class Coupled<M> extends StepSequence<M> {
    private final M initial;
    private final M identity;
    private final boolean root;
    private final M t;
    private final PlannedProducts<M> products;
    private final Alternating<M> roots;
    private final Alternating<M> inverses;

    /// @param root whether Y is wanted and not Z
    Coupled(MatrixArithmetic<M> arithmetic, List<Step> steps, M initial, M identity, boolean root) {
      super(arithmetic, steps);
      this.initial = initial;
      this.identity = identity;
      this.root = root;
      t = arithmetic.like(initial);
      // ZY is symmetric but for rounding, which must not be symmetrised away: the coupled iteration
      // is stable in this order of the factors only.
      products = new PlannedProducts<>(arithmetic, initial, plans, identity, false);
      roots = new Alternating<>(arithmetic, initial);
      inverses = new Alternating<>(arithmetic, initial);
    }

    @Override
    M run() {
      M y = initial;
      M z = identity;
      for (int i = 0; i < steps.size(); i++) {
        EvaluationPlan plan = plans.get(i);
        M nextY = roots.next();
        M nextZ = inverses.next();
        if (plan.scales()) {
          arithmetic.combine(List.of(scaled(i, y)), nextY);
          arithmetic.combine(List.of(scaled(i, z)), nextZ);
        } else {
          double kappa = plan.identity();
          M shifted = t;
          if (i == 0) {
            shifted = shifted(plan, y, identity, t);
          } else {
            arithmetic.multiply(plan.scale(), z, y, -plan.shift(), identity, t);
          }
          Term<M> last = products.evaluate(plan, shifted);
          arithmetic.multiply(last.factor(), y, last.matrix(), kappa, y, nextY);
          if (i == 0) {
            arithmetic.combine(List.of(last, new Term<>(kappa, identity)), nextZ);
          } else {
            arithmetic.multiply(last.factor(), last.matrix(), z, kappa, z, nextZ);
          }
        }
        y = nextY;
        z = nextZ;
      }
      return root ? y : z;
    }
  }
}
