package org.alternant.solver.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fitted plans compute the polynomial that they are fitted to, with as few products as can be.
class PlanFitTest {

  private static final double[] SPECTRUM =
      DoubleStream.iterate(0.2, x -> x <= 1.8, x -> x + 0.05).toArray();

  @ParameterizedTest
  @CsvSource({"9, 0, 2", "9, 0.5, 2", "17, 0, 3", "17, 0.5, 3"})
  void aFittedPlanComputesThePolynomial(int degree, double power, int products) {
    BestPolynomial best =
        RemezExchange.solve(degree, Dyadic.of(0.2), Dyadic.of(1.8), 100).orThrow();
    double[] q = best.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
    EvaluationPlan plan = PlanFit.fit(q, 1.8, SPECTRUM, Epilogue.ADDMM, 0x1p-11, power);
    assertEquals(degree, plan.degree());
    assertEquals(products, plan.squareProducts());
    assertEquals(plan, PlanFit.fit(q, 1.8, SPECTRUM, Epilogue.ADDMM, 0x1p-11, power));
    Step fitted = Step.of(List.of(1.0)).withPlan(plan);
    Step exact = Step.of(best.coefficients());
    for (double x = 0; x <= 1.8; x += 0.01) {
      assertEquals(exact.evaluate(x), fitted.evaluate(x), 5e-3, "at " + x);
    }
  }

  /// The point of fitting: Horner's rule passes numbers on that are far larger than its result.
  @ParameterizedTest
  @CsvSource({"9", "17"})
  void whatAFittedPlanStoresIsSmall(int degree) {
    BestPolynomial best = RemezExchange.solve(degree, Dyadic.of(0.02), Dyadic.of(2), 100).orThrow();
    double[] q = best.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
    double largestCoefficient = Arrays.stream(q).map(Math::abs).max().orElseThrow();
    EvaluationPlan plan = PlanFit.fit(q, 2, SPECTRUM, Epilogue.FUSED, 0x1p-11, 0);
    double largest = 0;
    for (double x = 0; x <= 2; x += 0.01) {
      double[] values = new double[plan.products().size() + 2];
      values[0] = 1;
      values[1] = plan.scale() * x * x - plan.shift();
      for (int k = 0; k < plan.products().size(); k++) {
        EvaluationPlan.Product product = plan.products().get(k);
        values[k + 2] =
            sum(product.left(), values) * sum(product.right(), values)
                + sum(product.addend(), values);
        largest = Math.max(largest, Math.abs(values[k + 2]));
      }
    }
    assertTrue(largest < largestCoefficient / 3, largest + " of " + largestCoefficient);
  }

  private static double sum(List<Double> factors, double[] values) {
    double sum = 0;
    for (int i = 0; i < factors.size(); i++) {
      sum += factors.get(i) * values[i];
    }
    return sum;
  }
}
