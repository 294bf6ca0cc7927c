package org.alternant.coefficients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationPlanTest {

  /// The definition, applied to numbers instead of matrices.
  private static BigDecimal value(EvaluationPlan plan, BigDecimal x) {
    List<BigDecimal> matrices = new ArrayList<>(List.of(BigDecimal.ONE));
    BigDecimal gram = x.multiply(x);
    matrices.add(
        gram.multiply(new BigDecimal(plan.scale())).subtract(new BigDecimal(plan.shift())));
    for (Product product : plan.products()) {
      matrices.add(
          sum(product.left(), matrices)
              .multiply(sum(product.right(), matrices))
              .add(sum(product.addend(), matrices)));
    }
    return new BigDecimal(plan.identity()).add(sum(plan.lastFactors(), matrices)).multiply(x);
  }

  private static BigDecimal sum(List<Double> factors, List<BigDecimal> matrices) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < factors.size(); i++) {
      sum = sum.add(matrices.get(i).multiply(new BigDecimal(factors.get(i))));
    }
    return sum;
  }

  @Test
  void theExpansionIsThePolynomialExactly() {
    Random random = new Random(2);
    for (int trial = 0; trial < 300; trial++) {
      EvaluationPlan plan = RandomPlans.next(random);
      List<BigDecimal> coefficients = plan.expansion();
      assertEquals(plan.degree(), 2 * coefficients.size() - 1);
      BigDecimal x = new BigDecimal(random.nextGaussian());
      BigDecimal value = BigDecimal.ZERO;
      for (BigDecimal coefficient : coefficients.reversed()) {
        value = value.multiply(x).multiply(x).add(coefficient);
      }
      assertEquals(0, value(plan, x).compareTo(value.multiply(x)), plan::toString);
    }
  }

  @Test
  void aStepsCoefficientsAreTheExpansionRoundedOnce() {
    // (1 + 2⁻⁵³) needs 54 bits: the coefficient is 1, what is certified is not.
    EvaluationPlan plan = new EvaluationPlan(1, -1, 0x1p-53, List.of(), List.of(0.0, 1.0));
    Step step = Step.of(List.of(1.0)).withPlan(plan);
    assertEquals(List.of(1.0, 1.0), step.coefficients());
    assertEquals(0, two(step).compareTo(new BigDecimal(1 + 0x1p-52).add(BigDecimal.ONE)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Step(List.of(1 + 0x1p-52, 1.0), null, null, null, plan));
  }

  private static BigDecimal two(Step step) {
    return step.exactCoefficients().getFirst().multiply(BigDecimal.TWO);
  }

  private static EvaluationPlan plan(
      double scale, List<Product> products, @Nullable List<Double> last) {
    return new EvaluationPlan(scale, 0, 1, products, last);
  }

  private static void assertRefused(
      String message, double scale, List<Product> products, @Nullable List<Double> last) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> plan(scale, products, last));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e::toString);
  }

  @Test
  void combinesOnlyWhatIsComputedBefore() {
    Product square = new Product(List.of(0.0, 1.0), List.of(0.0, 1.0), null);
    Product early = new Product(List.of(0.0, 1.0, 1.0), List.of(0.0, 1.0), null);
    assertEquals(5, plan(1, List.of(square), null).degree());
    assertRefused("'left' has a factor for each matrix", 1, List.of(early), null);
    assertEquals(7, plan(1, List.of(square, early), null).degree());
    assertRefused("'last'", 1, List.of(), List.of(0.0, 1.0, 1.0));
    assertRefused("'scale' must be finite", Double.NaN, List.of(), null);
    assertRefused(
        "'add' must be finite",
        1,
        List.of(new Product(List.of(1.0), List.of(1.0), List.of(Double.POSITIVE_INFINITY))),
        null);
    Product doubling = new Product(List.of(0.0, 1.0), List.of(0.0, 1.0), null);
    List<Product> tower = new ArrayList<>(List.of(doubling));
    for (int k = 3; k < 20; k++) {
      List<Double> last = new ArrayList<>(Collections.nCopies(k - 1, 0.0));
      last.add(1.0);
      tower.add(new Product(last, last, null));
    }
    assertRefused("degree must be from 1 to 1023", 1, tower, null);
  }
}
