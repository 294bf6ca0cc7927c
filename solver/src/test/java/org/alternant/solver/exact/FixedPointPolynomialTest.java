package org.alternant.solver.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The proved error bound of fixed-point evaluation, attacked with random and with ill-disposed
/// polynomials.
class FixedPointPolynomialTest {
  private static final int CASES = 20_000;

  private final Random random = new Random(3);

  @Test
  void valuesStayWithinTheErrorBound() {
    double closest = 0;
    for (int i = 0; i < CASES; i++) {
      int fractionBits = 1 + random.nextInt(40);
      closest = Math.max(closest, excess(randomPolynomial(fractionBits), fractionBits));
    }
    assertTrue(closest > 0.3, "the attack should come close to the bound, came to " + closest);
  }

  /// Positive coefficients and an argument just below a grid point lose most with each step.
  @Test
  void truncationInOneDirectionStaysWithinTheErrorBound() {
    for (int fractionBits = 1; fractionBits < 30; fractionBits++) {
      for (int size = 1; size < 20; size++) {
        List<BigInteger> coefficients = new ArrayList<>();
        for (int j = 0; j < size; j++) {
          coefficients.add(BigInteger.ONE.shiftLeft(fractionBits).subtract(BigInteger.ONE));
        }
        Dyadic argument = new Dyadic(BigInteger.ONE.shiftLeft(60).subtract(BigInteger.ONE), -60);
        assertTrue(excess(coefficients, fractionBits, argument) < 1);
      }
    }
  }

  @Test
  void slopeAndDerivativeAreExact() {
    List<BigInteger> c = List.of(BigInteger.valueOf(5), BigInteger.valueOf(-7), BigInteger.TWO);
    FixedPointPolynomial polynomial = new FixedPointPolynomial(c, 0);
    // 5x − 7x³ + 2x⁵ has the slope 5 − 21y + 10y², and that the derivative −21 + 20y.
    assertEquals(BigInteger.valueOf(5 - 21 + 10), polynomial.slope(2).at(BigInteger.ONE));
    assertEquals(BigInteger.valueOf(5), polynomial.slope(2).at(BigInteger.ZERO));
    assertEquals(BigInteger.valueOf(-21 + 20), polynomial.slope(2).derivative().at(BigInteger.ONE));
    assertEquals(
        BigInteger.ZERO,
        new FixedPointPolynomial(List.of(BigInteger.TEN), 0).derivative().at(BigInteger.ONE));
  }

  private List<BigInteger> randomPolynomial(int fractionBits) {
    int size = 1 + random.nextInt(12);
    List<BigInteger> coefficients = new ArrayList<>();
    for (int j = 0; j < size; j++) {
      BigInteger magnitude = new BigInteger(fractionBits + random.nextInt(8), random);
      coefficients.add(random.nextInt(4) == 0 ? magnitude.negate() : magnitude);
    }
    return coefficients;
  }

  private double excess(List<BigInteger> coefficients, int fractionBits) {
    BigInteger significand = new BigInteger(60, random);
    BigInteger argument = random.nextBoolean() ? significand : significand.setBit(59).setBit(58);
    return excess(coefficients, fractionBits, new Dyadic(argument, -60));
  }

  /// The error of the value at an argument in [0, 1], relative to the bound.
  private static double excess(List<BigInteger> coefficients, int fractionBits, Dyadic argument) {
    FixedPointPolynomial polynomial = new FixedPointPolynomial(coefficients, fractionBits);
    Dyadic exact = Dyadic.ZERO;
    for (BigInteger coefficient : coefficients.reversed()) {
      exact = exact.times(argument).plus(new Dyadic(coefficient, -fractionBits));
    }
    BigInteger value = polynomial.at(argument.floor(fractionBits));
    Dyadic error = new Dyadic(value, -fractionBits).minus(exact).abs();
    Dyadic bound = new Dyadic(polynomial.errorBound(), -fractionBits);
    assertTrue(error.compareTo(bound) < 0, () -> "error " + error + ", bound " + bound);
    return error.dividedBy(bound, 53).doubleValue();
  }
}
