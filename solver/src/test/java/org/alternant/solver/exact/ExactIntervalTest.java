package org.alternant.solver.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.alternant.coefficients.Interval;
import org.junit.jupiter.api.Test;

/// What is asked of an interval is answered exactly.
class ExactIntervalTest {

  private static final Dyadic TINY = Dyadic.ONE.scaled(-200);

  @Test
  void roundsOutward() {
    ExactInterval inside = new ExactInterval(Dyadic.ONE.minus(TINY), Dyadic.ONE.plus(TINY));
    assertEquals(new Interval(Math.nextDown(1.0), Math.nextUp(1.0)), inside.rounded());
    Interval ends = new Interval(-0.75, 2);
    assertEquals(ends, ExactInterval.of(ends).rounded());
  }

  @Test
  void errorAndSizeAreThoseOfTheFartherEnd() {
    ExactInterval interval = ExactInterval.of(new Interval(-0.75, 2));
    assertEquals(0, interval.error().compareTo(Dyadic.of(1.75)));
    assertEquals(0, interval.largest().compareTo(Dyadic.of(2)));
    ExactInterval near = new ExactInterval(Dyadic.ONE, Dyadic.ONE.plus(TINY));
    assertEquals(0, near.error().compareTo(TINY));
  }

  @Test
  void spreadIsAccurateHoweverSmall() {
    assertEquals(0.75, ExactInterval.of(new Interval(0.5, 2)).spread());
    assertEquals(0x1p-200, new ExactInterval(Dyadic.ONE.minus(TINY), Dyadic.ONE).spread());
  }

  @Test
  void positiveIntervalsLieAboveZeroAndWithinHalfOfBinary64() {
    assertTrue(ExactInterval.of(new Interval(Double.MIN_VALUE, 0x1p1022)).isPositive());
    assertFalse(ExactInterval.of(new Interval(0, 1)).isPositive());
    assertFalse(new ExactInterval(Dyadic.ONE, Dyadic.ONE.scaled(1023)).isPositive());
  }
}
