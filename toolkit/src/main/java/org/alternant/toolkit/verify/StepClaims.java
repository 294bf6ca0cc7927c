package org.alternant.toolkit.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.jspecify.annotations.Nullable;

/// What steps say about the minimax error E of their degree on their design interval (their
/// interval, where they name no other), which must lie in their interval.
///
/// The interval that was meant has ends within an ulp of those that are written, and E falls as the
/// interval shrinks: so E lies between a lower bound on an interval that is smaller by that much
/// and an upper bound on one that is larger. A bracket is refuted where it misses this range.
final class StepClaims {

  /// What a step's error depends on.
  private record Problem(TableFunction function, int degree, Interval interval) {}

  /// Of roots of ends.
  private static final int ROOT_BITS = 256;

  private final Map<Problem, Optional<ErrorBracket>> known = new HashMap<>();

  /// The claims that are refuted, or about nothing.
  ///
  /// @param steps the steps
  /// @return the ends of brackets that no E can have, and of intervals that do not hold the design
  ///   interval, in the steps' order
  List<UnprovedClaim> unproved(List<Step> steps) {
    List<UnprovedClaim> unproved = new ArrayList<>();
    for (int t = 0; t < steps.size(); t++) {
      Step step = steps.get(t);
      Interval interval = step.interval();
      Interval design = step.designInterval();
      if (interval != null && design != null) {
        unproved.addAll(UnprovedClaim.of("steps[" + t + "].interval", interval, design));
      }
      ErrorBracket stated = step.error();
      if (stated != null) {
        unproved.addAll(
            unproved(
                "steps[" + t + "].error", stated, range(step, design == null ? interval : design)));
      }
    }
    return unproved;
  }

  private static List<UnprovedClaim> unproved(
      String place, ErrorBracket stated, Optional<ErrorBracket> proved) {
    if (proved.isEmpty()) {
      return List.of(new UnprovedClaim(place + ".upper", stated.upper(), Double.POSITIVE_INFINITY));
    }
    // They miss each other at one end at most.
    double atLeast = proved.get().lower();
    double atMost = proved.get().upper();
    if (stated.upper() < atLeast) {
      return List.of(new UnprovedClaim(place + ".upper", stated.upper(), atLeast));
    }
    return stated.lower() > atMost
        ? List.of(new UnprovedClaim(place + ".lower", stated.lower(), atMost))
        : List.of();
  }

  /// Bounds on E for every interval that may have been meant; empty where none is named, or none is
  /// found.
  private Optional<ErrorBracket> range(Step step, @Nullable Interval interval) {
    return interval == null || step.coefficients().size() > RemezExchange.MAXIMUM_Q + 1
        ? Optional.empty()
        : known.computeIfAbsent(
            new Problem(step.function(), step.degree(), interval), StepClaims::range);
  }

  private static Optional<ErrorBracket> range(Problem problem) {
    double outerLower = Math.nextDown(problem.interval().lower());
    double innerLower = Math.nextUp(problem.interval().lower());
    double innerUpper = Math.nextDown(problem.interval().upper());
    double outerUpper = Math.nextUp(problem.interval().upper());
    // Where the interval may hold 0, no polynomial does better than the zero polynomial.
    Optional<ErrorBracket> one = Optional.of(new ErrorBracket(1, 1));
    Optional<ErrorBracket> inner =
        innerLower <= 0
            ? one
            : innerLower < innerUpper
                ? bracket(problem, innerLower, innerUpper)
                : Optional.of(new ErrorBracket(0, 0));
    Optional<ErrorBracket> outer = outerLower <= 0 ? one : bracket(problem, outerLower, outerUpper);
    return inner.flatMap(least -> outer.map(most -> new ErrorBracket(least.lower(), most.upper())));
  }

  private static Optional<ErrorBracket> bracket(Problem problem, double lower, double upper) {
    return RemezExchange.solve(
                problem.function().root(),
                problem.degree(),
                argument(problem, lower),
                argument(problem, upper),
                Double.PRECISION)
            instanceof BestPolynomial best
        ? Optional.of(best.error())
        : Optional.empty();
  }

  /// The x of an end: for a root far closer than the ulp that the ends may be off by.
  private static Dyadic argument(Problem problem, double end) {
    return Powers.rootFloor(Dyadic.of(end), problem.function().inputPower(), ROOT_BITS);
  }
}
