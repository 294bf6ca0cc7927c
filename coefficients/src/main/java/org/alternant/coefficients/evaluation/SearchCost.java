package org.alternant.coefficients.evaluation;

import java.util.List;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.DesignSearch.Measure;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;

/// The cost of schedules in a search's form and unit.
///
/// @param search says in which
public record SearchCost(DesignSearch search) {

  /// The cost of running a table in the search's form and unit.
  ///
  /// @param table p₁ first
  /// @return the cost
  public double cost(List<Step> table) {
    return in(IterationCost.of(table, form(table)));
  }

  /// The form for a table, with the restarts that the precision needs.
  ///
  /// @param table p₁ first
  /// @return the form
  public Form form(List<Step> table) {
    Precision precision = search.gramPrecision();
    return search.form() == FormKind.STANDARD
        ? Form.STANDARD
        : new Form.Gram(precision == null ? List.of() : GramRestarts.needed(table, precision));
  }

  /// The least that steps can cost whatever their coefficients: the cost itself, but for restarts.
  /// Either no restart or a restart after every step, which is the standard form, costs least.
  ///
  /// @param stepCount their number, each with q of 1 or more
  /// @param squareProducts of all their schemes
  /// @return the cost
  public double leastCost(int stepCount, int squareProducts) {
    double standard = in(IterationCost.least(search.function(), stepCount, squareProducts));
    if (search.form() == FormKind.STANDARD) {
      return standard;
    }
    double gram = in(new IterationCost(squareProducts + 3 * stepCount - 3, 1, 1));
    return search.gramPrecision() == null ? gram : Math.min(gram, standard);
  }

  private double in(IterationCost cost) {
    MatrixShape shape = search.shape();
    if (shape == null) {
      return cost.products();
    }
    return search.measure() == Measure.SYMMETRIC_OPERATIONS
        ? cost.symmetricOperations(shape)
        : cost.operations(shape);
  }
}
