package org.alternant.solver.search;

import java.math.BigDecimal;
import java.math.MathContext;
import org.alternant.solver.design.ScheduleDesigner;

/// The ratio of an interval's ends in binary64. What best polynomials do to an interval depends on
/// this ratio alone.
///
/// Ordered by quality: the larger ratio first.
///
/// @param ratio k = l/u in (0, 1]
/// @param gap 1 − k, with its own relative accuracy
record EndRatio(double ratio, double gap) implements Comparable<EndRatio> {

  /// [ScheduleDesigner] takes an interval as short as this for a point.
  static final double CONVERGED_GAP = 0x1p-192;

  static EndRatio of(double lower, double upper) {
    BigDecimal from = BigDecimal.valueOf(lower);
    BigDecimal to = BigDecimal.valueOf(upper);
    return new EndRatio(
        from.divide(to, MathContext.DECIMAL64).doubleValue(),
        to.subtract(from).divide(to, MathContext.DECIMAL64).doubleValue());
  }

  /// The ratio of [1 − e, 1 + e].
  ///
  /// @param lower 1 − e
  /// @param error e
  static EndRatio ofImage(double lower, double error) {
    return new EndRatio(lower / (1 + error), 2 * error / (1 + error));
  }

  /// Whether the next best polynomial is the limit polynomial.
  boolean converged() {
    return gap <= CONVERGED_GAP;
  }

  /// The e for which [1 − e, 1 + e] has this ratio.
  double error() {
    return gap / (1 + ratio);
  }

  @Override
  public int compareTo(EndRatio other) {
    return ratio < 0.5 && other.ratio < 0.5
        ? Double.compare(other.ratio, ratio)
        : Double.compare(gap, other.gap);
  }
}
