package org.alternant.solver.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.alternant.solver.rounding.RoundedState;
import org.alternant.solver.rounding.RoundingModel;

/// Designs the steps of a schedule that will be carried out with rounding, under a [RoundingModel].
///
/// In exact arithmetic the best step on [l, u] is the best odd polynomial there. With rounding it
/// maps [l, u] to [min p − ε, max p + δ], where ε and δ depend on p: a polynomial that maps an
/// inner point to l′ loses that point to rounding. So p is the best odd polynomial on an interval
/// [λ, u] with λ ≥ l, and λ is the one with the largest ratio (min p − ε)/(max p + δ): a cushion
/// for each step, which costs slope at l and keeps inner points away from 0. Then p is divided by
/// the middle of its image. In the last step δ does not count: nothing follows that could diverge,
/// and the image is centred about 1 for ordinary matrices.
///
/// Ratios decide because both errors scale with p. Choosing all λ together gains little: 0.7 % of
/// the worst-case error at most in the cases tried (five quintics, bfloat16 and float16, three
/// shapes).
///
/// A safety factor s enlarges the interval of every step but the last to [l, su], for matrices
/// whose errors are not those of the model.
///
/// Where the request names a grid, each step's coefficients are then moved to it: of all the
/// neighbours of the scaled polynomial, in several scales, those with the largest ratio are taken,
/// in the last step those with the least error. So the next step is made for what the rounded
/// coefficients leave.
final class RoundedDesigner {

  /// Scales tried for a step on a grid: in the floating-point formats the pattern of the neighbours
  /// repeats with every factor of 2.
  private static final int SCALES = 32;

  /// In the last step the scale is given; it may still move within ±2⁻⁵.
  private static final double LAST_SCALES = 0x1p-4;

  /// λ = l^θ u^(1−θ) is sought among this many θ, and then among as many around the best.
  private static final int CANDIDATES = 32;

  private static final int ACCURACY_BITS = 96;

  private final DesignRequest request;
  private final RoundingModel model;
  private RoundedState state;

  /// The step that is designed, from 1 on.
  private int number;

  RoundedDesigner(DesignRequest request, RoundingAssumptions assumptions) {
    this.request = request;
    model = new RoundingModel(assumptions);
    state = RoundedState.input(request.input(), model);
  }

  /// The steps in order; the same request gives the same bits everywhere.
  ///
  /// @throws LostInRoundingException if rounding may annihilate singular values of the interval
  /// @throws BeyondGridException if a coefficient is beyond the grid's format
  /// @throws BeyondBinary64Exception if one is beyond binary64
  List<Step> design() {
    List<Step> steps = new ArrayList<>();
    int count = request.degrees().size();
    CoefficientGrid grid = request.coefficients();
    for (int t = 1; t <= count; t++) {
      number = t;
      requireLowerEnd(t - 1);
      boolean last = t == count;
      state = last ? state : state.enlarged(request.safetyFactor());
      Candidate best = best(request.degrees().get(t - 1));
      Step step = last ? best.last() : best.step();
      if (grid != null) {
        step = onGrid(step, grid, t, last);
      }
      steps.add(step);
      state = state.next(step, model, RoundedState.ESTIMATED);
    }
    requireLowerEnd(count);
    return steps;
  }

  private Step onGrid(Step step, CoefficientGrid grid, int number, boolean last) {
    Step best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = -SCALES / 2; i < SCALES / 2; i++) {
      double position = (double) i / SCALES;
      double scale = last ? 1 + LAST_SCALES * position : StrictMath.pow(2, position);
      for (List<Double> row : neighbours(step.coefficients(), scale, grid)) {
        Step candidate = step.withCoefficients(row);
        RoundedState image = state.next(candidate, model, RoundedState.ESTIMATED);
        double loss = last ? errorOfOrdinary(candidate, image) : -ratio(image);
        if (loss < least) {
          best = candidate;
          least = loss;
        }
      }
    }
    if (best == null) {
      throw new BeyondGridException(
          Collections.max(step.coefficients(), Comparator.comparingDouble(Math::abs)),
          number,
          grid);
    }
    return best;
  }

  /// All rows of which each coefficient is the nearest grid number or one beside it.
  private static List<List<Double>> neighbours(
      List<Double> coefficients, double scale, CoefficientGrid grid) {
    List<List<Double>> rows = List.of(List.of());
    for (double coefficient : coefficients) {
      List<List<Double>> longer = new ArrayList<>();
      double nearest = grid.nearest(coefficient * scale);
      double spacing = Double.isFinite(nearest) ? grid.spacing(nearest) : 0;
      for (int offset = -1; offset <= 1; offset++) {
        double value = grid.nearest(nearest + offset * spacing);
        if (Double.isFinite(value)) {
          rows.forEach(row -> longer.add(with(row, value)));
        }
      }
      rows = longer;
    }
    return rows;
  }

  private static List<Double> with(List<Double> row, double value) {
    List<Double> longer = new ArrayList<>(row);
    longer.add(value);
    return longer;
  }

  private double middle() {
    Interval band = request.band();
    return band == null ? 1 : (band.lower() + band.upper()) / 2;
  }

  /// What the last step leaves of ordinary matrices' distance to the middle.
  private double errorOfOrdinary(Step last, RoundedState image) {
    return Math.max(middle() - image.interval().lower(), upperOfOrdinary(last) - middle());
  }

  private double upperOfOrdinary(Step step) {
    return RoundedState.ESTIMATED.image(step, state.interval()).upper()
        + model.ofLowerEnds().stepError(step, state.norms()).total();
  }

  private static double ratio(RoundedState image) {
    return image.interval().lower() / image.interval().upper();
  }

  private void requireLowerEnd(int step) {
    if (!(state.interval().lower() > 0)) {
      throw new LostInRoundingException(request.lower(), step, model.assumptions());
    }
  }

  private Candidate best(int degree) {
    Candidate best = new Candidate(degree, 1);
    for (int i = 1; i < CANDIDATES; i++) {
      best = best.orBetter(new Candidate(degree, (double) i / CANDIDATES));
    }
    double middle = best.theta;
    for (int i = 1 - CANDIDATES; i < CANDIDATES; i++) {
      double theta = middle + (double) i / (CANDIDATES * CANDIDATES);
      if (theta > 0 && theta < 1) {
        best = best.orBetter(new Candidate(degree, theta));
      }
    }
    return best;
  }

  /// The best polynomial on [λ, u], and what rounding makes of the image of [l, u].
  private final class Candidate {

    private final double theta;
    private final BestPolynomial polynomial;
    private final double lambda;
    private final RoundedState image;

    Candidate(int degree, double theta) {
      this.theta = theta;
      double lower = state.interval().lower();
      double upper = state.interval().upper();
      lambda = theta == 1 ? lower : upper * StrictMath.pow(lower / upper, theta);
      polynomial =
          RemezExchange.solve(degree, Dyadic.of(lambda), Dyadic.of(upper), ACCURACY_BITS + degree)
              .orThrow();
      BeyondBinary64Exception.requireFinite(TableFunction.SIGN, polynomial.coefficients(), number);
      image = state.next(Step.of(polynomial.coefficients()), model, RoundedState.ESTIMATED);
    }

    Candidate orBetter(Candidate other) {
      return ratio(other.image) > ratio(image) ? other : this;
    }

    /// With the middle of the image at 1.
    Step step() {
      return scaled(image.interval().upper(), 1);
    }

    /// With the middle of the image of ordinary matrices at that of the band.
    Step last() {
      return scaled(upperOfOrdinary(Step.of(polynomial.coefficients())), middle());
    }

    private Step scaled(double upper, double middle) {
      Dyadic divisor = Dyadic.of((image.interval().lower() + upper) / 2);
      Dyadic factor = Dyadic.of(middle);
      List<Double> coefficients =
          polynomial.extended().stream()
              .map(c -> c.times(factor).dividedBy(divisor, 2 * ACCURACY_BITS).doubleValue())
              .toList();
      return ScheduleDesigner.step(
          TableFunction.SIGN,
          polynomial.error(),
          BeyondBinary64Exception.requireFinite(TableFunction.SIGN, coefficients, number),
          Dyadic.of(state.interval().lower()),
          Dyadic.of(state.interval().upper()),
          Dyadic.of(lambda));
    }
  }
}
