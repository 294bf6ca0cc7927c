package org.alternant.toolkit.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.solver.minimax.BestPolynomial;
import org.junit.jupiter.api.Test;

class SolveTest {

  /// Of a closed form in binary64.
  private static final double ROUNDING = 1e-15;

  private static BestPolynomial best(int degree, String lower, String upper) {
    return assertInstanceOf(
        BestPolynomial.class, Solve.best(degree, new BigDecimal(lower), new BigDecimal(upper)));
  }

  /// For degree 1 the best c satisfies 1 − cl = cu − 1.
  @Test
  void closedFormOfDegreeOne() {
    BestPolynomial best = best(1, "0.5", "1");
    assertEquals(4.0 / 3, best.coefficients().getFirst());
    assertEquals(1.0 / 3, best.error().upper(), ROUNDING);
  }

  @Test
  void bracketHoldsTheErrorAtEveryPointOfTheReference() {
    BestPolynomial best = best(5, "0.001", "1");
    ErrorBracket bracket = best.error();
    assertTrue(bracket.lower() <= bracket.upper());
    assertEquals(4, best.reference().size());
    double sign = 1;
    for (double error : best.alternation()) {
      assertEquals(bracket.upper(), sign * error, ROUNDING);
      sign = -sign;
    }
  }

  /// The proof is about the best polynomial; the one that is handed out may be another.
  @Test
  void roundedCoefficientsHaveAnErrorOfTheirOwn() {
    assertTrue(Solve.rounded(best(127, "0.1", "1")).isSpoilt());
    assertTrue(Solve.rounded(best(127, "0.1", "1")).rank() > 1e25);
    BestPolynomial useful = best(5, "0.1", "1");
    assertFalse(Solve.rounded(useful).isSpoilt());
    assertEquals(useful.error().upper(), Solve.rounded(useful).rank(), 10 * ROUNDING);
    for (int degree = 1; degree <= 15; degree += 2) {
      assertFalse(Solve.rounded(best(degree, "1e-300", "1")).isSpoilt());
    }
  }

  @Test
  void coefficientsBeyondBinary64AreRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> best(3, "1e-300", "1e-298"));
    assertEquals(
        "upper must be nearer to 1, found 1.0E-298: the coefficient of x^3 is beyond binary64",
        refusal.getMessage());
  }

  @Test
  void argumentsOutOfTheirRangesAreMisuse() {
    BigDecimal half = new BigDecimal("0.5");
    assertThrows(IllegalArgumentException.class, () -> Solve.best(4, half, BigDecimal.ONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> Solve.best(Solve.MAXIMUM_DEGREE + 2, half, BigDecimal.ONE));
    assertThrows(IllegalArgumentException.class, () -> Solve.best(3, BigDecimal.ONE, half));
    assertThrows(
        IllegalArgumentException.class, () -> Solve.best(3, BigDecimal.ZERO, BigDecimal.ONE));
  }
}
