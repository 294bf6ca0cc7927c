package org.alternant.coefficients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Intervals hold their ends and what lies between.
class IntervalTest {

  private static final Interval UNIT = new Interval(0, 1);

  @Test
  void holdsItself() {
    assertTrue(UNIT.contains(UNIT));
    assertTrue(UNIT.contains(new Interval(0.25, 0.5)));
    assertFalse(UNIT.contains(new Interval(0.25, 1.5)));
    assertFalse(new Interval(0.25, 1.5).contains(UNIT));
  }

  @Test
  void theHullHoldsBoth() {
    Interval other = new Interval(2, 3);
    assertEquals(new Interval(0, 3), UNIT.hull(other));
    assertEquals(new Interval(0, 3), other.hull(UNIT));
    assertEquals(UNIT, UNIT.hull(new Interval(0.25, 0.5)));
  }

  @Test
  void theNearestPointIsTheNumberItselfOrAnEnd() {
    assertEquals(0.25, UNIT.nearest(0.25));
    assertEquals(0, UNIT.nearest(-1));
    assertEquals(1, UNIT.nearest(2));
  }

  @Test
  void theErrorIsThatOfTheFartherEnd() {
    assertEquals(1, UNIT.error());
    assertEquals(0.5, new Interval(0.75, 1.5).error());
  }
}
