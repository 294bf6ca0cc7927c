package org.alternant.exports;

import java.util.List;
import java.util.stream.Collectors;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.exports.parts.CodeText;
import org.jspecify.annotations.Nullable;

/// What to export.
///
/// @param table the table, with its coefficients as they are to be written
/// @param function what the code computes
/// @param steps how many steps run unless the caller says otherwise
/// @param precision the format in which the coefficients are written: binary64 or binary32
/// @param shape the shape of the matrices where the runtime takes one; null: any
/// @param survival in which formats the steps survive as the runtime rounds; null where that is not
///   known
/// @param certificate what was proved about `steps` steps of `table`; null if nothing was
/// @param gradientError a proved bound on the relative error of each component of the gradient with
///   respect to the normalized matrix, in the matrix's eigenvectors; null: none, or no gradient
/// @param command the command that makes this export again, for its head; null: the head names none
/// @param golden what the export is to check itself with; null: no self-check
public record ExportRequest(
    CoefficientTable table,
    ExportFunction function,
    int steps,
    Precision precision,
    @Nullable MatrixShape shape,
    @Nullable Survival survival,
    @Nullable Certificate certificate,
    @Nullable Double gradientError,
    @Nullable String command,
    @Nullable GoldenVectors golden) {

  /// In which formats steps survive: estimated or measured, not proved.
  ///
  /// @param survives those in which they do
  /// @param ran those in which they do in seeded runs
  /// @param unclear those in which they may break
  /// @param breaks those in which they do not
  public record Survival(
      List<Precision> survives,
      List<Precision> ran,
      List<Precision> unclear,
      List<Precision> breaks) {

    /// Copies the lists.
    public Survival {
      survives = List.copyOf(survives);
      ran = List.copyOf(ran);
      unclear = List.copyOf(unclear);
      breaks = List.copyOf(breaks);
    }
  }

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `steps` is below 1 or more than the table's tail gives,
  ///   the table does not compute the function, or the precision is neither binary64 nor binary32
  public ExportRequest {
    if (!function.isComputedBy(table.function())) {
      throw new IllegalArgumentException(
          "a table for the " + table.function().words() + " does not compute " + function);
    }
    if (precision != Precision.FLOAT64 && precision != Precision.FLOAT32) {
      throw new IllegalArgumentException("code is written in float64 or float32, not " + precision);
    }
    table.run(steps); // Checks their number.
  }

  /// The steps that run, in their order.
  List<Step> run() {
    return table.run(steps);
  }

  /// The root p: 2 for the sign.
  int root() {
    return table.function().root();
  }

  /// The power of the matrix that a root is.
  ///
  /// @return `1/2`, `-1/4`, for p = 1 `-1`
  String exponent() {
    return switch (function) {
      case POLAR, CLIP -> throw new IllegalStateException("not a root");
      case SQRT -> "1/2";
      case INVSQRT, INVERSE_ROOT -> root() == 1 ? "-1" : "-1/" + root();
    };
  }

  Normalization normalization() {
    return table.conventions().normalization();
  }

  boolean repeatsLast() {
    return table.conventions().tail() == Tail.REPEAT_LAST;
  }

  /// The number of rows.
  int rows() {
    return table.steps().size();
  }

  /// A coefficient in decimals.
  String decimal(double coefficient) {
    return CodeText.decimal(coefficient, precision);
  }

  /// Numbers as [#decimal] writes them, side by side.
  String decimals(List<Double> numbers, String separator) {
    return numbers.stream().map(this::decimal).collect(Collectors.joining(separator));
  }
}
