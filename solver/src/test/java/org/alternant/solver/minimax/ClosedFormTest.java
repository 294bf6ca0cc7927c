package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.solver.Relative;
import org.alternant.solver.exact.Dyadic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the best polynomial is known in closed form.
///
/// Degree 1: c = 2/(l + u), E = (u − l)/(u + l). Degree 3, p = b (S x − x³): p(l) = p(u) gives S =
/// l² + lu
/// + u²; the extremum is at √(S/3), with the value 2bM, M = (S/3)^(3/2); and 1 − E = p(l) = b L, L
///   = lu (l + u). So b = 2/(L + 2M), E = (2M − L)/(2M + L).
class ClosedFormTest {

  /// Enough to tell E = 1 − 1e-400 from its bracket, which is narrower than 1e-420.
  private static final MathContext DIGITS = new MathContext(600);

  private static final BigDecimal TWO = BigDecimal.TWO;

  /// [l, u], decimals.
  record Ends(BigDecimal lower, BigDecimal upper) {
    static Ends of(String lower, String upper) {
      return new Ends(new BigDecimal(lower), new BigDecimal(upper));
    }
  }

  static Stream<Ends> ends() {
    Stream<Ends> special =
        Stream.of(
            Ends.of("1e-300", "1"),
            Ends.of("4.9e-324", "1"),
            Ends.of("1e-400", "1"),
            Ends.of("0.999999999999999999999999999999", "1"),
            Ends.of("0.1", "0.1000000000000000000000000000000000000000000000001"),
            Ends.of("3", "40"),
            Ends.of("1e-9", "1e-3"),
            Ends.of("1e100", "1.5e100"));
    Stream<Ends> small = IntStream.rangeClosed(1, 60).mapToObj(i -> Ends.of("1e-" + 5 * i, "1"));
    Stream<Ends> even =
        IntStream.range(1, 100).mapToObj(i -> new Ends(BigDecimal.valueOf(i, 2), BigDecimal.ONE));
    Stream<Ends> close =
        IntStream.range(3, 30)
            .mapToObj(i -> BigDecimal.ONE.subtract(BigDecimal.valueOf(7, i)))
            .map(lower -> new Ends(lower, BigDecimal.ONE));
    return Stream.of(special, small, even, close).flatMap(part -> part);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void degreeOneIsTwoOverTheSumOfTheEnds(Ends ends) {
    BigDecimal sum = ends.lower().add(ends.upper());
    BestPolynomial best = RemezExchange.solve(1, ends.lower(), ends.upper()).orThrow();
    assertEquals(List.of(TWO.divide(sum, DIGITS).doubleValue()), best.coefficients());
    assertBracketHolds(ends.upper().subtract(ends.lower()).divide(sum, DIGITS), best);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void degreeThreeEqualsItsClosedFormToTheLastBit(Ends ends) {
    BigDecimal l = ends.lower();
    BigDecimal u = ends.upper();
    BigDecimal s = l.multiply(l).add(l.multiply(u)).add(u.multiply(u));
    BigDecimal third = s.divide(BigDecimal.valueOf(3), DIGITS);
    BigDecimal peak = TWO.multiply(third).multiply(third.sqrt(DIGITS)).round(DIGITS);
    BigDecimal low = l.multiply(u).multiply(l.add(u)).round(DIGITS);
    BigDecimal b = TWO.divide(low.add(peak), DIGITS);

    BestPolynomial best = RemezExchange.solve(3, l, u).orThrow();
    assertEquals(
        List.of(b.multiply(s).doubleValue(), b.negate().doubleValue()), best.coefficients());
    assertBracketHolds(peak.subtract(low).divide(peak.add(low), DIGITS), best);
    Relative.assertClose(
        b.multiply(low).divide(l, DIGITS), new BigDecimal(best.lowerImageOverLower()), 0x1.01p-53);
  }

  private static void assertBracketHolds(BigDecimal error, BestPolynomial best) {
    assertTrue(
        best.errorLower().toBigDecimal().compareTo(error) <= 0
            && best.errorUpper().toBigDecimal().compareTo(error) >= 0,
        () -> "E = " + error + " is outside the bracket");
  }

  static IntStream oddDegrees() {
    return IntStream.iterate(1, d -> d <= RemezExchange.MAXIMUM_DEGREE, d -> d + 2);
  }

  /// All derivatives of the limit vanish at 1, so p′ is a multiple of (1 − x²)^q, and p(1) = 1.
  @ParameterizedTest
  @MethodSource("oddDegrees")
  void limitIsFlatAtOne(int degree) {
    BestPolynomial limit = limit(degree, Dyadic.ONE);
    List<Dyadic> c = limit.extended();
    BigInteger binomial = BigInteger.ONE;
    Dyadic sum = Dyadic.ZERO;
    for (int j = 0; j < c.size(); j++) {
      Dyadic expected = c.getFirst().times(new Dyadic(binomial, 0));
      assertSame(expected, c.get(j).times(Dyadic.of(j % 2 == 0 ? 2 * j + 1 : -2 * j - 1)));
      assertEquals(c.get(j).toBigDecimal().doubleValue(), limit.coefficients().get(j));
      sum = sum.plus(c.get(j));
      binomial =
          binomial.multiply(BigInteger.valueOf(c.size() - 1 - j)).divide(BigInteger.valueOf(j + 1));
    }
    assertSame(Dyadic.ONE, sum);
    assertEquals(0, limit.errorUpper().signum());
    assertSame(Dyadic.ONE, limit.lowerImage());
  }

  @Test
  void firstLimitsAreTheClassicalNewtonSchulzPolynomials() {
    assertEquals(List.of(1.0), limit(1, Dyadic.ONE).coefficients());
    assertEquals(List.of(1.5, -0.5), limit(3, Dyadic.ONE).coefficients());
    assertEquals(List.of(1.875, -1.25, 0.375), limit(5, Dyadic.ONE).coefficients());
    assertEquals(List.of(2.1875, -2.1875, 1.3125, -0.3125), limit(7, Dyadic.ONE).coefficients());
  }

  @Test
  void limitScalesWithThePoint() {
    assertEquals(
        List.of(1.875 / 4, -1.25 / 64, 0.375 / 1024), limit(5, Dyadic.of(4)).coefficients());
    assertEquals(List.of(1.5 / 3, -0.5 / 27), limit(3, Dyadic.of(3)).coefficients());
  }

  /// The coefficients differ from the limit by about 1e-30, relatively (bound 1e-25): where the
  /// limit is a tie, the best polynomial's coefficient may be rounded either way.
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 17, 43, 63, 127})
  void bestPolynomialTendsToTheLimit(int degree) {
    BigDecimal lower = BigDecimal.ONE.subtract(new BigDecimal("1e-30"));
    BestPolynomial best = RemezExchange.solve(degree, lower, BigDecimal.ONE).orThrow();
    List<Dyadic> limit = limit(degree, Dyadic.ONE).extended();
    for (int j = 0; j < limit.size(); j++) {
      BigDecimal expected = limit.get(j).toBigDecimal();
      BigDecimal distance = new BigDecimal(best.coefficients().get(j)).subtract(expected).abs();
      BigDecimal halfUlp = new BigDecimal(Math.ulp(expected.doubleValue()) / 2);
      BigDecimal slack = expected.abs().multiply(new BigDecimal("1e-25"));
      assertTrue(distance.compareTo(halfUlp.add(slack)) <= 0);
    }
  }

  private static BestPolynomial limit(int degree, Dyadic point) {
    return RemezExchange.solve(degree, point, point, 64).orThrow();
  }

  private static void assertSame(Dyadic expected, Dyadic actual) {
    assertEquals(0, expected.compareTo(actual), () -> expected + " and " + actual);
  }
}
