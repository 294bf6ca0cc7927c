package org.alternant.solver.design;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Schedules on grids against rounding each number. The bounds are what was observed, rounded up.
class GridSearchTest {

  private static final double PAPER_CUSHION = 0.02407327424182761;

  private static DesignRequest request(
      int steps, double cushion, double safety, String grid, SafetyPlacement placement) {
    return DesignRequest.of(Collections.nCopies(steps, 5), 1e-3)
        .withCushion(cushion)
        .withSafetyFactor(safety, placement)
        .withCoefficients(CoefficientGrid.parse(grid));
  }

  /// What 30 s of annealing found, rounded down.
  @ParameterizedTest
  @CsvSource({
    "decimal:2, 0.1, 5 5, 0.062894",
    "decimal:2, 0.1, 3 3 3, 0.072726",
    "bfloat16, 0.1, 3 5 5, 0.0028770"
  })
  void beatsAnnealing(String grid, double lower, String degrees, double annealed) {
    assertTrue(found(grid, lower, degrees).found().worst().rank() < annealed);
  }

  @Tag("slow")
  @Test
  void beatsAnnealingOfFiveQuintics() {
    assertTrue(found("decimal:2", 1e-3, "5 5 5 5 5").found().worst().rank() < 0.114860);
  }

  private static GridSchedule found(String grid, double lower, String degrees) {
    List<Integer> list = Arrays.stream(degrees.split(" ")).map(Integer::valueOf).toList();
    return GridSearch.search(
        DesignRequest.of(list, lower).withCoefficients(CoefficientGrid.parse(grid)));
  }

  /// Against all rows of two coefficients in a box that holds every row of such an error.
  @ParameterizedTest
  @CsvSource({"decimal:1, 0.05", "decimal:1, 0.3", "decimal:1, 0.8", "decimal:2, 0.3"})
  void provedOptimaAreTheBestOfAllRows(String grid, double lower) {
    GridSchedule schedule = found(grid, lower, "3");
    assertTrue(schedule.optimal());
    int scale = grid.equals("decimal:1") ? 10 : 100;
    double best = Double.POSITIVE_INFINITY;
    for (int linear = 0; linear <= 8 * scale; linear++) {
      for (int cubic = -8 * scale; cubic <= 0; cubic++) {
        double[] row = {(double) linear / scale, (double) cubic / scale};
        best =
            Math.min(
                best,
                QuickImage.of(TableFunction.SIGN, row, QuickImage.Range.of(lower, 1)).error());
      }
    }
    assertEquals(best, schedule.found().worst().rank(), 1e-12);
  }

  @Test
  void compositionsAreNotSaidToBeOptimal() {
    assertFalse(found("decimal:1", 0.3, "3 3").optimal());
  }

  /// Unrounded: 0.1134.
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"bfloat16, 1e15, 0.1154", "decimal:2, 0.49, 0.1156"})
  void fiveQuinticsWithoutCushion(String grid, double rounded, double found) {
    assertFound(request(5, 0, 1, grid, SafetyPlacement.IN_LOOP), rounded, found);
  }

  /// Unrounded: 0.14113. Rounding alone spends the safety factor in bfloat16 and decimal:2.
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"bfloat16, 1e8, 0.1378", "decimal:2, 1e9, 0.1405"})
  void fiveQuinticsWithCushionAndSafety(String grid, double rounded, double found) {
    assertFound(request(5, 0.02, 1.02, grid, SafetyPlacement.IN_LOOP), rounded, found);
  }

  /// Unrounded: 2.8e-27. The decimals 1.87, −1.24 and 0.37 are not binary64 numbers, and their sum
  /// misses 1 by 2⁻⁵³.
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"bfloat16, 1e-5, 7e-25", "decimal:2, 0.01, 1.2e-16"})
  void eightQuinticsLikePolarExpress(String grid, double rounded, double found) {
    assertFound(request(8, PAPER_CUSHION, 1, grid, SafetyPlacement.IN_LOOP), rounded, found);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"bfloat16, 0.68, 0.0497", "decimal:2, 0.14, 0.0486"})
  void mixedDegreesWithTheSafetyFactorAfterwards(String grid, double rounded, double found) {
    assertFound(
        DesignRequest.of(List.of(3, 3, 5, 9), 1e-2)
            .withCushion(0.05)
            .withSafetyFactor(1.01, SafetyPlacement.POST_HOC)
            .withCoefficients(CoefficientGrid.parse(grid)),
        rounded,
        found);
  }

  @ParameterizedTest
  @CsvSource({"1, bfloat16", "1, decimal:1", "3, float16", "9, tfloat32", "17, float32"})
  void oneStepOfAnyDegree(int degree, String grid) {
    assertFound(
        DesignRequest.of(List.of(degree), 0.1).withCoefficients(CoefficientGrid.parse(grid)), 0, 1);
  }

  static void assertFound(DesignRequest request, double rounded, double found) {
    GridSchedule schedule = GridSearch.search(request);
    assertTrue(schedule.nearest().withSafety().rank() >= rounded);
    assertTrue(schedule.found().withSafety().rank() <= found);
    assertTrue(schedule.found().withSafety().rank() <= schedule.nearest().withSafety().rank());
    assertTrue(schedule.found().worst().rank() <= schedule.nearest().worst().rank());
    assertTrue(schedule.found().worst().rank() <= schedule.found().withSafety().rank());
    CoefficientGrid grid = requireNonNull(request.coefficients());
    for (Step step : schedule.steps()) {
      step.coefficients().forEach(c -> assertEquals(c, grid.nearest(c)));
    }
    Interval input = request.input();
    assertEquals(schedule.found().worst(), new TableCertifier(schedule.steps()).image(input));
    assertEquals(schedule.steps(), ScheduleDesigner.design(request));
    assertReceives(schedule.steps(), request);
  }

  /// Each step takes its interval, up to s times its upper end, into the next step's interval.
  private static void assertReceives(List<Step> steps, DesignRequest request) {
    double s = request.safetyFactor();
    boolean inLoop = request.safetyPlacement() == SafetyPlacement.IN_LOOP;
    for (int t = 0; t + 1 < steps.size(); t++) {
      Interval interval = requireNonNull(steps.get(t).interval());
      Interval next = requireNonNull(steps.get(t + 1).interval());
      double from = inLoop ? interval.lower() : s * interval.lower();
      double to = s * interval.upper();
      int power = request.function().inputPower();
      for (int i = 0; i <= 1000; i++) {
        double x = Powers.root(from + (to - from) * i / 1000, power);
        double value = Powers.of(steps.get(t).evaluate(x), power);
        assertTrue(
            value >= next.lower() * (1 - ROUNDING) && value <= next.upper() * (1 + ROUNDING));
      }
    }
  }

  /// Evaluation in binary64 near l is relatively accurate; the rest stays far below this.
  private static final double ROUNDING = 1e-13;

  @Test
  void withoutSafetyFactorBothErrorsAreOne() {
    GridSchedule schedule =
        GridSearch.search(request(3, 0.1, 1, "bfloat16", SafetyPlacement.IN_LOOP));
    for (GridSchedule.Errors errors :
        List.of(schedule.unrounded(), schedule.nearest(), schedule.found())) {
      assertEquals(errors.worst(), errors.withSafety());
    }
  }

  /// What the class promises: half the dip of the unrounded row at least.
  @Tag("slow")
  @Test
  void cushionStaysInForce() {
    List<Step> steps =
        GridSearch.search(request(5, 0.02, 1, "bfloat16", SafetyPlacement.IN_LOOP)).steps();
    BestPolynomial best = RemezExchange.solve(5, new BigDecimal("0.02"), BigDecimal.ONE).orThrow();
    double dip = best.lowerImage().doubleValue() / (2 - best.lowerImage().doubleValue());
    int cushioned = 0;
    for (Step step : steps) {
      Interval design = step.designInterval();
      if (design != null) {
        double[] row = step.coefficients().stream().mapToDouble(c -> c).toArray();
        QuickImage.Range image =
            QuickImage.of(
                TableFunction.SIGN, row, QuickImage.Range.of(design.lower(), design.upper()));
        assertTrue(image.lower().high() >= dip / 2 * image.upper().high());
        cushioned++;
      }
    }
    assertTrue(cushioned >= 2);
  }

  /// However little may be tried, the answer is on the grid, no worse than the rounded recipe, and
  /// claims nothing.
  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 100_000, 10_000_000})
  void whatIsBoundedKeepsItsPromise(long units) {
    DesignRequest request =
        DesignRequest.of(List.of(19, 13), 0.01)
            .withSafetyFactor(1.05, SafetyPlacement.POST_HOC)
            .withCoefficients(CoefficientGrid.parse("decimal:3"));
    GridSchedule schedule = GridSearch.search(request, GridWork.of(units));
    assertFalse(schedule.optimal());
    assertTrue(schedule.found().worst().rank() <= schedule.nearest().worst().rank());
    CoefficientGrid grid = requireNonNull(request.coefficients());
    schedule.steps().forEach(step -> step.coefficients().forEach(c -> assertOn(grid, c)));
    DesignRequest cubic =
        DesignRequest.of(List.of(3), 0.3).withCoefficients(CoefficientGrid.parse("decimal:2"));
    GridSchedule single = GridSearch.search(cubic, GridWork.of(units));
    assertTrue(units > 0 || !single.optimal());
  }

  private static void assertOn(CoefficientGrid grid, double coefficient) {
    assertEquals(grid.nearest(coefficient), coefficient);
  }

  @Test
  void coefficientsBeyondTheFormatAreRefused() {
    DesignRequest request =
        DesignRequest.of(List.of(63), 1e-3).withCoefficients(CoefficientGrid.parse("float16"));
    BeyondGridException refusal =
        assertThrows(BeyondGridException.class, () -> ScheduleDesigner.design(request));
    assertEquals(1, refusal.step());
    assertEquals(request.coefficients(), refusal.grid());
    assertTrue(
        requireNonNull(refusal.getMessage())
            .matches("coefficient -?[0-9.E]+ of step 1 is beyond float16"));
  }
}
