package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.alternant.solver.Relative;
import org.alternant.solver.exact.Dyadic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The ends of the domain, and what lies beyond.
class ExtremesTest {

  /// c₀ tends to this for degree 3: 3√3.
  private static final double DEGREE_3_SLOPE = 3 * Math.sqrt(3);

  @Test
  void smallestBinary64NumberIsAFineLowerEnd() {
    BestPolynomial best = solve(3, Double.MIN_VALUE, 1);
    Relative.assertClose(DEGREE_3_SLOPE, best.lowerImageOverLower(), 0x1p-52);
    assertEquals(5 * Double.MIN_VALUE, best.lowerImage().doubleValue());
  }

  /// The leading coefficient underflows, and zero is its correct rounding.
  @Test
  void wholeRangeOfBinary64IsAFineInterval() {
    BestPolynomial best = solve(3, Double.MIN_VALUE, Double.MAX_VALUE);
    Relative.assertClose(
        DEGREE_3_SLOPE / Double.MAX_VALUE, best.coefficients().getFirst(), 0x1p-50);
    assertEquals(0.0, best.coefficients().getLast());
  }

  /// c₁ is of the order of u⁻³: infinity is its correct rounding.
  @Test
  void coefficientsBeyondTheRangeOfBinary64AreInfinite() {
    BestPolynomial best = solve(3, 1e-201, 1e-200);
    assertTrue(Double.isFinite(best.coefficients().getFirst()));
    assertEquals(Double.NEGATIVE_INFINITY, best.coefficients().getLast());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 17, 63, 127})
  void adjacentBinary64NumbersAreAFineInterval(int degree) {
    for (double lower : new double[] {Math.nextDown(1.0), 1, 0.3, 1e10}) {
      BestPolynomial best = solve(degree, lower, Math.nextUp(lower));
      double gap = Math.ulp(lower) / lower;
      // E is about (1 − k)^m times a factor below 1; its exponent says whether E was seen at all.
      assertTrue(
          best.errorUpper().magnitude()
              <= best.coefficients().size() * Math.log(gap) / Math.log(2));
      assertTrue(best.errorLower().signum() > 0);
    }
  }

  @Test
  void endsMayHaveManyDigits() {
    BigDecimal lower = new BigDecimal("0.9999999999999999999999999999999999999999");
    BestPolynomial best = RemezExchange.solve(5, lower, BigDecimal.ONE).orThrow();
    assertEquals(List.of(1.875, -1.25, 0.375), best.coefficients());
    // E tends to 5/64 (1 − k)³.
    Relative.assertClose(new BigDecimal("0.078125e-120"), best.errorUpper().toBigDecimal(), 1e-15);
  }

  /// 0.1 has one digit, the other end 101: both are kept to the accuracy of their distance.
  @Test
  void endsMayHaveDifferentNumbersOfDigits() {
    BigDecimal lower = new BigDecimal("0.1");
    BigDecimal upper = lower.add(new BigDecimal("1e-101"));
    BestPolynomial best = RemezExchange.solve(3, lower, upper).orThrow();
    // E tends to 3/16 (1 − k)².
    Relative.assertClose(new BigDecimal("0.1875e-200"), best.errorUpper().toBigDecimal(), 1e-15);
  }

  /// So close that neither 1 − l/u nor E is a binary64 number.
  @Test
  void endsMayBeCloserThanAnyBinary64Number() {
    BigDecimal lower = BigDecimal.ONE.subtract(new BigDecimal("1e-400"));
    BestPolynomial best = RemezExchange.solve(3, lower, BigDecimal.ONE).orThrow();
    Relative.assertClose(new BigDecimal("0.1875e-800"), best.errorUpper().toBigDecimal(), 1e-15);
  }

  @ParameterizedTest
  @CsvSource({"3, 1e-400", "5, 1e-500", "31, 1e-320", "3, 1e-999"})
  void ratiosBelowTheSmallestBinary64NumberAreFine(int degree, String lower) {
    BestPolynomial best =
        RemezExchange.solve(degree, new BigDecimal(lower), BigDecimal.ONE).orThrow();
    BestPolynomial limit = solve(degree, 1e-300, 1);
    assertEquals(limit.coefficients(), best.coefficients());
    assertEquals(limit.lowerImageOverLower(), best.lowerImageOverLower());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-300", "1e-10", "0.01", "0.5", "0.9", "0.999", "0.999999999999"})
  void largestDegreeWorksEverywhere(String lower) {
    MinimaxOutcome outcome =
        RemezExchange.solve(RemezExchange.MAXIMUM_DEGREE, new BigDecimal(lower), BigDecimal.ONE);
    BestPolynomial best = assertInstanceOf(BestPolynomial.class, outcome);
    assertTrue(best.errorLower().signum() > 0);
    assertEquals(65, best.alternation().size());
    for (int i = 0; i < 65; i++) {
      // Errors are binary64 here: 1e-768 becomes 0.
      assertTrue(i % 2 == 0 ? best.alternation().get(i) >= 0 : best.alternation().get(i) <= 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.1, 1, 'degree must be odd and from 1 to 127, found 2'",
    "0, 0.1, 1, 'degree must be odd and from 1 to 127, found 0'",
    "-3, 0.1, 1, 'degree must be odd and from 1 to 127, found -3'",
    "129, 0.1, 1, 'degree must be odd and from 1 to 127, found 129'",
    "3, 0, 1, 'lower must be positive, found 0.0'",
    "3, -0.5, 1, 'lower must be positive, found -0.5'",
    "3, 2, 1, 'lower 2.0 must be below upper 1.0'",
    "3, 1, -1, 'lower 1.0 must be below upper -1.0'",
    "3, 1e-1002, 1, 'lower must have at most 1000 digits before and after the decimal point, found"
        + " 1E-1002'",
    "3, 1, 1e999999999, 'upper must have at most 1000 digits before and after the decimal point,"
        + " found 1E+999999999'"
  })
  void argumentsOutsideTheirRangeAreNamed(int degree, String lower, String upper, String message) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> RemezExchange.solve(degree, new BigDecimal(lower), new BigDecimal(upper)));
    assertEquals(message, refusal.getMessage());
  }

  @Test
  void accuracyBelowBinary64IsRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> RemezExchange.solve(3, Dyadic.of(0.5), Dyadic.ONE, 52));
    assertEquals("accuracyBits must be at least 53, found 52", refusal.getMessage());
  }

  /// 2/(l + u) = 5²³ lies half-way between two binary64 numbers. The ends are truncated decimals,
  /// so the rounding may go either way; what matters is that it comes to an end.
  @Test
  void tieIsRoundedToOneOfItsNeighbours() {
    BestPolynomial best =
        RemezExchange.solve(1, new BigDecimal("6.777216e-17"), new BigDecimal("1e-16")).orThrow();
    BigDecimal tie = BigDecimal.valueOf(5).pow(23);
    BigDecimal rounded = new BigDecimal(best.coefficients().getFirst());
    assertEquals(BigDecimal.ONE, rounded.subtract(tie).abs());
  }

  private static BestPolynomial solve(int degree, double lower, double upper) {
    return RemezExchange.solve(degree, Dyadic.of(lower), Dyadic.of(upper), 64).orThrow();
  }
}
