package org.alternant.solver.minimax;

import java.util.List;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;

/// The best polynomial h*(x) = Σ cⱼ x^(pj+1) of its degree on an interval: the one with the least
/// max |1 − h(x)|. For p = 2 these are the odd polynomials.
///
/// @param root p
/// @param lower the lower end l of the interval
/// @param upper the upper end u
/// @param coefficients the coefficients of x, x^(p+1), …: those of h*, correctly rounded to
///   binary64 (proved for each result)
/// @param extended the same coefficients with a relative error of at most 2^−accuracyBits
/// @param accuracyBits what `extended` and the bracket are good for
/// @param errorLower a proved lower bound on the minimax error E = max |1 − h*|
/// @param errorUpper a proved upper bound on E; the two differ by at most 2^−accuracyBits · min(E,
///   1 − E)
/// @param reference the points l = x₀ < … < x_{q+1} = u at which the error alternates, to binary64
/// @param alternation the signed errors 1 − h*(xᵢ)
/// @param history the exchanges that led here
public record BestPolynomial(
    int root,
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

  /// The degree pq + 1.
  ///
  /// @return the degree
  public int degree() {
    return root * (coefficients.size() - 1) + 1;
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

  /// h*(l) = 1 − E, the smallest value on the interval.
  ///
  /// @return h*(l) with a relative error of at most 2^−accuracyBits
  public Dyadic lowerImage() {
    return Dyadic.ONE.minus(errorUpper);
  }

  /// The slope h*(l)/l of the chord at the lower end: what a step multiplies small singular values
  /// by.
  ///
  /// @return h*(l)/l, to nearest up to a last bit
  public double lowerImageOverLower() {
    return lowerImage().dividedBy(lower, accuracyBits).doubleValue();
  }

  /// Evaluates h* with extended precision.
  ///
  /// @param x the argument
  /// @return h*(x) with an error of at most about 2^−accuracyBits · Σ |cⱼ x^(pj+1)|
  public Dyadic image(Dyadic x) {
    int bits = accuracyBits + 2 * coefficients.size();
    Dyadic power = Powers.of(x, root).rounded(bits);
    Dyadic value = Dyadic.ZERO;
    for (Dyadic coefficient : extended.reversed()) {
      value = value.times(power).plus(coefficient).rounded(bits);
    }
    return value.times(x).rounded(bits);
  }
}
