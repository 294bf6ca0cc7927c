package org.alternant.toolkit.design;

import java.util.List;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TrialRuns;
import org.jspecify.annotations.Nullable;

/// A design by sample runs: for which arithmetic and matrices.
///
/// @param precision the format in which matrices are stored
/// @param precisions the format of each step, none coarser, where the degrees are given; null: that
///   one, or, in a search with rates, what is best
/// @param rounding where and how results are rounded
/// @param shapes of the sample matrices, at least one
/// @param room above what is met; null: the best of several
/// @param trials runs the matrices
public record TrialTask(
    Precision precision,
    @Nullable List<Precision> precisions,
    RoundingRules rounding,
    List<MatrixShape> shapes,
    @Nullable Double room,
    Trials trials) {

  /// The largest budget of products that is searched.
  public static final int MOST_PRODUCTS = 40;

  /// The shorter side of sample matrices: enough for their spectra, and quick to run. In larger
  /// ones more averages out.
  private static final int ORDER = 128;

  /// Their longer side is at most so many times as long: what is rounded is nearly all in the Gram
  /// matrix's order.
  private static final int LONGEST = 4;

  /// The shapes where none is named. In square matrices least averages out.
  public static final List<MatrixShape> CUSTOMARY_SHAPES =
      List.of(new MatrixShape(ORDER, 2 * ORDER), new MatrixShape(ORDER, ORDER));

  /// Copies the list.
  ///
  /// @throws IllegalArgumentException if there is no shape, or binary64 is to be stored in
  ///   binary32, or a step is coarser than the others
  public TrialTask {
    shapes = List.copyOf(shapes);
    precisions = precisions == null ? null : List.copyOf(precisions);
    TrialRuns.requirePrecisions(precision, precisions, rounding);
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException("sample runs need a shape");
    }
  }

  /// A design whose steps are all run in one format, unless a search has rates.
  ///
  /// @param precision the format in which matrices are stored
  /// @param rounding where and how results are rounded
  /// @param shapes of the sample matrices, at least one
  /// @param room above what is met; null: the best of several
  /// @param trials runs the matrices
  /// @throws IllegalArgumentException as the other constructor
  public TrialTask(
      Precision precision,
      RoundingRules rounding,
      List<MatrixShape> shapes,
      @Nullable Double room,
      Trials trials) {
    this(precision, null, rounding, shapes, room, trials);
  }

  /// The shape of the samples that stand for matrices of a shape: no larger, and of about the same
  /// proportions.
  ///
  /// @param shape of the matrices
  /// @return the samples' shape, its shorter side first
  public static MatrixShape sample(MatrixShape shape) {
    int order = Math.min(ORDER, shape.shorter());
    double proportion = Math.min(LONGEST, (double) shape.longer() / shape.shorter());
    return new MatrixShape(order, (int) Math.rint(order * proportion));
  }
}
