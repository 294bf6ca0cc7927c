package org.alternant.toolkit.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.measure.SingularValues;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.design.SampleRuns;
import org.alternant.solver.rounding.SampleSpectrum;
import org.alternant.toolkit.design.Trials;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/// Runs sample matrices in the embedded arithmetic, which emulates every format: the same bits on
/// every machine.
public final class EmulatedTrials implements Trials {

  /// Creates what runs; it holds nothing.
  public EmulatedTrials() {}

  @Override
  public SampleRuns samples(Interval input, TrialRuns trial) {
    return Runs.of(
        stored(matrices(input, trial), trial),
        stored(structured(trial), trial),
        trial.precision(),
        trial.rounding());
  }

  @Override
  public Measurement measurement(Interval input, TrialRuns trial) {
    return measurement(input, trial, 1);
  }

  /// The same for steps that are run on matrices divided by a factor, as some tables in use are.
  ///
  /// @param input where the singular values of the matrices are before the division
  /// @param trial which matrices, and in which format
  /// @param divisor by which they are divided
  /// @return runs them
  public Measurement measurement(Interval input, TrialRuns trial, double divisor) {
    List<DMatrixRMaj> matrices = matrices(input, trial);
    List<DMatrixRMaj> structured = structured(trial);
    Stream.concat(matrices.stream(), structured.stream())
        .forEach(x -> CommonOps_DDRM.divide(x, divisor));
    return (steps, rounding) -> measured(steps, matrices, structured, trial.with(rounding));
  }

  /// Where the singular values of results are.
  ///
  /// @param reached empty where a run was not finite
  /// @param runs how many
  /// @param structured how far matrices went whose entries repeat
  record Ranges(Optional<Interval> reached, int runs, Measured.Structured structured) {}

  /// Runs matrices of every kind of spectrum, and structured ones.
  ///
  /// @param input their singular values; for an inverse root the eigenvalues of positive definite
  ///   matrices, of the order of the shapes' shorter sides
  static Ranges ranges(List<Step> steps, Interval input, TrialRuns trial) {
    MatrixIteration iteration = iteration(steps, trial.precision(), trial.rounding());
    boolean root = steps.getFirst().function().isRoot();
    List<DMatrixRMaj> matrices = root ? PositiveMatrices.of(input, trial) : matrices(input, trial);
    List<DMatrixRMaj> structured =
        root ? PositiveMatrices.structured(input, trial) : structured(trial);
    List<Optional<Interval>> ranges =
        matrices.parallelStream().map(x -> range(iteration, x)).toList();
    Optional<Interval> reached =
        ranges.stream()
            .reduce((one, other) -> one.flatMap(a -> other.map(a::hull)))
            .flatMap(all -> all);
    return new Ranges(reached, matrices.size(), structured(iteration, structured));
  }

  private static Optional<Interval> range(MatrixIteration iteration, DMatrixRMaj x) {
    if (!(new EjmlBackend().run(iteration, x) instanceof Outcome.Finished finished)) {
      return Optional.empty();
    }
    if (!iteration.function().equals(MatrixFunction.INVERSE_ROOT)) {
      return Optional.of(SingularValues.extremes(finished.result()));
    }
    List<Double> relative = Measures.of(iteration, finished).singularValues();
    return Optional.of(new Interval(relative.getLast(), relative.getFirst()));
  }

  /// Matrices whose entries repeat, as many of each structure and shape as of each kind.
  private static List<DMatrixRMaj> structured(TrialRuns trial) {
    return trial.shapes().stream()
        .flatMap(shape -> StructuredMatrices.of(shape, trial.matrices(), trial.seed()).stream())
        .toList();
  }

  private static Measured measured(
      List<Step> steps, List<DMatrixRMaj> matrices, List<DMatrixRMaj> structured, TrialRuns trial) {
    MatrixIteration iteration = iteration(steps, trial.precision(), trial.rounding());
    double[] errors =
        matrices.parallelStream().mapToDouble(x -> error(iteration, x)).sorted().toArray();
    return new Measured(
        trial.precision(),
        trial.rounding(),
        trial.seed(),
        trial.matrices(),
        List.of(TrialRuns.Kind.values()),
        trial.shapes(),
        finite(errors[errors.length - 1]),
        finite(errors[errors.length / 2]),
        structured(iteration, structured));
  }

  private static Measured.Structured structured(
      MatrixIteration iteration, List<DMatrixRMaj> matrices) {
    double largest =
        matrices.parallelStream()
            .mapToDouble(
                x -> range(iteration, x).map(Interval::upper).orElse(Double.POSITIVE_INFINITY))
            .max()
            .orElseThrow();
    return new Measured.Structured(matrices.size(), finite(largest));
  }

  private static @Nullable Double finite(double error) {
    return Double.isFinite(error) ? error : null;
  }

  private static double error(MatrixIteration iteration, DMatrixRMaj x) {
    return range(iteration, x).map(Interval::error).orElse(Double.POSITIVE_INFINITY);
  }

  private static MatrixIteration iteration(
      List<Step> steps, Precision precision, RoundingRules rounding) {
    return new MatrixIteration(steps, Normalization.NONE, precision).with(rounding);
  }

  /// Matrices as the first step's arithmetic stores them.
  private static List<DMatrixRMaj> stored(List<DMatrixRMaj> matrices, TrialRuns trial) {
    Precision storage = trial.rounding().stored(trial.precision(0));
    return matrices.stream().map(x -> rounded(x, storage)).toList();
  }

  private static DMatrixRMaj rounded(DMatrixRMaj x, Precision precision) {
    DMatrixRMaj stored = x.copy();
    for (int i = 0; i < stored.getNumElements(); i++) {
      stored.data[i] = precision.nearest(stored.data[i]);
    }
    return stored;
  }

  private static List<DMatrixRMaj> matrices(Interval input, TrialRuns trial) {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (MatrixShape shape : trial.shapes()) {
      for (TrialRuns.Kind kind : TrialRuns.Kind.values()) {
        for (int i = 0; i < trial.matrices(); i++) {
          matrices.add(matrix(kind, input, shape, trial.seed() + i));
        }
      }
    }
    return matrices;
  }

  /// A sample matrix.
  ///
  /// @param kind how its singular values are spread
  /// @param input from where to where
  /// @param shape its shape
  /// @param seed any number
  /// @return the matrix, in binary64
  static DMatrixRMaj matrix(TrialRuns.Kind kind, Interval input, MatrixShape shape, long seed) {
    List<Double> values =
        kind == TrialRuns.Kind.GAUSSIAN
            ? gaussian(input, shape, seed)
            : Arrays.stream(SampleSpectrum.values(kind, input, shape.shorter())).boxed().toList();
    return TestMatrix.withSingularValues(values, shape.rows(), shape.columns(), seed);
  }

  private static List<Double> gaussian(Interval input, MatrixShape shape, long seed) {
    Spectrum spectrum = new Spectrum(Spectrum.Kind.GAUSSIAN, 1);
    double[] values =
        SingularValues.descending(
            TestMatrix.generate(spectrum, shape.rows(), shape.columns(), seed));
    double largest = values[0];
    double spread = largest - values[values.length - 1];
    double slope = spread == 0 ? 0 : (input.upper() - input.lower()) / spread;
    return Arrays.stream(values)
        .map(value -> Math.max(input.lower(), input.upper() - slope * (largest - value)))
        .boxed()
        .toList();
  }

  /// Sample matrices on their way.
  private record Runs(
      List<DMatrixRMaj> matrices,
      List<DMatrixRMaj> structured,
      Precision precision,
      RoundingRules rounding,
      Interval range)
      implements SampleRuns {

    static Runs of(
        List<DMatrixRMaj> matrices,
        List<DMatrixRMaj> structured,
        Precision precision,
        RoundingRules rounding) {
      double lower = Double.POSITIVE_INFINITY;
      double upper = 0;
      for (DMatrixRMaj matrix : matrices) {
        Interval range = SingularValues.extremes(matrix);
        lower = Math.min(lower, range.lower());
        upper = Math.max(upper, range.upper());
      }
      for (DMatrixRMaj matrix : structured) {
        upper = Math.max(upper, SingularValues.extremes(matrix).upper());
      }
      return new Runs(matrices, structured, precision, rounding, new Interval(lower, upper));
    }

    @Override
    public EvaluationPlan taken(EvaluationPlan plan, Precision format) {
      return rounding.roundsCoefficients() ? plan.rounded(format::nearest) : plan;
    }

    @Override
    public Optional<SampleRuns> after(Step step) {
      MatrixIteration iteration = iteration(List.of(step), precision, rounding);
      return after(iteration, matrices)
          .flatMap(
              next ->
                  after(iteration, structured)
                      .map(others -> of(next, others, precision, rounding)));
    }

    private static Optional<List<DMatrixRMaj>> after(
        MatrixIteration iteration, List<DMatrixRMaj> matrices) {
      List<DMatrixRMaj> results = new ArrayList<>();
      for (DMatrixRMaj matrix : matrices) {
        if (!(new EjmlBackend().run(iteration, matrix) instanceof Outcome.Finished finished)) {
          return Optional.empty();
        }
        results.add(finished.result());
      }
      return Optional.of(results);
    }
  }
}
