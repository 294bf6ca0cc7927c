package org.alternant.solver.design;

import java.util.HashMap;
import java.util.Map;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;

/// Best polynomials that were found already, for schedules that begin alike.
public final class BestPolynomials {

  private final Map<Problem, BestPolynomial> found = new HashMap<>();

  /// None yet.
  public BestPolynomials() {}

  private record Problem(int root, int degree, Dyadic lower, Dyadic upper, int accuracyBits) {}

  /// The best polynomial on [lower, upper], as [RemezExchange] finds it.
  BestPolynomial on(int root, int degree, Dyadic lower, Dyadic upper, int accuracyBits) {
    return found.computeIfAbsent(
        new Problem(root, degree, lower, upper, accuracyBits),
        _ -> RemezExchange.solve(root, degree, lower, upper, accuracyBits).orThrow());
  }
}
