package org.alternant.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.alternant.coefficients.Interval;
import org.junit.jupiter.api.Test;

class BriefNumbersTest {

  @Test
  void sixDigitsAreRead() {
    assertEquals("0.333333", BriefNumbers.of(1.0 / 3));
    assertEquals("1.0E-300", BriefNumbers.of(1e-300));
  }

  @Test
  void endsThatSixDigitsDoNotTellApartAreARadius() {
    assertEquals("[0.5, 1.5]", BriefNumbers.of(new Interval(0.5, 1.5)));
    assertEquals("1.0 ± 1.0e-06", BriefNumbers.of(new Interval(1 - 1e-6, 1 + 1e-6)));
  }

  @Test
  void errorsHaveTwoDigits() {
    assertEquals("1.2e-09", BriefNumbers.size(1.23e-9));
    assertEquals("0", BriefNumbers.size(0));
  }

  /// An upper bound goes up, a lower bound down, below 0 too; what has few digits stays.
  @Test
  void boundsStayBounds() {
    assertEquals("0.333334", BriefNumbers.atMost(1.0 / 3));
    assertEquals("0.333333", BriefNumbers.atLeast(1.0 / 3));
    assertEquals("-0.333333", BriefNumbers.atMost(-1.0 / 3));
    assertEquals("-0.333334", BriefNumbers.atLeast(-1.0 / 3));
    assertEquals("0.037", BriefNumbers.atMost(0.037));
    assertEquals("0.037", BriefNumbers.atLeast(0.037));
    assertEquals("4.9E-324", BriefNumbers.atMost(Double.MIN_VALUE));
    assertEquals("[0.333333, 0.666667]", BriefNumbers.of(new Interval(1.0 / 3, 2.0 / 3)));
    assertEquals("[-0.666667, 0.333334]", BriefNumbers.of(new Interval(-2.0 / 3, 1.0 / 3)));
    assertEquals("1.3e-09", BriefNumbers.sizeAtMost(1.21e-9));
    assertEquals("1.2e-09", BriefNumbers.sizeAtLeast(1.29e-9));
    assertEquals("0", BriefNumbers.sizeAtMost(0));
  }

  /// Read back as decimals, what is printed holds the interval and hardly more, but for what it
  /// takes to be centred about 1.
  @Test
  void enclosuresStayEnclosures() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      double middle = random.nextBoolean() ? 1 : random.nextDouble(0.01, 3);
      double radius = middle * StrictMath.pow(10, -random.nextDouble(0.1, 17));
      Interval interval = new Interval(middle - radius * random.nextDouble(), middle + radius);
      BigDecimal lower = BigDecimal.valueOf(interval.lower());
      BigDecimal upper = BigDecimal.valueOf(interval.upper());
      String[] shown = BriefNumbers.of(interval).split("[\\[\\], ±]+", -1);
      boolean ends = shown[0].isEmpty();
      BigDecimal first = new BigDecimal(shown[ends ? 1 : 0]);
      BigDecimal second = new BigDecimal(shown[ends ? 2 : 1]);
      BigDecimal from = ends ? first : first.subtract(second);
      BigDecimal to = ends ? second : first.add(second);
      assertTrue(from.compareTo(lower) <= 0 && to.compareTo(upper) >= 0, interval.toString());
      BigDecimal length = upper.subtract(lower);
      double allowed = length.doubleValue() * 2.2 + (ends ? 3e-5 * middle : 0);
      assertTrue(to.subtract(from).doubleValue() <= allowed, interval.toString());
    }
  }

  @Test
  void middlesHaveTheDigitsThatTheRadiusLeaves() {
    assertEquals("1.0 ± 0", BriefNumbers.of(new Interval(1, 1)));
    assertEquals("1.0 ± 1.0e-16", BriefNumbers.of(new Interval(Math.nextDown(1.0), 1)));
    assertEquals(
        "0.1234567890123 ± 0", BriefNumbers.of(new Interval(0.1234567890123, 0.1234567890123)));
    assertEquals("0.123456789 ± 1.0e-09", BriefNumbers.of(new Interval(0.123456788, 0.12345679)));
  }
}
