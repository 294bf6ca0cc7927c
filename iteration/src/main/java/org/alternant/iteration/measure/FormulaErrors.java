package org.alternant.iteration.measure;

import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.run.FormulaRun;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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
  /// @param table what was computed
  /// @param run what came of it
  /// @param algebra what decomposes
  /// @return its errors, themselves right to some 2⁻⁵⁰ of the largest singular value
  public static FormulaErrors of(
      FormulaTable table, FormulaRun.Finished run, DenseAlgebra algebra) {
    boolean singular = table.function().actsOnSingularValues();
    Exact exact =
        singular
            ? ofSingularValues(run.input(), table::target, algebra)
            : ofEigenvalues(run.input(), table::target, algebra);
    Interval input = range(exact.values);
    Interval output =
        singular
            ? SingularValues.extremes(run.result())
            : range(algebra.symmetricEigen(run.result()).values());
    CommonOps_DDRM.subtractEquals(exact.result, run.result());
    return new FormulaErrors(
        input,
        output,
        algebra.singularValues(exact.result)[0],
        Math.max(input.upper(), -input.lower()));
  }

  /// The function in binary64.
  ///
  /// @param values the matrix's
  /// @param result of the function
  private record Exact(List<Double> values, DMatrixRMaj result) {}

  private static Exact ofSingularValues(
      DMatrixRMaj x, DoubleUnaryOperator f, DenseAlgebra algebra) {
    DenseAlgebra.Svd svd = algebra.svd(x);
    return new Exact(svd.values(), composed(svd.left(), svd.values(), f, svd.right(), algebra));
  }

  private static Exact ofEigenvalues(DMatrixRMaj x, DoubleUnaryOperator f, DenseAlgebra algebra) {
    DenseAlgebra.SymmetricEigen eigen = algebra.symmetricEigen(x);
    DMatrixRMaj q = eigen.vectors();
    return new Exact(eigen.values(), composed(q, eigen.values(), f, q, algebra));
  }

  /// L f(Λ) Rᵀ.
  private static DMatrixRMaj composed(
      DMatrixRMaj left,
      List<Double> values,
      DoubleUnaryOperator f,
      DMatrixRMaj right,
      DenseAlgebra algebra) {
    DMatrixRMaj scaled = left.copy();
    CommonOps_DDRM.multCols(
        scaled, values.stream().mapToDouble(Double::doubleValue).map(f).toArray());
    return algebra.product(scaled, CommonOps_DDRM.transpose(right, null));
  }

  private static Interval range(List<Double> values) {
    return new Interval(Collections.min(values), Collections.max(values));
  }
}
