package org.alternant.toolkit.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.measure.FormulaErrors;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.FormulaRun;
import org.alternant.solver.certificate.FormulaCertifier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Runs tables of parts on matrices and holds what comes out against what is proved.
public final class FormulaValidation {

  /// What rounding may add in binary64, times the largest singular value. Observed in
  /// FormulaValidationTest: 1e-13.
  public static final double BINARY64 = 1e-11;

  /// What rounding may add, times the largest singular value: beyond it a format does not carry the
  /// formula. It is what schedules are held to that survive a format.
  public static final double SURVIVED = 0.2;

  private FormulaValidation() {}

  /// What came of a run.
  public enum Verdict {
    /// No further from the function than is proved.
    INSIDE,
    /// Further, but not in binary64, and by less than [#SURVIVED]: rounding's work, for which there
    /// is no model yet.
    ROUNDED,
    /// Inside in binary64, but far off in this format.
    BROKEN,
    /// Values of the matrix lie outside what the table is meant for.
    OTHER_INPUT,
    /// Further than is proved, in binary64 too.
    OUTSIDE,
    /// Something overflowed.
    OVERFLOWED
  }

  /// A run.
  ///
  /// @param label of the matrix
  /// @param precision the format
  /// @param verdict how it stands to the certificate
  /// @param errors what was measured; null where it overflowed
  public record Run(
      String label, Precision precision, Verdict verdict, @Nullable FormulaErrors errors) {}

  /// Runs a table on every matrix of a batch, in every precision.
  ///
  /// @param table the table
  /// @param batch the matrices; for [org.alternant.coefficients.formula.Formula#PSD] symmetric
  /// @param precisions the formats
  /// @param backend what computes
  /// @param rounding where and how results are rounded
  /// @return the runs, in the order of the matrices
  /// @throws IllegalArgumentException if a matrix is empty, has an entry that is not finite, or is
  ///   not square where the formula needs that; or if nothing is proved about the table
  public static List<Run> run(
      FormulaTable table,
      MatrixBatch batch,
      List<Precision> precisions,
      Backend backend,
      RoundingRules rounding) {
    FormulaCertificate certificate = certificate(table);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < batch.matrices().size(); i++) {
      DMatrixRMaj x = batch.matrices().get(i);
      for (Precision precision : precisions) {
        FormulaRun run = new FormulaRun(table, precision, rounding);
        FormulaErrors errors = errors(run, backend, x).orElse(null);
        Verdict verdict = verdict(run, x, errors, certificate);
        runs.add(new Run(batch.labels().get(i), precision, verdict, errors));
      }
    }
    return runs;
  }

  /// What is proved on the numbers that the table is meant for.
  ///
  /// @param table the table
  /// @return its own certificate if it is about them, else a new one
  /// @throws IllegalArgumentException if nothing is proved
  public static FormulaCertificate certificate(FormulaTable table) {
    FormulaCertificate own = table.certificate();
    return own != null && own.input().equals(table.nominal())
        ? own
        : FormulaCertifier.nominal(table);
  }

  /// What a run comes to; empty where it overflows.
  private static Optional<FormulaErrors> errors(FormulaRun run, Backend backend, DMatrixRMaj x) {
    DenseAlgebra algebra = BackendSelection.algebra(backend);
    return run.on(backend, x).map(finished -> FormulaErrors.of(run.table(), finished, algebra));
  }

  private static Verdict verdict(
      FormulaRun run,
      DMatrixRMaj x,
      @Nullable FormulaErrors errors,
      FormulaCertificate certificate) {
    if (errors == null) {
      return Verdict.OVERFLOWED;
    }
    if (errors.distance() <= allowed(certificate, errors)) {
      return Verdict.INSIDE;
    }
    // The same matrix without rounding.
    FormulaErrors plain =
        errors(
                new FormulaRun(run.table(), Precision.FLOAT64, RoundingRules.FUSED),
                new EjmlBackend(),
                x)
            .orElse(errors);
    if (plain.distance() <= allowed(certificate, plain)) {
      double rounding = SURVIVED * Math.max(1, errors.largest());
      return errors.distance() <= certificate.worstCaseError() + rounding
          ? Verdict.ROUNDED
          : Verdict.BROKEN;
    }
    double margin = BINARY64 * plain.largest();
    boolean isMeant =
        plain.input().upper() <= certificate.input().upper() + margin
            && plain.input().lower() >= certificate.input().lower() - margin;
    return isMeant ? Verdict.OUTSIDE : Verdict.OTHER_INPUT;
  }

  private static double allowed(FormulaCertificate certificate, FormulaErrors errors) {
    return certificate.worstCaseError() + BINARY64 * Math.max(1, errors.largest());
  }
}
