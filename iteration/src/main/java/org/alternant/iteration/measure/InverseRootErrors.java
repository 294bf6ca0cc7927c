package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.MatrixIteration;

/// How rounding disturbs the coupled iteration for an inverse root: every operation of the run with
/// its rounding, each error followed to the result to first order ([ErrorTape]).
///
/// The result is judged relative to A^(−1/p): an error δX counts as A^(1/2p) δX A^(1/2p), entry by
/// entry (yᵢyⱼ)^(1/2p) δXᵢⱼ in the basis of A's eigenvectors. The errors that decide are those of
/// small eigenvalues of M: they are lost relative to u ‖A‖, and what is lost the iteration does not
/// find again.
final class InverseRootErrors {

  /// Room for what random errors may be above their mean, and for the structure of real matrices.
  /// *Observed* by `InverseRootRunsTest`.
  private static final double SLACK = 8;

  /// How many times the change of an eigenvalue of M must go into it that it is one of first order.
  /// *Observed* by the same.
  private static final double FIRST_ORDER = 3;

  /// The error of an eigendecomposition in units of 2⁻⁵³ √n ‖A‖.
  private static final double DECOMPOSITION_ERROR = 60;

  /// The squares of random errors relative to A^(−1/p), summed along rows, of all steps and of the
  /// last.
  private final double[] rows;

  private final double[] rowsOfLast;

  /// Up to which each value may be wrong where eigenvectors are unit vectors.
  private final double[] own;

  private double ownOfLast;

  /// @param before how many operations come before the last step
  private InverseRootErrors(
      MatrixIteration iteration, MatrixRounding rounding, double[] y, int before) {
    int order = y.length;
    int root = iteration.root();
    rows = new double[order];
    rowsOfLast = new double[order];
    own = new double[order];
    ErrorTape tape = new ErrorTape(iteration.precision(), rounding, order);
    ErrorTape.Taped result = iteration.run(tape, tape.input(y), 1, order, order);
    double[] scale = Arrays.stream(y).map(value -> StrictMath.pow(value, 1.0 / root)).toArray();
    double[] work = new double[2 * tape.size()];
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < i; j++) {
        ErrorTape.EntryError error = tape.error(result, i, j, before, work);
        add(i, scale[i] * scale[j], error);
        add(j, scale[i] * scale[j], error);
      }
      ErrorTape.EntryError error = tape.error(result, i, i, before, work);
      add(i, scale[i] * scale[i], error);
      own[i] = scale[i] * error.own();
      ownOfLast = Math.max(ownOfLast, scale[i] * error.ownOfLast());
    }
  }

  private void add(int row, double relative, ErrorTape.EntryError error) {
    rows[row] += relative * error.variance();
    rowsOfLast[row] += relative * error.varianceOfLast();
  }

  /// The spectral norm of the error that a run is expected to have, relative to A^(−1/p), by
  /// independent errors alone and without slack.
  ///
  /// @param y the eigenvalues, in descending order
  static double expected(MatrixIteration iteration, MatrixRounding rounding, double[] y) {
    return norm(new InverseRootErrors(iteration, rounding, y, 0).rows);
  }

  /// The estimate for the images of the eigenvalues.
  static RoundingEstimate estimate(MatrixIteration iteration, ExactValues exact) {
    double[] y = exact.values().stream().mapToDouble(Double::doubleValue).toArray();
    int order = y.length;
    Precision precision = iteration.precision();
    MatrixRounding rounding = MatrixRounding.once(iteration, precision, exact, order, order);
    int before = before(iteration, rounding, y);
    InverseRootErrors errors = new InverseRootErrors(iteration, rounding, y, before);
    double reference =
        DECOMPOSITION_ERROR
            * Precision.FLOAT64.unitRoundoff()
            * Math.sqrt(order)
            * (y[0] / y[order - 1]);
    double random = norm(errors.rows);
    double smallest = rounding.randomSquare(precision.unitRoundoff(), MatrixRounding.frobenius(y));
    List<Range> results = new ArrayList<>();
    List<Boolean> drowned = new ArrayList<>();
    for (int i = 0; i < order; i++) {
      double widening = widening(iteration.root(), random, errors.own[i]) + reference;
      results.add(Range.of(ScalarImage.of(iteration.steps(), y[i])).widened(widening));
      drowned.add(y[i] <= smallest);
    }
    double lastStep = SLACK * norm(errors.rowsOfLast) + errors.ownOfLast;
    return new RoundingEstimate(results, lastStep, drowned);
  }

  /// How many operations come before the last step.
  private static int before(MatrixIteration iteration, MatrixRounding rounding, double[] y) {
    int steps = iteration.steps().size();
    if (steps == 1) {
      return 0;
    }
    ErrorTape tape = new ErrorTape(iteration.precision(), rounding, y.length);
    iteration.first(steps - 1).run(tape, tape.input(y), 1, y.length, y.length);
    return tape.size();
  }

  /// The spectral norm of a symmetric random matrix: twice the largest norm of a row (A. Edelman
  /// 1988 for equal variances).
  private static double norm(double[] squaresOfRows) {
    double largest = 0;
    for (double square : squaresOfRows) {
      largest = Double.isNaN(square) ? Double.POSITIVE_INFINITY : Math.max(largest, square);
    }
    return 2 * Math.sqrt(largest);
  }

  /// A relative error w of X is one of pw of an eigenvalue of M: where it nears 1, that may become
  /// 0 and the iteration diverges.
  private static double widening(int root, double random, double own) {
    double change = FIRST_ORDER * root * (random + own);
    return change < 1 ? (SLACK * random + own) / (1 - change) : Double.POSITIVE_INFINITY;
  }
}
