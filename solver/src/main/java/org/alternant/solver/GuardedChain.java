package org.alternant.solver;

import java.math.BigDecimal;
import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.Step;

/// The intervals that singular values pass through when every step but the last may receive inputs
/// up to s times the upper end of its own: I₁ = [l, u], Iₜ₊₁ = pₜ([lₜ, s uₜ]), and the worst error
/// on p_T(I_T).
///
/// With s = 1 that is the worst-case error of [TableCertifier], computed in the same exact
/// arithmetic. With s > 1 it is at least that error: a table that has it keeps its promise, and its
/// safety factor is not spent on anything else.
final class GuardedChain {

  private static final int BITS = 192;

  private final Dyadic lower;
  private final Dyadic upper;
  private final Dyadic safety;
  private final boolean inLoop;

  /// Takes interval and safety factor of a request.
  GuardedChain(DesignRequest request) {
    lower = Dyadic.of(request.lower());
    upper = Dyadic.of(request.upper());
    safety = Outward.up(Dyadic.from(BigDecimal.valueOf(request.safetyFactor()), 2 * BITS), BITS);
    inLoop = request.safetyPlacement() == SafetyPlacement.IN_LOOP;
  }

  Dyadic lower() {
    return lower;
  }

  Dyadic upper() {
    return upper;
  }

  /// The image that the recipe carries on to the next step: of [l, s u] with the safety factor in
  /// the loop, else of [s l, s u], where a row p(x/s) is designed as p on [l, u].
  ExactStep.Image carried(Step step, Dyadic from, Dyadic to, boolean last) {
    Dyadic start = last || inLoop ? from : Outward.down(from.times(safety), BITS);
    return new ExactStep(step).image(start, last ? to : to.times(safety));
  }

  /// The largest |1 − x| on an interval.
  static double error(Dyadic lower, Dyadic upper) {
    return Dyadic.ONE.minus(lower).abs().max(upper.minus(Dyadic.ONE).abs()).doubleCeiling();
  }

  /// The worst error of a schedule, rounded up.
  ///
  /// @return the error; infinite where it is beyond binary64
  double error(List<Step> steps) {
    Dyadic from = lower;
    Dyadic to = upper;
    for (int t = 0; t < steps.size(); t++) {
      boolean last = t == steps.size() - 1;
      ExactStep.Image image = new ExactStep(steps.get(t)).image(from, last ? to : to.times(safety));
      from = image.lower();
      to = image.upper();
      if (from.abs().max(to.abs()).magnitude() > Double.MAX_EXPONENT) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return error(from, to);
  }

  /// The same in floating point, for guidance; infinite as soon as an image reaches down to 0.
  double quickError(List<double[]> rows) {
    QuickImage.Range range = QuickImage.Range.from(lower, upper);
    double s = safety.doubleValue();
    for (int t = 0; t < rows.size(); t++) {
      boolean last = t == rows.size() - 1;
      range = QuickImage.of(rows.get(t), last ? range : range.times(1, s));
      if (!range.isPositive()) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return range.error();
  }
}
