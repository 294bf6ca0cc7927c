package org.alternant.iteration.measure;

import org.alternant.coefficients.Interval;
import org.alternant.coefficients.formula.Formula;
import org.alternant.iteration.run.FormulaRun;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// What a run of a formula came to, against the function itself in binary64.
///
/// @param input the singular values of the matrix as the format has it, for [Formula#PSD] its
///   eigenvalues: the smallest and the largest
/// @param output those of the result
/// @param distance ‖X − exact‖₂
/// @param largest the largest singular value of the matrix
public record FormulaErrors(Interval input, Interval output, double distance, double largest) {

  /// Measures a run.
  ///
  /// @param formula what was computed
  /// @param run what came of it
  /// @return its errors, themselves right to some 2⁻⁵⁰ of the largest singular value
  public static FormulaErrors of(Formula formula, FormulaRun.Finished run) {
    DMatrixRMaj exact = formula == Formula.PSD ? psd(run.input()) : clip(run.input());
    CommonOps_DDRM.subtractEquals(exact, run.result());
    return new FormulaErrors(
        values(formula, run.input()),
        values(formula, run.result()),
        SingularValues.descending(exact)[0],
        SingularValues.descending(run.input())[0]);
  }

  private static Interval values(Formula formula, DMatrixRMaj x) {
    return formula == Formula.PSD ? eigenvalues(x) : SingularValues.extremes(x);
  }

  private static Interval eigenvalues(DMatrixRMaj x) {
    var eigen = DecompositionFactory_DDRM.eig(x.numRows, false, true);
    require(eigen.decompose(x.copy()));
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.numRows; i++) {
      smallest = Math.min(smallest, eigen.getEigenvalue(i).getReal());
      largest = Math.max(largest, eigen.getEigenvalue(i).getReal());
    }
    return new Interval(smallest, largest);
  }

  /// U min(Σ, 1) Vᵀ.
  private static DMatrixRMaj clip(DMatrixRMaj x) {
    var svd = DecompositionFactory_DDRM.svd(x.numRows, x.numCols, true, true, true);
    require(svd.decompose(x.copy()));
    DMatrixRMaj u = svd.getU(null, false);
    double[] values = svd.getSingularValues();
    for (int i = 0; i < Math.min(x.numRows, x.numCols); i++) {
      scaleColumn(u, i, Math.min(values[i], 1));
    }
    DMatrixRMaj clipped = new DMatrixRMaj(x.numRows, x.numCols);
    int rank = Math.min(x.numRows, x.numCols);
    CommonOps_DDRM.mult(
        CommonOps_DDRM.extract(u, 0, x.numRows, 0, rank),
        CommonOps_DDRM.extract(svd.getV(null, true), 0, rank, 0, x.numCols),
        clipped);
    return clipped;
  }

  /// V max(Λ, 0) Vᵀ.
  private static DMatrixRMaj psd(DMatrixRMaj x) {
    var eigen = DecompositionFactory_DDRM.eig(x.numRows, true, true);
    require(eigen.decompose(x.copy()));
    DMatrixRMaj projected = new DMatrixRMaj(x.numRows, x.numRows);
    for (int i = 0; i < x.numRows; i++) {
      double value = eigen.getEigenvalue(i).getReal();
      if (value > 0) {
        DMatrixRMaj v = eigen.getEigenVector(i);
        CommonOps_DDRM.multAddTransB(value, v, v, projected);
      }
    }
    return projected;
  }

  private static void scaleColumn(DMatrixRMaj x, int column, double factor) {
    for (int row = 0; row < x.numRows; row++) {
      x.set(row, column, factor * x.get(row, column));
    }
  }

  private static void require(boolean converged) {
    if (!converged) {
      throw new IllegalStateException("a decomposition in binary64 did not converge");
    }
  }
}
