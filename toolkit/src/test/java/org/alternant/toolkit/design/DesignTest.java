package org.alternant.toolkit.design;

import static org.alternant.toolkit.design.DesignTasks.SHAPE;
import static org.alternant.toolkit.design.DesignTasks.assertFigure;
import static org.alternant.toolkit.design.DesignTasks.products;
import static org.alternant.toolkit.design.DesignTasks.spectrum;
import static org.alternant.toolkit.design.DesignTasks.thousandth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
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
import org.alternant.solver.search.LowerEndSearch;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.junit.jupiter.api.Test;

/// One call for everything that `design` can do. The figures for [1e-3, 1] are those that
/// `DesignSearchCommandTest` holds the command line to.
class DesignTest {

  private static Designed designed(DesignTask.Builder task) {
    return assertInstanceOf(Designed.class, Design.of(task.build()));
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
    assertEquals("degree-5-steps-5-lower-0.001-cushion-0.02-safety-1.02", table.name());
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
  void defaultNamesTellDesignsApart() {
    assertEquals("degrees-3-5-lower-0.001", designed(thousandth(Degrees.of(3, 5))).table().name());
    assertEquals(
        "degrees-13-lower-0.001",
        designed(thousandth(new Degrees.Listed(Collections.nCopies(13, 3)))).table().name());
    assertEquals(
        "degrees-3-5-lower-0.001-cushion-0.02-safety-1.01",
        designed(thousandth(Degrees.of(3, 5)).cushion(0.02).safetyFactor(1.01)).table().name());
    assertEquals(
        "degrees-3-5-lower-0.001-float16",
        designed(thousandth(Degrees.of(3, 5)).rounding(Precision.FLOAT16, new MatrixShape(8, 8)))
            .table()
            .name());
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

  /// What costs less than the budget is not limited by it.
  @Test
  void negligibleErrorsAreNotLimitedByTheBudget() {
    Choice.Ranked ranked =
        ranked(designed(DesignTask.builder().lower(0.9).degrees(Degrees.withinProducts(10))));
    assertTrue(ranked.chosen().cost() < 10);
    assertTrue(ranked.chosen().error() <= Limit.NEGLIGIBLE);
    assertInstanceOf(Limit.Negligible.class, ranked.limit());
  }

  /// Below what rounding decides as well: no cheaper schedule that was seen will do, and the one
  /// that is named does not.
  @Test
  void noCheaperOneThatWasSeenDoes() {
    DesignSearch search =
        new DesignSearch(
            org.alternant.coefficients.function.TableFunction.SIGN,
            List.of(5, 7, 13),
            3,
            DesignSearch.Measure.PRODUCTS,
            null,
            DesignSearch.FormKind.STANDARD,
            null,
            null,
            4.2545e-31,
            null);
    Choice.Ranked ranked =
        ranked(
            designed(
                DesignTask.builder()
                    .lower(0.8360791212445187)
                    .cushion(0.6)
                    .degrees(Degrees.searched(search))));
    assertEquals(List.of(5, 5, 5), ranked.chosen().degrees());
    assertTrue(ranked.chosen().error() <= 4.2545e-31);

    Choice.Ranked smaller =
        ranked(designed(DesignTask.builder().lower(0.6).degrees(products(null, null, 1e-40))));
    RankedSchedule cheaper = smaller.limit().relaxed().orElseThrow();
    assertTrue(cheaper.cost() < smaller.chosen().cost() && cheaper.error() > 1e-40);
    // What --max-error 1e-31 finds costs as much as this.
    Choice.Ranked larger =
        ranked(designed(DesignTask.builder().lower(0.6).degrees(products(null, null, 1e-31))));
    assertEquals(larger.chosen().cost(), cheaper.cost());
    assertTrue(cheaper.error() <= larger.chosen().error());
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
            DesignTask.builder().degrees(Degrees.withinProducts(6)).lowerEnd(LowerEnd.within(0.3)));
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
    assertEquals("degree-5-steps-3-lower-0.001-coefficients-bfloat16", designed.table().name());
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

  @Test
  void gridAndRoundingGoTogether() {
    CoefficientGrid grid = CoefficientGrid.parse("bfloat16");
    Designed designed =
        designed(
            thousandth(Degrees.repeated(5, 4))
                .rounding(Precision.BFLOAT16, SHAPE)
                .coefficients(grid));
    designed.table().steps().stream()
        .flatMap(step -> step.coefficients().stream())
        .forEach(coefficient -> assertEquals(grid.nearest(coefficient), coefficient));
    RoundedImages rounded = designed.rounded();
    assertNotNull(rounded);
    assertTrue(rounded.bounded());
    assertNotNull(designed.onGrid());
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
  void everyDesignedStepIsTold() {
    DesignTask task = thousandth(Degrees.repeated(5, 3)).build();
    List<String> told = new ArrayList<>();
    DesignOutcome outcome = Design.of(task, (done, total) -> told.add(done + " of " + total));
    assertEquals(List.of("1 of 3", "2 of 3", "3 of 3"), told);
    assertEquals(Design.of(task), outcome);
  }

  @Test
  void everyLowerEndThatIsTriedForABandIsTold() {
    DesignTask task =
        DesignTask.builder()
            .degrees(Degrees.repeated(5, 2))
            .lowerEnd(new LowerEnd.ForBand(new BigDecimal("0.7"), new BigDecimal("1.2")))
            .build();
    List<Long> told = new ArrayList<>();
    DesignOutcome outcome =
        Design.of(
            task,
            (done, total) -> {
              assertTrue(done <= total);
              told.add(done);
            });
    long tested = told.removeLast();
    assertEquals(LongStream.rangeClosed(1, tested).boxed().toList(), told);
    // A forecast needs the number of tests beforehand, roughly.
    assertEquals(LowerEndSearch.CUSTOMARY_TESTS, (double) tested, 10);
    assertEquals(Design.of(task), outcome);
  }
}
