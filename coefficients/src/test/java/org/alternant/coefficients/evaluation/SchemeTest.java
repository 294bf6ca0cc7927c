package org.alternant.coefficients.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemeTest {

  private static List<Double> ones(int q) {
    return Collections.nCopies(q + 1, 1.0);
  }

  private static EvaluationPlan plan(Scheme scheme, List<Double> coefficients) {
    return scheme.plan(coefficients).orElseThrow();
  }

  /// Products for degree 2q + 1: the values of the scheme's formula, minimised by hand.
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "6, 3", "7, 4", "8, 4", "9, 4", "16, 6"})
  void patersonStockmeyerTakesFewSquareProducts(int q, int products) {
    EvaluationPlan plan = plan(Scheme.PATERSON_STOCKMEYER, ones(q));
    assertEquals(products, plan.squareProducts());
    assertEquals(2, plan.rectangularProducts());
    if (q != 8) {
      assertEquals(plan, Scheme.planOf(Step.of(ones(q))));
    }
  }

  @Test
  void hornerTakesOneSquareProductLessThanPowers() {
    for (int q = 1; q <= 8; q++) {
      assertEquals(q - 1, plan(Scheme.HORNER, ones(q)).squareProducts());
    }
  }

  @Test
  void noOtherBlockSizeIsCheaper() {
    for (int q = 1; q <= 40; q++) {
      int cheapest = plan(Scheme.PATERSON_STOCKMEYER, ones(q)).squareProducts();
      for (int size = 1; size <= q; size++) {
        assertTrue(cheapest <= size - 1 + Math.ceilDiv(q, size) - 1);
      }
    }
  }

  /// The expansion of the plan is the polynomial, to the last bit, zeros included.
  @Test
  void hornerAndBlocksComputeThePolynomialExactly() {
    Random random = new Random(1);
    for (int q = 0; q <= 40; q++) {
      List<Double> coefficients = new ArrayList<>();
      for (int i = 0; i <= q; i++) {
        coefficients.add(random.nextInt(4) == 0 ? 0 : random.nextGaussian());
      }
      Step step = Step.of(coefficients);
      assertEquals(step.exactCoefficients(), Scheme.HORNER.applyTo(step).exactCoefficients());
      assertEquals(coefficients, Scheme.PATERSON_STOCKMEYER.applyTo(step).coefficients());
    }
  }

  @Test
  void degreeOneTakesNoProduct() {
    EvaluationPlan plan = Scheme.planOf(Step.of(ones(0)));
    assertTrue(plan.scales());
    assertEquals(0, plan.squareProducts() + plan.rectangularProducts());
  }

  @Test
  void degreeSeventeenTakesThreeSquareProductsWhereTheSchemeExists() {
    Step minimax = Step.of(ThreeProductSchemeTest.MINIMAX_17);
    assertEquals(3, Scheme.planOf(minimax).squareProducts());
    Step absent = Step.of(ThreeProductSchemeTest.WITHOUT_REAL_SCHEME);
    assertEquals(4, Scheme.planOf(absent).squareProducts());
    assertTrue(Scheme.THREE_PRODUCT.plan(absent.coefficients()).isEmpty());
  }

  @Test
  void aStepsOwnPlanComesFirst() {
    Step step = Scheme.HORNER.applyTo(Step.of(ones(8)));
    assertEquals(7, Scheme.planOf(step).squareProducts());
  }
}
