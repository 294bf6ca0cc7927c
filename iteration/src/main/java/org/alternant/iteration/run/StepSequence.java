package org.alternant.iteration.run;

import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Step;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// The steps of an iteration as operations on matrices. All work matrices are made beforehand, the
/// operations read X₀ without changing it, and they are the same at every call, so that a device
/// can record them once and replay them.
///
/// @param <M> the arithmetic's matrices
abstract sealed class StepSequence<M> {

  final MatrixArithmetic<M> arithmetic;
  final List<Step> steps;

  private StepSequence(MatrixArithmetic<M> arithmetic, List<Step> steps) {
    this.arithmetic = arithmetic;
    this.steps = steps;
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
      case POLAR ->
          switch (iteration.form()) {
            case Form.Standard _ ->
                new Standard<>(
                    arithmetic, steps, initial, arithmetic.allocate(count, order, order));
            case Form.Gram form ->
                new Gram<>(arithmetic, steps, form, initial, identity(arithmetic, count, order));
          };
      case SIGN -> new Sign<>(arithmetic, steps, initial);
      case SQRT ->
          new Coupled<>(arithmetic, steps, initial, identity(arithmetic, count, order), true);
      case INVSQRT ->
          new Coupled<>(arithmetic, steps, initial, identity(arithmetic, count, order), false);
    };
  }

  private static <M> M identity(MatrixArithmetic<M> arithmetic, int count, int order) {
    DMatrixRMaj identity = CommonOps_DDRM.identity(order);
    return arithmetic.upload(Collections.nCopies(count, identity));
  }

  /// X ← c₀X + BX.
  static final class Standard<M> extends StepSequence<M> {
    private final M initial;
    private final M a;
    private final GramPolynomial<M> polynomial;
    private final Alternating<M> iterates;

    Standard(MatrixArithmetic<M> arithmetic, List<Step> steps, M initial, M a) {
      super(arithmetic, steps);
      this.initial = initial;
      this.a = a;
      polynomial = new GramPolynomial<>(arithmetic, a, steps, true);
      iterates = new Alternating<>(arithmetic, initial);
    }

    @Override
    M run() {
      M x = initial;
      for (Step step : steps) {
        List<Double> c = step.coefficients();
        M y = iterates.next();
        switch (step.degree()) {
          case 1 -> arithmetic.combine(c.get(0), x, 0, x, y);
          case 3 -> {
            arithmetic.gram(x, a);
            arithmetic.apply(c.get(1), a, c.get(0), x, y);
          }
          default -> {
            arithmetic.gram(x, a);
            arithmetic.apply(1, polynomial.evaluate(step, a), c.get(0), x, y);
          }
        }
        x = y;
      }
      return x;
    }
  }

  /// Z = c₀I + B(R), Q ← QZ, R ← ZRZ, and X ← QX where a stretch ends.
  static final class Gram<M> extends StepSequence<M> {
    private final Form.Gram form;
    private final M initial;
    private final M identity;
    private final M b;
    private final M rz;
    private final GramPolynomial<M> polynomial;
    private final Alternating<M> iterates;
    private final Alternating<M> grams;
    private final Alternating<M> factors;

    Gram(MatrixArithmetic<M> arithmetic, List<Step> steps, Form.Gram form, M initial, M identity) {
      super(arithmetic, steps);
      this.form = form;
      this.initial = initial;
      this.identity = identity;
      b = arithmetic.like(identity);
      rz = arithmetic.like(identity);
      // R is symmetric but for rounding in ZRZ. Where R² is computed as RᵀR, that part of R grows
      // tenfold in a step with c₁ ≈ −8 instead of shrinking with the rest of R's errors.
      polynomial = new GramPolynomial<>(arithmetic, identity, steps, false);
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
      for (int t = 1; t <= steps.size(); t++) {
        Step step = steps.get(t - 1);
        double c0 = step.coefficients().getFirst();
        boolean begins = form.begins(t);
        boolean ends = form.ends(t, steps.size());
        if (begins) {
          r = grams.next();
          arithmetic.gram(x, r);
        }
        M nextQ = factors.next();
        if (step.degree() == 1) {
          arithmetic.combine(c0, begins ? identity : q, 0, q, nextQ);
          if (!ends) {
            M nextR = grams.next();
            arithmetic.combine(c0 * c0, r, 0, r, nextR);
            r = nextR;
          }
        } else {
          M z = withoutConstant(step, r);
          if (begins) {
            arithmetic.combine(1, z, c0, identity, nextQ);
          } else {
            arithmetic.multiply(1, q, z, c0, q, nextQ);
          }
          if (!ends) {
            M nextR = grams.next();
            arithmetic.multiply(1, r, z, c0, r, rz);
            arithmetic.multiply(1, z, rz, c0, rz, nextR);
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

    private M withoutConstant(Step step, M r) {
      if (step.degree() == 3) {
        arithmetic.combine(step.coefficients().get(1), r, 0, r, b);
        return b;
      }
      return polynomial.evaluate(step, r);
    }
  }

  /// X ← c₀X + B(X²)X.
  static final class Sign<M> extends StepSequence<M> {
    private final M initial;
    private final M square;
    private final GramPolynomial<M> polynomial;
    private final Alternating<M> iterates;

    Sign(MatrixArithmetic<M> arithmetic, List<Step> steps, M initial) {
      super(arithmetic, steps);
      this.initial = initial;
      square = arithmetic.like(initial);
      polynomial = new GramPolynomial<>(arithmetic, initial, steps, false);
      iterates = new Alternating<>(arithmetic, initial);
    }

    @Override
    M run() {
      M x = initial;
      for (Step step : steps) {
        List<Double> c = step.coefficients();
        M y = iterates.next();
        if (step.degree() == 1) {
          arithmetic.combine(c.get(0), x, 0, x, y);
        } else {
          arithmetic.multiply(1, x, x, 0, x, square);
          boolean cubic = step.degree() == 3;
          M b = cubic ? square : polynomial.evaluate(step, square);
          arithmetic.multiply(cubic ? c.get(1) : 1, b, x, c.get(0), x, y);
        }
        x = y;
      }
      return x;
    }
  }

  /// Y ← c₀Y + YB(ZY), Z ← c₀Z + B(ZY)Z.
  static final class Coupled<M> extends StepSequence<M> {
    private final M initial;
    private final M identity;
    private final boolean root;
    private final M product;
    private final GramPolynomial<M> polynomial;
    private final Alternating<M> roots;
    private final Alternating<M> inverses;

    /// @param root whether Y is wanted and not Z
    Coupled(MatrixArithmetic<M> arithmetic, List<Step> steps, M initial, M identity, boolean root) {
      super(arithmetic, steps);
      this.initial = initial;
      this.identity = identity;
      this.root = root;
      product = arithmetic.like(initial);
      // ZY is symmetric but for rounding, which must not be symmetrised away: the coupled iteration
      // is stable in this order of the factors only.
      polynomial = new GramPolynomial<>(arithmetic, initial, steps, false);
      roots = new Alternating<>(arithmetic, initial);
      inverses = new Alternating<>(arithmetic, initial);
    }

    @Override
    M run() {
      M y = initial;
      M z = identity;
      boolean first = true;
      for (Step step : steps) {
        List<Double> c = step.coefficients();
        M nextY = roots.next();
        M nextZ = inverses.next();
        if (step.degree() == 1) {
          arithmetic.combine(c.get(0), y, 0, y, nextY);
          arithmetic.combine(c.get(0), z, 0, z, nextZ);
        } else {
          M zy = product;
          if (first) {
            zy = y;
          } else {
            arithmetic.multiply(1, z, y, 0, y, product);
          }
          boolean cubic = step.degree() == 3;
          double scale = cubic ? c.get(1) : 1;
          M b = cubic ? zy : polynomial.evaluate(step, zy);
          arithmetic.multiply(scale, y, b, c.get(0), y, nextY);
          if (first) {
            arithmetic.combine(scale, b, c.get(0), identity, nextZ);
          } else {
            arithmetic.multiply(scale, b, z, c.get(0), z, nextZ);
          }
        }
        y = nextY;
        z = nextZ;
        first = false;
      }
      return root ? y : z;
    }
  }
}
