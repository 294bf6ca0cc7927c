package org.alternant.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
