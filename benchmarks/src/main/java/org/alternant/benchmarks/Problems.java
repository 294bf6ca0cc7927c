package org.alternant.benchmarks;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Step;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;

/// The problems that are timed: one best polynomial on [l, 1], and a schedule of quintics.
final class Problems {

  private Problems() {}

  /// The best odd polynomial with its error bracket.
  static BestPolynomial best(int degree, BigDecimal lower) {
    return RemezExchange.solve(degree, lower, BigDecimal.ONE).orThrow();
  }

  /// A schedule of quintics on [l, 1], without a safety factor.
  static List<Step> schedule(int steps, double lower, double cushion) {
    return ScheduleDesigner.design(
        DesignRequest.of(Collections.nCopies(steps, 5), lower).withCushion(cushion));
  }
}
