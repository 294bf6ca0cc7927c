package org.alternant.coefficients.formula;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.formula.Formula.Role;

/// A part of a formula: a composition of steps.
///
/// @param role what it is in the formula
/// @param steps p₁ first; at least one, for the role's function
public record Part(Role role, List<Step> steps) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no step or more than
  ///   [CoefficientTable#MAX_STEPS], one is for another function than the role's, one names a
  ///   format, since a formula is run in one, or states an error, which is that of the whole
  public Part {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > CoefficientTable.MAX_STEPS) {
      throw new IllegalArgumentException(
          "a part has from 1 to " + CoefficientTable.MAX_STEPS + " steps, found " + steps.size());
    }
    for (Step step : steps) {
      if (!step.function().equals(role.function())) {
        throw new IllegalArgumentException(
            "the steps of this part are for the "
                + role.function().words()
                + ", found some for the "
                + step.function().words());
      }
      if (step.precision() != null || step.error() != null || step.designInterval() != null) {
        throw new IllegalArgumentException(
            "the steps of a part have no precision, error or design interval of their own");
      }
    }
  }

  /// The composition p_T(…p₁(x)…) in binary64.
  ///
  /// @param x the argument
  /// @return its image, with the rounding errors of [Step#evaluate]
  double evaluate(double x) {
    double value = x;
    for (Step step : steps) {
      value = step.evaluate(value);
    }
    return value;
  }
}
