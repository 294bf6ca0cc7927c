package org.alternant.coefficients.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Scheme;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.ThreeProductScheme;
import org.alternant.coefficients.ThreeProductSchemeTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationPlanTest {

  private static final Scheme BLOCKS = new Scheme(Scheme.Kind.PATERSON_STOCKMEYER);

  private static Step step(int q, @Nullable Scheme scheme) {
    return Step.of(Collections.nCopies(q + 1, 1.0)).withScheme(scheme);
  }

  /// Products for degree 2q + 1: the values of the class comment's formula, minimised by hand.
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "6, 3", "7, 4", "8, 4", "9, 4", "16, 6"})
  void patersonStockmeyerTakesFewSquareProducts(int q, int products) {
    EvaluationPlan plan = EvaluationPlan.of(step(q, BLOCKS));
    assertEquals(products, plan.squareProducts());
    assertEquals(products + 2, plan.products());
    if (q != 8) {
      assertEquals(plan, EvaluationPlan.of(step(q, null)));
    }
  }

  @Test
  void hornerTakesOneSquareProductLessThanPowers() {
    for (int q = 1; q <= 8; q++) {
      assertEquals(
          q - 1, EvaluationPlan.of(step(q, new Scheme(Scheme.Kind.HORNER))).squareProducts());
    }
  }

  @Test
  void noOtherBlockSizeIsCheaper() {
    for (int q = 1; q <= 40; q++) {
      int cheapest = EvaluationPlan.of(step(q, BLOCKS)).squareProducts();
      for (int size = 1; size <= q; size++) {
        assertTrue(cheapest <= size - 1 + Math.ceilDiv(q, size) - 1);
      }
    }
  }

  @Test
  void degreeOneTakesNoProduct() {
    assertEquals(0, EvaluationPlan.of(step(0, null)).products());
  }

  @Test
  void degreeSeventeenTakesThreeSquareProductsWhereTheSchemeExists() {
    Step minimax = Step.of(ThreeProductSchemeTest.MINIMAX_17);
    assertInstanceOf(EvaluationPlan.ThreeProducts.class, EvaluationPlan.of(minimax));
    assertEquals(5, EvaluationPlan.of(minimax).products());
    List<Double> without = Collections.nCopies(9, 1.0);
    assertEquals(
        ThreeProductScheme.of(without).isPresent() ? 5 : 6,
        EvaluationPlan.of(Step.of(without)).products());
    Step absent = Step.of(ThreeProductSchemeTest.WITHOUT_REAL_SCHEME);
    assertEquals(6, EvaluationPlan.of(absent).products());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Step.of(ThreeProductSchemeTest.WITHOUT_REAL_SCHEME)
                .withScheme(new Scheme(Scheme.Kind.THREE_PRODUCT)));
  }
}
