package org.alternant.toolkit.solve;

import java.math.BigDecimal;
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
  /// @throws IllegalArgumentException if an argument is outside its range
  public static MinimaxOutcome best(int degree, BigDecimal lower, BigDecimal upper) {
    return RemezExchange.solve(degree, lower, upper);
  }
}
