package org.alternant.coefficients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The search that chose the degrees of a design: what a schedule may consist of, how its cost is
/// counted, and what was asked of it.
///
/// @param allowedDegrees the degrees a step may have, odd, at least 3, ascending
/// @param steps the number of steps; null where it was free
/// @param measure the unit of cost
/// @param shape of the matrices; null where products are counted
/// @param form the form in which the steps are carried out
/// @param gramPrecision the precision that the Gram form is restarted for; null: it is not
///   restarted
/// @param budget the largest cost allowed; null where there was no limit
/// @param maximumError the largest worst-case error allowed, of which the least cost was asked;
///   null where the least error for the budget was
public record DesignSearch(
    List<Integer> allowedDegrees,
    @Nullable Integer steps,
    Measure measure,
    @Nullable MatrixShape shape,
    FormKind form,
    @Nullable Precision gramPrecision,
    @Nullable Double budget,
    @Nullable Double maximumError) {

  /// The smallest degree that does anything.
  public static final int SMALLEST_DEGREE = 3;

  /// Units of cost.
  public enum Measure {
    /// Matrix products.
    PRODUCTS,
    /// Floating-point operations, every product in full.
    OPERATIONS,
    /// Floating-point operations, symmetric products at half cost.
    SYMMETRIC_OPERATIONS
  }

  /// The kinds of [Form].
  public enum FormKind {
    /// [Form.Standard].
    STANDARD,
    /// [Form.Gram].
    GRAM
  }

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if a value is outside the range stated above
  public DesignSearch {
    allowedDegrees = List.copyOf(allowedDegrees);
    requireDegrees(allowedDegrees);
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, found " + steps);
    }
    if ((shape != null) != (measure != Measure.PRODUCTS)) {
      throw new IllegalArgumentException("rows and columns go with operations, and only with them");
    }
    if (gramPrecision != null && form != FormKind.GRAM) {
      throw new IllegalArgumentException("only the Gram form is restarted for a precision");
    }
    if (budget == null && maximumError == null) {
      throw new IllegalArgumentException("a search needs a budget or a maximum error");
    }
    if (budget != null && !(budget > 0 && Double.isFinite(budget))) {
      throw new IllegalArgumentException("budget must be positive and finite, found " + budget);
    }
    if (maximumError != null && !(maximumError >= 0 && Double.isFinite(maximumError))) {
      throw new IllegalArgumentException(
          "maximum error must be 0 or more and finite, found " + maximumError);
    }
  }

  private static void requireDegrees(List<Integer> degrees) {
    if (degrees.isEmpty()) {
      throw new IllegalArgumentException("allowed degrees must name at least one");
    }
    int previous = 0;
    for (int degree : degrees) {
      Step.requireDegree(degree);
      if (degree < SMALLEST_DEGREE || degree <= previous) {
        throw new IllegalArgumentException(
            "allowed degrees must ascend from " + SMALLEST_DEGREE + " or more, found " + degrees);
      }
      previous = degree;
    }
  }
}
