package org.alternant.solver.rounding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.solver.rounding.RoundingModel.Norms;
import org.alternant.solver.rounding.RoundingModel.StepError;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

/// The interval after a step, against matrices that are perturbed as the model allows.
class RoundedStateTest {

  private static final RoundingModel MODEL =
      new RoundingModel(
          new RoundingAssumptions(Precision.BFLOAT16, new MatrixShape(512, 1024), 3, 1.2, 1.2));

  /// A first and a second step of a schedule with cushion: valleys at 0.2 and a small lower end.
  private static final List<Step> STEPS =
      List.of(
          Step.of(List.of(8.28721201814563, -23.595886519098837, 17.300387312530933)),
          Step.of(List.of(4.107059111542203, -2.9478499167379106, 0.5448431082926601)));

  private static final int SIZE = 8;
  private static final int TRIALS = 400;

  /// Decompositions of 8×8 matrices. Theory: some 10 · 2⁻⁵³ of the largest singular value.
  private static final double ARITHMETIC = 1e-13;

  /// (q(A) + F) X + E with the largest F and E: singular values stay inside, and come near both
  /// ends.
  @Test
  void perturbedStepsStayInTheInterval() {
    Random random = new Random(7);
    for (Step step : STEPS) {
      RoundedState state = new RoundedState(new Interval(2e-2, 1), new Norms(1, 0.2, 0.1), 0);
      Interval after = state.next(step, MODEL, RoundedState.PROVED).interval();
      StepError error = MODEL.stepError(step, state.norms());
      double smallest = Double.POSITIVE_INFINITY;
      double largest = 0;
      for (int trial = 0; trial < TRIALS; trial++) {
        double[] sigma = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
          sigma[i] = Math.pow(2e-2, random.nextDouble());
        }
        sigma[0] = 2e-2;
        sigma[1] = valley(step);
        double[] values =
            new SingularValueDecomposition(perturbed(step, sigma, error, random))
                .getSingularValues();
        smallest = Math.min(smallest, values[SIZE - 1]);
        largest = Math.max(largest, values[0]);
      }
      assertTrue(smallest >= after.lower() - ARITHMETIC, smallest + " in " + after);
      assertTrue(largest <= after.upper() + ARITHMETIC, largest + " in " + after);
      Interval exact = RoundedState.PROVED.image(step, state.interval());
      assertTrue(smallest < exact.lower(), "errors that meet lower a singular value: " + smallest);
    }
  }

  /// Half of the perturbations are aimed: F from the valley's direction to the smallest one's, E
  /// against the smallest.
  private static RealMatrix perturbed(Step step, double[] sigma, StepError error, Random random) {
    boolean aimed = random.nextBoolean();
    RealMatrix f = aimed ? swap(error.factor(), random) : ofNorm(error.factor(), random);
    RealMatrix e = aimed ? first(-error.stored()) : ofNorm(error.stored(), random);
    double[] q = Arrays.stream(sigma).map(x -> step.evaluate(x) / x).toArray();
    RealMatrix x = diagonal(sigma);
    return diagonal(q).add(f).multiply(x).add(e);
  }

  private static RealMatrix swap(double norm, Random random) {
    RealMatrix f = new Array2DRowRealMatrix(SIZE, SIZE);
    double sign = random.nextBoolean() ? 1 : -1;
    f.setEntry(0, 1, sign * norm);
    f.setEntry(1, 0, sign * norm);
    return f;
  }

  private static RealMatrix first(double value) {
    RealMatrix e = new Array2DRowRealMatrix(SIZE, SIZE);
    e.setEntry(0, 0, value);
    return e;
  }

  private static RealMatrix diagonal(double[] values) {
    RealMatrix d = new Array2DRowRealMatrix(SIZE, SIZE);
    for (int i = 0; i < SIZE; i++) {
      d.setEntry(i, i, values[i]);
    }
    return d;
  }

  private static RealMatrix ofNorm(double norm, Random random) {
    RealMatrix g = new Array2DRowRealMatrix(SIZE, SIZE);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        g.setEntry(i, j, random.nextGaussian());
      }
    }
    return g.scalarMultiply(norm / new SingularValueDecomposition(g).getNorm());
  }

  /// Where p is least beyond its first maximum.
  private static double valley(Step step) {
    double best = 0.5;
    for (double x = 0.5; x < 1; x += 1e-3) {
      best = step.evaluate(x) < step.evaluate(best) ? x : best;
    }
    return best;
  }

  @Test
  void withoutRoundingTheIntervalIsTheImage() {
    RoundingModel model =
        new RoundingModel(
            new RoundingAssumptions(Precision.FLOAT64, new MatrixShape(64, 64), 1, 1, 1));
    RoundedState state = RoundedState.input(new Interval(1e-2, 1), model);
    Interval after = state.next(STEPS.getFirst(), model, RoundedState.PROVED).interval();
    Interval exact = RoundedState.PROVED.image(STEPS.getFirst(), new Interval(1e-2, 1));
    assertEquals(exact.lower(), after.lower(), ARITHMETIC);
    assertEquals(exact.upper(), after.upper(), ARITHMETIC);
  }

  /// What guides the designer is close to what is proved, and never far above it.
  @Test
  void theEstimateIsCloseToTheProof() {
    RoundedState state = new RoundedState(new Interval(2e-2, 1), new Norms(1, 0.2, 0.1), 0);
    for (Step step : STEPS) {
      Interval proved = state.next(step, MODEL, RoundedState.PROVED).interval();
      Interval estimated = state.next(step, MODEL, RoundedState.ESTIMATED).interval();
      assertEquals(estimated.upper(), proved.upper(), ARITHMETIC);
      assertTrue(proved.lower() <= estimated.lower() + ARITHMETIC);
      assertTrue(proved.lower() >= PIECEWISE * estimated.lower(), proved + " and " + estimated);
    }
  }

  /// Theory: √(1 − 2⁻¹⁰), and what the error of storing makes of it.
  private static final double PIECEWISE = 0.999;
}
