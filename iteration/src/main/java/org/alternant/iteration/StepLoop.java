package org.alternant.iteration;

import java.util.List;
import org.alternant.coefficients.Step;
import org.ejml.data.DMatrixRMaj;

/// The iteration itself, in any arithmetic. A tall matrix is transposed once at each end, so that
/// inside X: r×n with r ≤ n and A = XXᵀ is the smaller Gram matrix. All work matrices are made
/// before the first step.
///
/// @param <M> the arithmetic's matrices
final class StepLoop<M> {

  private final MatrixArithmetic<M> arithmetic;

  StepLoop(MatrixArithmetic<M> arithmetic) {
    this.arithmetic = arithmetic;
  }

  /// As [Backend#run].
  Outcome run(PolarIteration iteration, DMatrixRMaj input) {
    M normalized = arithmetic.round(Normalizer.normalize(input, iteration.normalization()));
    if (!arithmetic.isFinite(normalized)) {
      return new Outcome.Overflowed(0);
    }
    DMatrixRMaj start = arithmetic.widen(normalized);
    boolean tall = input.numRows > input.numCols;
    M x = tall ? transposed(normalized, input.numRows, input.numCols) : normalized;
    int rows = Math.min(input.numRows, input.numCols);
    Work work = new Work(rows, Math.max(input.numRows, input.numCols), iteration.steps(), x);
    long begun = System.nanoTime();
    for (int t = 0; t < iteration.steps().size(); t++) {
      work.apply(iteration.steps().get(t));
      if (!arithmetic.isFinite(work.x)) {
        return new Outcome.Overflowed(t + 1);
      }
    }
    double seconds = (System.nanoTime() - begun) * 1e-9;
    M result = tall ? transposed(work.x, input.numCols, input.numRows) : work.x;
    return new Outcome.Finished(start, arithmetic.widen(result), seconds);
  }

  private M transposed(M x, int rows, int columns) {
    M transposed = arithmetic.allocate(columns, rows);
    arithmetic.transpose(x, transposed);
    return transposed;
  }

  /// The iterate and the matrices a step writes on its way.
  private final class Work {

    private final M transposed;
    private final GramPolynomial<M> polynomial;
    private M x;
    private M next;

    /// @param initial X: rows×columns, rows ≤ columns; overwritten
    Work(int rows, int columns, List<Step> steps, M initial) {
      transposed = arithmetic.allocate(columns, rows);
      polynomial = new GramPolynomial<>(arithmetic, rows, steps);
      next = arithmetic.allocate(rows, columns);
      x = initial;
    }

    /// X ← c₀X + BX with B = c₁A + … + c_qA^q.
    void apply(Step step) {
      double linear = step.coefficients().getFirst();
      if (step.degree() == 1) {
        arithmetic.scale(linear, x, next);
      } else {
        // EJML's multTransB(X, X) runs along both rows and cannot use vector instructions: it takes
        // 1.5 to 1.8 times as long as an explicit transpose and a product, and 2.2 to 3.4 times as
        // long as a transpose and a Gram product, which computes one triangle.
        arithmetic.transpose(x, transposed);
        arithmetic.gram(transposed, polynomial.gramMatrix());
        arithmetic.multiply(polynomial.evaluate(step), x, next);
        arithmetic.addScaled(linear, x, next);
      }
      M previous = x;
      x = next;
      next = previous;
    }
  }
}
