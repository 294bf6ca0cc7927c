package org.alternant.solver.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.Oracle;
import org.alternant.solver.Oracle.RootSchedule;
import org.alternant.solver.certificate.CertificationOutcome.Certified;
import org.alternant.solver.certificate.TableCertifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The recipe with the stride of an inverse root.
class RootScheduleTest {

  /// What rounding 3 to 5 rows of coefficients of up to 300 may add: some ulps of them.
  private static final double ROUNDING = 1e-13;

  static List<RootSchedule> schedules() {
    return Oracle.rootSchedules();
  }

  @Test
  void oracleHasFourSchedules() {
    assertEquals(4, schedules().size());
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void coefficientsAreTheOraclesCorrectlyRounded(RootSchedule schedule) {
    List<Step> steps = ScheduleDesigner.design(request(schedule));
    for (int t = 0; t < steps.size(); t++) {
      assertEquals(
          schedule.steps().get(t).coefficients().stream().map(BigDecimal::doubleValue).toList(),
          steps.get(t).coefficients());
      double error = schedule.steps().get(t).minimaxError().doubleValue();
      assertEquals(
          error, Objects.requireNonNull(steps.get(t).error()).upper(), 2 * Math.ulp(error));
    }
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void certificatesAreTheErrorsAndIntervalsAreEigenvalues(RootSchedule schedule) {
    DesignRequest request = request(schedule);
    List<Step> steps = ScheduleDesigner.design(request);
    Certificate certificate = certificate(steps, request.input());
    assertEquals(
        schedule.steps().getLast().minimaxError().doubleValue(),
        certificate.worstCaseError(),
        ROUNDING);
    assertEquals(request.input(), steps.getFirst().interval());
    for (int t = 1; t < steps.size(); t++) {
      double error = schedule.steps().get(t - 1).minimaxError().doubleValue();
      Interval interval = assertNotNullInterval(steps.get(t));
      assertEquals(
          Math.pow(1 + error, schedule.root()), interval.upper(), 1e-13 * interval.upper());
    }
  }

  private static Interval assertNotNullInterval(Step step) {
    Interval interval = step.interval();
    assertNotNull(interval);
    return interval;
  }

  static IntStream roots() {
    return IntStream.rangeClosed(1, 16);
  }

  /// The safety factor is one of eigenvalues too: up to s the schedule keeps its promise.
  @ParameterizedTest
  @MethodSource("roots")
  void safetyFactorCoversLargerEigenvalues(int root) {
    TableFunction function = TableFunction.inverseRoot(root);
    List<Integer> degrees = Collections.nCopies(4, function.exponent(2));
    DesignRequest plain = DesignRequest.of(function, degrees, new Interval(1e-3, 1));
    for (SafetyPlacement placement : SafetyPlacement.values()) {
      DesignRequest safe = plain.withSafetyFactor(1.05, placement);
      List<Step> steps = ScheduleDesigner.design(safe);
      double own = certificate(steps, new Interval(1e-3, 1)).worstCaseError();
      double beyond = certificate(steps, new Interval(1e-3, 1.05)).worstCaseError();
      assertTrue(beyond < 1, () -> "loses what the factor is for: " + beyond);
      assertTrue(own <= beyond && own < 0.9, () -> own + " and " + beyond);
    }
  }

  /// With a cushion each step is designed on at least that part of its interval of eigenvalues, and
  /// centred about 1.
  @ParameterizedTest
  @MethodSource("roots")
  void cushionedStepsAreRecentred(int root) {
    TableFunction function = TableFunction.inverseRoot(root);
    List<Integer> degrees = Collections.nCopies(5, function.exponent(2));
    DesignRequest request =
        DesignRequest.of(function, degrees, new Interval(1e-4, 1)).withCushion(0.05);
    List<Step> steps = ScheduleDesigner.design(request);
    Interval own = steps.getFirst().designInterval();
    assertNotNull(own);
    assertEquals(0.05, own.lower(), 1e-15);
    Interval image = certificate(steps, request.input()).steps().getFirst().image();
    assertEquals(2, image.lower() + image.upper(), 1e-12);
  }

  /// Long schedules converge to the limit polynomials; for p = 3 these are not dyadic.
  @ParameterizedTest
  @MethodSource("roots")
  void convergedSchedulesAreRoundedOnce(int root) {
    TableFunction function = TableFunction.inverseRoot(root);
    List<Integer> degrees = Collections.nCopies(9, function.exponent(2));
    DesignRequest request = DesignRequest.of(function, degrees, new Interval(0.05, 1));
    List<Step> steps = ScheduleDesigner.design(request);
    double p = root;
    double square = (1 / p) * (1 / p + 1) / 2;
    List<Double> last = steps.getLast().coefficients();
    assertEquals(1 + 1 / p + square, last.get(0), 1e-15);
    assertEquals(-1 / p - 2 * square, last.get(1), 1e-15);
    assertEquals(square, last.get(2), 1e-15);
    assertTrue(certificate(steps, request.input()).worstCaseError() < 1e-15);
  }

  private static DesignRequest request(RootSchedule schedule) {
    return DesignRequest.of(
        TableFunction.inverseRoot(schedule.root()),
        schedule.degrees(),
        new Interval(schedule.lowerEigenvalue().doubleValue(), 1));
  }

  private static Certificate certificate(List<Step> steps, Interval input) {
    return ((Certified) new TableCertifier(steps).certify(input)).certificate();
  }
}
