package org.alternant.toolkit.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.exports.ExportOutcome;
import org.alternant.exports.ExportOutcome.Refused;
import org.alternant.exports.ExportRequest;
import org.alternant.exports.Exports;
import org.alternant.exports.GoldenVectors;
import org.alternant.exports.Refusal;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.toolkit.NominalInput;
import org.jspecify.annotations.Nullable;

/// Exports a table: rounds its coefficients to the precision in which they are written, proves what
/// these numbers do, adds the self-check, and writes the file.
public final class Export {

  /// Of the self-check's matrix where no shape is prescribed: tall, so that the check sees the
  /// transposition.
  static final MatrixShape SELF_CHECK_SHAPE = new MatrixShape(6, 4);

  private Export() {}

  /// Exports. The same task gives the same bytes on every machine.
  ///
  /// @param task what, and how
  /// @return the file, with the table and the certificate it states; or why there is none
  public static ExportOutcome of(ExportTask task) {
    Optional<Refusal> refusal = refusal(task);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    CoefficientTable written = rounded(task.table(), task.precision());
    if (written.stopsBefore(task.steps())) {
      return new Refused(new Refusal.MoreStepsThanRows(written.steps().size(), task.steps()));
    }
    GoldenVectors golden = null;
    if (task.selfCheck() != null) {
      MatrixShape shape = task.shape() == null ? SELF_CHECK_SHAPE : task.shape();
      Optional<GoldenVectors> vectors = task.selfCheck().vectors(written, task.steps(), shape);
      if (vectors.isEmpty()) {
        return new Refused(new Refusal.SelfCheckUnstable());
      }
      golden = vectors.get();
    }
    return Exports.export(
        task.target(),
        new ExportRequest(
            written,
            task.steps(),
            task.precision(),
            task.shape(),
            certificate(written, task.steps()),
            task.command(),
            golden));
  }

  /// What can be said before anything is rounded.
  private static Optional<Refusal> refusal(ExportTask task) {
    Optional<Refusal.OfTarget> ofTarget =
        Exports.refusal(task.target(), task.precision(), task.shape(), task.selfCheck() != null);
    if (ofTarget.isPresent()) {
      return Optional.of(ofTarget.get());
    }
    for (Step step : task.table().steps()) {
      for (double coefficient : step.coefficients()) {
        if (!Double.isFinite(task.precision().nearest(coefficient))) {
          return Optional.of(new Refusal.CoefficientOverflow(coefficient, task.precision()));
        }
      }
    }
    return Exports.planRefusal(task.table());
  }

  /// The table with its coefficients as they are written, and without what was proved about others.
  private static CoefficientTable rounded(CoefficientTable table, Precision precision) {
    if (precision == Precision.FLOAT64) {
      return table;
    }
    List<Step> steps = new ArrayList<>();
    for (Step step : table.steps()) {
      steps.add(
          step.withCoefficients(step.coefficients().stream().map(precision::nearest).toList()));
    }
    return new CoefficientTable(
        table.name(),
        table.description(),
        steps,
        table.conventions(),
        table.design(),
        null,
        table.provenance());
  }

  /// What is proved about the numbers as they are written and the steps as they run, on the
  /// interval of the table's own certificate if there is one; null where the images overflow.
  private static @Nullable Certificate certificate(CoefficientTable written, int steps) {
    Certificate own = written.certificate();
    Interval input =
        own != null && steps == written.steps().size() ? own.input() : NominalInput.of(written);
    return new TableCertifier(written.run(steps)).certify(input).proved().orElse(null);
  }
}
