package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.alternant.solver.Relative;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the best polynomial for an inverse root is known in closed form.
class RootClosedFormTest {

  private static final MathContext DIGITS = new MathContext(400);

  /// The bracket's width.
  private static final double TOLERANCE = 0x1.01p-64;

  /// 1 − x q(x) is the Chebyshev polynomial of [λ, 1], scaled to 1 at 0: E =
  /// 1/T_{q+1}((1+λ)/(1−λ)).
  @ParameterizedTest
  @CsvSource({"1e-300", "1e-20", "1e-4", "0.01", "0.5", "0.9", "0.999999999999"})
  void rootOneIsChebyshev(BigDecimal lower) {
    BigDecimal at = BigDecimal.ONE.add(lower).divide(BigDecimal.ONE.subtract(lower), DIGITS);
    BigDecimal before = BigDecimal.ONE;
    BigDecimal value = at;
    for (int q = 0; q <= 20; q++) {
      BestPolynomial best = solve(1, q, lower);
      BigDecimal error = BigDecimal.ONE.divide(value, DIGITS);
      Relative.assertClose(error, best.errorLower().toBigDecimal(), TOLERANCE);
      Relative.assertClose(error, best.errorUpper().toBigDecimal(), TOLERANCE);
      BigDecimal next = at.multiply(value, DIGITS).multiply(BigDecimal.TWO).subtract(before);
      before = value;
      value = next.round(DIGITS);
    }
  }

  static IntStream roots() {
    return IntStream.rangeClosed(1, 16);
  }

  /// h = b (S x − x^(p+1)): h(l) = h(u) gives S = (u^(p+1) − l^(p+1))/(u − l); the extremum is at m
  /// = (S/(p+1))^(1/p), with the value b S m p/(p+1); and h(l) + h(m) = 2.
  @ParameterizedTest
  @MethodSource("roots")
  void oneTermBesideTheLinearOneHasAClosedForm(int p) {
    for (String ratio : List.of("1e-9", "0.01", "0.3", "0.75", "0.99")) {
      Dyadic l = Dyadic.of(new BigDecimal(ratio).doubleValue());
      BestPolynomial best = RemezExchange.solve(p, p + 1, l, Dyadic.ONE, 64).orThrow();
      BigDecimal lower = l.toBigDecimal();
      BigDecimal power = lower.pow(p + 1, DIGITS);
      BigDecimal s = BigDecimal.ONE.subtract(power).divide(BigDecimal.ONE.subtract(lower), DIGITS);
      BigDecimal m =
          Powers.rootFloor(Dyadic.from(s.divide(BigDecimal.valueOf(p + 1L), DIGITS), 1000), p, 1000)
              .toBigDecimal();
      BigDecimal low = s.multiply(lower).subtract(power);
      BigDecimal high =
          s.multiply(m).multiply(BigDecimal.valueOf(p)).divide(BigDecimal.valueOf(p + 1L), DIGITS);
      BigDecimal b = BigDecimal.TWO.divide(low.add(high), DIGITS);
      assertEquals(
          List.of(b.multiply(s).doubleValue(), b.negate().doubleValue()), best.coefficients());
      Relative.assertClose(
          high.subtract(low).divide(high.add(low), DIGITS),
          best.errorUpper().toBigDecimal(),
          TOLERANCE);
    }
  }

  /// p = 1: 1 + (1 − y) + …; p = 4: 5/4, 45/32; p = 3: 4/3 and 14/9 are not dyadic.
  @Test
  void limitsAreTheTruncatedBinomialSeries() {
    assertEquals(List.of(3.0, -3.0, 1.0), limit(1, 2).coefficients());
    assertEquals(List.of(1.875, -1.25, 0.375), limit(2, 2).coefficients());
    assertEquals(List.of(4 / 3.0, -1 / 3.0), limit(3, 1).coefficients());
    assertEquals(List.of(14 / 9.0, -7 / 9.0, 2 / 9.0), limit(3, 2).coefficients());
    assertEquals(List.of(1.25, -0.25), limit(4, 1).coefficients());
    assertEquals(List.of(45 / 32.0, -18 / 32.0, 5 / 32.0), limit(4, 2).coefficients());
  }

  /// The distance falls with the gap: about 1e-30 here, for coefficients of up to 1e5.
  @ParameterizedTest
  @MethodSource("roots")
  void bestPolynomialTendsToTheLimit(int p) {
    BigDecimal lower = BigDecimal.ONE.subtract(new BigDecimal("1e-30"));
    for (int q : List.of(1, 2, 5, 8)) {
      List<Dyadic> best = solve(p, q, lower).extended();
      List<Dyadic> limit = limit(p, q).extended();
      for (int j = 0; j <= q; j++) {
        Relative.assertClose(limit.get(j).toBigDecimal(), best.get(j).toBigDecimal(), 1e-19);
      }
    }
  }

  /// Every root converges over the whole range, and a larger interval has a larger error.
  @ParameterizedTest
  @MethodSource("roots")
  void errorFallsAsTheIntervalShrinks(int p) {
    for (int q : List.of(1, 3, 6, 17)) {
      Dyadic error = Dyadic.ONE;
      for (String lower : List.of("1e-300", "1e-30", "1e-8", "1e-3", "0.2", "0.9", "0.999999")) {
        BestPolynomial best = solve(p, q, new BigDecimal(lower));
        assertTrue(best.errorUpper().compareTo(error) < 0);
        assertEquals(q + 2, best.reference().size());
        error = best.errorLower();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 9, 16})
  void stretchedIntervalsScaleTheCoefficients(int p) {
    SplittableRandom random = new SplittableRandom(p);
    for (int i = 0; i < 10; i++) {
      Dyadic lower = Dyadic.of(random.nextDouble(0.01, 0.5));
      Dyadic factor = Dyadic.of(random.nextDouble(0.5, 3));
      List<Dyadic> unit =
          RemezExchange.solve(p, 3 * p + 1, lower, Dyadic.ONE, 64).orThrow().extended();
      List<Dyadic> stretched =
          RemezExchange.solve(p, 3 * p + 1, lower.times(factor), factor, 64).orThrow().extended();
      for (int j = 0; j <= 3; j++) {
        Relative.assertClose(
            unit.get(j).toBigDecimal(),
            stretched.get(j).times(Powers.of(factor, p * j + 1)).toBigDecimal(),
            0x1p-62);
      }
    }
  }

  @Test
  void degreeMustBeOneMoreThanAMultipleOfTheRoot() {
    for (int degree : new int[] {0, 2, 4, 6, 4 * 63 + 5}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> RemezExchange.solve(4, degree, Dyadic.of(0.5), Dyadic.ONE, 64));
    }
  }

  private static BestPolynomial solve(int root, int q, BigDecimal lower) {
    return RemezExchange.solve(root, root * q + 1, root, lower, BigDecimal.ONE).orThrow();
  }

  private static BestPolynomial limit(int root, int q) {
    return RemezExchange.solve(root, root * q + 1, Dyadic.ONE, Dyadic.ONE, 64).orThrow();
  }
}
