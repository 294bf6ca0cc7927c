package org.alternant.coefficients;

import java.util.List;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// What seeded runs of a table showed: observed, not proved. The arithmetic is emulated, so that
/// every machine finds the same.
///
/// @param precision the format in which matrices are stored
/// @param epilogue where results are rounded
/// @param seed of the first matrix; the others have those that follow
/// @param matrices how many of each kind and shape, 1 to 1000
/// @param kinds of spectra over the interval of the table's certificate, at least one
/// @param shapes at least one
/// @param worstError the largest |1 − σ| of all results, 0 or more; null where a run was not finite
/// @param medianError the median over the matrices of their largest |1 − σ|; null where that is not
///   finite
public record Measured(
    Precision precision,
    Epilogue epilogue,
    int seed,
    int matrices,
    List<TrialRuns.Kind> kinds,
    List<MatrixShape> shapes,
    @Nullable Double worstError,
    @Nullable Double medianError) {

  /// Copies the lists and checks the components.
  ///
  /// @throws IllegalArgumentException if a value is outside the range stated above
  public Measured {
    kinds = List.copyOf(kinds);
    shapes = List.copyOf(shapes);
    TrialRuns.requireShapes(shapes);
    TrialRuns.requireCount(matrices);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("sample runs need a kind of spectrum");
    }
    requireError("worst", worstError);
    requireError("median", medianError);
    if (worstError != null && medianError != null && medianError > worstError) {
      throw new IllegalArgumentException(
          "the median error must be at most the worst, "
              + MessageText.number(worstError)
              + ", found "
              + MessageText.number(medianError));
    }
  }

  private static void requireError(String which, @Nullable Double error) {
    if (error != null && !(error >= 0 && Double.isFinite(error))) {
      throw new IllegalArgumentException(
          "the "
              + which
              + " error must be 0 or more and finite, found "
              + MessageText.number(error));
    }
  }

  /// How many matrices were run.
  ///
  /// @return the number
  public int runs() {
    return matrices * kinds.size() * shapes.size();
  }
}
