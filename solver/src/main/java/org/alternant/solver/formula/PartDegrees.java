package org.alternant.solver.formula;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.formula.Formula.Role;

/// The sequences of degrees that a part may have, in ascending order: others were not seen to be
/// better in a formula.
///
/// @param degrees of the steps
/// @param products what they cost
record PartDegrees(List<Integer> degrees, int products) {

  /// Those of a search; 15 costs what 17 does.
  private static final List<Integer> ALLOWED = List.of(3, 5, 7, 9, 11, 13, 17);

  /// The square products of a step of each of them.
  private static final List<Integer> SQUARES = List.of(0, 1, 2, 2, 3, 3, 3);

  /// All sequences within a budget.
  ///
  /// @param role of the part
  /// @param budget the most products
  static List<PartDegrees> within(Role role, int budget) {
    List<PartDegrees> found = new ArrayList<>();
    add(role, budget, List.of(), 0, 0, found);
    return found;
  }

  private static void add(
      Role role,
      int budget,
      List<Integer> degrees,
      int squares,
      int first,
      List<PartDegrees> found) {
    for (int i = first; i < ALLOWED.size(); i++) {
      int sum = squares + SQUARES.get(i);
      List<Integer> longer = new ArrayList<>(degrees);
      longer.add(ALLOWED.get(i));
      int products = IterationCost.least(role.function(), longer.size(), sum).products();
      if (products <= budget) {
        found.add(new PartDegrees(longer, products));
        add(role, budget, longer, sum, i, found);
      }
    }
  }
}
