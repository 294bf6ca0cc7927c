package org.alternant.toolkit.solve;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.MessageText;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.MinimaxOutcome;
import org.alternant.solver.minimax.RemezExchange;

/// Finds best polynomials: everything that `alternant solve` can do, in one call.
public final class Solve {

  /// The largest degree.
  public static final int MAXIMUM_DEGREE = RemezExchange.MAXIMUM_DEGREE;

  private Solve() {}

  /// Finds the odd polynomial p of a degree with the least max |1 − p(x)| on an interval. Its ends
  /// are taken exactly as written: 0.001 is 1/1000, not the nearest binary64 number.
  ///
  /// @param degree the degree, odd, from 1 to [#MAXIMUM_DEGREE]
  /// @param lower the lower end, above 0
  /// @param upper the upper end, above `lower`
  /// @return the best polynomial with its proof, or how far the exchange came
  /// @throws IllegalArgumentException if an argument is outside its range, or a coefficient beyond
  ///   binary64
  public static MinimaxOutcome best(int degree, BigDecimal lower, BigDecimal upper) {
    return best(TableFunction.SIGN, degree, lower, upper);
  }

  /// Finds the best polynomial of a function: for an inverse p-th root the h(x) = Σ cⱼ x^(pj+1)
  /// with the least max |1 − h(x)| where the eigenvalues y = xᵖ lie in an interval.
  ///
  /// @param function what the polynomial is a step for
  /// @param degree the degree pq + 1, q up to 63
  /// @param lower the lower end of the interval of singular values or eigenvalues, above 0
  /// @param upper the upper end, above `lower`
  /// @return the best polynomial with its proof, or how far the exchange came
  /// @throws IllegalArgumentException as for odd polynomials
  public static MinimaxOutcome best(
      TableFunction function, int degree, BigDecimal lower, BigDecimal upper) {
    MinimaxOutcome outcome =
        RemezExchange.solve(
            requireNoClip(function).root(), degree, function.inputPower(), lower, upper);
    if (outcome instanceof BestPolynomial best) {
      for (int j = 0; j < best.coefficients().size(); j++) {
        if (!Double.isFinite(best.coefficients().get(j))) {
          throw new IllegalArgumentException(
              "upper must be nearer to 1, found "
                  + MessageText.number(upper.doubleValue())
                  + ": the coefficient of x^"
                  + function.exponent(j)
                  + " is beyond binary64");
        }
      }
    }
    return outcome;
  }

  /// What becomes of the interval under the polynomial with the coefficients that are handed out:
  /// those of high degrees may be too large for binary64 to hold enough of their digits.
  ///
  /// @param best the best odd polynomial
  /// @return its image and error with rounded coefficients, proved
  public static ImageOutcome rounded(BestPolynomial best) {
    return rounded(TableFunction.SIGN, best);
  }

  /// The same for a function.
  ///
  /// @param function what it is a step for
  /// @param best the best polynomial
  /// @return its image and error with rounded coefficients, proved
  public static ImageOutcome rounded(TableFunction function, BestPolynomial best) {
    int power = function.inputPower();
    return new TableCertifier(List.of(Step.of(function, best.coefficients())))
        .image(
            new Interval(
                Powers.of(best.lower(), power).doubleFloor(),
                Powers.of(best.upper(), power).doubleCeiling()));
  }

  /// The points at which the error alternates, as files and options carry them.
  ///
  /// @param function what the polynomial is a step for
  /// @param best the best polynomial
  /// @param lower the lower end of its interval
  /// @param upper the upper end
  /// @return singular values; for a root eigenvalues, the ends as they were given
  public static List<Double> reference(
      TableFunction function, BestPolynomial best, BigDecimal lower, BigDecimal upper) {
    if (function.isSign()) {
      return best.reference();
    }
    List<Double> reference = new ArrayList<>();
    best.reference().forEach(x -> reference.add(function.power(x)));
    reference.set(0, lower.doubleValue());
    reference.set(reference.size() - 1, upper.doubleValue());
    return reference;
  }

  private static TableFunction requireNoClip(TableFunction function) {
    if (function.isClip()) {
      throw new IllegalArgumentException(
          "a best polynomial brings singular values to 1; a clip is designed as a whole");
    }
    return function;
  }
}
