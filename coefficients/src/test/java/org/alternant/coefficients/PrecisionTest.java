package org.alternant.coefficients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the standards say of each format. Rounding is tested against a model of exact decimals in
/// `iteration`, where the emulated formats are.
class PrecisionTest {

  @ParameterizedTest
  @CsvSource({
    "FLOAT64, 53, 0x1p-53, 0x1.fffffffffffffp1023, 0x1p-1022, 0x1p-1074",
    "FLOAT32, 24, 0x1p-24, 0x1.fffffep127, 0x1p-126, 0x1p-149",
    "TFLOAT32, 11, 0x1p-11, 0x1.ffcp127, 0x1p-126, 0x1p-136",
    "BFLOAT16, 8, 0x1p-8, 0x1.fep127, 0x1p-126, 0x1p-133",
    "FLOAT16, 11, 0x1p-11, 65504, 0x1p-14, 0x1p-24"
  })
  void theFormatsAreTheStandards(
      Precision precision,
      int significantBits,
      double unitRoundoff,
      double largest,
      double smallestNormal,
      double smallestSubnormal) {
    assertEquals(significantBits, precision.significantBits());
    assertEquals(unitRoundoff, precision.unitRoundoff());
    assertEquals(largest, precision.largest());
    assertEquals(smallestNormal, precision.smallestNormal());
    assertEquals(smallestSubnormal, precision.smallestSubnormal());
    assertEquals(2 * unitRoundoff, precision.spacing(1));
    assertEquals(smallestSubnormal, precision.spacing(smallestNormal));
  }

  /// Java's own conversions are the oracle.
  @Test
  void wideFormatsRoundAsJavaDoes() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      assertEquals(x, Precision.FLOAT64.nearest(x));
      assertEquals((float) x, Precision.FLOAT32.nearest(x));
      float narrow = Float.intBitsToFloat(random.nextInt());
      assertEquals(
          Float.float16ToFloat(Float.floatToFloat16(narrow)), Precision.FLOAT16.nearest(narrow));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLargestNumberIsTheLast(Precision precision) {
    double largest = precision.largest();
    double half = precision.spacing(largest) / 2;
    assertEquals(largest, precision.nearest(largest));
    assertEquals(largest, precision.nearest(Math.nextDown(largest + half)));
    if (precision != Precision.FLOAT64) {
      assertEquals(Double.POSITIVE_INFINITY, precision.nearest(largest + half));
    }
  }

  @ParameterizedTest
  @EnumSource
  void zerosInfinitiesAndNaNStay(Precision precision) {
    for (double x : new double[] {0.0, -0.0, Double.NEGATIVE_INFINITY, Double.NaN}) {
      assertEquals(x, precision.nearest(x));
    }
    assertEquals(0.0, precision.nearest(precision.smallestSubnormal() / 2));
    assertEquals(-0.0, precision.nearest(-precision.smallestSubnormal() / 2));
  }
}
