package org.alternant.coefficients.formula;

/// The request that a formula's parts were designed from, beside formula and bound.
///
/// @param budget the most products of a run
public record FormulaDesign(int budget) {

  /// Checks the component.
  ///
  /// @throws IllegalArgumentException if the budget is below 1
  public FormulaDesign {
    if (budget < 1) {
      throw new IllegalArgumentException("budget must be 1 or more, found " + budget);
    }
  }
}
