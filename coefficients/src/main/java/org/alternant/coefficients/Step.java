package org.alternant.coefficients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of a table: the odd polynomial p(x) = Σ cᵢ x^(2i+1) that is applied to the singular
/// values.
///
/// @param coefficients c₀, c₁, …, at least one, all finite
/// @param interval the interval [l, u] of singular values the step was designed to receive; null
///   where nobody knows
/// @param designInterval the interval p is the best polynomial on, where the cushion made it differ
///   from `interval`; else null
/// @param error bracket of the minimax error on the design interval (on `interval` where there is
///   none), before recentring and safety factor; null where nobody knows
/// @param scheme how p is evaluated on the Gram matrix; null: the cheapest
public record Step(
    List<Double> coefficients,
    @Nullable Interval interval,
    @Nullable Interval designInterval,
    @Nullable ErrorBracket error,
    @Nullable Scheme scheme) {

  /// The largest degree of a step. Published tables stop at 17.
  public static final int MAX_DEGREE = 1023;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no coefficient, one is not finite, the degree
  ///   exceeds [#MAX_DEGREE], or the scheme does not exist for these coefficients
  public Step {
    coefficients = List.copyOf(coefficients);
    if (coefficients.isEmpty()) {
      throw new IllegalArgumentException("a step needs at least one coefficient");
    }
    requireDegree(2 * coefficients.size() - 1);
    for (double coefficient : coefficients) {
      if (!Double.isFinite(coefficient)) {
        throw new IllegalArgumentException("coefficients must be finite, found " + coefficient);
      }
    }
    if (scheme != null
        && scheme.kind() == Scheme.Kind.THREE_PRODUCT
        && ThreeProductScheme.of(coefficients).isEmpty()) {
      throw new IllegalArgumentException(
          "no real three-product scheme exists for these coefficients; name another or none");
    }
  }

  /// A step of which only the coefficients are known.
  ///
  /// @param coefficients c₀, c₁, …
  /// @return the step
  public static Step of(List<Double> coefficients) {
    return new Step(coefficients, null, null, null, null);
  }

  /// The same step with other coefficients: a rounding of them, or a scaling. It has no scheme,
  /// which may not exist for them.
  ///
  /// @param newCoefficients c₀, c₁, …
  /// @return the step, otherwise the same
  /// @throws IllegalArgumentException as the constructor
  public Step withCoefficients(List<Double> newCoefficients) {
    return new Step(newCoefficients, interval, designInterval, error, null);
  }

  /// The same step, evaluated by another scheme.
  ///
  /// @param newScheme how p is evaluated on the Gram matrix; null: the cheapest
  /// @return the step, otherwise the same
  /// @throws IllegalArgumentException if the scheme does not exist for these coefficients
  public Step withScheme(@Nullable Scheme newScheme) {
    return new Step(coefficients, interval, designInterval, error, newScheme);
  }

  /// Checks a step's degree.
  ///
  /// @param degree the degree
  /// @return `degree`
  /// @throws IllegalArgumentException unless it is odd, positive and at most [#MAX_DEGREE]
  public static int requireDegree(int degree) {
    if (degree % 2 == 0) {
      throw new IllegalArgumentException("degree must be odd, found " + degree);
    }
    if (degree < 1 || degree > MAX_DEGREE) {
      throw new IllegalArgumentException(
          "degree must be from 1 to " + MAX_DEGREE + ", found " + degree);
    }
    return degree;
  }

  /// The degree 2q + 1 of p, given by the number q + 1 of coefficients; the leading one may be 0.
  ///
  /// @return the degree, odd
  public int degree() {
    return 2 * coefficients.size() - 1;
  }

  /// Evaluates p by Horner's rule in x² in binary64.
  ///
  /// @param x the argument
  /// @return p(x), with a rounding error of at most about 2q · 2⁻⁵³ · Σ |cᵢ x^(2i+1)|
  public double evaluate(double x) {
    double square = x * x;
    double value = 0;
    for (double coefficient : coefficients.reversed()) {
      value = value * square + coefficient;
    }
    return value * x;
  }
}
