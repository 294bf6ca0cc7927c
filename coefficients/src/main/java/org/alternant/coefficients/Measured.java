package org.alternant.coefficients;

import java.util.List;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// What seeded runs of a table showed: observed, not proved. The arithmetic is emulated, so that
/// every machine finds the same.
///
/// @param precision the format in which matrices are stored
/// @param rounding where and how results are rounded
/// @param seed of the first matrix; the others have those that follow
/// @param matrices how many of each kind and shape, 1 to 1000
/// @param kinds of spectra over the interval of the table's certificate, at least one
/// @param shapes at least one
/// @param worstError the largest |1 − σ| of all results, 0 or more; null where a run was not finite
/// @param medianError the median over the matrices of their largest |1 − σ|; null where that is not
///   finite
/// @param structured what matrices whose entries repeat showed; null: none were run
public record Measured(
    Precision precision,
    RoundingRules rounding,
    int seed,
    int matrices,
    List<TrialRuns.Kind> kinds,
    List<MatrixShape> shapes,
    @Nullable Double worstError,
    @Nullable Double medianError,
    @Nullable Structured structured) {

  /// Singular values that come out with such an error are as good as lost.
  public static final double USELESS = 0.9;

  private static final double BROKEN = 1.1;

  /// What matrices whose entries repeat showed: all equal, repeated rows, blocks, circulants and
  /// the like. Their roundings are equal instead of independent, and move singular values further;
  /// what these are at first is not prescribed, so that only the largest say something.
  ///
  /// @param matrices how many, at least 1
  /// @param largest the largest singular value of all results; null where a run was not finite
  public record Structured(int matrices, @Nullable Double largest) {

    /// Checks the components.
    ///
    /// @throws IllegalArgumentException if a value is outside the range stated above
    public Structured {
      if (matrices < 1) {
        throw new IllegalArgumentException(
            "structured matrices must be 1 or more, found " + matrices);
      }
      requireNotNegative("largest singular value", largest);
    }

    /// How far beyond 1 they reach.
    ///
    /// @return what is above 1, or 0; infinite where a run was not finite
    public double excess() {
      return largest == null ? Double.POSITIVE_INFINITY : Math.max(0, largest - 1);
    }

    /// Whether one came out far beyond 2.
    ///
    /// @return whether one exceeds 1 by 1.1 or more, or was not finite
    public boolean breaks() {
      return excess() >= BROKEN;
    }
  }

  /// Copies the lists and checks the components.
  ///
  /// @throws IllegalArgumentException if a value is outside the range stated above
  public Measured {
    kinds = List.copyOf(kinds);
    shapes = List.copyOf(shapes);
    rounding.requireStorage(precision);
    TrialRuns.requireShapes(shapes);
    TrialRuns.requireCount(matrices);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("sample runs need a kind of spectrum");
    }
    requireNotNegative("worst error", worstError);
    requireNotNegative("median error", medianError);
    if (worstError != null && medianError != null && medianError > worstError) {
      throw new IllegalArgumentException(
          "the median error must be at most the worst, "
              + MessageText.number(worstError)
              + ", found "
              + MessageText.number(medianError));
    }
  }

  private static void requireNotNegative(String what, @Nullable Double value) {
    if (value != null && !(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "the " + what + " must be 0 or more and finite, found " + MessageText.number(value));
    }
  }

  /// Whether a singular value came out far beyond 2: one that has gone there may go anywhere in the
  /// next run. An unfinished table brings some close to 2, and rounding a little further.
  ///
  /// @return whether the worst error is 1.1 or more, or not finite
  public boolean breaks() {
    return worstError == null || worstError >= BROKEN || breaksWhereStructured();
  }

  /// Whether a structured matrix broke.
  ///
  /// @return whether one exceeds 1 by 1.1 or more, or was not finite
  public boolean breaksWhereStructured() {
    return structured != null && structured.breaks();
  }

  /// What to choose a table by: the worst error; where structured matrices, which are rarer, reach
  /// further beyond 1 than that, the mean of both.
  ///
  /// @return the error; infinite where a run was not finite
  public double error() {
    double ordinary = ordinaryError();
    return structured == null ? ordinary : Math.max(ordinary, (ordinary + structured.excess()) / 2);
  }

  /// The worst error of ordinary matrices alone.
  ///
  /// @return [#worstError]; infinite where a run was not finite
  public double ordinaryError() {
    return worstError == null ? Double.POSITIVE_INFINITY : worstError;
  }

  /// How many matrices were run.
  ///
  /// @return the number
  public int runs() {
    return matrices * kinds.size() * shapes.size();
  }
}
