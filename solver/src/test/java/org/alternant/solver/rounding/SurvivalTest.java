package org.alternant.solver.rounding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is expected of a table in a format. `SurvivalRunsTest` holds it against runs.
class SurvivalTest {

  private static final RoundingRules EAGER = RoundingRules.of(TargetRuntime.PYTORCH);

  private static Map<Precision, Survival> survival(
      List<Step> steps, double lower, RoundingRules rules) {
    Interval input = new Interval(lower, 1);
    ImageOutcome.Enclosed image =
        assertInstanceOf(ImageOutcome.Enclosed.class, new TableCertifier(steps).image(input));
    return Survival.of(steps, input, image.image(), rules);
  }

  private static List<Step> shipped(String name) {
    return Catalogue.find(name).map(CoefficientTable::steps).orElseThrow();
  }

  /// An H200 showed 4.7e3 and 1.0e4 in bfloat16, and nothing of the kind for five quintics with
  /// room.
  @Test
  void aTableWithoutRoomBreaksInHalfPrecisionAndOneWithRoomDoesNot() {
    Map<Precision, Survival> tight = survival(shipped("cans-5"), 1e-3, EAGER);
    assertInstanceOf(Survival.Survives.class, tight.get(Precision.FLOAT32));
    Survival.Breaks breaks = assertInstanceOf(Survival.Breaks.class, tight.get(Precision.BFLOAT16));
    assertEquals(Survival.Reason.GROWS, breaks.reason());
    survival(shipped("deepseek-v4-10"), 1e-3, EAGER)
        .forEach(
            (precision, roomy) ->
                assertInstanceOf(Survival.Survives.class, roomy, precision::name));
  }

  private static Map<Precision, Survival> survival(
      CoefficientTable table, List<Step> run, RoundingRules rules) {
    Certificate proved = Objects.requireNonNull(table.certificate());
    return Survival.of(table, run, proved.input(), proved.output(), rules);
  }

  /// The model leaves it open; the file has runs of the whole table by these rules.
  @Test
  void whereTheEstimateIsUnclearTheRunsThatAShippedTableRecordsDecide() {
    CoefficientTable table = Catalogue.find("bfloat16-15").orElseThrow();
    List<Step> steps = table.steps();
    assertInstanceOf(Survival.Unclear.class, survival(steps, 1e-3, EAGER).get(Precision.BFLOAT16));
    Survival.Ran ran =
        assertInstanceOf(Survival.Ran.class, survival(table, steps, EAGER).get(Precision.BFLOAT16));
    Measured measured = Objects.requireNonNull(table.measured());
    assertEquals(measured.runs(), ran.runs());
    assertEquals(measured.worstError(), ran.error());
    RoundingRules loop = RoundingRules.of(TargetRuntime.LOOP);
    for (Map<Precision, Survival> others :
        List.of(
            survival(table, steps, loop),
            survival(table, steps.subList(0, 3), EAGER),
            survival(table.withMeasured(null), steps, EAGER),
            survival(table.withMeasured(forged(measured)), steps, EAGER))) {
      others.values().forEach(one -> assertFalse(one instanceof Survival.Ran));
    }
  }

  private static Measured forged(Measured of) {
    return new Measured(
        of.precision(),
        of.rounding(),
        of.seed(),
        of.matrices(),
        of.kinds(),
        of.shapes(),
        1e-9,
        1e-9,
        null);
  }

  /// None is shipped for a format that it does not survive.
  @Test
  void everyShippedTableForAFormatSurvivesIt() {
    for (CoefficientTable table : Catalogue.all()) {
      Measured measured = table.measured();
      if (measured != null) {
        Survival survival = survival(table, table.steps(), EAGER).get(measured.precision());
        assertTrue(survival != null && survival.survives(), table.name());
      }
    }
  }

  /// Below the format's resolution nothing is left of a singular value, however many steps follow.
  @Test
  void whatIsBelowTheFormatsResolutionIsLost() {
    List<Step> steps = new ArrayList<>(shipped("polar-express-8-safety-1.01"));
    steps.addAll(Collections.nCopies(8, steps.getLast()));
    Map<Precision, Survival> found = survival(steps, 1e-6, EAGER);
    assertInstanceOf(Survival.Survives.class, found.get(Precision.FLOAT32));
    Survival.Breaks breaks = assertInstanceOf(Survival.Breaks.class, found.get(Precision.BFLOAT16));
    assertEquals(Survival.Reason.LOSES_SMALL, breaks.reason());
  }

  /// The estimate of what rounding leaves is at least what it leaves in exact arithmetic, and grows
  /// with the roundoff.
  @ParameterizedTest
  @EnumSource(Epilogue.class)
  void widerFormatsLeaveLess(Epilogue epilogue) {
    Map<Precision, Survival> found = survival(shipped("su-6"), 1e-3, RoundingRules.of(epilogue));
    double exact = 0.0252;
    double narrow = error(found.get(Precision.FLOAT16));
    double wide = error(found.get(Precision.FLOAT32));
    assertTrue(exact < wide && wide < narrow, found::toString);
  }

  private static double error(@Nullable Survival survival) {
    return assertInstanceOf(Survival.Survives.class, survival).image().error();
  }

  /// Numbers beyond float16 are beyond it, however small the roundoff.
  @Test
  void numbersBeyondTheFormatOverflow() {
    // T is 1e6 times the Gram matrix, and the step the identity.
    Step identity =
        Step.of(List.of(1.0, 1e-6))
            .withPlan(new EvaluationPlan(1e6, 0, 1, List.of(), List.of(0.0, 1e-12)));
    Map<Precision, Survival> found = survival(List.of(identity), 0.9, EAGER);
    assertInstanceOf(Survival.Survives.class, found.get(Precision.BFLOAT16));
    Survival.Breaks breaks = assertInstanceOf(Survival.Breaks.class, found.get(Precision.FLOAT16));
    assertEquals(Survival.Reason.OVERFLOWS, breaks.reason());
  }

  /// Rounded coefficients are another polynomial: 1 + 2⁻⁹ is 1 in bfloat16.
  @Test
  void coefficientsAreRoundedWhereTheRuntimeDoes() {
    List<Step> steps = List.of(Step.of(List.of(1 + 0x1p-9)), Step.of(List.of(1 + 0x1p-9)));
    double kept = error(survival(steps, 0.999, EAGER).get(Precision.BFLOAT16));
    double rounded =
        error(
            survival(steps, 0.999, RoundingRules.of(TargetRuntime.PYTORCH_CPU))
                .get(Precision.BFLOAT16));
    assertTrue(rounded < kept, rounded + " " + kept);
  }

  /// What has an error of more than 1 in exact arithmetic survives nowhere.
  @Test
  void whatErrsExactlySurvivesNowhere() {
    survival(shipped("aol-4"), 1e-3, EAGER)
        .forEach(
            (precision, found) ->
                assertEquals(new Survival.Breaks(4, Survival.Reason.ERRS), found, precision::name));
  }

  /// Sample spectra fill their interval, in descending order, and weigh 1 in all.
  @ParameterizedTest
  @EnumSource(TrialRuns.Kind.class)
  void spectraFillTheirInterval(TrialRuns.Kind kind) {
    SampleSpectrum spectrum = SampleSpectrum.of(kind, new Interval(1e-3, 2), 16, 128);
    double sum = 0;
    for (int i = 0; i < spectrum.size(); i++) {
      sum += spectrum.share(i);
      assertTrue(i == 0 || spectrum.value(i) < spectrum.value(i - 1), kind::name);
    }
    assertEquals(2, spectrum.value(0));
    assertEquals(1e-3, spectrum.value(15), 1e-9);
    assertEquals(1, sum, 1e-12);
  }
}
