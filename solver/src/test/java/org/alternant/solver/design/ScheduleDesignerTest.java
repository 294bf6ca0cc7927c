package org.alternant.solver.design;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.solver.Oracle;
import org.alternant.solver.Oracle.ScheduleStep;
import org.alternant.solver.Relative;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Schedules against the published tables, against an independent composition in high precision,
/// and against exact evaluation of their steps.
class ScheduleDesignerTest {

  /// The published double-precision tables are good for this (observed: 2.7e-15).
  private static final double PUBLISHED_TOLERANCE = 1e-12;

  /// Row 7 of the paper has lost digits to its double-precision solver (observed: 2.5e-11).
  private static final double NOISY_TOLERANCE = 1e-9;

  /// The cushion behind the published Polar Express table.
  private static final double PAPER_CUSHION = 0.02407327424182761;

  /// Coefficients are rounded to binary64, which moves a value by Σ |cᵢ xⁱ| · 2⁻⁵³: below 2⁻⁴⁵ for
  /// the steps here.
  private static final double ROUNDED_STEP = 0x1p-45;

  @Test
  void polarExpressIsReproduced() {
    List<Step> steps = ScheduleDesigner.design(quintic(8, PAPER_CUSHION));
    List<Step> published = published("polar-express-8");
    for (int t = 0; t < 8; t++) {
      assertClose(published.get(t), steps.get(t), t < 6 ? PUBLISHED_TOLERANCE : NOISY_TOLERANCE);
    }
  }

  @Test
  void polarExpressWithItsSafetyFactorAppliedAfterwardsIsReproduced() {
    List<Step> steps =
        ScheduleDesigner.design(request(8, 5, 1e-3, PAPER_CUSHION, 1.01, SafetyPlacement.POST_HOC));
    List<Step> published = published("polar-express-8-safety-1.01");
    for (int t = 0; t < 8; t++) {
      assertClose(published.get(t), steps.get(t), t < 6 ? PUBLISHED_TOLERANCE : NOISY_TOLERANCE);
    }
  }

  @Test
  void nanochatIsReproducedWithItsSafetyFactorInTheLoop() {
    List<Step> steps =
        ScheduleDesigner.design(request(5, 5, 1e-3, 0.02, 1.02, SafetyPlacement.IN_LOOP));
    List<Step> published = published("nanochat-5");
    for (int t = 0; t < 5; t++) {
      assertClose(published.get(t), steps.get(t), PUBLISHED_TOLERANCE);
    }
  }

  @Test
  void plainCompositionIsCansToFourDecimals() {
    List<Step> steps = ScheduleDesigner.design(quintic(5, 0));
    List<Step> published = published("cans-5");
    for (int t = 0; t < 5; t++) {
      assertEquals(
          published.get(t).coefficients(),
          steps.get(t).coefficients().stream().map(ScheduleDesignerTest::toFourDecimals).toList());
    }
  }

  /// The oracle propagates the interval with 900 digits.
  @ParameterizedTest
  @CsvSource({"0, 1e-12", "1, 1e-4"})
  void everyStepOfALongScheduleIsCorrectlyRounded(int schedule, double lower) {
    List<ScheduleStep> oracle = Oracle.schedule(schedule);
    List<Integer> degrees = oracle.stream().map(ScheduleStep::degree).toList();
    List<Step> steps = ScheduleDesigner.design(DesignRequest.of(degrees, lower));
    for (int t = 0; t < oracle.size(); t++) {
      ScheduleStep expected = oracle.get(t);
      assertEquals(
          expected.coefficients().stream().map(BigDecimal::doubleValue).toList(),
          steps.get(t).coefficients());
      assertEquals(
          new Interval(expected.lower().doubleValue(), expected.upper().doubleValue()),
          steps.get(t).interval());
      assertHolds(expected.minimaxError().doubleValue(), error(steps.get(t)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 9, 31})
  void plainScheduleIsPropagatedByTheMinimaxError(int degree) {
    List<Step> steps =
        ScheduleDesigner.design(request(6, degree, 1e-3, 0, 1, SafetyPlacement.IN_LOOP));
    for (int t = 1; t < steps.size(); t++) {
      ErrorBracket before = error(steps.get(t - 1));
      Interval interval = interval(steps.get(t));
      assertTrue(interval.lower() >= 1 - before.upper() - Math.ulp(1.0));
      assertTrue(interval.lower() <= 1 - before.lower() + Math.ulp(1.0));
      assertTrue(interval.upper() >= 1 + before.lower() - Math.ulp(1.0));
      assertTrue(interval.upper() <= 1 + before.upper() + Math.ulp(1.0));
      assertNull(steps.get(t).designInterval());
    }
  }

  /// Some limit coefficients of degrees 43, 45, 49, 51, 53 and 63 lie half-way between two binary64
  /// numbers: no accuracy tells which side they are on, since they are on neither.
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 9, 31, 43, 45, 49, 51, 53, 63})
  void convergedTailEndsInTheLimitExactly(int degree) {
    List<Step> steps =
        ScheduleDesigner.design(request(12, degree, 0.5, 0, 1, SafetyPlacement.IN_LOOP));
    BestPolynomial limit = RemezExchange.solve(degree, Dyadic.ONE, Dyadic.ONE, 64).orThrow();
    assertEquals(limit.coefficients(), steps.getLast().coefficients());
    assertEquals(new Interval(1, 1), steps.getLast().interval());
    assertEquals(0, error(steps.getLast()).lower());
    assertTrue(error(steps.getLast()).upper() > 0);
    assertTrue(error(steps.getLast()).upper() < 1e-100);
  }

  @Test
  void tiesSurviveASafetyFactorThatIsAPowerOfTwo() {
    List<Step> steps = ScheduleDesigner.design(request(8, 63, 0.9, 0, 2, SafetyPlacement.POST_HOC));
    BestPolynomial limit = RemezExchange.solve(63, Dyadic.ONE, Dyadic.ONE, 64).orThrow();
    for (int j = 0; j < 32; j++) {
      assertEquals(
          Math.scalb(limit.coefficients().get(j), -2 * j - 1), steps.get(6).coefficients().get(j));
    }
    assertEquals(limit.coefficients(), steps.get(7).coefficients());
  }

  /// The image of [l, u] runs from p(l) to the extremum, wherever that is: for degree 3 it lies
  /// inside the interval. A dense sample comes close to its ends and does not pass them.
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 7, 9})
  void recentredImageIsCentredAboutOne(int degree) {
    List<Step> steps =
        ScheduleDesigner.design(request(2, degree, 1e-3, 0.3, 1, SafetyPlacement.IN_LOOP));
    Step first = steps.getFirst();
    assertEquals(new Interval(0.3, 1), first.designInterval());
    Interval image = interval(steps.get(1));
    assertEquals(2, image.lower() + image.upper(), 2 * Math.ulp(1.0));
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int i = 0; i <= 20_000; i++) {
      double value = exactValue(first, 1e-3 + (1 - 1e-3) * i / 20_000.0).doubleValue();
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    assertEquals(image.lower(), smallest, ROUNDED_STEP);
    // The closest of 20,001 points misses an extremum by less than 1e-6 of the value.
    assertEquals(image.upper(), largest, 1e-6);
    assertTrue(largest <= image.upper() + ROUNDED_STEP);
  }

  /// With the safety factor in the loop the step is p(x/s): its image of [l, u] is [l', 2 − l'].
  @ParameterizedTest
  @CsvSource({"3, 0", "5, 0", "5, 0.1", "9, 0.05", "31, 0.02"})
  void nextIntervalEnclosesTheImage(int degree, double cushion) {
    List<Step> steps =
        ScheduleDesigner.design(request(6, degree, 1e-3, cushion, 1.05, SafetyPlacement.IN_LOOP));
    for (int t = 0; t + 1 < steps.size(); t++) {
      Interval domain = interval(steps.get(t));
      Interval image = interval(steps.get(t + 1));
      for (int i = 0; i <= 200; i++) {
        double x = domain.lower() + (domain.upper() - domain.lower()) * i / 200.0;
        double value = exactValue(steps.get(t), x).doubleValue();
        double slack = relativeSlack(steps.get(t), x);
        assertTrue(value >= image.lower() - slack && value <= image.upper() + slack);
      }
      assertEquals(
          image.lower(),
          exactValue(steps.get(t), domain.lower()).doubleValue(),
          relativeSlack(steps.get(t), domain.lower()));
    }
  }

  /// Coefficients and interval ends are rounded to binary64.
  private static double relativeSlack(Step step, double x) {
    double sum = 0;
    for (int j = 0; j < step.coefficients().size(); j++) {
      sum += (2 * j + 2) * Math.abs(step.coefficients().get(j)) * Math.pow(x, 2 * j + 1);
    }
    return (sum + 2) * 0x1p-53;
  }

  @Test
  void lastStepCarriesNoSafetyFactor() {
    for (SafetyPlacement placement : SafetyPlacement.values()) {
      List<Step> one = ScheduleDesigner.design(request(1, 5, 1e-3, 0, 1.5, placement));
      assertEquals(
          RemezExchange.solve(5, new BigDecimal("1e-3"), BigDecimal.ONE).orThrow().coefficients(),
          one.getFirst().coefficients());
    }
  }

  /// Numbers of a request are decimals: 0.1 is 1/10.
  @Test
  void endsAreTakenAsTheDecimalsTheyAreWrittenAs() {
    Step step =
        ScheduleDesigner.design(request(1, 63, 0.1, 0, 1, SafetyPlacement.IN_LOOP)).getFirst();
    assertEquals(
        RemezExchange.solve(63, new BigDecimal("0.1"), BigDecimal.ONE).orThrow().coefficients(),
        step.coefficients());
  }

  @Test
  void equalRequestsGiveEqualSchedules() {
    DesignRequest request = request(10, 9, 1e-5, 0.01, 1.01, SafetyPlacement.IN_LOOP);
    assertEquals(ScheduleDesigner.design(request), ScheduleDesigner.design(request));
  }

  @Test
  void degreeBeyondTheSolversIsRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ScheduleDesigner.design(request(1, 129, 0.1, 0, 1, SafetyPlacement.IN_LOOP)));
    assertEquals("degree must be odd and from 1 to 127, found 129", refusal.getMessage());
  }

  /// 2/(l + u) = 5²³ lies half-way between two binary64 numbers.
  @Test
  void undecidableRoundingIsAnErrorAndNotAnEndlessLoop() {
    DesignRequest request = DesignRequest.of(List.of(1), new Interval(6.777216e-17, 1e-16));
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> ScheduleDesigner.design(request));
    assertTrue(
        requireNonNull(failure.getMessage()).startsWith("a coefficient cannot be told from"));
  }

  private static DesignRequest quintic(int steps, double cushion) {
    return request(steps, 5, 1e-3, cushion, 1, SafetyPlacement.IN_LOOP);
  }

  private static DesignRequest request(
      int steps,
      int degree,
      double lower,
      double cushion,
      double safety,
      SafetyPlacement placement) {
    return DesignRequest.of(Collections.nCopies(steps, degree), lower)
        .withCushion(cushion)
        .withSafetyFactor(safety, placement);
  }

  private static List<Step> published(String name) {
    return Catalogue.find(name).orElseThrow().steps();
  }

  private static void assertClose(Step expected, Step actual, double tolerance) {
    for (int j = 0; j < expected.coefficients().size(); j++) {
      Relative.assertClose(expected.coefficients().get(j), actual.coefficients().get(j), tolerance);
    }
  }

  private static void assertHolds(double error, ErrorBracket bracket) {
    assertTrue(bracket.lower() <= error && error <= bracket.upper());
    assertTrue(bracket.upper() - bracket.lower() <= 2 * Math.ulp(bracket.upper()));
  }

  private static ErrorBracket error(Step step) {
    ErrorBracket error = step.error();
    assertNotNull(error);
    return error;
  }

  private static Interval interval(Step step) {
    Interval interval = step.interval();
    assertNotNull(interval);
    return interval;
  }

  private static Dyadic exactValue(Step step, double at) {
    Dyadic x = Dyadic.of(at);
    Dyadic value = Dyadic.ZERO;
    for (double coefficient : step.coefficients().reversed()) {
      value = value.times(x).times(x).plus(Dyadic.of(coefficient));
    }
    return value.times(x);
  }

  private static double toFourDecimals(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
  }

  /// The last two steps have an interval that is shorter than any digits followed: E is small, not
  /// 0.
  @Test
  void errorOfAConvergedStepIsNotZero() {
    DesignRequest request =
        DesignRequest.of(List.of(11, 17, 5, 17, 1), 0.037)
            .withCushion(0.1)
            .withSafetyFactor(1.02, SafetyPlacement.POST_HOC);
    List<Step> steps = ScheduleDesigner.design(request);
    ErrorBracket last = Objects.requireNonNull(steps.getLast().error());
    ErrorBracket before = Objects.requireNonNull(steps.get(3).error());
    // Degree 1 does nothing: its error is that of the step before.
    assertTrue(
        last.lower() <= before.lower() && before.upper() <= last.upper(), last + " " + before);
    assertTrue(last.upper() > 0);
    for (List<Integer> degrees :
        List.of(List.of(17, 17, 17, 17, 17), List.of(17, 17, 17, 17, 1, 1))) {
      ErrorBracket error =
          Objects.requireNonNull(
              ScheduleDesigner.design(DesignRequest.of(degrees, 0.01)).getLast().error());
      assertTrue(error.upper() > 0, degrees.toString());
    }
  }

  /// 1 − x (3 − x²)/2 is 3w²/2 and more at 1 − w.
  @Test
  void anErrorOnAnIntervalTooShortForItsDigitsIsBoundedAllTheSame() {
    List<Step> steps = ScheduleDesigner.design(DesignRequest.of(List.of(7, 7, 5, 3), 0.9939));
    double width = Objects.requireNonNull(steps.get(2).error()).lower();
    assertTrue(width < 1e-124);
    double upper = Objects.requireNonNull(steps.get(3).error()).upper();
    assertTrue(upper >= 1.5 * width * width);
    assertTrue(upper <= 100 * width * width);
  }
}
