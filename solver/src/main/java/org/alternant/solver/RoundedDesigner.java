package org.alternant.solver;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingModel;
import org.alternant.coefficients.Step;

/// Designs the steps of a schedule that will be carried out with rounding, under a [RoundingModel].
///
/// In exact arithmetic the best step on [l, u] is the best odd polynomial there. With rounding it
/// maps [l, u] to [min p − ε, max p + δ], where ε and δ depend on p: a polynomial that maps an
/// inner point to l′ loses that point to rounding. So p is the best odd polynomial on an interval
/// [λ, u] with λ ≥ l, and λ is the one with the largest ratio (min p − ε)/(max p + δ): a cushion
/// for each step, which costs slope at l and keeps inner points away from 0. Then p is divided by
/// the middle of its image. In the last step δ is not of the image: nothing follows that might
/// diverge, and its image is centred about 1 as ordinary matrices have it.
///
/// Ratios decide because both errors scale with p. Choosing all λ together gains little: 0.7 % of
/// the worst-case error at most in the cases tried (five quintics, bfloat16 and float16, three
/// shapes).
final class RoundedDesigner {

  /// λ = l^θ u^(1−θ) is looked for among this many θ, and then among as many round the best.
  private static final int CANDIDATES = 32;

  private static final int ACCURACY_BITS = 96;

  private final DesignRequest request;
  private final RoundingModel model;
  private RoundedState state;

  RoundedDesigner(DesignRequest request, RoundingModel model) {
    this.request = request;
    this.model = model;
    state = RoundedState.input(new Interval(request.lower(), request.upper()), model);
  }

  /// The steps in order; the same request gives the same bits everywhere.
  ///
  /// @throws IllegalArgumentException if rounding may annihilate singular values of the interval
  List<Step> design() {
    List<Step> steps = new ArrayList<>();
    int count = request.degrees().size();
    for (int t = 1; t <= count; t++) {
      requireLowerEnd(t - 1);
      Candidate best = best(request.degrees().get(t - 1));
      Step step = t == count ? best.last() : best.step();
      steps.add(step);
      state = state.next(step, model, RoundedState.ESTIMATED);
    }
    requireLowerEnd(count);
    return steps;
  }

  private void requireLowerEnd(int step) {
    if (state.interval().lower() > 0) {
      return;
    }
    throw new IllegalArgumentException(
        "singular values of "
            + request.lower()
            + " may be lost in "
            + EnumIds.of(model.precision())
            + " rounding of "
            + model.rows()
            + "×"
            + model.columns()
            + " matrices "
            + (step == 0 ? "before the first step" : "in step " + step)
            + ": raise the lower end, or allow for less below it (--rounding-slack "
            + model.slack()
            + ","
            + Math.min(model.slack(), RoundingModel.ORDINARY_LOWER_SLACK)
            + ")");
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
      image = state.next(Step.of(polynomial.coefficients()), model, RoundedState.ESTIMATED);
    }

    private double ratio() {
      return image.interval().lower() / image.interval().upper();
    }

    Candidate orBetter(Candidate other) {
      return other.ratio() > ratio() ? other : this;
    }

    /// With the middle of the image at 1.
    Step step() {
      return scaled(image.interval().upper(), 1);
    }

    /// With the middle of the image of ordinary matrices at that of the band.
    Step last() {
      Step plain = Step.of(polynomial.coefficients());
      double error = model.ofLowerEnds().stepError(plain, state.norms()).total();
      Interval band = request.band();
      return scaled(
          RoundedState.ESTIMATED.image(plain, state.interval()).upper() + error,
          band == null ? 1 : (band.lower() + band.upper()) / 2);
    }

    private Step scaled(double upper, double middle) {
      Dyadic divisor = Dyadic.of((image.interval().lower() + upper) / 2);
      Dyadic factor = Dyadic.of(middle);
      List<Double> coefficients =
          polynomial.extended().stream()
              .map(c -> c.times(factor).dividedBy(divisor, 2 * ACCURACY_BITS).doubleValue())
              .toList();
      return ScheduleDesigner.step(
          polynomial,
          coefficients,
          Dyadic.of(state.interval().lower()),
          Dyadic.of(state.interval().upper()),
          Dyadic.of(lambda));
    }
  }
}
