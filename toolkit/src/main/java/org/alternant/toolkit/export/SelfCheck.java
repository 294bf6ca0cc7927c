package org.alternant.toolkit.export;

import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.MatrixShape;
import org.alternant.exports.ExportFunction;
import org.alternant.exports.GoldenVectors;

/// What finds the vectors with which an export checks itself. An interface, because that takes
/// matrices, and exporting as such does not.
@FunctionalInterface
public interface SelfCheck {

  /// A matrix and what the iteration makes of it.
  ///
  /// @param table the table, with its numbers as they are written
  /// @param function what the exported code computes
  /// @param steps how many steps to run if their results can be compared, otherwise fewer
  /// @param shape the shape of the matrix
  /// @return the vectors; empty if not even one step's results can be compared
  Optional<GoldenVectors> vectors(
      CoefficientTable table, ExportFunction function, int steps, MatrixShape shape);
}
