package org.alternant.toolkit.recommend;

import java.util.List;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.NominalInput;
import org.alternant.toolkit.design.TrialTask;

/// For what a table is wanted. [#customary] is a beginning.
///
/// @param precision the format in which matrices are stored
/// @param rounding how results are rounded
/// @param budget matrix products, from 2 to [TrialTask#MOST_PRODUCTS]
/// @param lower the smallest singular value, in (0, 1); the largest is 1
/// @param shapes of the matrices; none: any, of 128 rows or more
public record RecommendTask(
    Precision precision,
    RoundingRules rounding,
    int budget,
    double lower,
    List<MatrixShape> shapes) {

  private static final int CUSTOMARY_BUDGET = 15;

  /// A step of degree 3.
  static final int LEAST_BUDGET = 2;

  /// Copies the list and checks the components.
  ///
  /// @throws IllegalArgumentException if a number is out of the range stated above, or matrices of
  ///   the format are not stored so
  public RecommendTask {
    shapes = List.copyOf(shapes);
    rounding.requireStorage(precision);
    if (budget < LEAST_BUDGET || budget > TrialTask.MOST_PRODUCTS) {
      throw new IllegalArgumentException(
          "the budget must be from "
              + LEAST_BUDGET
              + " to "
              + TrialTask.MOST_PRODUCTS
              + " products, found "
              + budget);
    }
    if (!(lower > 0 && lower < 1)) {
      throw new IllegalArgumentException(
          "lower must be between 0 and 1, found " + MessageText.number(lower));
    }
  }

  /// What most ask for: 15 products (five quintics) in bfloat16 as `torch.addmm` rounds, singular
  /// values from 1e-3 to 1, matrices of any shape.
  ///
  /// @return the task
  public static RecommendTask customary() {
    return new RecommendTask(
        Precision.BFLOAT16,
        RoundingRules.of(Epilogue.ADDMM),
        CUSTOMARY_BUDGET,
        NominalInput.CUSTOMARY_LOWER,
        List.of());
  }

  /// The same in other arithmetic.
  ///
  /// @param format the format
  /// @param rules how results are rounded
  /// @return the task
  /// @throws IllegalArgumentException if matrices of the format are not stored so
  public RecommendTask in(Precision format, RoundingRules rules) {
    return new RecommendTask(format, rules, budget, lower, shapes);
  }

  /// The same with another budget.
  ///
  /// @param products the budget
  /// @return the task
  /// @throws IllegalArgumentException if it is out of its range
  public RecommendTask withBudget(int products) {
    return new RecommendTask(precision, rounding, products, lower, shapes);
  }

  /// The same from another lower end.
  ///
  /// @param end the lower end
  /// @return the task
  /// @throws IllegalArgumentException if it is out of its range
  public RecommendTask withLower(double end) {
    return new RecommendTask(precision, rounding, budget, end, shapes);
  }

  /// The same for other matrices.
  ///
  /// @param list their shapes; none: any
  /// @return the task
  public RecommendTask withShapes(List<MatrixShape> list) {
    return new RecommendTask(precision, rounding, budget, lower, list);
  }

  /// The singular values.
  ///
  /// @return [lower, 1]
  public Interval input() {
    return new Interval(lower, 1);
  }

  /// The shapes of the sample matrices.
  ///
  /// @return one for each shape, without repetitions; the customary ones where there is none
  public List<MatrixShape> samples() {
    return shapes.isEmpty()
        ? TrialTask.CUSTOMARY_SHAPES
        : shapes.stream().map(TrialTask::sample).distinct().toList();
  }

  /// Whether tables for the customary shapes are for these: in larger matrices more averages out.
  boolean isCustomary() {
    int order = TrialTask.CUSTOMARY_SHAPES.getFirst().shorter();
    return samples().stream().allMatch(shape -> shape.shorter() >= order);
  }
}
