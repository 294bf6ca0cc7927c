package org.alternant.solver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;

/// Relative differences of numbers that need not fit into binary64.
public final class Relative {
  private static final MathContext DIGITS = new MathContext(20);

  private Relative() {}

  /// |actual − expected| / |expected|.
  static double difference(BigDecimal expected, BigDecimal actual) {
    return actual.subtract(expected).abs().divide(expected.abs(), DIGITS).doubleValue();
  }

  public static void assertClose(BigDecimal expected, BigDecimal actual, double tolerance) {
    double difference = difference(expected, actual);
    assertTrue(
        difference <= tolerance,
        () -> "expected " + expected.round(DIGITS) + ", relative difference " + difference);
  }

  public static void assertClose(double expected, double actual, double tolerance) {
    assertClose(new BigDecimal(expected), new BigDecimal(actual), tolerance);
  }
}
