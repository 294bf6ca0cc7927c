package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.iteration.measure.SingularValues;
import org.alternant.solver.design.SampleRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EmulatedTrialsTest {

  private static final Interval INPUT = new Interval(0.01, 2);

  private static TrialRuns trial(Precision precision) {
    return new TrialRuns(
        precision,
        RoundingRules.FUSED,
        0,
        List.of(new MatrixShape(12, 20), new MatrixShape(9, 9)),
        2,
        5);
  }

  private static Measured measured(EmulatedTrials trials, List<Step> steps, Precision precision) {
    return trials.measurement(INPUT, trial(precision)).of(steps, RoundingRules.FUSED);
  }

  @ParameterizedTest
  @EnumSource
  void spectraReachFromEndToEnd(TrialRuns.Kind kind) {
    for (MatrixShape shape : trial(Precision.FLOAT64).shapes()) {
      double[] values = SingularValues.descending(EmulatedTrials.matrix(kind, INPUT, shape, 3));
      assertEquals(2, values[0], 1e-12);
      assertEquals(0.01, values[values.length - 1], 1e-12);
    }
  }

  @Test
  void aSingleSingularValueIsTheUpperEnd() {
    for (TrialRuns.Kind kind : TrialRuns.Kind.values()) {
      double[] values =
          SingularValues.descending(EmulatedTrials.matrix(kind, INPUT, new MatrixShape(1, 3), 3));
      assertEquals(2, values[0], 1e-12, kind.toString());
    }
  }

  /// Step by step or at once: the same arithmetic.
  @ParameterizedTest
  @CsvSource({"FLOAT64", "FLOAT32", "BFLOAT16"})
  void samplesMoveAsFinishedStepsDo(Precision precision) {
    List<Step> steps = List.of(Step.of(List.of(1.5, -0.25)), Step.of(List.of(1.5, -0.5)));
    EmulatedTrials trials = new EmulatedTrials();
    SampleRuns runs = trials.samples(INPUT, trial(precision));
    for (Step step : steps) {
      runs = runs.after(step).orElseThrow();
    }
    Measured measured = measured(trials, steps, precision);
    double error = Math.max(1 - runs.range().lower(), runs.range().upper() - 1);
    double worst = Objects.requireNonNull(measured.worstError());
    assertEquals(worst, error, 1e-6);
    assertEquals(16, measured.runs());
    assertTrue(Objects.requireNonNull(measured.medianError()) <= worst);
    assertEquals(measured, measured(trials, steps, precision));
  }

  @Test
  void whatIsNoLongerFiniteHasNoError() {
    List<Step> steps = List.of(Step.of(List.of(0.0, 1e30)));
    EmulatedTrials trials = new EmulatedTrials();
    assertNull(measured(trials, steps, Precision.FLOAT16).worstError());
    assertTrue(trials.samples(INPUT, trial(Precision.FLOAT16)).after(steps.getFirst()).isEmpty());
  }
}
