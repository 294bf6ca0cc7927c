package org.alternant.solver.minimax;

import java.util.List;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.solver.exact.Dyadic;

/// The best odd polynomial p* of its degree on an interval: the one with the least max |1 − p(x)|.
///
/// @param lower the lower end l of the interval
/// @param upper the upper end u
/// @param coefficients the coefficients of x, x³, …: those of p*, correctly rounded to binary64
///   (proved for each result)
/// @param extended the same coefficients with a relative error of at most 2^−accuracyBits
/// @param accuracyBits what `extended` and the bracket are good for
/// @param errorLower a proved lower bound on the minimax error E = max |1 − p*|
/// @param errorUpper a proved upper bound on E; the two differ by at most 2^−accuracyBits · min(E,
///   1 − E)
/// @param reference the points l = x₀ < … < x_{q+1} = u at which the error alternates, to binary64
/// @param alternation the signed errors 1 − p*(xᵢ)
/// @param history the exchanges that led here
public record BestPolynomial(
    Dyadic lower,
    Dyadic upper,
    List<Double> coefficients,
    List<Dyadic> extended,
    int accuracyBits,
    Dyadic errorLower,
    Dyadic errorUpper,
    List<Double> reference,
    List<Double> alternation,
    List<ExchangeStep> history)
    implements MinimaxOutcome {

  /// Copies the lists.
  public BestPolynomial {
    coefficients = List.copyOf(coefficients);
    extended = List.copyOf(extended);
    reference = List.copyOf(reference);
    alternation = List.copyOf(alternation);
    history = List.copyOf(history);
  }

  /// The degree 2q + 1.
  ///
  /// @return the degree
  public int degree() {
    return 2 * coefficients.size() - 1;
  }

  /// The proved bracket of the minimax error E, in binary64.
  ///
  /// @return `errorLower` rounded down and `errorUpper` rounded up
  public ErrorBracket error() {
    return new ErrorBracket(errorLower.doubleFloor(), errorUpper.doubleCeiling());
  }

  /// The largest number of significant bits used.
  ///
  /// @return 53, or the bits after the binary point of the extended phase
  public int precisionBits() {
    return history.isEmpty() ? Double.PRECISION : history.getLast().precisionBits();
  }

  /// p*(l) = 1 − E, the smallest value on the interval.
  ///
  /// @return p*(l) with a relative error of at most 2^−accuracyBits
  public Dyadic lowerImage() {
    return Dyadic.ONE.minus(errorUpper);
  }

  /// The slope p*(l)/l of the chord at the lower end: what a step multiplies small singular values
  /// by.
  ///
  /// @return p*(l)/l, to nearest up to a last bit
  public double lowerImageOverLower() {
    return lowerImage().dividedBy(lower, accuracyBits).doubleValue();
  }

  /// Evaluates p* with extended precision.
  ///
  /// @param x the argument
  /// @return p*(x) with an error of at most about 2^−accuracyBits · Σ |cᵢ x^(2i+1)|
  public Dyadic image(Dyadic x) {
    int bits = accuracyBits + 2 * coefficients.size();
    Dyadic square = x.times(x).rounded(bits);
    Dyadic value = Dyadic.ZERO;
    for (Dyadic coefficient : extended.reversed()) {
      value = value.times(square).plus(coefficient).rounded(bits);
    }
    return value.times(x).rounded(bits);
  }
}
