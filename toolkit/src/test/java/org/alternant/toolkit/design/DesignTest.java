package org.alternant.toolkit.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.DesignSearch.Measure;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Tail;
import org.alternant.solver.design.GridSchedule;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.rounding.RoundedImages;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// One call for everything that `design` can do. The figures for [1e-3, 1] are those that
/// `DesignSearchCommandTest` holds the command line to.
class DesignTest {

  /// Figures are written with so many digits.
  private static final double WRITTEN = 1e-4;

  private static final MatrixShape SHAPE = new MatrixShape(1024, 4096);

  private static DesignTask.Builder thousandth(Degrees degrees) {
    return DesignTask.builder().degrees(degrees).lower(1e-3);
  }

  private static Designed designed(DesignTask.Builder task) {
    return assertInstanceOf(Designed.class, Design.of(task.build()));
  }

  private static <T extends Unreachable> T unreachable(Class<T> reason, DesignTask.Builder task) {
    return assertInstanceOf(reason, Design.of(task.build()));
  }

  private static Degrees products(
      @Nullable Integer steps, @Nullable Double budget, @Nullable Double maximumError) {
    return new Degrees.Searched(
        new DesignSearch(
            DesignSearch.CUSTOMARY_DEGREES,
            steps,
            Measure.PRODUCTS,
            null,
            FormKind.STANDARD,
            null,
            budget,
            maximumError),
        true);
  }

  private static DesignRequest request(Designed designed) {
    DesignRequest request = designed.table().design();
    assertNotNull(request);
    return request;
  }

  private static Certificate certificate(Designed designed) {
    Certificate certificate = designed.table().certificate();
    assertNotNull(certificate);
    return certificate;
  }

  private static Choice.Ranked ranked(Designed designed) {
    return assertInstanceOf(Choice.Ranked.class, designed.choice());
  }

  private static void assertFigure(double expected, double actual) {
    assertEquals(expected, actual, WRITTEN * expected);
  }

  @Test
  void givenDegreesMakeACompleteTable() {
    Designed designed =
        designed(
            thousandth(Degrees.repeated(5, 5))
                .cushion(0.02)
                .safetyFactor(1.02)
                .tail(Tail.REPEAT_LAST)
                .description("for a test"));
    CoefficientTable table = designed.table();
    assertEquals("degree-5-steps-5-lower-0.001", table.name());
    assertEquals("for a test", table.description());
    assertEquals(new Provenance("alternant design", null), table.provenance());
    assertEquals(
        new Conventions(
            Normalization.FROBENIUS,
            new SafetyFactor(1.02, BakedInto.ALL_BUT_LAST),
            Tail.REPEAT_LAST,
            null),
        table.conventions());
    assertEquals(ScheduleDesigner.design(request(designed)), table.steps());
    assertFigure(0.141127, certificate(designed).worstCaseError());
    assertEquals(new Choice.AsGiven(), designed.choice());
    assertNull(designed.onGrid());
    assertNull(designed.rounded());
  }

  @Test
  void defaultNamesTellDegreesApart() {
    assertEquals("degrees-3-5-lower-0.001", designed(thousandth(Degrees.of(3, 5))).table().name());
    assertEquals(
        "degrees-13-lower-0.001",
        designed(thousandth(new Degrees.Listed(Collections.nCopies(13, 3)))).table().name());
    assertEquals("mine", designed(thousandth(Degrees.of(3, 5)).name("mine")).table().name());
  }

  @Test
  void budgetBuysTheLeastErrorAndTellsTheNext() {
    Designed designed = designed(thousandth(Degrees.withinProducts(16)));
    assertEquals(List.of(3, 9, 17, 17), request(designed).degrees());
    assertFigure(0.00367973, certificate(designed).worstCaseError());
    Choice.Ranked ranked = ranked(designed);
    assertEquals(4, ranked.best().size());
    assertEquals(designed.table().steps(), ranked.chosen().steps());
    assertEquals(16, ranked.chosen().cost());
    assertEquals(List.of(), ranked.front());
    Limit.Budget limit = assertInstanceOf(Limit.Budget.class, ranked.limit());
    assertNull(limit.bestOf());
    RankedSchedule next = limit.relaxed().orElseThrow();
    assertEquals(17, next.cost());
    assertFigure(7.07662e-5, next.error());
  }

  @Test
  void flopsAreCountedOnAShape() {
    DesignSearch search = DesignSearch.budget(6e10).inOperations(SHAPE, true);
    Designed designed = designed(thousandth(Degrees.searched(search)));
    assertEquals(List.of(17, 17, 17), request(designed).degrees());
    assertTrue(ranked(designed).chosen().cost() <= 6e10);
  }

  @Test
  void gramFormSaysWhereItRestarts() {
    DesignSearch search =
        DesignSearch.budget(8e10).inOperations(SHAPE, false).inGramForm(Precision.FLOAT16);
    RankedSchedule chosen = ranked(designed(thousandth(Degrees.searched(search)))).chosen();
    assertInstanceOf(Form.Gram.class, chosen.form());
    assertTrue(chosen.cost() <= 8e10);
  }

  @Test
  void maximumErrorIsReachedAtTheLeastCost() {
    Designed designed = designed(thousandth(products(null, null, 0.01)));
    assertEquals(List.of(3, 9, 17, 17), request(designed).degrees());
    Limit limit = ranked(designed).limit();
    assertInstanceOf(Limit.MaximumError.class, limit);
    RankedSchedule cheaper = limit.relaxed().orElseThrow();
    assertTrue(cheaper.cost() < 16 && cheaper.error() > 0.01);
  }

  @Test
  void frontFallsWithTheCostAndEndsWithTheChosen() {
    Choice.Ranked ranked = ranked(designed(thousandth(products(null, 16.0, null))));
    List<RankedSchedule> front = ranked.front();
    for (int i = 1; i < front.size(); i++) {
      assertTrue(front.get(i - 1).cost() < front.get(i).cost());
      assertTrue(front.get(i - 1).error() > front.get(i).error());
    }
    assertTrue(front.size() > 5);
    assertEquals(ranked.chosen(), front.getLast());
  }

  @Test
  void bandIsReachedFromTheSmallestLowerEnd() {
    Designed designed =
        designed(
            DesignTask.builder()
                .degrees(Degrees.repeated(5, 2))
                .lowerEnd(LowerEnd.forBand(0.7, 1.2)));
    Choice.SmallestLowerEnd found =
        assertInstanceOf(Choice.SmallestLowerEnd.class, designed.choice());
    assertEquals(request(designed).lower(), found.lower());
    assertKeepsWithin(0.7, 1.2, certificate(designed));
    assertEquals(new Interval(0.7, 1.2), request(designed).band());
  }

  @Test
  void bandAndBudgetChooseTheDegrees() {
    Designed designed =
        designed(
            DesignTask.builder()
                .degrees(Degrees.withinProducts(6))
                .lowerEnd(LowerEnd.within(new BigDecimal("0.3"))));
    Choice.SmallestWithinBudget found =
        assertInstanceOf(Choice.SmallestWithinBudget.class, designed.choice());
    assertEquals(6, found.schedule().cost());
    assertEquals(designed.table().steps(), found.schedule().steps());
    assertKeepsWithin(0.7, 1.3, certificate(designed));
  }

  private static void assertKeepsWithin(double from, double to, Certificate certificate) {
    assertTrue(certificate.output().lower() >= from, certificate.toString());
    assertTrue(certificate.output().upper() <= to, certificate.toString());
  }

  @Test
  void coefficientsLieOnTheGridAndAreCompared() {
    CoefficientGrid grid = CoefficientGrid.parse("bfloat16");
    Designed designed = designed(thousandth(Degrees.repeated(5, 3)).coefficients(grid));
    designed.table().steps().stream()
        .flatMap(step -> step.coefficients().stream())
        .forEach(coefficient -> assertEquals(grid.nearest(coefficient), coefficient));
    GridSchedule compared = designed.onGrid();
    assertNotNull(compared);
    assertTrue(compared.found().worst().rank() <= compared.nearest().worst().rank());
    assertEquals("degree-5-steps-3-lower-0.001-bfloat16", designed.table().name());
  }

  @Test
  void roundingIsProvedAndRecorded() {
    Designed designed =
        designed(thousandth(Degrees.repeated(5, 5)).rounding(Precision.BFLOAT16, SHAPE));
    RoundedImages rounded = designed.rounded();
    assertNotNull(rounded);
    assertTrue(rounded.bounded());
    assertEquals(Precision.BFLOAT16, designed.table().conventions().precision());
    assertNotNull(request(designed).rounding());
  }

  private static MatrixSpectrum spectrum(List<Double> values) {
    return new MatrixSpectrum(values, 1, 1, Normalization.FROBENIUS);
  }

  @Test
  void lowerEndIsTheQuantileOfASpectrum() {
    MatrixSpectrum spectrum = spectrum(List.of(0.9, 0.123456, 0.05, 0.4));
    Designed designed =
        designed(
            DesignTask.builder()
                .degrees(Degrees.of(5, 5))
                .lowerEnd(new LowerEnd.Quantile(spectrum, 0.25)));
    assertEquals(0.1234, request(designed).lower());
    assertEquals(1, spectrum.below(0.1234));
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

  /// One step of degree 1 errs by (1 − k)/(1 + k), too much for this band even next to k = 1.
  @Test
  void narrowBandHasNoLowerEnd() {
    LowerEnd.ForBand band = LowerEnd.within(new BigDecimal("1e-13"));
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
