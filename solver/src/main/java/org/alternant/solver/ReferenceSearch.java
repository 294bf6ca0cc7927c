package org.alternant.solver;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/// The binary64 phase of the Remez exchange: finds the reference of the best odd polynomial on [k,
/// 1] to about 1e-8, from where the [Refinement] converges in two or three exchanges.
final class ReferenceSearch {

  /// Stops when the largest error exceeds the levelled error by less than this, relatively. The
  /// excess is quadratic in the distance to the best reference, so that is about 1e-6 away and the
  /// last exchange has brought it to what binary64 can tell.
  private static final double EXCESS = 1e-9;

  /// Three to five exchanges were seen over all degrees up to 63 and all ratios.
  private static final int MAXIMUM_EXCHANGES = 30;

  private static final double BRENT_RELATIVE = 1e-8;
  private static final double BRENT_ABSOLUTE = 1e-14;

  private final double ratio;
  private final double gap;
  private final List<ExchangeStep> history = new ArrayList<>();
  private double[] reference;
  private LevelledError levelled;

  /// Prepares the search.
  ///
  /// @param coefficients the number m of coefficients, at least 1
  /// @param ratio k = l/u in [1e-300, 1)
  /// @param gap 1 − k with full relative accuracy
  ReferenceSearch(int coefficients, double ratio, double gap) {
    this.ratio = ratio;
    this.gap = gap;
    reference = chebyshevExtrema(coefficients);
    levelled = new LevelledError(ratio, gap, reference);
  }

  /// Exchanges until the error alternates at its extrema.
  ///
  /// @return the reference as τ = (x − k)/(1 − k), from 0 to 1
  double[] run() {
    double excess = Double.POSITIVE_INFINITY;
    while (reference.length > 2 && excess > EXCESS && history.size() < MAXIMUM_EXCHANGES) {
      double[] extrema = reference.clone();
      double largest = 1;
      for (int i = 1; i < reference.length - 1; i++) {
        UnivariatePointValuePair extremum = extremumNear(i);
        extrema[i] = extremum.getPoint();
        largest = Math.max(largest, extremum.getValue());
      }
      excess = largest - 1;
      history.add(
          new ExchangeStep(
              Double.PRECISION,
              Math.pow(2, levelled.log2Error()),
              excess,
              gap * change(reference, extrema)));
      reference = extrema;
      levelled = new LevelledError(ratio, gap, reference);
    }
    return reference;
  }

  LevelledError levelled() {
    return levelled;
  }

  List<ExchangeStep> history() {
    return history;
  }

  /// For k → 1 the error tends to a Chebyshev polynomial in y = x², whose extrema are these.
  private double[] chebyshevExtrema(int coefficients) {
    double[] tau = new double[coefficients + 1];
    for (int i = 1; i < coefficients; i++) {
      double sine = Math.sin(i * Math.PI / (2 * coefficients));
      double x = Math.sqrt(ratio * ratio + gap * (1 + ratio) * sine * sine);
      tau[i] = (1 + ratio) * sine * sine / (x + ratio);
    }
    tau[coefficients] = 1;
    return tau;
  }

  /// The extremum of the error between the two zeros around a reference point. The error is −1 at
  /// the neighbours and 1 at the point, and has one extremum where it is positive.
  private UnivariatePointValuePair extremumNear(int i) {
    int sign = i % 2 == 0 ? 1 : -1;
    double start = reference[i];
    return new BrentOptimizer(BRENT_RELATIVE, BRENT_ABSOLUTE)
        .optimize(
            new UnivariateObjectiveFunction(
                tau -> tau == start ? 1 : sign * levelled.relativeTo(tau)),
            GoalType.MAXIMIZE,
            MaxEval.unlimited(),
            new SearchInterval(reference[i - 1], reference[i + 1], start));
  }

  private static double change(double[] before, double[] after) {
    double change = 0;
    for (int i = 0; i < before.length; i++) {
      change = Math.max(change, Math.abs(after[i] - before[i]));
    }
    return change;
  }
}
