package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.alternant.solver.Relative;
import org.alternant.solver.exact.Dyadic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the best polynomial depends on the interval and on the degree.
class ScalingAndMonotonicityTest {

  private static final int BITS = 64;

  /// Both sides are good for 2⁻⁶⁴.
  private static final double EXTENDED_TOLERANCE = 0x1p-63;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 9, 31, 63})
  void powersOfTwoScaleExactly(int degree) {
    for (double ratio : new double[] {1e-16, 0.001, 0.7, 1 - 1e-12}) {
      BestPolynomial unit = solve(degree, ratio, 1);
      for (int power : new int[] {-7, -1, 3, 12}) {
        BestPolynomial scaled = solve(degree, Math.scalb(ratio, power), Math.scalb(1.0, power));
        for (int j = 0; j < unit.coefficients().size(); j++) {
          double expected = Math.scalb(unit.coefficients().get(j), -power * (2 * j + 1));
          assertEquals(expected, scaled.coefficients().get(j));
        }
        assertEquals(0, unit.errorUpper().compareTo(scaled.errorUpper()));
        assertEquals(0, unit.errorLower().compareTo(scaled.errorLower()));
      }
    }
  }

  /// The ends are multiples of 2⁻²⁴ with products of at most 53 bits, so that [ku, u] is [k, 1]
  /// scaled without rounding.
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 9, 31})
  void otherFactorsScaleUpToRounding(int degree) {
    for (double ratio : new double[] {0x1p-60, 0x1.234p-9, 0x1.8cp-1, 1 - 0x1p-20}) {
      BestPolynomial unit = solve(degree, ratio, 1);
      for (double upper : new double[] {3, 0x1.9999p-1, 0x1.f77p7, 0x1.01p-20}) {
        BestPolynomial scaled = solve(degree, ratio * upper, upper);
        Dyadic power = Dyadic.of(upper);
        for (int j = 0; j < unit.extended().size(); j++) {
          Dyadic expected = unit.extended().get(j).dividedBy(power, 2 * BITS);
          Relative.assertClose(
              expected.toBigDecimal(), scaled.extended().get(j).toBigDecimal(), EXTENDED_TOLERANCE);
          assertEquals(expected.doubleValue(), scaled.coefficients().get(j));
          power = power.times(Dyadic.of(upper)).times(Dyadic.of(upper));
        }
      }
    }
  }

  /// On a longer interval the error is larger: certainly, since the brackets do not overlap.
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 9, 23})
  void errorAndSlopeFallAsTheLowerEndRises(int degree) {
    BestPolynomial previous = solve(degree, 1e-40, 1);
    for (int i = 1; i < 300; i++) {
      // From 1e-40 to 1 − 1e-12, dense at both ends.
      double lower =
          i < 200 ? Math.pow(10, -40 + 0.2 * i) : 1 - 0.3 * Math.pow(10, -0.12 * (i - 199));
      BestPolynomial best = solve(degree, lower, 1);
      assertDecreases(previous, best);
      previous = best;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-8, 0.1, 0.5, 0.999})
  void errorFallsFromOneBinary64NumberToTheNext(double start) {
    BestPolynomial previous = solve(5, start, 1);
    double lower = start;
    for (int i = 0; i < 20; i++) {
      lower = Math.nextUp(lower);
      BestPolynomial best = solve(5, lower, 1);
      assertDecreases(previous, best);
      previous = best;
    }
  }

  /// The slope tends to its limit as l → 0, closer than an ulp: it is compared as it is rounded.
  /// The error is compared in the brackets, which are narrow relative to 1 − E.
  private static void assertDecreases(BestPolynomial before, BestPolynomial after) {
    assertTrue(after.errorUpper().compareTo(before.errorLower()) < 0);
    assertTrue(after.lowerImageOverLower() <= before.lowerImageOverLower());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-300", "1e-12", "0.01", "0.6", "0.9999999"})
  void errorFallsWithTheDegree(String lower) {
    BestPolynomial previous = solve(1, lower);
    for (int degree = 3; degree <= 63; degree += 2) {
      BestPolynomial best = solve(degree, lower);
      assertTrue(best.errorUpper().compareTo(previous.errorLower()) < 0);
      assertTrue(best.lowerImageOverLower() >= previous.lowerImageOverLower());
      previous = best;
    }
  }

  @Test
  void equalProblemsGiveEqualResults() {
    assertEquals(solve(31, "1e-5"), solve(31, "1e-5"));
    assertEquals(solve(31, "0.00001"), solve(31, "1e-5"));
  }

  private static BestPolynomial solve(int degree, double lower, double upper) {
    return RemezExchange.solve(degree, Dyadic.of(lower), Dyadic.of(upper), BITS).orThrow();
  }

  private static BestPolynomial solve(int degree, String lower) {
    return RemezExchange.solve(degree, new BigDecimal(lower), BigDecimal.ONE).orThrow();
  }
}
