package org.alternant.toolkit.catalogue;

import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.solver.rounding.Survival;

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

  /// In which formats the table survives, estimated.
  ///
  /// @param rules how runs round
  /// @return what is to be expected in each of [Survival#FORMATS]; empty where nothing is proved
  public Map<Precision, Survival> survival(RoundingRules rules) {
    Certificate proved = table.certificate();
    return proved == null
        ? Map.of()
        : Survival.of(table, table.steps(), proved.input(), proved.output(), rules);
  }

  static ShippedTable of(CoefficientTable table) {
    return new ShippedTable(
        table,
        table.steps().stream().map(Step::degree).distinct().toList(),
        IterationCost.of(table.steps(), Form.STANDARD).products());
  }
}
