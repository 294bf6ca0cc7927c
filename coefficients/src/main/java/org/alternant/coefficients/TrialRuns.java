package org.alternant.coefficients;

import java.util.List;
import org.alternant.coefficients.text.MessageText;

/// The sample runs by which a schedule with plans is designed: every step is made for what the
/// steps before it do to sample matrices in rounded arithmetic, which is emulated bit for bit on
/// every machine.
///
/// @param precision the format in which matrices are stored
/// @param epilogue where results are rounded
/// @param room how far above the largest singular value that is met a step is made to reach,
///   relative to it; in [0, 1]
/// @param shapes of the sample matrices, at least one
/// @param matrices how many of each [Kind] and shape, 1 to 1000
/// @param seed of the first; the others have those that follow
public record TrialRuns(
    Precision precision,
    Epilogue epilogue,
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
    requireShapes(shapes);
    requireCount(matrices);
    if (!(room >= 0 && room <= 1)) {
      throw new IllegalArgumentException(
          "room must be in [0, 1], found " + MessageText.number(room));
    }
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
    return new TrialRuns(precision, epilogue, newRoom, shapes, matrices, seed);
  }

  /// The same with other matrices.
  ///
  /// @param newMatrices how many of each kind and shape
  /// @param newSeed of the first
  /// @return the trial, otherwise the same
  /// @throws IllegalArgumentException if a value is outside its range
  public TrialRuns withMatrices(int newMatrices, int newSeed) {
    return new TrialRuns(precision, epilogue, room, shapes, newMatrices, newSeed);
  }

  /// The same where results are rounded elsewhere.
  ///
  /// @param newEpilogue where
  /// @return the trial, otherwise the same
  public TrialRuns with(Epilogue newEpilogue) {
    return new TrialRuns(precision, newEpilogue, room, shapes, matrices, seed);
  }
}
