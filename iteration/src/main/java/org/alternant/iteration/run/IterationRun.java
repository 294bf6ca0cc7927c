package org.alternant.iteration.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Runs an iteration on a batch: normalization, upload, the steps on the clock, download, and the
/// search for the step that overflowed.
///
/// @param <M> the arithmetic's matrices
final class IterationRun<M> {

  private final MatrixArithmetic<M> arithmetic;
  private final MatrixIteration iteration;

  private IterationRun(MatrixArithmetic<M> arithmetic, MatrixIteration iteration) {
    this.iteration = iteration;
    this.arithmetic = arithmetic;
  }

  static <M> IterationRun<M> of(MatrixArithmetic<M> arithmetic, MatrixIteration iteration) {
    return new IterationRun<>(rounded(arithmetic, iteration), iteration);
  }

  /// The operations where an iteration's rules have results and coefficients rounded.
  static <M> MatrixArithmetic<M> rounded(
      MatrixArithmetic<M> arithmetic, MatrixIteration iteration) {
    return rounded(arithmetic, iteration.rounding(), iteration.precision());
  }

  /// The same for any operations in a format.
  static <M> MatrixArithmetic<M> rounded(
      MatrixArithmetic<M> arithmetic, RoundingRules rounding, Precision precision) {
    MatrixArithmetic<M> exact =
        rounding.roundsCoefficients() ? new RoundedFactors<>(arithmetic, precision) : arithmetic;
    return switch (rounding.epilogue()) {
      case FUSED -> exact;
      case ADDMM, UNFUSED -> new UnfusedArithmetic<>(exact, rounding.epilogue());
    };
  }

  /// As [Backend#run].
  List<Outcome> run(List<DMatrixRMaj> inputs) {
    requireShape(inputs);
    List<DMatrixRMaj> scaled = inputs.stream().map(iteration::scaled).toList();
    M initial = arithmetic.upload(scaled);
    List<DMatrixRMaj> normalized = arithmetic.download(initial);
    Last<M> last = new Last<>();
    StepSequence<M> sequence = sequence(iteration, initial, inputs);
    double seconds = arithmetic.time(() -> last.iterate = sequence.run());
    M result = last.get();
    List<DMatrixRMaj> results = arithmetic.download(result);
    List<Boolean> finite = arithmetic.isFinite(result);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      outcomes.add(
          finite.get(i)
              ? new Outcome.Finished(scaled.get(i), normalized.get(i), results.get(i), seconds)
              : new Outcome.Overflowed(overflow(normalized.get(i))));
    }
    return outcomes;
  }

  /// The first step after which a run overflows. Infinities and NaN never vanish again.
  private int overflow(DMatrixRMaj normalized) {
    M initial = arithmetic.upload(List.of(normalized));
    if (!arithmetic.isFinite(initial).getFirst()) {
      return 0;
    }
    int count = iteration.steps().size();
    for (int t = 1; t < count; t++) {
      M result = sequence(iteration.first(t), initial, List.of(normalized)).run();
      if (!arithmetic.isFinite(result).getFirst()) {
        return t;
      }
    }
    return count;
  }

  private StepSequence<M> sequence(MatrixIteration shorter, M initial, List<DMatrixRMaj> inputs) {
    DMatrixRMaj first = inputs.getFirst();
    return StepSequence.of(
        arithmetic, shorter, initial, inputs.size(), first.numRows, first.numCols);
  }

  private void requireShape(List<DMatrixRMaj> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one matrix");
    }
    MatrixIteration.requireOneShape(inputs);
    DMatrixRMaj first = inputs.getFirst();
    iteration.function().requireShape(first.numRows, first.numCols);
  }

  /// What the timed operations leave behind.
  private static final class Last<M> {
    private @Nullable M iterate;

    M get() {
      return Objects.requireNonNull(iterate);
    }
  }
}
