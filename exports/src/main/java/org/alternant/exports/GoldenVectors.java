package org.alternant.exports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A matrix and what an iteration makes of it, for the self-check of an export.
///
/// @param rows m
/// @param columns n
/// @param steps how many steps were run
/// @param input X: m×n, row by row
/// @param output what the iteration made of it in binary64, row by row
/// @param singularValues of the normalized input, descending; for roots its eigenvalues
/// @param image |p_T(…p₁(σ)…)| for each of them, in their order; for roots what X has for each
/// @param tolerance64 how far a run in binary64 may lie from `output` and `image`
/// @param tolerance32 how far a run in binary32 may
/// @param tolerance16 how far one of PyTorch's eager loop in the table's own 16-bit format may;
///   null for a table of none
public record GoldenVectors(
    int rows,
    int columns,
    int steps,
    List<Double> input,
    List<Double> output,
    List<Double> singularValues,
    List<Double> image,
    double tolerance64,
    double tolerance32,
    @Nullable Double tolerance16) {

  /// The most entries of a matrix that is written into a file.
  public static final int MOST_ENTRIES = 4096;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if the lists do not fit the shape
  public GoldenVectors {
    input = List.copyOf(input);
    output = List.copyOf(output);
    singularValues = List.copyOf(singularValues);
    image = List.copyOf(image);
    requireEntries(input, rows, columns);
    requireEntries(output, rows, columns);
    int count = singularValues.size();
    if (image.size() != count) {
      throw new IllegalArgumentException(
          count + " singular values have " + count + " images, not " + image.size());
    }
  }

  private static void requireEntries(List<Double> matrix, int rows, int columns) {
    long count = (long) rows * columns;
    if (matrix.size() != count) {
      throw new IllegalArgumentException(
          "a " + rows + "×" + columns + " matrix has " + count + " entries, not " + matrix.size());
    }
  }

  /// A row of the input.
  List<Double> inputRow(int row) {
    return input.subList(row * columns, (row + 1) * columns);
  }

  /// A row of the output.
  List<Double> outputRow(int row) {
    return output.subList(row * columns, (row + 1) * columns);
  }
}
