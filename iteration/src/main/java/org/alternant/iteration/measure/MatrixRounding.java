package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.MatrixIteration;

/// How large the errors are that a format's rounding adds to matrices, as [RoundingRanges]
/// explains.
///
/// @param storage u of the format in which matrices are kept; twice that of operands where these
///   are rounded instead
/// @param operand u of the operands of products where it is not that of storage, else 0
/// @param accumulator u of the accumulator
/// @param rms the root mean square of what storing a result adds, in units of u
/// @param underflow the smallest subnormal number
/// @param stored the format in which matrices are kept
/// @param amplification of the coordinates
/// @param localizations of the directions
/// @param small the shorter side
/// @param large the longer side
record MatrixRounding(
    double storage,
    double operand,
    double accumulator,
    double rms,
    double underflow,
    Precision stored,
    double amplification,
    List<Double> localizations,
    int small,
    int large) {

  /// Room for what random errors may be above their mean, and for the structure of real matrices.
  /// *Observed* by `RoundingRangesTest`.
  static final double SLACK = 2;

  /// How often a result is rounded where epilogues are not fused.
  private static final double UNFUSED_ROUNDINGS = 3;

  /// Of results that an iteration's rules round, each counted as often as it is rounded.
  ///
  /// @param repeated how many terms of a sum may be equal
  static MatrixRounding of(
      MatrixIteration iteration,
      Precision precision,
      ExactValues exact,
      int rows,
      int columns,
      int repeated) {
    double often =
        iteration.rounding().epilogue() == Epilogue.FUSED ? 1 : Math.sqrt(UNFUSED_ROUNDINGS);
    return of(iteration, precision, exact, rows, columns, often * Precision.ROUNDING_RMS)
        .withRepeated(repeated);
  }

  /// Sums of r equal terms err by up to r/2 units each way, as all their errors may be the same.
  private MatrixRounding withRepeated(int terms) {
    return new MatrixRounding(
        storage,
        operand,
        accumulator * Math.max(1, terms / 2.0),
        rms,
        underflow,
        stored,
        amplification,
        localizations,
        small,
        large);
  }

  /// Of results that are rounded once.
  static MatrixRounding once(
      MatrixIteration iteration, Precision precision, ExactValues exact, int rows, int columns) {
    return of(iteration, precision, exact, rows, columns, Precision.ROUNDING_RMS);
  }

  /// Of results that are rounded once, where nothing is known of a symmetric matrix but its order:
  /// its eigenvectors are not near unit vectors.
  static MatrixRounding ordinary(MatrixIteration iteration, int order) {
    return of(
        iteration,
        iteration.precision(),
        1,
        Collections.nCopies(order, 0.0),
        order,
        order,
        Precision.ROUNDING_RMS);
  }

  private static MatrixRounding of(
      MatrixIteration iteration,
      Precision precision,
      ExactValues exact,
      int rows,
      int columns,
      double rms) {
    return of(
        iteration, precision, exact.amplification(), exact.localizations(), rows, columns, rms);
  }

  private static MatrixRounding of(
      MatrixIteration iteration,
      Precision precision,
      double amplification,
      List<Double> localizations,
      int rows,
      int columns,
      double rms) {
    Precision stored = iteration.rounding().stored(precision);
    // Both operands of a product are rounded where matrices are kept in binary32, else its result.
    boolean operands = stored != precision;
    return new MatrixRounding(
        (operands ? 2 : 1) * precision.unitRoundoff(),
        operands ? precision.unitRoundoff() : 0,
        precision.accumulator().unitRoundoff(),
        rms,
        stored.smallestSubnormal(),
        stored,
        amplification,
        localizations,
        Math.min(rows, columns),
        Math.max(rows, columns));
  }

  /// By how much an own error in the i-th direction counts.
  double own(int i) {
    return amplification * localizations.get(i);
  }

  /// The spectral norm of random errors of relative size u in an X: m×n with this Frobenius norm.
  double random(double u, double frobenius) {
    double spread = 1 / Math.sqrt(small) + 1 / Math.sqrt(large);
    double underflows = underflow * Math.sqrt((double) small * large);
    return amplification * SLACK * spread * (rms * u * frobenius + underflows);
  }

  /// The same in an m×m matrix.
  double randomSquare(double u, double frobenius) {
    return amplification * SLACK * 2 / Math.sqrt(small) * (rms * u * frobenius + underflow * small);
  }

  /// The rounding of D ← LR + C, m×m, by eigenvalues.
  GramErrors.Rounding product(double[] result, double[] left, double[] right, double[] addend) {
    double leftNorm = frobenius(left);
    double rightNorm = frobenius(right);
    double[] magnitudes = new double[small];
    for (int i = 0; i < small; i++) {
      magnitudes[i] = Math.abs(left[i] * right[i]) + Math.abs(addend[i]);
    }
    return rounding(
        result,
        leftNorm * rightNorm + frobenius(addend),
        leftNorm * largest(right) + rightNorm * largest(left),
        magnitudes);
  }

  /// The rounding of a symmetric m×m matrix X Xᵀ.
  ///
  /// @param stored its eigenvalues
  /// @param trace their sum
  GramErrors.Rounding gram(double[] stored, double trace) {
    return rounding(stored, trace, 0, stored);
  }

  /// What rounding both operands adds to QX, with slack.
  ///
  /// @param factor the Frobenius norm of Q
  /// @param spread what X multiplies it by
  double ofOperands(double factor, double spread) {
    return amplification * SLACK * rms * operand * factor / small * spread;
  }

  /// The rounding of a sum.
  ///
  /// @param stored its eigenvalues
  GramErrors.Rounding sum(double[] stored) {
    return rounding(stored, 0, 0, new double[small]);
  }

  /// The rounding of an m×m matrix.
  ///
  /// @param stored its eigenvalues
  /// @param accumulated the Frobenius norms of what it is the product and sum of, multiplied
  /// @param operands the norm of a product of one rounding error of an operand and the other
  ///   operand
  /// @param magnitudes the terms that each eigenvalue is the sum of
  private GramErrors.Rounding rounding(
      double[] stored, double accumulated, double operands, double[] magnitudes) {
    double format = operand == 0 ? storage : accumulator;
    double squares =
        square(format * frobenius(stored))
            + square(accumulator * accumulated)
            + square(operand * operands);
    List<Double> own = new ArrayList<>();
    for (int i = 0; i < small; i++) {
      double error = format * Math.abs(stored[i]) + (accumulator + 2 * operand) * magnitudes[i];
      own.add(own(i) * error);
    }
    return new GramErrors.Rounding(rms * Math.sqrt(squares) / small + underflow, own);
  }

  private static double square(double x) {
    return x * x;
  }

  /// The root of Σ xᵢ², scaled by a power of two so that no square overflows.
  static double frobenius(double[] values) {
    double largest = largest(values);
    if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
      return largest;
    }
    double scale = Math.scalb(1.0, -Math.getExponent(largest));
    double sum = 0;
    for (double value : values) {
      sum += square(value * scale);
    }
    return Math.sqrt(sum) / scale;
  }

  static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
