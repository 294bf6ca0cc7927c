package org.alternant.solver.rounding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.GridSchedule;
import org.alternant.solver.design.GridSearch;
import org.alternant.solver.design.LostInRoundingException;
import org.alternant.solver.design.ScheduleDesigner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundedImagesTest {

  private static final Interval INPUT = new Interval(1e-3, 1);

  /// What rounding the coefficients to binary64 changes. Theory: 2⁻⁵³ times the slope of the
  /// composition at 1, some 10⁵.
  private static final double ROUNDED_COEFFICIENTS = 1e-9;

  /// For matrices whose entries do not repeat.
  private static RoundingAssumptions model(Precision precision) {
    return every(precision)
        .withCoherence(RoundingAssumptions.ORDINARY_COHERENCE)
        .withSlack(1.2, RoundingAssumptions.ORDINARY_LOWER_SLACK);
  }

  private static RoundingAssumptions every(Precision precision) {
    return RoundingAssumptions.of(precision, new MatrixShape(1024, 4096));
  }

  private static List<Step> shipped(String name) {
    return Catalogue.find(name).orElseThrow().steps();
  }

  private static List<Step> design(@Nullable RoundingAssumptions rounding) {
    return ScheduleDesigner.design(
        DesignRequest.of(Collections.nCopies(5, 5), INPUT).withRounding(rounding));
  }

  /// What the designer leaves room for is what the images need.
  @ParameterizedTest
  @EnumSource
  void aDesignForAPrecisionIsBoundedInIt(Precision precision) {
    aDesignIsBounded(model(precision));
    aDesignIsBounded(every(precision));
  }

  private static void aDesignIsBounded(RoundingAssumptions model) {
    List<Step> steps = design(model);
    RoundedImages images = RoundedImages.of(steps, INPUT, model);
    assertTrue(images.bounded(), images::toString);
    for (int t = 0; t < steps.size(); t++) {
      Interval interval = steps.get(t).interval();
      assertTrue(interval != null);
      assertEquals(interval.upper(), images.images().get(t).image().upper(), 1e-9);
    }
  }

  /// With the slack of the upper ends at the lower ones too, the designer's last interval is a
  /// theorem, and no fixed cushion gives a better one.
  @ParameterizedTest
  @EnumSource(names = {"BFLOAT16", "FLOAT16", "TFLOAT32"})
  void chosenCushionsProveMoreThanFixedOnes(Precision precision) {
    RoundingAssumptions strict = model(precision).onBothEnds();
    double chosen = RoundedImages.of(design(strict), INPUT, strict).outcome().rank();
    for (double cushion : new double[] {0, 0.01, 0.024, 0.05, 0.1}) {
      for (double safety : new double[] {1, 1.01, 1.02, 1.05}) {
        List<Step> steps =
            ScheduleDesigner.design(
                DesignRequest.of(Collections.nCopies(5, 5), INPUT)
                    .withCushion(cushion)
                    .withSafetyFactor(safety));
        double fixed = RoundedImages.of(steps, INPUT, strict).outcome().rank();
        assertTrue(chosen < fixed, () -> chosen + " and " + fixed + " with " + cushion);
      }
    }
  }

  /// Coefficients on a grid leave the same room; to be there costs less than rounding each number.
  @ParameterizedTest
  @ValueSource(strings = {"bfloat16", "float16", "decimal:3"})
  void coefficientsOnAGridStayBounded(String id) {
    CoefficientGrid grid = CoefficientGrid.parse(id);
    RoundingAssumptions model = model(Precision.BFLOAT16);
    DesignRequest request =
        DesignRequest.of(Collections.nCopies(5, 5), INPUT)
            .withRounding(model)
            .withCoefficients(grid);
    GridSchedule schedule = GridSearch.search(request);
    for (Step step : schedule.steps()) {
      step.coefficients().forEach(c -> assertEquals(grid.nearest(c), c));
    }
    assertTrue(RoundedImages.of(schedule.steps(), INPUT, model).bounded());
    double found = schedule.found().worst().rank();
    assertTrue(found <= schedule.nearest().worst().rank(), schedule::toString);
    assertTrue(found <= ON_GRID * schedule.unrounded().worst().rank(), schedule::toString);
    assertEquals(schedule.steps(), ScheduleDesigner.design(request));
  }

  /// Observed: 1.003 at most.
  private static final double ON_GRID = 1.01;

  @Test
  void anIntervalThatRoundingErasesIsRefused() {
    RoundingAssumptions small =
        new RoundingAssumptions(Precision.BFLOAT16, new MatrixShape(48, 96), 3, 1.2, 1.2);
    LostInRoundingException lost = assertThrows(LostInRoundingException.class, () -> design(small));
    assertEquals(INPUT.lower(), lost.lower());
    assertEquals(0, lost.step());
    assertEquals(small, lost.assumptions());
    assertEquals(
        "singular values of 0.001 may be lost in bfloat16 rounding of 48×96 matrices before the"
            + " first step",
        lost.getMessage());
  }

  @Test
  void betterPrecisionsCostLessError() {
    double previous = new TableCertifier(design(null)).image(INPUT).rank();
    for (Precision precision :
        List.of(Precision.FLOAT64, Precision.FLOAT32, Precision.FLOAT16, Precision.BFLOAT16)) {
      double error = new TableCertifier(design(model(precision))).image(INPUT).rank();
      assertTrue(error >= previous - ROUNDED_COEFFICIENTS, precision::name);
      previous = error;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jordan-5", "gram-newton-schulz-5", "you-5"})
  void tablesWithRoomAreBoundedInBfloat16(String table) {
    assertTrue(RoundedImages.of(shipped(table), INPUT, model(Precision.BFLOAT16)).bounded());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cans-5", "polar-express-8", "polar-express-8-safety-1.01"})
  void tablesWithoutRoomAreNot(String table) {
    RoundedImages images = RoundedImages.of(shipped(table), INPUT, model(Precision.BFLOAT16));
    assertFalse(images.bounded());
    assertEquals(new Overflow(images.images().size() - 1), images.outcome());
  }

  /// p² is beyond binary64, p is not.
  @Test
  void hugeImagesAreNotBounded() {
    List<Step> steps = List.of(Step.of(List.of(1e200, 1.0)));
    assertFalse(RoundedImages.of(steps, INPUT, model(Precision.BFLOAT16)).bounded());
  }

  @Test
  void withoutRoundingTheImagesAreTheCertificates() {
    List<Step> steps = shipped("nanochat-5");
    RoundedImages images = RoundedImages.of(steps, INPUT, model(Precision.FLOAT64));
    assertEquals(new TableCertifier(steps).image(INPUT).rank(), images.outcome().rank(), 1e-10);
  }

  @Test
  void higherDegreesAreRefused() {
    List<Step> steps = List.of(Step.of(List.of(1.0, 1.0, 1.0, 1.0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> RoundedImages.of(steps, INPUT, model(Precision.BFLOAT16)));
  }
}
