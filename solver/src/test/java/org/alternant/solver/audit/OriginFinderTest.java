package org.alternant.solver.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.solver.audit.Origin.Recipe;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.minimax.RemezExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginFinderTest {

  /// What the numbers of a table in full digits determine of its cushion; 2e-11 was seen, and comes
  /// from the noise in the seventh row of polar-express-8.
  private static final double CUSHION = 1e-9;

  /// What four decimals determine of it; 3e-5 was seen.
  private static final double CUSHION_OF_FOUR_DECIMALS = 1e-3;

  private static Origin origin(String name) {
    return OriginFinder.find(Catalogue.find(name).orElseThrow().steps());
  }

  private static Recipe recipe(Origin origin) {
    return origin.recipe().orElseThrow(() -> new AssertionError(origin.toString()));
  }

  private static void assertAgrees(double lower, Recipe recipe) {
    Interval ends = recipe.lowerEnds().orElseThrow();
    assertTrue(ends.lower() <= lower && lower <= ends.upper(), ends::toString);
  }

  /// The parameters are those that published-tables.json reports.
  @ParameterizedTest
  @CsvSource({
    "nanochat-5, 0.001, 0.02, 1.02, IN_LOOP, ALL_BUT_LAST",
    "polar-express-8, 0.001, 0.02407327424182761, 1, IN_LOOP, NONE",
    "polar-express-8-safety-1.01, 0.001, 0.02407327424182761, 1.01, POST_HOC, ALL_BUT_LAST",
    "gram-newton-schulz-5, 0.001, 0.02407327424182761, 1.05, POST_HOC, ALL",
    "cans-5, 0.001, 0, 1, IN_LOOP, NONE",
    "emerging-optimizers-polar-express-8, 0.001, 0.02407327424182761, 1.01, POST_HOC, ALL_BUT_LAST"
  })
  void publishedTableIsIdentifiedFromItsNumbersAlone(
      String name,
      double lower,
      double cushion,
      double safety,
      SafetyPlacement placement,
      BakedInto bakedInto) {
    Origin origin = origin(name);
    Recipe recipe = recipe(origin);
    DesignRequest request = recipe.request();
    assertEquals(lower, request.lower());
    boolean fewDecimals = name.startsWith("emerging");
    assertEquals(
        cushion, request.cushion(), cushion * (fewDecimals ? CUSHION_OF_FOUR_DECIMALS : CUSHION));
    assertEquals(safety, request.safetyFactor());
    assertEquals(placement, request.safetyPlacement());
    assertEquals(bakedInto, recipe.bakedInto());
    assertAgrees(lower, recipe);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jordan-5", "you-5", "you-6", "su-5", "su-6", "aol-4", "cubic5"})
  void handTunedTableIsNotPassedOffAsADesign(String name) {
    assertEquals(Optional.empty(), origin(name).recipe());
  }

  /// A band's middle multiplies the last row.
  @ParameterizedTest
  @CsvSource({"1, 1e-15", "1.02, 1e-15", "1, 1e-4"})
  void bandsAreIdentified(double safety, double rounding) {
    DesignRequest plain = DesignRequest.of(List.of(5, 5, 7), 0.004).withSafetyFactor(safety);
    List<Step> rows =
        ScheduleDesigner.design(plain.withBand(new Interval(0.7, 1.2))).stream()
            .map(row -> Step.of(rounded(row.coefficients(), rounding)))
            .toList();
    Origin origin = OriginFinder.find(rows);
    Recipe recipe = recipe(origin);
    assertEquals(0.95, recipe.lastFactor(), rounding);
    assertEquals(safety, recipe.request().safetyFactor());
    assertAgrees(0.004, recipe);
  }

  private static List<Double> rounded(List<Double> coefficients, double unit) {
    return coefficients.stream()
        .map(c -> unit < 1e-10 ? c : Math.rint(c / unit) / Math.rint(1 / unit))
        .toList();
  }

  @Test
  void mixedDegreesAreIdentified() {
    DesignRequest request =
        DesignRequest.of(List.of(7, 5, 9), 0.003).withCushion(0.01).withSafetyFactor(1.03);
    Origin origin = OriginFinder.find(ScheduleDesigner.design(request));
    assertEquals(request, recipe(origin).request());
  }

  @Test
  void shapeUndoesScalingOfBothAxes() {
    double ratio = 0.07;
    double scale = 1.3;
    double factor = 0.8;
    for (int degree : new int[] {5, 7, 11}) {
      List<Double> best =
          RemezExchange.solve(degree, new BigDecimal("0.07"), BigDecimal.ONE)
              .orThrow()
              .coefficients();
      List<Double> row =
          IntStream.range(0, best.size())
              .mapToObj(j -> factor * best.get(j) / Math.pow(scale, 2 * j + 1))
              .toList();
      RowShape shape = Objects.requireNonNull(RowShape.of(Step.of(row)));
      assertEquals(ratio, shape.ratio(), 1e-11);
      assertEquals(scale, shape.scale(), 1e-11);
      assertEquals(factor, shape.factor(), 1e-11);
      assertTrue(shape.residual() < 1e-11);
    }
  }

  @Test
  void limitRowsAreRecognised() {
    assertTrue(Objects.requireNonNull(origin("newton-schulz-3").shapes().get(1)).isLimit());
    assertTrue(Objects.requireNonNull(origin("newton-schulz-5").shapes().get(1)).isLimit());
  }

  @Test
  void rowsThatAreNoBestPolynomialsHaveNoShape() {
    assertNull(RowShape.of(Step.of(List.of(1.0))));
    assertNull(RowShape.of(Step.of(List.of(1.0, 1.0, 1.0))));
    assertNull(RowShape.of(Step.of(List.of(1.0, -4.0, 1.0))));
    assertEquals(
        Optional.empty(),
        OriginFinder.find(Collections.nCopies(3, Step.of(List.of(2.0)))).closest());
  }

  @Test
  void whatTakesTooMuchIsNotDetermined() {
    List<Step> jordan = Catalogue.find("jordan-5").orElseThrow().steps();
    assertTrue(OriginFinder.find(jordan).determined());
    List<Step> rows = Collections.nCopies(2_000, jordan.getFirst());
    Origin origin = OriginFinder.find(rows);
    assertFalse(origin.determined());
    assertEquals(Optional.empty(), origin.recipe());
  }
}
