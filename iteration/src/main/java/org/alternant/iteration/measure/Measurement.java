package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.ejml.data.DMatrixRMaj;

/// Measures runs of one iteration on one matrix, which is decomposed once.
public final class Measurement {

  private final MatrixIteration iteration;
  private final ExactValues exact;
  private final ScalarImage.Trace images;
  private final RoundingEstimates rounding;

  private Measurement(MatrixIteration iteration, DMatrixRMaj scaled, ExactValues exact) {
    this.iteration = iteration;
    this.exact = exact;
    images = new ScalarImage.Trace(iteration.steps(), exact.values());
    rounding = new RoundingEstimates(iteration, exact, images, scaled);
  }

  /// Decomposes a matrix, which takes most of the time.
  ///
  /// @param iteration what is run
  /// @param scaled the matrix as [MatrixIteration#scaled] makes it
  /// @param algebra what decomposes
  /// @return what measures
  /// @throws IllegalArgumentException if the iteration's function is not defined for the matrix
  /// @throws ArithmeticException if a decomposition does not converge
  public static Measurement of(
      MatrixIteration iteration, DMatrixRMaj scaled, DenseAlgebra algebra) {
    return new Measurement(iteration, scaled, ExactFunction.of(iteration, scaled, algebra));
  }

  /// Computes the singular values of a matrix alone, in a fraction of the time. Then the exact
  /// polar factor is not known: neither the distance from it, nor whether a direction has lost its
  /// sign, nor how far directions are concentrated in few entries, so that rounding is allowed what
  /// it may do to unit vectors.
  ///
  /// @param iteration what is run: for the polar factor
  /// @param scaled as in [#of]
  /// @param algebra what decomposes
  /// @return what measures
  /// @throws IllegalArgumentException if the iteration is for another function
  /// @throws ArithmeticException as [#of]
  public static Measurement ofValues(
      MatrixIteration iteration, DMatrixRMaj scaled, DenseAlgebra algebra) {
    if (iteration.function() != MatrixFunction.POLAR) {
      throw new IllegalArgumentException(
          "only the polar factor can be measured without the exact function");
    }
    return new Measurement(iteration, scaled, PolarValues.of(scaled, algebra));
  }

  /// What the first step acts on.
  ///
  /// @return in descending order, of the scaled matrix before it is rounded
  public List<Double> inputSingularValues() {
    return exact.values();
  }

  /// Measures a run.
  ///
  /// @param run how it ended
  /// @return the measures
  /// @throws ArithmeticException if a decomposition does not converge
  public Measures of(Outcome.Finished run) {
    return after(iteration.steps().size(), run.result());
  }

  /// Measures what the iteration has reached after each step but the last, by running its first
  /// steps again: runs are deterministic.
  ///
  /// @param backend what computes
  /// @param input the matrix, before it is scaled
  /// @return the measures after 1, 2, … steps; fewer where one of them overflows
  public List<Measures> beforeTheLast(Backend backend, DMatrixRMaj input) {
    List<Measures> trace = new ArrayList<>();
    for (int t = 1; t < iteration.steps().size(); t++) {
      if (!(backend.run(iteration.first(t), input) instanceof Outcome.Finished finished)) {
        break;
      }
      trace.add(after(t, finished.result()));
    }
    return trace;
  }

  /// @param count how many steps were run
  private Measures after(int count, DMatrixRMaj computed) {
    double[] result = exact.valuesOf(computed);
    double[] image = image(count);
    double deviation = 0;
    for (int i = 0; i < result.length; i++) {
      deviation = Math.max(deviation, Math.abs(result[i] - image[i]));
    }
    RoundingEstimate estimate = rounding.after(count);
    List<Range> last = estimate.results().stream().map(Range::magnitude).toList();
    Signs signs = signs(computed, estimate.drowned());
    double largestError =
        exact instanceof ExactFunction function && clips()
            ? function.spectralDistance(computed)
            : Arrays.stream(result).map(value -> Math.abs(1 - value)).max().orElse(0);
    return new Measures(
        exact.values(),
        boxed(result),
        Math.max(largestError, signs.worstError()),
        exact.residual(computed),
        exact instanceof ExactFunction function
            ? OptionalDouble.of(function.distance(computed))
            : OptionalDouble.empty(),
        boxed(image),
        deviation,
        boxed(SingularValues.sortedDescending(last.stream().mapToDouble(Range::lower).toArray())),
        boxed(SingularValues.sortedDescending(last.stream().mapToDouble(Range::upper).toArray())),
        estimate.lastStep(),
        signs.unresolved(),
        signs.flipped(),
        signs.images());
  }

  /// The images of the input's values in exact arithmetic, in descending order.
  private double[] image(int count) {
    return SingularValues.sortedDescending(
        images.after(count).stream().mapToDouble(Math::abs).toArray());
  }

  private boolean clips() {
    return iteration.function() == MatrixFunction.CLIP;
  }

  /// What became of the directions' signs.
  ///
  /// @param unresolved how many values rounding may annihilate
  /// @param flipped how many of the others have the wrong sign; empty where nobody knows
  /// @param worstError of those
  /// @param images what became of each value, with its sign; empty where nobody knows
  private record Signs(
      int unresolved, OptionalInt flipped, double worstError, List<Double> images) {}

  private Signs signs(DMatrixRMaj computed, List<Boolean> drowned) {
    if (clips()) {
      return new Signs(0, OptionalInt.of(0), 0, List.of());
    }
    int unresolved = (int) drowned.stream().filter(lost -> lost).count();
    if (!(exact instanceof ExactFunction function)) {
      return new Signs(unresolved, OptionalInt.empty(), 0, List.of());
    }
    double[] diagonal = function.diagonalOf(computed);
    int flipped = 0;
    double worstError = 0;
    for (int i = 0; i < diagonal.length; i++) {
      if (!drowned.get(i) && diagonal[i] < 0) {
        flipped++;
        worstError = Math.max(worstError, 1 - diagonal[i]);
      }
    }
    return new Signs(unresolved, OptionalInt.of(flipped), worstError, boxed(diagonal));
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
