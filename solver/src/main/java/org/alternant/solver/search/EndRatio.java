package org.alternant.solver.search;

import java.math.BigDecimal;
import java.math.MathContext;
import org.alternant.coefficients.DesignRequest;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.exact.Powers;

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

  /// That of a request, of x: for a root of the p-th roots of its eigenvalues.
  static EndRatio of(DesignRequest recipe) {
    BigDecimal from = BigDecimal.valueOf(recipe.lower());
    BigDecimal to = BigDecimal.valueOf(recipe.upper());
    int power = recipe.function().inputPower();
    double ratio = Powers.root(from.divide(to, MathContext.DECIMAL64).doubleValue(), power);
    double gap = to.subtract(from).divide(to, MathContext.DECIMAL64).doubleValue();
    return new EndRatio(ratio, gap / Powers.quotient(1, ratio, power));
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
