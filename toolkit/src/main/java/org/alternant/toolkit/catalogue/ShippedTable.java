package org.alternant.toolkit.catalogue;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;

/// A table of the catalogue, which says what is proved about it for singular values in [0.001, 1].
///
/// @param table the table
/// @param degrees its steps' degrees, each once, in the order in which they come
/// @param products the matrix products of all its rows
public record ShippedTable(CoefficientTable table, List<Integer> degrees, int products) {

  /// Copies the list.
  public ShippedTable {
    degrees = List.copyOf(degrees);
  }

  static ShippedTable of(CoefficientTable table) {
    return new ShippedTable(
        table,
        table.steps().stream().map(Step::degree).distinct().toList(),
        IterationCost.of(table.steps(), Form.STANDARD).products());
  }
}
