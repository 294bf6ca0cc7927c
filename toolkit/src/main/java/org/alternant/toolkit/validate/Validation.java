package org.alternant.toolkit.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.measure.Measurement;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.measure.SymmetricPart;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.toolkit.NominalInput;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.validate.ValidationDistribution.SeededRun;
import org.ejml.data.DMatrixRMaj;

/// Runs tables on matrices and judges what comes out.
public final class Validation {

  private Validation() {}

  /// Runs a table on every matrix in every precision.
  ///
  /// @param request what to run
  /// @return the runs with their verdicts
  /// @throws BackendUnavailableException if the backend cannot compute here, or not in one of the
  ///   precisions
  /// @throws IllegalArgumentException if a matrix is empty or has an entry that is not finite, the
  ///   function is not defined for it, or generated matrices cannot be made for this table
  /// @throws org.alternant.iteration.run.DeviceException if the backend's device fails
  public static ValidationResult run(ValidationRequest request) throws BackendUnavailableException {
    return run(request, ProgressListener.NONE);
  }

  /// The same, told how far it has come.
  ///
  /// @param request what to run
  /// @param progress told of every matrix that is judged, for one batch in one precision after the
  ///   other
  /// @return the runs with their verdicts
  /// @throws BackendUnavailableException as [#run(ValidationRequest)]
  /// @throws IllegalArgumentException as [#run(ValidationRequest)]
  /// @throws org.alternant.iteration.run.DeviceException if the backend's device fails
  public static ValidationResult run(ValidationRequest request, ProgressListener progress)
      throws BackendUnavailableException {
    requireBackend(request);
    List<MatrixIteration> iterations = request.iterations();
    List<ValidationRun> runs = new ArrayList<>();
    for (MatrixBatch batch : batches(request, request.matrices())) {
      for (MatrixIteration iteration : iterations) {
        runs.addAll(run(request, iteration, batch, request.traced(), progress));
      }
    }
    return new ValidationResult(
        request,
        new TableCertifier(iterations.getFirst().steps())
            .certify(NominalInput.of(request.table()))
            .proved(),
        runs);
  }

  /// Runs a table on matrices of many seeds, and tells nobody of progress.
  ///
  /// @param request what to run; its matrices are generated
  /// @param count how many: by the request's seed and the following ones
  /// @return a distribution for each precision, in their order
  /// @throws BackendUnavailableException as [#run(ValidationRequest)]
  /// @throws IllegalArgumentException as [#run(ValidationRequest)], or if the matrices are not
  ///   generated, their batch is not 1, or `count` is below 1
  /// @throws org.alternant.iteration.run.DeviceException if the backend's device fails
  public static List<ValidationDistribution> repeat(ValidationRequest request, int count)
      throws BackendUnavailableException {
    return repeat(request, count, ProgressListener.NONE);
  }

  /// Runs a table on matrices of many seeds, one after the other, and keeps the distribution.
  ///
  /// @param request what to run; its matrices are generated, and no more than one at a time
  /// @param count how many: by the request's seed and the following ones
  /// @param progress told of every run
  /// @return a distribution for each precision, in their order
  /// @throws BackendUnavailableException as [#run(ValidationRequest)]
  /// @throws IllegalArgumentException as [#run(ValidationRequest)], or if the matrices are not
  ///   generated, their batch is not 1, or `count` is below 1
  /// @throws org.alternant.iteration.run.DeviceException if the backend's device fails
  public static List<ValidationDistribution> repeat(
      ValidationRequest request, int count, ProgressListener progress)
      throws BackendUnavailableException {
    if (!(request.matrices() instanceof GeneratedMatrices generated) || generated.batch() != 1) {
      throw new IllegalArgumentException("only matrices generated one by one can be repeated");
    }
    if (count < 1) {
      throw new IllegalArgumentException("count must be 1 or more, found " + count);
    }
    requireBackend(request);
    List<MatrixIteration> iterations = request.iterations();
    long total = (long) count * iterations.size();
    long done = 0;
    List<ValidationDistribution> distributions = new ArrayList<>();
    for (MatrixIteration iteration : iterations) {
      List<SeededRun> runs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        GeneratedMatrices one = generated.by(generated.seed() + i, 1);
        MatrixBatch batch = batches(request, one).getFirst();
        ValidationRun run = run(request, iteration, batch, false, ProgressListener.NONE).getFirst();
        runs.add(SeededRun.of(one.seed(), run));
        progress.advanced(++done, total);
      }
      distributions.add(new ValidationDistribution(iteration, runs));
    }
    return distributions;
  }

  private static List<MatrixBatch> batches(ValidationRequest request, MatrixSource matrices) {
    return matrices.batches(
        request.table(), request.function(), BackendSelection.algebra(request.backend()));
  }

  private static void requireBackend(ValidationRequest request) throws BackendUnavailableException {
    BackendSelection.requireAvailable(request.backend());
    for (MatrixIteration iteration : request.iterations()) {
      for (Precision precision : iteration.formats()) {
        BackendSelection.require(request.backend(), precision);
        BackendSelection.require(
            request.backend(), precision, request.rounding().stored(precision));
      }
    }
  }

  private static List<ValidationRun> run(
      ValidationRequest request,
      MatrixIteration iteration,
      MatrixBatch batch,
      boolean traced,
      ProgressListener progress) {
    List<SymmetricPart> parts =
        batch.matrices().stream().map(x -> SymmetricPart.of(iteration.function(), x)).toList();
    Interval nominal = NominalInput.of(request.table());
    List<Outcome> outcomes =
        request.backend().run(iteration, parts.stream().map(SymmetricPart::matrix).toList());
    List<ValidationRun> runs = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      DMatrixRMaj x = parts.get(i).matrix();
      Judged judged =
          switch (outcomes.get(i)) {
            case Outcome.Finished finished ->
                finished(request, iteration, x, finished, nominal, traced);
            case Outcome.Overflowed overflowed ->
                overflowed(request, iteration, x, overflowed.step(), nominal, traced);
          };
      runs.add(
          new ValidationRun(
              batch.labels().get(i),
              x.numRows,
              x.numCols,
              parts.get(i).asymmetry(),
              outcomes.size(),
              iteration,
              judged.outcome(),
              judged.judgement(),
              judged.leftAt(),
              judged.trace()));
      progress.advanced(i + 1L, outcomes.size());
    }
    return runs;
  }

  /// What is known about a run beside what was asked for.
  private record Judged(
      RunOutcome outcome, Judgement judgement, OptionalInt leftAt, List<Measures> trace) {}

  private static Measurement measurement(
      ValidationRequest request, MatrixIteration iteration, DMatrixRMaj scaled) {
    DenseAlgebra algebra = BackendSelection.algebra(request.backend());
    return request.exact()
        ? Measurement.of(iteration, scaled, algebra)
        : Measurement.ofValues(iteration, scaled, algebra);
  }

  private static Judged finished(
      ValidationRequest request,
      MatrixIteration iteration,
      DMatrixRMaj x,
      Outcome.Finished finished,
      Interval nominal,
      boolean traced) {
    Measurement measurement = measurement(request, iteration, finished.scaled());
    Measures measures = measurement.of(finished);
    Judgement judgement = Judgement.of(iteration, measures, nominal);
    boolean outside = judgement.verdict().outside();
    List<Measures> trace = new ArrayList<>();
    if (traced || outside) {
      trace.addAll(measurement.beforeTheLast(request.backend(), x));
      trace.add(measures);
    }
    return new Judged(
        new RunOutcome.Measured(measures, finished.seconds()),
        judgement,
        outside ? Judgement.leftAt(iteration, trace, nominal) : OptionalInt.empty(),
        trace);
  }

  private static Judged overflowed(
      ValidationRequest request,
      MatrixIteration iteration,
      DMatrixRMaj x,
      int step,
      Interval nominal,
      boolean traced) {
    Measurement measurement = measurement(request, iteration, iteration.scaled(x));
    return new Judged(
        new RunOutcome.Overflowed(step),
        Judgement.overflowed(iteration, step, measurement.inputSingularValues(), nominal),
        step == 0 ? OptionalInt.empty() : OptionalInt.of(step),
        traced ? measurement.beforeTheLast(request.backend(), x) : List.of());
  }
}
