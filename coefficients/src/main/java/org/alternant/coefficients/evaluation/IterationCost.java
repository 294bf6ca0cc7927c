package org.alternant.coefficients.evaluation;

import java.util.List;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;

/// What an iteration costs: its matrix products. Operations on single entries are fewer by a factor
/// O(m) and do not count.
///
/// With r ≤ c the sides of X, a product r×r by r×c takes 2r²c floating-point operations (a
/// multiplication and an addition each), r×r by r×r 2r³. Products whose result is symmetric (XXᵀ
/// and all square ones, whose factors commute) take half where only one triangle is computed.
///
/// For an inverse root all products are square: the coupled iteration X ← X q(M), M ← M q(M)ᵖ from
/// X = I, M = A takes those of q(M), one for X but in the first step, and but in the last those of
/// the shortest chain for M ([PowerChain]).
///
/// @param squareProducts products of two r×r matrices
/// @param gramProducts products XXᵀ
/// @param applications products of an r×r matrix and X
public record IterationCost(int squareProducts, int gramProducts, int applications) {

  /// The cost of a sequence of steps.
  ///
  /// @param steps p₁ first
  /// @param form the form in which they are carried out; inverse roots have but one
  /// @return the cost
  public static IterationCost of(List<Step> steps, Form form) {
    return form instanceof Form.Gram gram && !function(steps).isRoot()
        ? gram(steps, gram)
        : standard(steps);
  }

  /// The least that steps cost in the standard form, whatever their coefficients.
  ///
  /// @param function what they approximate
  /// @param steps their number, each with q of 1 or more
  /// @param squareProducts of all their schemes
  /// @return the cost
  public static IterationCost least(TableFunction function, int steps, int squareProducts) {
    int between = 1 + PowerChain.of(function.root()).products();
    return function.isRoot()
        ? new IterationCost(squareProducts + Math.max(0, steps - 1) * between, 0, 0)
        : new IterationCost(squareProducts, steps, steps);
  }

  private static IterationCost standard(List<Step> steps) {
    int square = 0;
    int count = 0;
    for (Step step : steps) {
      EvaluationPlan plan = Scheme.planOf(step);
      square += plan.squareProducts();
      count += plan.scales() ? 0 : 1;
    }
    return least(function(steps), count, square);
  }

  private static TableFunction function(List<Step> steps) {
    return steps.isEmpty() ? TableFunction.SIGN : steps.getFirst().function();
  }

  private static IterationCost gram(List<Step> steps, Form.Gram form) {
    int square = 0;
    int segments = 0;
    for (int t = 1; t <= steps.size(); t++) {
      Step step = steps.get(t - 1);
      boolean scaling = Scheme.planOf(step).scales();
      boolean ends = form.ends(t, steps.size());
      square += Scheme.planOf(step).squareProducts();
      square += form.begins(t) || scaling ? 0 : 1;
      square += ends || scaling ? 0 : 2;
      segments += ends ? 1 : 0;
    }
    return new IterationCost(square, segments, segments);
  }

  /// What steps cost in the standard form where some are run in another format than others.
  ///
  /// @param steps p₁ first
  /// @param run the format of those that have none
  /// @param rates how fast products are in each format
  /// @return the cost, in products of the fastest format
  /// @throws IllegalArgumentException if the format of a step has no rate
  public static double rated(List<Step> steps, Precision run, List<DesignSearch.Rate> rates) {
    return steps.stream()
        .mapToDouble(
            step ->
                standard(List.of(step)).products()
                    * DesignSearch.Rate.cost(rates, step.precisionIn(run)))
        .sum();
  }

  /// All products.
  ///
  /// @return how many
  public int products() {
    return squareProducts + gramProducts + applications;
  }

  /// Floating-point operations where every product is computed in full.
  ///
  /// @param shape of X
  /// @return the number of multiplications and additions
  public double operations(MatrixShape shape) {
    double small = shape.shorter();
    double large = shape.longer();
    return 2 * small * small * ((gramProducts + applications) * large + squareProducts * small);
  }

  /// Floating-point operations where symmetric products take half.
  ///
  /// @param shape of X
  /// @return the number of multiplications and additions
  public double symmetricOperations(MatrixShape shape) {
    double small = shape.shorter();
    double large = shape.longer();
    return small * small * ((gramProducts + 2.0 * applications) * large + squareProducts * small);
  }
}
