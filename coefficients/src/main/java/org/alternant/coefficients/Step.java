package org.alternant.coefficients;

import java.math.BigDecimal;
import java.util.List;
import org.alternant.coefficients.function.TableFunction;
import org.jspecify.annotations.Nullable;

/// One row of a table: the polynomial p(x) = Σ cⱼ x^(rj+1), r the function's root, that is applied
/// to the singular values, for the sign function; for roots to x, where the eigenvalues are xʳ.
///
/// @param function what the table approximates, which says how exponents go on and what the
///   intervals are of
/// @param coefficients c₀, c₁, …, at least one, all finite
/// @param interval the interval [l, u] of singular values, or of eigenvalues, the step was designed
///   to receive; null where nobody knows
/// @param designInterval the interval p is the best polynomial on, where the cushion made it differ
///   from `interval`; else null
/// @param error bracket of the minimax error on the design interval (on `interval` where there is
///   none), before recentring and safety factor; null where nobody knows
/// @param precision the format that the step is run in, by all its products, unless the run is in a
///   finer one ([#precisionIn]); null: the run's
/// @param plan how p is computed, which is then what p is: the coefficients are its expansion, each
///   rounded to nearest; null: p is what the coefficients say, computed in the cheapest way
public record Step(
    TableFunction function,
    List<Double> coefficients,
    @Nullable Interval interval,
    @Nullable Interval designInterval,
    @Nullable ErrorBracket error,
    @Nullable Precision precision,
    @Nullable EvaluationPlan plan) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no coefficient, one is not finite, the degree
  ///   exceeds [TableFunction#MAX_DEGREE], the coefficients are not those of the plan, or a step of
  ///   a clip has an interval or an error
  public Step {
    coefficients = List.copyOf(coefficients);
    if (coefficients.isEmpty()) {
      throw new IllegalArgumentException("a step needs at least one coefficient");
    }
    function.requireDegree(function.degree(coefficients.size()));
    if (interval != null) {
      function.requireInput(interval.lower());
    }
    for (double coefficient : coefficients) {
      if (!Double.isFinite(coefficient)) {
        throw new IllegalArgumentException("coefficients must be finite, found " + coefficient);
      }
    }
    if (function.isClip() && (interval != null || designInterval != null || error != null)) {
      throw new IllegalArgumentException(
          "a clip is fitted as a whole: its steps have no intervals and no errors of their own");
    }
    if (plan != null && !coefficients.equals(rounded(plan.expansion()))) {
      throw new IllegalArgumentException(
          "the coefficients are not what the plan computes: expected "
              + rounded(plan.expansion())
              + ", found "
              + coefficients);
    }
  }

  /// A step of the sign function that is run in whatever format the others are.
  ///
  /// @param coefficients c₀, c₁, …, at least one, all finite
  /// @param interval the singular values the step was designed to receive; null where nobody knows
  /// @param designInterval the interval p is the best polynomial on, where that is another
  /// @param error bracket of the minimax error; null where nobody knows
  /// @param plan how p is computed; null: in the cheapest way
  /// @throws IllegalArgumentException as the other constructor
  public Step(
      List<Double> coefficients,
      @Nullable Interval interval,
      @Nullable Interval designInterval,
      @Nullable ErrorBracket error,
      @Nullable EvaluationPlan plan) {
    this(TableFunction.SIGN, coefficients, interval, designInterval, error, null, plan);
  }

  /// A step of the sign function of which only the coefficients are known.
  ///
  /// @param coefficients c₀, c₁, …
  /// @return the step
  public static Step of(List<Double> coefficients) {
    return of(TableFunction.SIGN, coefficients);
  }

  /// A step of which only the coefficients are known.
  ///
  /// @param function what the table approximates
  /// @param coefficients c₀, c₁, …
  /// @return the step
  public static Step of(TableFunction function, List<Double> coefficients) {
    return new Step(function, coefficients, null, null, null, null, null);
  }

  /// The same step with other coefficients: a rounding of them, or a scaling. It has no plan, which
  /// would compute something else.
  ///
  /// @param newCoefficients c₀, c₁, …
  /// @return the step, otherwise the same
  /// @throws IllegalArgumentException as the constructor
  public Step withCoefficients(List<Double> newCoefficients) {
    return new Step(function, newCoefficients, interval, designInterval, error, precision, null);
  }

  /// The same step, computed by a plan.
  ///
  /// @param newPlan what computes p, and from now on defines it
  /// @return the step with the plan's coefficients
  /// @throws IllegalArgumentException if a coefficient is beyond binary64
  public Step withPlan(EvaluationPlan newPlan) {
    return new Step(
        function,
        rounded(newPlan.expansion()),
        interval,
        designInterval,
        error,
        precision,
        newPlan);
  }

  /// The same step, run in a format.
  ///
  /// @param newPrecision the format; null: the run's
  /// @return the step, otherwise the same
  public Step withPrecision(@Nullable Precision newPrecision) {
    return new Step(function, coefficients, interval, designInterval, error, newPrecision, plan);
  }

  /// The format that the step is run in: its own, but no coarser one than the run's, so that a run
  /// in binary64 shows what the polynomials do.
  ///
  /// @param run the format of the run
  /// @return the run's where the step has none, or the run's has the smaller roundoff; else its own
  public Precision precisionIn(Precision run) {
    return precision == null || run.unitRoundoff() < precision.unitRoundoff() ? run : precision;
  }

  /// Whether steps are run in more than one format.
  ///
  /// @param steps the steps
  /// @param run the format of the run
  /// @return true if at least one is run in another than the first
  public static boolean isMixed(List<Step> steps, Precision run) {
    return steps.stream().map(step -> step.precisionIn(run)).distinct().count() > 1;
  }

  private static List<Double> rounded(List<BigDecimal> exact) {
    return exact.stream().map(BigDecimal::doubleValue).toList();
  }

  /// The coefficients without rounding: those of the plan where there is one.
  ///
  /// @return c₀, c₁, …
  public List<BigDecimal> exactCoefficients() {
    return plan == null ? coefficients.stream().map(BigDecimal::new).toList() : plan.expansion();
  }

  /// The degree rq + 1 of p, given by the number q + 1 of coefficients; the leading one may be 0.
  ///
  /// @return the degree
  public int degree() {
    return function.degree(coefficients.size());
  }

  /// Evaluates p by Horner's rule in xʳ in binary64.
  ///
  /// @param x the argument
  /// @return p(x), with a rounding error of at most about rq · 2⁻⁵³ · Σ |cⱼ x^(rj+1)|
  public double evaluate(double x) {
    double power = function.power(x);
    double value = 0;
    for (double coefficient : coefficients.reversed()) {
      value = value * power + coefficient;
    }
    return value * x;
  }
}
