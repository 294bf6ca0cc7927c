package org.alternant.toolkit.validate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;

/// What many seeds give in one precision.
///
/// @param iteration what was run
/// @param runs by ascending seeds; at least one
public record ValidationDistribution(MatrixIteration iteration, List<SeededRun> runs) {

  /// What is kept of a run.
  ///
  /// @param seed of its matrix
  /// @param verdict inside or not
  /// @param figures empty where the run overflowed
  public record SeededRun(long seed, Verdict verdict, Optional<Figures> figures) {

    static SeededRun of(long seed, ValidationRun run) {
      return new SeededRun(
          seed,
          run.verdict(),
          switch (run.outcome()) {
            case RunOutcome.Measured(Measures measures, double _) ->
                Optional.of(
                    new Figures(measures.worstError(), measures.deviation(), measures.distance()));
            case RunOutcome.Overflowed _ -> Optional.empty();
          });
    }
  }

  /// The measures of which the distribution is shown, as [Measures] has them.
  ///
  /// @param worstError max |1 − σ|
  /// @param deviation from the exact image of the singular values
  /// @param distance to the exact function, in the Frobenius norm; empty where that was not
  ///   computed
  public record Figures(double worstError, double deviation, OptionalDouble distance) {}

  /// Copies the list.
  ///
  /// @throws IllegalArgumentException if there is no run
  public ValidationDistribution {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a distribution needs at least one run");
    }
  }

  /// How many runs have a verdict.
  ///
  /// @param kind the verdict's type
  /// @return the number
  public int count(Class<? extends Verdict> kind) {
    return (int) runs.stream().filter(run -> kind.isInstance(run.verdict())).count();
  }

  /// How many runs overflowed.
  ///
  /// @return the number; they are among those outside
  public int overflowed() {
    return (int) runs.stream().filter(run -> run.figures().isEmpty()).count();
  }

  /// The first run that is outside.
  ///
  /// @return empty if there is none
  public Optional<SeededRun> firstOutside() {
    return runs.stream().filter(run -> run.verdict().outside()).findFirst();
  }

  /// The run with the largest worst error, of several the first.
  ///
  /// @return empty if all overflowed
  public Optional<SeededRun> worst() {
    // Of equal ones, max returns the last.
    return runs.reversed().stream()
        .filter(run -> run.figures().isPresent())
        .max(Comparator.comparingDouble(run -> run.figures().orElseThrow().worstError()));
  }

  /// How a measure is distributed over the runs that did not overflow.
  ///
  /// @param figure the measure, such as `Figures::worstError`
  /// @return empty if all overflowed
  public Optional<Quantiles> quantiles(ToDoubleFunction<Figures> figure) {
    return quantilesOf(figures -> OptionalDouble.of(figure.applyAsDouble(figures)));
  }

  /// How the distance to the exact function is distributed.
  ///
  /// @return empty if all overflowed, or it was not computed
  public Optional<Quantiles> distances() {
    return quantilesOf(Figures::distance);
  }

  private Optional<Quantiles> quantilesOf(Function<Figures, OptionalDouble> figure) {
    List<Double> values =
        runs.stream()
            .flatMap(run -> run.figures().stream())
            .map(figure)
            .flatMapToDouble(OptionalDouble::stream)
            .boxed()
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(new Quantiles(values));
  }
}
