package org.alternant.solver.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Exact arithmetic and its roundings, compared with [BigDecimal].
class DyadicTest {
  private static final int CASES = 2_000;

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        1,
        -1,
        0.1,
        Math.PI,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        3 * Double.MIN_VALUE,
        0x0.fffffffffffffp-1022,
        Double.MIN_NORMAL,
        0x1.fffffffffffffp-1022,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0x1p1023
      })
  void binary64NumbersRoundTrip(double value) {
    Dyadic exact = Dyadic.of(value);
    assertEquals(0, new BigDecimal(value).compareTo(exact.toBigDecimal()));
    assertEquals(value, exact.doubleValue());
    assertEquals(value, exact.doubleFloor());
    assertEquals(value, exact.doubleCeiling());
  }

  @Test
  void randomBinary64NumbersRoundTrip() {
    for (int i = 0; i < CASES; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertEquals(value, Dyadic.of(value).doubleValue());
        assertEquals(0, new BigDecimal(value).compareTo(Dyadic.of(value).toBigDecimal()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void onlyFiniteNumbersConvert(double value) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Dyadic.of(value));
    assertEquals("expected a finite number, found " + value, refusal.getMessage());
  }

  /// Significands of up to 130 bits, exponents over the whole range and beyond, ties included.
  /// [BigDecimal#doubleValue] rounds correctly.
  @Test
  void roundingIsToNearestWithTiesToEven() {
    for (int i = 0; i < CASES; i++) {
      int exponent = random.nextInt(2_400) - 1_250;
      BigInteger significand = new BigInteger(1 + random.nextInt(130), random);
      BigInteger tie = new BigInteger(53, random).shiftLeft(1).add(BigInteger.ONE);
      for (BigInteger s : new BigInteger[] {significand, tie, tie.shiftLeft(40), tie.negate()}) {
        Dyadic value = new Dyadic(s, exponent);
        assertEquals(value.toBigDecimal().doubleValue() + 0.0, value.doubleValue());
      }
    }
  }

  @Test
  void tiesGoToTheEvenNeighbour() {
    assertEquals(
        1.0, new Dyadic(BigInteger.ONE.shiftLeft(53).add(BigInteger.ONE), -53).doubleValue());
    assertEquals(
        0x1.0000000000002p0,
        new Dyadic(BigInteger.ONE.shiftLeft(53).add(BigInteger.valueOf(3)), -53).doubleValue());
    assertEquals(0, new Dyadic(BigInteger.ONE, -1075).doubleValue());
    assertEquals(2 * Double.MIN_VALUE, new Dyadic(BigInteger.valueOf(3), -1075).doubleValue());
    assertEquals(
        Double.POSITIVE_INFINITY,
        new Dyadic(BigInteger.ONE.shiftLeft(54).subtract(BigInteger.ONE), 970).doubleValue());
  }

  @Test
  void floorAndCeilingAreTheNeighboursOnEitherSide() {
    for (int i = 0; i < CASES; i++) {
      BigInteger significand = new BigInteger(1 + random.nextInt(130), random);
      Dyadic magnitude = new Dyadic(significand, random.nextInt(2_000) - 1_150);
      for (Dyadic value : new Dyadic[] {magnitude, magnitude.negated()}) {
        double floor = value.doubleFloor();
        double ceiling = value.doubleCeiling();
        assertTrue(Dyadic.of(floor).compareTo(value) <= 0);
        assertTrue(Dyadic.of(ceiling).compareTo(value) >= 0);
        assertTrue(floor == ceiling || ceiling == Math.nextUp(floor));
      }
    }
  }

  @Test
  void floorAndCeilingStayOnTheirSideBeyondTheRange() {
    Dyadic large = new Dyadic(BigInteger.ONE, 2_000);
    assertEquals(Double.MAX_VALUE, large.doubleFloor());
    assertEquals(Double.POSITIVE_INFINITY, large.doubleCeiling());
    assertEquals(Double.NEGATIVE_INFINITY, large.negated().doubleFloor());
    assertEquals(-Double.MAX_VALUE, large.negated().doubleCeiling());
    assertEquals(Double.POSITIVE_INFINITY, large.doubleValue());
    Dyadic tiny = new Dyadic(BigInteger.ONE, -2_000);
    assertEquals(0.0, tiny.doubleFloor());
    assertEquals(Double.MIN_VALUE, tiny.doubleCeiling());
    assertEquals(-Double.MIN_VALUE, tiny.negated().doubleFloor());
    assertEquals(0.0, tiny.negated().doubleCeiling());
  }

  /// −0 would be written into a table as -0.0.
  @Test
  void zeroIsPositive() {
    assertEquals(0.0, Dyadic.ZERO.doubleValue());
    assertEquals(0.0, Dyadic.ZERO.doubleFloor());
    assertEquals(0.0, Dyadic.ZERO.doubleCeiling());
  }

  @Test
  void arithmeticIsExact() {
    for (int i = 0; i < CASES; i++) {
      Dyadic a = randomDyadic();
      Dyadic b = randomDyadic();
      BigDecimal x = a.toBigDecimal();
      BigDecimal y = b.toBigDecimal();
      assertSame(x.add(y), a.plus(b));
      assertSame(x.subtract(y), a.minus(b));
      assertSame(x.multiply(y), a.times(b));
      assertSame(x.multiply(BigDecimal.valueOf(32)), a.scaled(5));
      assertSame(x.negate(), a.negated());
      assertSame(x.abs(), a.abs());
      assertSame(x.min(y), a.min(b));
      assertSame(x.max(y), a.max(b));
      assertEquals(Integer.signum(x.compareTo(y)), a.compareTo(b));
      assertEquals(x.signum(), a.signum());
      assertEquals(
          x.multiply(new BigDecimal(BigInteger.TWO.pow(70)))
              .setScale(0, RoundingMode.FLOOR)
              .toBigIntegerExact(),
          a.floor(70));
    }
  }

  @Test
  void quotientsAndRoundingsAreAsAccurateAsTheyPromise() {
    for (int i = 0; i < CASES; i++) {
      Dyadic a = randomDyadic();
      Dyadic b = randomDyadic();
      int bits = 1 + random.nextInt(150);
      assertWithin(a, a.rounded(bits), bits);
      if (b.signum() != 0) {
        assertWithin(a, a.dividedBy(b, bits).times(b), bits);
        assertTrue(a.dividedBy(b, bits).times(b).abs().compareTo(a.abs()) <= 0, "truncated");
      }
    }
  }

  @Test
  void magnitudeIsTheExponentOfTheNextPowerOfTwo() {
    for (int i = 0; i < CASES; i++) {
      Dyadic value = randomDyadic();
      if (value.signum() != 0) {
        Dyadic bound = new Dyadic(BigInteger.ONE, value.magnitude());
        assertTrue(value.abs().compareTo(bound) < 0);
        assertTrue(value.abs().compareTo(bound.scaled(-1)) >= 0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0.1, 60", "1e-300, 64", "123456.789, 53", "-7e-5, 100", "3e40, 10", "0.999999, 256"})
  void decimalsAreTruncatedToTheBitsWanted(BigDecimal value, int bits) {
    Dyadic truncated = Dyadic.from(value, bits);
    BigDecimal error = value.abs().subtract(truncated.toBigDecimal().abs());
    assertTrue(error.signum() >= 0);
    BigDecimal bound = value.abs().multiply(new Dyadic(BigInteger.ONE, -bits).toBigDecimal());
    assertTrue(error.compareTo(bound) <= 0);
  }

  @Test
  void decimalsThatAreDyadicConvertExactly() {
    assertSame(new BigDecimal("0.375"), Dyadic.from(new BigDecimal("0.375"), 2));
    assertSame(new BigDecimal(Math.PI), Dyadic.from(new BigDecimal(Math.PI), 53));
  }

  private Dyadic randomDyadic() {
    BigInteger magnitude = new BigInteger(random.nextInt(160), random);
    return new Dyadic(
        random.nextBoolean() ? magnitude : magnitude.negate(), random.nextInt(200) - 150);
  }

  private static void assertSame(BigDecimal expected, Dyadic actual) {
    assertEquals(0, expected.compareTo(actual.toBigDecimal()), () -> expected + ", " + actual);
  }

  private static void assertWithin(Dyadic expected, Dyadic actual, int bits) {
    Dyadic allowed = expected.abs().scaled(-bits);
    assertTrue(actual.minus(expected).abs().compareTo(allowed) <= 0);
  }
}
