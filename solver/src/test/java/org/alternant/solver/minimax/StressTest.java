package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.alternant.solver.exact.Dyadic;
import org.alternant.testing.Slow;
import org.junit.jupiter.api.Test;

/// Random problems, log-uniform in l/u down to 1e-300 and in 1 − l/u down to 1e-12: none fails,
/// every answer alternates, every bracket is closed.
class StressTest {
  private static final long SEED = 20260101;

  /// The heights differ by less than the bracket is wide, 2⁻⁶⁴, and are rounded to binary64
  /// (observed: no difference).
  private static final double HEIGHT_TOLERANCE = 0x1p-52;

  @Test
  void noneOfThreeHundredProblemsFails() {
    run(300, 41);
  }

  @Slow
  @Test
  void noneOfTenThousandProblemsFails() {
    run(10_000, 41);
  }

  @Slow
  @Test
  void noneOfAThousandProblemsUpToTheLargestDegreeFails() {
    run(1_000, RemezExchange.MAXIMUM_DEGREE);
  }

  private static void run(int problems, int maximumDegree) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < problems; i++) {
      int degree = 1 + 2 * random.nextInt((maximumDegree + 1) / 2);
      BigDecimal lower =
          i % 2 == 0
              ? decimal(Math.pow(10, -300 * random.nextDouble()))
              : BigDecimal.ONE.subtract(decimal(Math.pow(10, -12 * random.nextDouble())));
      BigDecimal upper = i % 3 == 0 ? decimal(0.5 + 4 * random.nextDouble()) : BigDecimal.ONE;
      assertSolved(degree, lower.multiply(upper), upper);
    }
  }

  private static BigDecimal decimal(double value) {
    return new BigDecimal(value).round(MathContext.DECIMAL64);
  }

  private static void assertSolved(int degree, BigDecimal lower, BigDecimal upper) {
    String problem = "degree " + degree + " on [" + lower + ", " + upper + "]";
    MinimaxOutcome outcome = RemezExchange.solve(degree, lower, upper);
    BestPolynomial best = assertInstanceOf(BestPolynomial.class, outcome, problem);
    Dyadic width = best.errorUpper().minus(best.errorLower());
    Dyadic scale = best.errorLower().min(best.lowerImage());
    assertTrue(
        width.signum() >= 0 && width.compareTo(scale.scaled(-best.accuracyBits())) <= 0, problem);
    assertEquals((degree + 3) / 2, best.alternation().size(), problem);
    double height = best.errorUpper().doubleValue();
    for (int i = 0; i < best.alternation().size(); i++) {
      double signed = i % 2 == 0 ? best.alternation().get(i) : -best.alternation().get(i);
      assertEquals(height, signed, HEIGHT_TOLERANCE * height, problem);
    }
    for (int j = 0; j < best.coefficients().size(); j++) {
      double signed = j % 2 == 0 ? best.coefficients().get(j) : -best.coefficients().get(j);
      assertTrue(signed > 0 && Double.isFinite(signed), problem);
    }
  }
}
