package org.alternant.coefficients;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// The search that chose the degrees of a design: what a schedule may consist of, how its cost is
/// counted, and what was asked of it. [#budget(double)] or [#maximumError(double)] begins one:
/// `DesignSearch.budget(16).withSteps(4)`.
///
/// @param function what the table is to approximate
/// @param allowedDegrees the degrees a step may have, ascending from the function's smallest
/// @param steps the number of steps; null where it was free
/// @param measure the unit of cost
/// @param shape of the matrices; null where products are counted
/// @param form the form in which the steps are carried out
/// @param gramPrecision the precision that the Gram form is restarted for; null: it is not
///   restarted
/// @param budget the largest cost allowed; null where there was no limit
/// @param maximumError the largest worst-case error allowed, where the least cost was asked for;
///   null where the least error for a budget was
/// @param rates how fast products are in each format that a step may be run in; null: all steps are
///   run in one, and products are counted
public record DesignSearch(
    TableFunction function,
    List<Integer> allowedDegrees,
    @Nullable Integer steps,
    Measure measure,
    @Nullable MatrixShape shape,
    FormKind form,
    @Nullable Precision gramPrecision,
    @Nullable Double budget,
    @Nullable Double maximumError,
    @Nullable List<Rate> rates) {

  /// The largest q of the degrees that are tried where nothing else is said.
  private static final int CUSTOMARY_Q = 8;

  /// The degrees of published tables and what lies between: 3, 5, …, 17.
  public static final List<Integer> CUSTOMARY_DEGREES = customaryDegrees(TableFunction.SIGN);

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

  /// How many products of two matrices a machine does in the time of one, in a format. Only the
  /// ratios of several matter: a product in the fastest format costs 1.
  ///
  /// @param precision the format
  /// @param rate the number, positive
  public record Rate(Precision precision, double rate) {

    /// Checks the components.
    ///
    /// @throws IllegalArgumentException if the rate is not positive and finite
    public Rate {
      if (!(rate > 0 && Double.isFinite(rate))) {
        throw new IllegalArgumentException(
            "the rate of "
                + EnumIds.of(precision)
                + " must be positive and finite, found "
                + MessageText.number(rate));
      }
    }

    /// What a product costs.
    ///
    /// @param rates of all formats
    /// @param precision the product's
    /// @return how many products of the fastest format take as long
    /// @throws IllegalArgumentException if the format has no rate
    public static double cost(List<Rate> rates, Precision precision) {
      double fastest = rates.stream().mapToDouble(Rate::rate).max().orElse(0);
      return rates.stream()
          .filter(one -> one.precision() == precision)
          .mapToDouble(one -> fastest / one.rate())
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("there is no rate for " + EnumIds.of(precision)));
    }
  }

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if a value is outside the range stated above
  public DesignSearch {
    allowedDegrees = List.copyOf(allowedDegrees);
    requireDegrees(function, allowedDegrees);
    if (function.isClip()) {
      throw new IllegalArgumentException("no search finds the degrees of a clip: give them");
    }
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
      throw new IllegalArgumentException(
          "budget must be positive and finite, found " + MessageText.number(budget));
    }
    if (maximumError != null && !(maximumError >= 0 && Double.isFinite(maximumError))) {
      throw new IllegalArgumentException(
          "maximum error must be 0 or more and finite, found " + MessageText.number(maximumError));
    }
    if (rates != null) {
      rates = List.copyOf(rates);
      requireOneOfEach(rates);
    }
    if (rates != null && (measure != Measure.PRODUCTS || form != FormKind.STANDARD)) {
      throw new IllegalArgumentException("rates are of products, in the standard form");
    }
  }

  /// A search for the least error by so many matrix products, with [#CUSTOMARY_DEGREES], any number
  /// of steps and the standard form.
  ///
  /// @param budget the largest cost allowed, in products unless [#inOperations] changes the unit
  /// @return the search
  /// @throws IllegalArgumentException if the budget is outside its range
  public static DesignSearch budget(double budget) {
    return budget(TableFunction.SIGN, budget);
  }

  /// The same for another function.
  ///
  /// @param function what the table is to approximate
  /// @param budget the largest cost allowed
  /// @return the search
  /// @throws IllegalArgumentException if the budget is outside its range
  public static DesignSearch budget(TableFunction function, double budget) {
    return search(function, budget, null);
  }

  /// A search for the least cost by which the error is small enough; otherwise as
  /// [#budget(double)].
  ///
  /// @param error the largest worst-case error allowed
  /// @return the search
  /// @throws IllegalArgumentException if the error is outside its range
  public static DesignSearch maximumError(double error) {
    return maximumError(TableFunction.SIGN, error);
  }

  /// The same for another function.
  ///
  /// @param function what the table is to approximate
  /// @param error the largest worst-case error allowed
  /// @return the search
  /// @throws IllegalArgumentException if the error is outside its range
  public static DesignSearch maximumError(TableFunction function, double error) {
    return search(function, null, error);
  }

  /// The degrees that are tried where nothing else is said: q from 1 to 8.
  ///
  /// @param function what the table is to approximate
  /// @return pq + 1 for each
  public static List<Integer> customaryDegrees(TableFunction function) {
    return IntStream.rangeClosed(1, CUSTOMARY_Q).mapToObj(function::exponent).toList();
  }

  private static DesignSearch search(
      TableFunction function, @Nullable Double budget, @Nullable Double error) {
    return new DesignSearch(
        function,
        customaryDegrees(function),
        null,
        Measure.PRODUCTS,
        null,
        FormKind.STANDARD,
        null,
        budget,
        error,
        null);
  }

  /// The same search among other degrees.
  ///
  /// @param degrees those a step may have, ascending
  /// @return the search, otherwise the same
  /// @throws IllegalArgumentException if a degree is outside its range
  public DesignSearch withAllowedDegrees(List<Integer> degrees) {
    return edited(draft -> draft.allowedDegrees = degrees);
  }

  /// The same search for a number of steps.
  ///
  /// @param count the number; null: any
  /// @return the search, otherwise the same
  /// @throws IllegalArgumentException if the number is below 1
  public DesignSearch withSteps(@Nullable Integer count) {
    return edited(draft -> draft.steps = count);
  }

  /// The same search with the cost, and so the budget, in floating-point operations.
  ///
  /// @param matrices their shape
  /// @param symmetric whether products with a symmetric result take half
  /// @return the search, otherwise the same
  public DesignSearch inOperations(MatrixShape matrices, boolean symmetric) {
    return edited(
        draft -> {
          draft.measure = symmetric ? Measure.SYMMETRIC_OPERATIONS : Measure.OPERATIONS;
          draft.shape = matrices;
        });
  }

  /// The same search with the cost of the Gram form.
  ///
  /// @param precision what it is restarted for; null: it is not
  /// @return the search, otherwise the same
  public DesignSearch inGramForm(@Nullable Precision precision) {
    return edited(
        draft -> {
          draft.form = FormKind.GRAM;
          draft.gramPrecision = precision;
        });
  }

  /// The same search with another largest cost.
  ///
  /// @param cost in the search's unit; null: no limit
  /// @return the search, otherwise the same
  /// @throws IllegalArgumentException if the cost is outside its range, or there is neither it nor
  ///   a largest error
  public DesignSearch withBudget(@Nullable Double cost) {
    return edited(draft -> draft.budget = cost);
  }

  /// The same search where steps may be run in different formats.
  ///
  /// @param newRates how fast products are in each; null: all steps are run in one
  /// @return the search, otherwise the same
  /// @throws IllegalArgumentException if the cost is not in products
  public DesignSearch withRates(@Nullable List<Rate> newRates) {
    return edited(draft -> draft.rates = newRates);
  }

  private static void requireOneOfEach(List<Rate> rates) {
    if (rates.isEmpty()) {
      throw new IllegalArgumentException("rates must name at least one format");
    }
    if (rates.stream().map(Rate::precision).distinct().count() < rates.size()) {
      throw new IllegalArgumentException("every format has one rate");
    }
  }

  private static void requireDegrees(TableFunction function, List<Integer> degrees) {
    if (degrees.isEmpty()) {
      throw new IllegalArgumentException("allowed degrees must name at least one");
    }
    int previous = 0;
    for (int degree : degrees) {
      function.requireDegree(degree);
      if (degree < function.smallestDegree() || degree <= previous) {
        throw new IllegalArgumentException(
            "allowed degrees must ascend from "
                + function.smallestDegree()
                + " or more, found "
                + degrees);
      }
      previous = degree;
    }
  }

  private DesignSearch edited(Consumer<Draft> edit) {
    Draft draft = new Draft(this);
    edit.accept(draft);
    return draft.search();
  }

  /// The components while one of them is changed.
  private static final class Draft {
    private final TableFunction function;
    private List<Integer> allowedDegrees;
    private @Nullable Integer steps;
    private Measure measure;
    private @Nullable MatrixShape shape;
    private FormKind form;
    private @Nullable Precision gramPrecision;
    private @Nullable Double budget;
    private final @Nullable Double maximumError;
    private @Nullable List<Rate> rates;

    private Draft(DesignSearch search) {
      function = search.function;
      allowedDegrees = search.allowedDegrees;
      steps = search.steps;
      measure = search.measure;
      shape = search.shape;
      form = search.form;
      gramPrecision = search.gramPrecision;
      budget = search.budget;
      maximumError = search.maximumError;
      rates = search.rates;
    }

    private DesignSearch search() {
      return new DesignSearch(
          function,
          allowedDegrees,
          steps,
          measure,
          shape,
          form,
          gramPrecision,
          budget,
          maximumError,
          rates);
    }
  }
}
