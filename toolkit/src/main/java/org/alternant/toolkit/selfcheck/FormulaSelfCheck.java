package org.alternant.toolkit.selfcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.exports.formula.FormulaExportRequest.Golden;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.FormulaRun;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// The matrix on which an export of a table of parts checks itself, and what our run makes of it;
/// how far others may lie from it is measured as in [SelfCheckRuns].
public final class FormulaSelfCheck {

  /// Tall, so that the check sees the transposition.
  private static final int ROWS = 6;

  private static final int COLUMNS = 4;
  private static final long SEED = 1;

  private FormulaSelfCheck() {}

  /// A matrix and what the formula makes of it.
  ///
  /// @param table the table
  /// @return the matrices; empty where no two programs would agree on the result
  public static Optional<Golden> of(FormulaTable table) {
    DMatrixRMaj input = matrix(table);
    Optional<DMatrixRMaj> expected = run(table, Precision.FLOAT64, Epilogue.FUSED, input);
    double difference = 0;
    for (Epilogue epilogue : List.of(Epilogue.FUSED, Epilogue.UNFUSED)) {
      Optional<DMatrixRMaj> other = run(table, Precision.FLOAT32, epilogue, input);
      difference =
          expected.isEmpty() || other.isEmpty()
              ? Double.POSITIVE_INFINITY
              : Math.max(difference, distance(expected.get(), other.get()));
    }
    if (expected.isEmpty() || !(difference <= SelfCheckRuns.LARGEST_DIFFERENCE)) {
      return Optional.empty();
    }
    double tolerance =
        Math.max(SelfCheckRuns.SLACK * difference, SelfCheckRuns.SMALLEST * size(expected.get()));
    return Optional.of(
        new Golden(
            rows(input),
            rows(expected.get()),
            SelfCheckRuns.brief(tolerance * SelfCheckRuns.ROUNDOFF_RATIO),
            SelfCheckRuns.brief(tolerance)));
  }

  /// Values evenly spread over what the table is for.
  private static DMatrixRMaj matrix(FormulaTable table) {
    Interval interval = table.nominal();
    boolean singular = table.function().actsOnSingularValues();
    int count = singular ? COLUMNS : ROWS;
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(interval.lower() + (interval.upper() - interval.lower()) * (i + 0.5) / count);
    }
    return singular
        ? TestMatrix.withSingularValues(values, ROWS, COLUMNS, SEED)
        : TestMatrix.symmetric(values, SEED);
  }

  private static Optional<DMatrixRMaj> run(
      FormulaTable table, Precision precision, Epilogue epilogue, DMatrixRMaj input) {
    return new FormulaRun(table, precision, RoundingRules.of(epilogue))
        .on(new EjmlBackend(), input)
        .map(FormulaRun.Finished::result);
  }

  private static double distance(DMatrixRMaj x, DMatrixRMaj y) {
    return CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(x, y, null));
  }

  private static double size(DMatrixRMaj x) {
    return CommonOps_DDRM.elementMaxAbs(x);
  }

  private static List<List<Double>> rows(DMatrixRMaj x) {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < x.numRows; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < x.numCols; j++) {
        row.add(x.get(i, j));
      }
      rows.add(row);
    }
    return rows;
  }
}
