package org.alternant.exports.formula;

import java.util.List;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.jspecify.annotations.Nullable;

/// What to export of a table of parts.
///
/// @param table the table
/// @param certificate what is proved about it
/// @param command the command that makes this export again, for its head; null: the head names none
/// @param golden what the export is to check itself with; null: no self-check
public record FormulaExportRequest(
    FormulaTable table,
    FormulaCertificate certificate,
    @Nullable String command,
    @Nullable Golden golden) {

  /// A matrix and what the formula makes of it.
  ///
  /// @param input the matrix, by rows
  /// @param output what a run in binary64 made of it, by rows
  /// @param tolerance64 how far a run in binary64 may lie from it in an entry
  /// @param tolerance32 how far one in binary32 may
  public record Golden(
      List<List<Double>> input, List<List<Double>> output, double tolerance64, double tolerance32) {

    /// Copies the lists.
    public Golden {
      input = input.stream().map(List::copyOf).toList();
      output = output.stream().map(List::copyOf).toList();
    }
  }
}
