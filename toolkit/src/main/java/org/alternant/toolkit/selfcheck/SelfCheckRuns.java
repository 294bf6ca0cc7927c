package org.alternant.toolkit.selfcheck;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.exports.ExportFunction;
import org.alternant.exports.GoldenVectors;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measurement;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.toolkit.NominalInput;
import org.alternant.toolkit.export.SelfCheck;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/// The matrix on which an export checks itself, and what our iteration makes of it.
///
/// How far another program's result may lie from ours is measured, not guessed: d is the largest
/// difference between our run in float64 and runs in float32 by the same plans, as exported code
/// takes them, rounded in few places and in many. Rounding errors of first order are proportional
/// to the unit roundoff, so that a run in float64 may differ by some 2⁻²⁹ d. A table that does not
/// converge scatters neighbouring values, and after enough steps no two programs agree; the test
/// then runs as many steps as keep d below [#LARGEST_DIFFERENCE].
public final class SelfCheckRuns implements SelfCheck {

  /// The one instance: it has no state.
  public static final SelfCheckRuns INSTANCE = new SelfCheckRuns();

  static final double LARGEST_DIFFERENCE = 1e-2;

  /// Another order of operations errs by as much as ours, in some entry by several times that.
  static final double SLACK = 16;

  /// In 16 bits few entries depend on the order, but what follows from them is of the errors' size.
  private static final double NARROW_SLACK = 2;

  /// Where float32 happens to hit float64, as for a single scaling: some units in the last place.
  static final double SMALLEST = 0x1p-18;

  /// From binary32's unit roundoff to binary64's.
  static final double ROUNDOFF_RATIO = 0x1p-29;

  private static final long SEED = 1;

  /// Decimal digits of the images, beyond what any cancellation between coefficients takes.
  private static final MathContext DIGITS = new MathContext(100);

  private SelfCheckRuns() {}

  @Override
  public Optional<GoldenVectors> vectors(
      CoefficientTable table, ExportFunction function, int steps, MatrixShape shape) {
    DMatrixRMaj input = matrix(table, function, shape);
    int compared = steps;
    while (compared > 0) {
      MatrixIteration iteration =
          new MatrixIteration(
              function.run(table.run(compared)),
              table.conventions().normalization(),
              Precision.FLOAT64);
      DMatrixRMaj expected = run(iteration, function, input);
      double difference =
          Stream.of(Epilogue.FUSED, Epilogue.UNFUSED)
              .map(epilogue -> iteration.with(Precision.FLOAT32).with(epilogue))
              .mapToDouble(rounded -> difference(expected, run(rounded, function, input)))
              .reduce(0, Math::max);
      double scale = scale(expected);
      if (difference <= LARGEST_DIFFERENCE * scale) {
        return Optional.of(
            vectors(
                iteration,
                function,
                input,
                expected,
                compared,
                SLACK * difference,
                scale,
                function == ExportFunction.POLAR
                    ? narrow(table.conventions().precision(), iteration, expected, input)
                    : null));
      }
      compared--;
    }
    return Optional.empty();
  }

  /// Singular values at evenly spaced logarithms over the upper decade of the interval the table is
  /// made for: small ones would only test how rounding errors are magnified.
  private static DMatrixRMaj matrix(
      CoefficientTable table, ExportFunction function, MatrixShape shape) {
    Interval interval = NominalInput.of(table);
    double upper = interval.upper();
    double lower = Math.max(interval.lower(), upper / 10);
    int count = shape.shorter();
    List<Double> values =
        IntStream.range(0, count)
            .mapToObj(
                i -> upper * StrictMath.pow(lower / upper, i / (double) Math.max(1, count - 1)))
            .toList();
    return function.actsOnSingularValues()
        ? TestMatrix.withSingularValues(values, shape.rows(), shape.columns(), SEED)
        : TestMatrix.symmetric(values, SEED);
  }

  /// What the exported code makes of a matrix: for a root, that of the matrix before it is scaled.
  private static DMatrixRMaj run(
      MatrixIteration iteration, ExportFunction function, DMatrixRMaj input) {
    DMatrixRMaj result = run(iteration, input);
    if (function.actsOnSingularValues()) {
      return result;
    }
    DMatrixRMaj scaled = iteration.scaled(input);
    double scale = input.get(0, 0) / scaled.get(0, 0);
    if (function != ExportFunction.SQRT) {
      CommonOps_DDRM.scale(StrictMath.pow(scale, -1.0 / iteration.root()), result);
      return result;
    }
    DMatrixRMaj root = new DMatrixRMaj(input.numRows, input.numCols);
    CommonOps_DDRM.mult(Math.sqrt(scale), scaled, result, root);
    return root;
  }

  private static DMatrixRMaj run(MatrixIteration iteration, DMatrixRMaj input) {
    return switch (new EjmlBackend().run(iteration, input)) {
      case Outcome.Finished finished -> finished.result();
      case Outcome.Overflowed _ -> {
        DMatrixRMaj nothing = new DMatrixRMaj(input.numRows, input.numCols);
        Arrays.fill(nothing.data, Double.POSITIVE_INFINITY);
        yield nothing;
      }
    };
  }

  private static GoldenVectors vectors(
      MatrixIteration iteration,
      ExportFunction function,
      DMatrixRMaj input,
      DMatrixRMaj expected,
      int steps,
      double difference,
      double scale,
      @Nullable Double narrow) {
    List<Double> singularValues =
        Measurement.of(iteration, iteration.scaled(input), EjmlAlgebra.INSTANCE)
            .inputSingularValues()
            .stream()
            .sorted(Comparator.reverseOrder())
            .toList();
    double tolerance = Math.max(difference, SMALLEST * scale);
    return new GoldenVectors(
        input.numRows,
        input.numCols,
        steps,
        boxed(input),
        boxed(expected),
        singularValues,
        singularValues.stream()
            .map(
                x ->
                    function.actsOnSingularValues()
                        ? image(iteration.steps(), x)
                        : rootImage(iteration.steps(), x))
            .toList(),
        brief(tolerance * ROUNDOFF_RATIO),
        brief(tolerance),
        narrow);
  }

  /// How far PyTorch's eager loop may lie from a run in float64, in the format that the table is
  /// for: twice as far as our emulation, from which it differs by the order of accumulation. Null
  /// for a format of more than 16 bits, and where the emulation overflows.
  private static @Nullable Double narrow(
      @Nullable Precision precision,
      MatrixIteration iteration,
      DMatrixRMaj expected,
      DMatrixRMaj input) {
    if (precision != Precision.BFLOAT16 && precision != Precision.FLOAT16) {
      return null;
    }
    MatrixIteration rounded =
        iteration.with(precision).with(RoundingRules.of(TargetRuntime.PYTORCH));
    double difference = difference(expected, run(rounded, input));
    return Double.isFinite(difference) ? Double.valueOf(brief(NARROW_SLACK * difference)) : null;
  }

  /// What the steps make of a singular value, each rounded once: Horner's rule on the coefficients
  /// of a high degree errs by more than a plan.
  private static double image(List<Step> steps, double singularValue) {
    double x = singularValue;
    for (Step step : steps) {
      if (!Double.isFinite(x)) {
        return x;
      }
      BigDecimal square = new BigDecimal(x).pow(2);
      BigDecimal value = BigDecimal.ZERO;
      for (BigDecimal coefficient : step.exactCoefficients().reversed()) {
        value = value.multiply(square, DIGITS).add(coefficient, DIGITS);
      }
      x = value.multiply(new BigDecimal(x)).doubleValue();
    }
    return Math.abs(x);
  }

  /// What the steps make of an eigenvalue: X's there, rounded once a step as M is.
  private static double rootImage(List<Step> steps, double eigenvalue) {
    double x = 1;
    double m = eigenvalue;
    for (Step step : steps) {
      if (!Double.isFinite(m) || !Double.isFinite(x)) {
        return Double.POSITIVE_INFINITY;
      }
      BigDecimal q = BigDecimal.ZERO;
      for (BigDecimal coefficient : step.exactCoefficients().reversed()) {
        q = q.multiply(new BigDecimal(m), DIGITS).add(coefficient, DIGITS);
      }
      x = q.multiply(new BigDecimal(x)).doubleValue();
      m = q.pow(step.function().root(), DIGITS).multiply(new BigDecimal(m)).doubleValue();
    }
    return Math.abs(x);
  }

  private static List<Double> boxed(DMatrixRMaj matrix) {
    return Arrays.stream(matrix.data, 0, matrix.getNumElements()).boxed().toList();
  }

  private static double difference(DMatrixRMaj a, DMatrixRMaj b) {
    double largest = 0;
    for (int i = 0; i < a.getNumElements(); i++) {
      double difference = Math.abs(a.data[i] - b.data[i]);
      largest = difference <= largest ? largest : difference;
    }
    return largest;
  }

  /// The largest entry's magnitude, and 1 for smaller ones.
  private static double scale(DMatrixRMaj matrix) {
    return Arrays.stream(matrix.data, 0, matrix.getNumElements())
        .map(Math::abs)
        .reduce(1, Math::max);
  }

  /// Rounded up to two digits.
  static double brief(double tolerance) {
    return new BigDecimal(tolerance).round(new MathContext(2, RoundingMode.UP)).doubleValue();
  }
}
