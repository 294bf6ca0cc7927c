package org.alternant.solver.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowersTest {

  private final SplittableRandom random = new SplittableRandom(5);

  /// Roots are rounded down and up on the grid that they name, and exact ones are met.
  @Test
  void rootsEncloseTheirRadicand() {
    for (int p = 1; p <= 16; p++) {
      for (int i = 0; i < 200; i++) {
        Dyadic y =
            new Dyadic(
                new BigInteger(1 + random.nextInt(300), random()).add(BigInteger.ONE),
                -400 + i * 4);
        Dyadic below = Powers.rootFloor(y, p, 64);
        Dyadic above = Powers.rootCeiling(y, p, 64);
        assertTrue(Powers.of(below, p).compareTo(y) <= 0);
        assertTrue(Powers.of(above, p).compareTo(y) >= 0);
        assertTrue(above.minus(below).compareTo(above.scaled(-62)) <= 0);
        Dyadic power = Powers.of(y, p);
        assertEquals(0, Powers.rootFloor(power, p, 64).compareTo(y));
        assertEquals(0, Powers.rootCeiling(power, p, 64).compareTo(y));
      }
    }
  }

  private Random random() {
    return new Random(random.nextLong());
  }

  @Test
  void firstRootIsTheNumberItself() {
    Dyadic negative = Dyadic.of(-0.75);
    assertSame(negative, Powers.rootFloor(negative, 1, 64));
    assertSame(negative, Powers.rootCeiling(negative, 1, 64));
    assertEquals(0, Powers.rootFloor(Dyadic.ZERO, 7, 64).signum());
  }

  /// (aᵖ − bᵖ)/(a − b) in exact arithmetic.
  @Test
  void quotientsHaveNoCancellation() {
    for (int p = 1; p <= 16; p++) {
      for (int i = 0; i < 100; i++) {
        double a = random.nextDouble(0.5, 1);
        double b = i % 2 == 0 ? a * (1 - 1e-12) : random.nextDouble() * a;
        Dyadic exact =
            Powers.of(Dyadic.of(a), p)
                .minus(Powers.of(Dyadic.of(b), p))
                .dividedBy(Dyadic.of(a).minus(Dyadic.of(b)), 100);
        assertEquals(
            exact.doubleValue(), Powers.quotient(a, b, p), 40 * 0x1p-53 * exact.doubleValue());
        assertEquals(a, Powers.root(Powers.of(a, p), p), 20 * 0x1p-53);
      }
    }
  }
}
