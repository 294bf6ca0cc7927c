package org.alternant.toolkit.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.MinimaxOutcome;
import org.alternant.solver.minimax.RemezExchange;
import org.jspecify.annotations.Nullable;

/// What steps say about the minimax error E of their degree on their interval.
///
/// The interval that was meant has ends within an ulp of those that are written, and E falls as the
/// interval shrinks: so E lies between a lower bound on an interval that is smaller by that much
/// and an upper bound on one that is larger. A bracket is refuted where it misses this range.
final class ErrorClaims {

  private static final ErrorBracket NOTHING_KNOWN = new ErrorBracket(0, Double.MAX_VALUE);

  /// What a step's error depends on.
  private record Problem(int degree, Interval interval) {}

  private final Map<Problem, ErrorBracket> known = new HashMap<>();

  /// The errors that are refuted.
  ///
  /// @param steps the steps
  /// @return the ends of brackets that no E can have, in the steps' order
  List<UnprovedClaim> refuted(List<Step> steps) {
    List<UnprovedClaim> refuted = new ArrayList<>();
    for (int t = 0; t < steps.size(); t++) {
      ErrorBracket stated = steps.get(t).error();
      Interval interval = interval(steps.get(t));
      if (stated != null && interval != null) {
        check("steps[" + t + "].error", stated, range(steps.get(t), interval), refuted::add);
      }
    }
    return refuted;
  }

  private static void check(
      String place, ErrorBracket stated, ErrorBracket proved, Consumer<UnprovedClaim> refuted) {
    if (stated.upper() < proved.lower()) {
      refuted.accept(new UnprovedClaim(place + ".upper", stated.upper(), proved.lower()));
    }
    if (stated.lower() > proved.upper()) {
      refuted.accept(new UnprovedClaim(place + ".lower", stated.lower(), proved.upper()));
    }
  }

  private static @Nullable Interval interval(Step step) {
    return step.designInterval() == null ? step.interval() : step.designInterval();
  }

  /// Bounds on E for every interval that may have been meant.
  private ErrorBracket range(Step step, Interval interval) {
    return known.computeIfAbsent(new Problem(step.degree(), interval), ErrorClaims::range);
  }

  private static ErrorBracket range(Problem problem) {
    if (problem.degree() > RemezExchange.MAXIMUM_DEGREE) {
      return NOTHING_KNOWN;
    }
    double lower = problem.interval().lower();
    double upper = problem.interval().upper();
    double inner = Math.nextUp(lower);
    return inner <= 0
        // No odd polynomial differs from 0 at 0, and the zero polynomial errs by 1.
        ? new ErrorBracket(1, 1)
        : new ErrorBracket(
            inner < Math.nextDown(upper)
                ? bracket(problem.degree(), inner, Math.nextDown(upper)).lower()
                : 0,
            lower <= Double.MIN_VALUE
                ? 1
                : bracket(problem.degree(), Math.nextDown(lower), Math.nextUp(upper)).upper());
  }

  private static ErrorBracket bracket(int degree, double lower, double upper) {
    MinimaxOutcome outcome =
        RemezExchange.solve(degree, Dyadic.of(lower), Dyadic.of(upper), Double.PRECISION);
    return outcome instanceof BestPolynomial best ? best.error() : NOTHING_KNOWN;
  }
}
