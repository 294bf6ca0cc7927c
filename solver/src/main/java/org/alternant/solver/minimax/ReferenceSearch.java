package org.alternant.solver.minimax;

import java.util.ArrayList;
import java.util.List;
import org.alternant.solver.exact.DividedDifferences;
import org.alternant.solver.exact.Powers;

/// The binary64 phase of the Remez exchange: finds the reference of the best polynomial on [k, 1]
/// to about 1e-15, from where the [Refinement] converges in one or two exchanges.
public final class ReferenceSearch {

  /// Where the largest error exceeded the levelled error by less than this, relatively, and moves
  /// were Newton steps, the exchange was the last: the excess is quadratic in the distance to the
  /// best reference, which was then 1e-6 or less, and is its square now, which makes the first
  /// bracket of the [Refinement] narrow enough to round coefficients.
  private static final double EXCESS = 1e-12;

  /// Two to seven exchanges were observed over all degrees up to 63 and all ratios.
  private static final int MAXIMUM_EXCHANGES = 30;

  /// How far from a reference point the error is sampled, relative to its nearer neighbour. The
  /// narrowest gives curvatures to about 1e-8: those of parabolas err by the square of the spread,
  /// and binary64 resolves its reciprocal square times 1e-15.
  private static final double WIDEST_SPREAD = 0.1;

  private static final double NARROWEST_SPREAD = 1e-4;

  /// The error's own slope is taken for narrower spreads; wider parabolas find extrema from afar.
  private static final double LOCAL_SPREAD = 0.09;

  /// What the error at a point may lose to rounding.
  private static final double NOISE = 1e-13;

  /// The longest move, relative to the nearer neighbour: short of halfway, so that points stay in
  /// order.
  private static final double LONGEST_MOVE = 0.4;

  private final int root;
  private final DividedDifferences none;
  private final double ratio;
  private final double gap;
  private final List<ExchangeStep> history = new ArrayList<>();
  private double[] reference;
  private LevelledError levelled;

  /// Prepares the search.
  ///
  /// @param root p, at least 1
  /// @param coefficients the number m of coefficients, at least 1
  /// @param ratio k = l/u from [LevelledError#smallestRatio] to below 1
  /// @param gap 1 − k with full relative accuracy
  public ReferenceSearch(int root, int coefficients, double ratio, double gap) {
    this.root = root;
    none = DividedDifferences.none(root, ratio, coefficients + 2);
    this.ratio = ratio;
    this.gap = gap;
    reference = chebyshevExtrema(coefficients);
    levelled = new LevelledError(root, none, ratio, gap, reference);
  }

  /// Exchanges until the error alternates at its extrema.
  ///
  /// @return the reference as τ = (x − k)/(1 − k), from 0 to 1
  public double[] run() {
    double spread = WIDEST_SPREAD;
    boolean found = reference.length == 2;
    while (!found && history.size() < MAXIMUM_EXCHANGES) {
      double[] extrema = reference.clone();
      double largest = 1;
      for (int i = 1; i < reference.length - 1; i++) {
        Extremum extremum = extremumNear(i, spread);
        extrema[i] = extremum.point();
        largest = Math.max(largest, extremum.value());
      }
      double excess = largest - 1;
      found = excess <= EXCESS && spread <= LOCAL_SPREAD;
      // The excess is about the square of the distance to the extrema, in units of their spacing.
      spread = Math.clamp(Math.sqrt(excess), NARROWEST_SPREAD, WIDEST_SPREAD);
      history.add(
          new ExchangeStep(
              Double.PRECISION,
              StrictMath.pow(2, levelled.log2Error()),
              excess,
              gap * change(reference, extrema)));
      reference = extrema;
      levelled = new LevelledError(root, none, ratio, gap, reference);
    }
    return reference;
  }

  /// The error that is levelled on the reference found by [#run].
  ///
  /// @return the error function
  public LevelledError levelled() {
    return levelled;
  }

  List<ExchangeStep> history() {
    return history;
  }

  /// For k → 1 the error tends to a Chebyshev polynomial in y = xᵖ, whose extrema are these.
  private double[] chebyshevExtrema(int coefficients) {
    double[] tau = new double[coefficients + 1];
    for (int i = 1; i < coefficients; i++) {
      double sine = StrictMath.sin(i * Math.PI / (2 * coefficients));
      double length = Powers.quotient(1, ratio, root);
      double x = Powers.root(Powers.of(ratio, root) + gap * length * sine * sine, root);
      tau[i] = length * sine * sine / Powers.quotient(x, ratio, root);
    }
    tau[coefficients] = 1;
    return tau;
  }

  /// Moves a reference point to the top of the parabola through it and two points beside it; near
  /// the top, of that with the same curvature and the error's slope, which is a Newton step. The
  /// error is −1 at its neighbours and 1 at the point; a move that does not raise it is not made,
  /// so the levelled error grows with every exchange.
  ///
  /// @param spread the distance of the two points, relative to that of the nearer neighbour
  private Extremum extremumNear(int i, double spread) {
    double start = reference[i];
    double reach = Math.min(start - reference[i - 1], reference[i + 1] - start);
    double below = error(i, start - spread * reach);
    double above = error(i, start + spread * reach);
    double slope =
        spread > LOCAL_SPREAD ? (above - below) / 2 : levelled.slopeAt(i) * spread * reach;
    double curvature = below - 2 + above;
    double limit = LONGEST_MOVE / spread;
    double move =
        curvature < 0 ? Math.clamp(-slope / curvature, -limit, limit) : Math.copySign(limit, slope);
    double point = start + move * spread * reach;
    double value = point == start ? 1 : error(i, point);
    return value > 1 - NOISE ? new Extremum(point, Math.max(1, value)) : new Extremum(start, 1);
  }

  private double error(int i, double tau) {
    return i % 2 == 0 ? levelled.relativeTo(tau) : -levelled.relativeTo(tau);
  }

  private record Extremum(double point, double value) {}

  private static double change(double[] before, double[] after) {
    double change = 0;
    for (int i = 0; i < before.length; i++) {
      change = Math.max(change, Math.abs(after[i] - before[i]));
    }
    return change;
  }
}
