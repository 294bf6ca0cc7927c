package org.alternant.coefficients;

import java.util.List;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// The sample runs by which a schedule with plans is designed: every step is made for what the
/// steps before it do to sample matrices in rounded arithmetic, which is emulated bit for bit on
/// every machine.
///
/// @param precision the format in which matrices are stored
/// @param precisions the format that each step is run in, none with a larger roundoff than
///   `precision`; null: all in that
/// @param rounding where and how results are rounded
/// @param room how far above what may be met a step is made to reach, relative to it; in [0, 1]
/// @param shapes of the sample matrices, at least one
/// @param matrices how many of each [Kind] and shape, 1 to 1000
/// @param seed of the first; the others have those that follow
public record TrialRuns(
    Precision precision,
    @Nullable List<Precision> precisions,
    RoundingRules rounding,
    double room,
    List<MatrixShape> shapes,
    int matrices,
    int seed) {

  /// How the singular values of a sample matrix are spread over an interval. The first two fill it,
  /// which meets every part of a polynomial; the others are what matrices in training look like.
  public enum Kind {
    /// Evenly spaced logarithms.
    GEOMETRIC,
    /// Evenly spaced.
    UNIFORM,
    /// One at the upper end, the others within ten times the lower end, evenly spaced logarithms.
    DOMINANT,
    /// Those of a matrix of independent normal entries, mapped affinely onto the interval.
    GAUSSIAN
  }

  private static final int MOST_MATRICES = 1000;

  /// Copies the list and checks the components.
  ///
  /// @throws IllegalArgumentException if a value is outside the range stated above
  public TrialRuns {
    shapes = List.copyOf(shapes);
    precisions = precisions == null ? null : List.copyOf(precisions);
    requirePrecisions(precision, precisions, rounding);
    requireShapes(shapes);
    requireCount(matrices);
    if (!(room >= 0 && room <= 1)) {
      throw new IllegalArgumentException(
          "room must be in [0, 1], found " + MessageText.number(room));
    }
  }

  /// The runs of a schedule whose steps are all run in one format.
  ///
  /// @param precision the format in which matrices are stored
  /// @param rounding where and how results are rounded
  /// @param room how far above what may be met a step is made to reach, relative to it; in [0, 1]
  /// @param shapes of the sample matrices, at least one
  /// @param matrices how many of each [Kind] and shape, 1 to 1000
  /// @param seed of the first; the others have those that follow
  /// @throws IllegalArgumentException as the other constructor
  public TrialRuns(
      Precision precision,
      RoundingRules rounding,
      double room,
      List<MatrixShape> shapes,
      int matrices,
      int seed) {
    this(precision, null, rounding, room, shapes, matrices, seed);
  }

  /// Checks formats of steps.
  ///
  /// @param precision that of the run
  /// @param precisions those of the steps; null: the same
  /// @param rounding how results are rounded
  /// @throws IllegalArgumentException if one is coarser than the run's, or its matrices are not
  ///   stored so
  public static void requirePrecisions(
      Precision precision, @Nullable List<Precision> precisions, RoundingRules rounding) {
    rounding.requireStorage(precision);
    for (Precision one : precisions == null ? List.<Precision>of() : precisions) {
      rounding.requireStorage(one);
      if (one.unitRoundoff() > precision.unitRoundoff()) {
        throw new IllegalArgumentException(
            "no step is run in a coarser format than "
                + EnumIds.of(precision)
                + ", found "
                + EnumIds.of(one));
      }
    }
  }

  /// The format that a step is run in.
  ///
  /// @param step its number, from 0
  /// @return the step's own, or that of all
  public Precision precision(int step) {
    return precisions == null ? precision : precisions.get(step);
  }

  static void requireShapes(List<MatrixShape> shapes) {
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException("sample runs need a shape");
    }
  }

  static void requireCount(int matrices) {
    if (matrices < 1 || matrices > MOST_MATRICES) {
      throw new IllegalArgumentException(
          "sample matrices must be 1 to " + MOST_MATRICES + ", found " + matrices);
    }
  }

  /// The same with other room.
  ///
  /// @param newRoom the room
  /// @return the trial, otherwise the same
  /// @throws IllegalArgumentException if the value is outside its range
  public TrialRuns withRoom(double newRoom) {
    return new TrialRuns(precision, precisions, rounding, newRoom, shapes, matrices, seed);
  }

  /// The same with other matrices.
  ///
  /// @param newMatrices how many of each kind and shape
  /// @param newSeed of the first
  /// @return the trial, otherwise the same
  /// @throws IllegalArgumentException if a value is outside its range
  public TrialRuns withMatrices(int newMatrices, int newSeed) {
    return new TrialRuns(precision, precisions, rounding, room, shapes, newMatrices, newSeed);
  }

  /// The same where results are rounded elsewhere.
  ///
  /// @param newRounding where and how
  /// @return the trial, otherwise the same
  public TrialRuns with(RoundingRules newRounding) {
    return new TrialRuns(precision, precisions, newRounding, room, shapes, matrices, seed);
  }

  /// The same with formats for the steps.
  ///
  /// @param newPrecisions one for each step; null: all in one
  /// @return the trial, otherwise the same
  /// @throws IllegalArgumentException if one is coarser than the run's
  public TrialRuns withPrecisions(@Nullable List<Precision> newPrecisions) {
    return new TrialRuns(precision, newPrecisions, rounding, room, shapes, matrices, seed);
  }
}
