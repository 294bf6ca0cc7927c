package org.alternant.cli.validate;

import java.util.List;
import java.util.stream.IntStream;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.iteration.run.Outcome.Finished;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// One run of a table on one matrix, measured and judged.
///
/// @param label the matrix
/// @param rows m
/// @param columns n
/// @param iteration what was run
/// @param measures null where the run overflowed
/// @param verdict the judgement
/// @param leftAt the step after which it was outside; 0 where it never was, or before the first
/// @param trace after 1, 2, … steps; empty unless asked for or needed to find `leftAt`
/// @param seconds for the steps of the whole batch
/// @param batch how many matrices were run together
record Validation(
    String label,
    int rows,
    int columns,
    MatrixIteration iteration,
    @Nullable Measures measures,
    Verdict verdict,
    int leftAt,
    List<Measures> trace,
    double seconds,
    int batch) {

  /// Runs, measures and judges a batch.
  ///
  /// @param traced whether the trace is wanted even where the verdict does not need it
  /// @throws IllegalArgumentException if the function is not defined for one of the matrices
  static List<Validation> run(
      Backend backend, MatrixIteration iteration, ValidationInput.Batch batch, boolean traced) {
    List<Outcome> outcomes = backend.run(iteration, batch.matrices());
    return IntStream.range(0, outcomes.size())
        .mapToObj(
            i ->
                judge(
                    backend,
                    iteration,
                    batch.labels().get(i),
                    batch.matrices().get(i),
                    outcomes.get(i),
                    traced,
                    outcomes.size()))
        .toList();
  }

  private static Validation judge(
      Backend backend,
      MatrixIteration iteration,
      String label,
      DMatrixRMaj x,
      Outcome outcome,
      boolean traced,
      int batch) {
    return switch (outcome) {
      case Finished finished -> {
        Measures measures = Measures.of(iteration, finished);
        Verdict verdict = Verdict.of(iteration, measures);
        List<Measures> trace =
            traced || verdict.outside() ? Measures.trace(backend, iteration, x) : List.of();
        int leftAt = verdict.outside() ? Verdict.leftAt(iteration, trace) : 0;
        yield new Validation(
            label,
            x.numRows,
            x.numCols,
            iteration,
            measures,
            verdict,
            leftAt,
            trace,
            finished.seconds(),
            batch);
      }
      case Outcome.Overflowed overflowed ->
          new Validation(
              label,
              x.numRows,
              x.numCols,
              iteration,
              null,
              Verdict.overflowed(
                  iteration,
                  overflowed.step(),
                  Measures.inputSingularValues(iteration, x).getFirst()),
              overflowed.step(),
              traced ? Measures.trace(backend, iteration, x) : List.of(),
              0,
              batch);
    };
  }
}
