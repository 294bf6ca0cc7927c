package org.alternant.iteration.run;

import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.formula.FormulaTable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Runs a formula on a matrix, by products alone, in one format.
///
/// The clip works on the Gram matrix of the smaller side: with Z = XXᵀ − I, S = s(Z),
///
///     P = I + Z/2 + ZS/2, made symmetric,    X ← W(P) X,
///
/// W by the coupled iteration of [InverseRoot]; the soft threshold T with Z = XXᵀ/T² − I has X ← X −
/// W(P) X. max(x, 0) of a symmetric A is A/2 + A s(A)/2, made
/// symmetric.
///
/// @param table the formula with its parts
/// @param precision the format in which every matrix is kept
/// @param rounding where and how results are rounded
public record FormulaRun(FormulaTable table, Precision precision, RoundingRules rounding) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if binary64 is to be stored in binary32
  public FormulaRun {
    rounding.requireStorage(precision);
  }

  /// What a run gives.
  ///
  /// @param input the matrix as the format has it
  /// @param result what the formula makes of it
  public record Finished(DMatrixRMaj input, DMatrixRMaj result) {}

  /// Runs the formula.
  ///
  /// @param backend what computes
  /// @param x the matrix: m×n, for [Formula#PSD] symmetric; not changed
  /// @return empty where something overflows
  /// @throws IllegalArgumentException if the matrix is empty, has an entry that is not finite, or
  ///   is not square where the formula needs that, or the backend has not this format
  public Optional<Finished> on(Backend backend, DMatrixRMaj x) {
    if (!table.function().actsOnSingularValues() && x.numRows != x.numCols) {
      throw new IllegalArgumentException(
          "this function needs a square matrix, found " + x.numRows + "×" + x.numCols);
    }
    FiniteEntries.require(x);
    try (MatrixArithmetic<?> arithmetic =
        backend.arithmetic(precision, rounding.stored(precision))) {
      return run(IterationRun.rounded(arithmetic, rounding, precision), x);
    }
  }

  private <M> Optional<Finished> run(MatrixArithmetic<M> arithmetic, DMatrixRMaj matrix) {
    M x = arithmetic.upload(List.of(matrix));
    int order = Math.min(matrix.numRows, matrix.numCols);
    M identity = arithmetic.upload(List.of(CommonOps_DDRM.identity(order)));
    M result =
        table.function() == Formula.PSD
            ? psd(arithmetic, x, identity)
            : bySide(arithmetic, x, identity);
    return arithmetic.isFinite(result).getFirst()
        ? Optional.of(
            new Finished(arithmetic.download(x).getFirst(), arithmetic.download(result).getFirst()))
        : Optional.empty();
  }

  private <M> M psd(MatrixArithmetic<M> arithmetic, M a, M identity) {
    M s = new StepSequence.Sign<>(arithmetic, table.steps(Role.SIDE), a, identity).run();
    M product = arithmetic.like(a);
    arithmetic.multiply(0.5, a, s, 0.5, a, product);
    M result = arithmetic.like(a);
    arithmetic.symmetrize(product, result);
    return result;
  }

  private <M> M bySide(MatrixArithmetic<M> arithmetic, M x, M identity) {
    M z = arithmetic.like(identity);
    arithmetic.gram(1 / (table.unit() * table.unit()), x, -1, identity, z);
    M s = new StepSequence.Sign<>(arithmetic, table.steps(Role.SIDE), z, identity).run();
    M half = arithmetic.like(identity);
    arithmetic.combine(List.of(new Term<>(1, identity), new Term<>(0.5, z)), half);
    M product = arithmetic.like(identity);
    arithmetic.multiply(0.5, z, s, 1, half, product);
    M p = arithmetic.like(identity);
    arithmetic.symmetrize(product, p);
    M w = new InverseRoot<>(arithmetic, table.steps(Role.DIVISOR), p, identity).run();
    M result = arithmetic.like(x);
    boolean clips = table.function() == Formula.CLIP;
    arithmetic.apply(clips ? 1 : -1, w, clips ? 0 : 1, x, result);
    return result;
  }
}
