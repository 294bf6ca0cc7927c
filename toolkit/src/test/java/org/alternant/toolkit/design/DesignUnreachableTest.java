package org.alternant.toolkit.design;

import static org.alternant.toolkit.design.DesignTasks.SHAPE;
import static org.alternant.toolkit.design.DesignTasks.assertFigure;
import static org.alternant.toolkit.design.DesignTasks.products;
import static org.alternant.toolkit.design.DesignTasks.spectrum;
import static org.alternant.toolkit.design.DesignTasks.thousandth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.junit.jupiter.api.Test;

/// What stands in the way of a design: an outcome if it comes to light in the designing, an
/// exception if the task is no task.
class DesignUnreachableTest {

  private static <T extends Unreachable> T unreachable(Class<T> reason, DesignTask.Builder task) {
    return assertInstanceOf(reason, Design.of(task.build()));
  }

  @Test
  void singularValuesLostInRoundingAreNoLowerEnd() {
    Unreachable.LostInRounding reason =
        unreachable(
            Unreachable.LostInRounding.class,
            DesignTask.builder()
                .degrees(Degrees.repeated(5, 5))
                .lower(1e-9)
                .rounding(Precision.BFLOAT16, SHAPE));
    assertEquals(1e-9, reason.lower());
    assertEquals(0, reason.step());
    assertEquals(Precision.BFLOAT16, reason.assumptions().precision());
  }

  @Test
  void coefficientsMayNotFitTheGrid() {
    CoefficientGrid grid = CoefficientGrid.parse("float16");
    Unreachable.BeyondGrid reason =
        unreachable(
            Unreachable.BeyondGrid.class, thousandth(Degrees.repeated(63, 1)).coefficients(grid));
    assertEquals(1, reason.step());
    assertEquals(grid, reason.grid());
    assertEquals(Double.POSITIVE_INFINITY, Math.abs(grid.nearest(reason.coefficient())));
  }

  @Test
  void coefficientsMayBeTooCoarseForTheDegrees() {
    Unreachable.Overflow reason =
        unreachable(
            Unreachable.Overflow.class,
            DesignTask.builder()
                .degrees(Degrees.repeated(63, 4))
                .lowerEnd(new LowerEnd.Given(0.1)));
    assertEquals(new Interval(0.1, 1), reason.input());
    assertTrue(reason.step() > 1);
  }

  /// An error of 1 or more, or a sign that is lost, is no design; an error of nearly 1, which few
  /// steps for small singular values have, is one.
  @Test
  void coefficientsMayBeTooCoarseForAnErrorBelowOne() {
    Unreachable.TooCoarse reason =
        unreachable(
            Unreachable.TooCoarse.class,
            DesignTask.builder().degrees(Degrees.repeated(127, 1)).lower(0.1));
    assertEquals(new Interval(0.1, 1), reason.input());
    assertTrue(reason.worstError() > 1e25);
    assertFalse(reason.underflows());
    Unreachable.TooCoarse vanishing =
        unreachable(
            Unreachable.TooCoarse.class,
            DesignTask.builder().degrees(Degrees.of(3)).lower(1e298).upper(1e300));
    assertTrue(vanishing.underflows());
    assertEquals(
        1,
        unreachable(
                Unreachable.TooCoarse.class,
                DesignTask.builder().degrees(Degrees.of(3)).lower(1e-300))
            .worstError(),
        1e-15);
    for (double lower : new double[] {1e-3, 1e-10}) {
      for (int degree : new int[] {1, 3, 5}) {
        Designed designed =
            assertInstanceOf(
                Designed.class,
                Design.of(DesignTask.builder().degrees(Degrees.of(degree)).lower(lower).build()));
        Certificate certificate = designed.table().certificate();
        assertNotNull(certificate);
        assertTrue(certificate.output().lower() > 0);
      }
    }
  }

  @Test
  void coefficientsMayBeBeyondBinary64() {
    List<DesignTask.Builder> tasks =
        List.of(
            DesignTask.builder().degrees(Degrees.of(3)),
            DesignTask.builder().degrees(products(null, 9.0, null)),
            DesignTask.builder().degrees(Degrees.of(3)).rounding(Precision.BFLOAT16, SHAPE),
            DesignTask.builder()
                .degrees(Degrees.of(3))
                .coefficients(CoefficientGrid.parse("decimal:4")));
    for (DesignTask.Builder task : tasks) {
      assertEquals(
          new Unreachable.BeyondBinary64(1e-298, 3, 1),
          Design.of(task.lower(1e-300).upper(1e-298).build()));
    }
  }

  @Test
  void quantileAmongZerosIsNoLowerEnd() {
    MatrixSpectrum spectrum = spectrum(List.of(0.0, 1e-17, 0.5, 1.0));
    Unreachable.ZeroQuantile reason =
        unreachable(
            Unreachable.ZeroQuantile.class,
            DesignTask.builder()
                .degrees(Degrees.of(5, 5))
                .lowerEnd(new LowerEnd.Quantile(spectrum, 0.25)));
    assertEquals(2, reason.spectrum().zeros());
  }

  @Test
  void quantileAtTheUpperEndIsNoLowerEnd() {
    Unreachable.LargeQuantile reason =
        unreachable(
            Unreachable.LargeQuantile.class,
            DesignTask.builder()
                .degrees(Degrees.of(5, 5))
                .lowerEnd(new LowerEnd.Quantile(spectrum(List.of(1.0)), 0)));
    assertEquals(1, reason.lower());
    assertEquals(1, reason.upper());
  }

  @Test
  void budgetBelowTheCheapestScheduleIsTooSmall() {
    assertEquals(
        6,
        unreachable(Unreachable.BudgetTooSmall.class, thousandth(products(3, 5.0, null)))
            .cheapest());
    assertEquals(
        2,
        unreachable(
                Unreachable.BudgetTooSmall.class,
                DesignTask.builder()
                    .degrees(Degrees.withinProducts(1))
                    .lowerEnd(LowerEnd.forBand(0.7, 1.2)))
            .cheapest());
  }

  @Test
  void budgetBeyondTheSearchIsTooLarge() {
    assertEquals(
        101,
        unreachable(Unreachable.BudgetTooLarge.class, thousandth(products(null, 101.0, null)))
            .limit());
  }

  @Test
  void errorOutOfReachTellsTheBest() {
    Unreachable.ErrorTooSmall reason =
        unreachable(Unreachable.ErrorTooSmall.class, thousandth(products(null, 10.0, 1e-3)));
    assertEquals(10, reason.searchedTo());
    RankedSchedule best = reason.best();
    assertNotNull(best);
    assertFigure(0.67553, best.error());
    assertEquals(List.of(17, 17), best.degrees());
  }

  /// In half precision five quintics in the Gram form need some restarts, and then cost more than
  /// with none or with one after every step.
  @Test
  void restartsMayExceedTheBudget() {
    DesignSearch search =
        DesignSearch.budget(15)
            .withAllowedDegrees(List.of(5))
            .withSteps(5)
            .inGramForm(Precision.FLOAT16);
    assertEquals(
        search,
        unreachable(Unreachable.NothingWithinBudget.class, thousandth(Degrees.searched(search)))
            .search());
  }

  /// One step of degree 1 errs by (1 − k)/(1 + k), too much for this band even for the k next to 1.
  @Test
  void narrowBandHasNoLowerEnd() {
    LowerEnd.ForBand band = LowerEnd.within(new BigDecimal("1e-17"));
    Unreachable.NoLowerEnd reason =
        unreachable(
            Unreachable.NoLowerEnd.class,
            DesignTask.builder().degrees(Degrees.of(1)).lowerEnd(band));
    assertEquals(1, reason.upper());
    assertEquals(band.interval(), reason.band());
    assertThrows(IllegalStateException.class, reason::orThrow);
  }

  @Test
  void partsThatDoNotGoTogetherAreRefused() {
    Degrees five = Degrees.repeated(5, 5);
    Degrees searched = Degrees.withinProducts(15);
    LowerEnd band = LowerEnd.forBand(0.7, 1.2);
    List.<DesignTask.Builder>of(
            DesignTask.builder().lower(1e-3),
            DesignTask.builder().degrees(five),
            thousandth(searched).rounding(Precision.BFLOAT16, SHAPE),
            thousandth(searched).coefficients(CoefficientGrid.parse("decimal:4")),
            thousandth(five).name("no/name"),
            thousandth(five).safetyFactor(0.5),
            thousandth(five)
                .lowerEnd(band)
                .safetyFactor(1.02)
                .safetyPlacement(SafetyPlacement.POST_HOC),
            thousandth(searched).safetyFactor(1.02).safetyPlacement(SafetyPlacement.POST_HOC),
            thousandth(products(null, null, 0.1)).lowerEnd(band),
            thousandth(products(null, 15.0, null)).lowerEnd(band),
            thousandth(five)
                .lowerEnd(new LowerEnd.Quantile(spectrum(List.of(1.0)), 0))
                .normalization(Normalization.NONE))
        .forEach(task -> assertThrows(IllegalArgumentException.class, task::build));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Design.of(thousandth(Degrees.of(5)).cushion(1).build()));
    assertThrows(IllegalArgumentException.class, () -> LowerEnd.forBand(1.2, 0.7));
    assertThrows(IllegalArgumentException.class, () -> LowerEnd.within(BigDecimal.ONE));
    assertThrows(
        IllegalArgumentException.class, () -> new LowerEnd.Quantile(spectrum(List.of(1.0)), 1));
    assertThrows(IllegalArgumentException.class, () -> Degrees.repeated(5, 0));
  }
}
