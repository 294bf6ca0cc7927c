package org.alternant.toolkit.solve;

import java.math.BigDecimal;
import java.util.List;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.text.MessageText;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
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
    MinimaxOutcome outcome = RemezExchange.solve(degree, lower, upper);
    if (outcome instanceof BestPolynomial best) {
      for (int j = 0; j < best.coefficients().size(); j++) {
        if (!Double.isFinite(best.coefficients().get(j))) {
          throw new IllegalArgumentException(
              "upper must be nearer to 1, found "
                  + MessageText.number(upper.doubleValue())
                  + ": the coefficient of x^"
                  + (2 * j + 1)
                  + " is beyond binary64");
        }
      }
    }
    return outcome;
  }

  /// What becomes of the interval under the polynomial with the coefficients that are handed out:
  /// those of high degrees may be too large for binary64 to hold enough of their digits.
  ///
  /// @param best the best polynomial
  /// @return its image and error with rounded coefficients, proved
  public static ImageOutcome rounded(BestPolynomial best) {
    return new TableCertifier(List.of(Step.of(best.coefficients())))
        .image(new Interval(best.lower().doubleFloor(), best.upper().doubleCeiling()));
  }
}
