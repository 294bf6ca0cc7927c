package org.alternant.coefficients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoefficientGridTest {

  private static final String[] ALL = {
    "bfloat16", "float16", "tfloat32", "float32", "decimal:1", "decimal:4", "decimal:17"
  };

  @Test
  void idsAreReadBack() {
    for (String id : ALL) {
      assertEquals(id, CoefficientGrid.parse(id).id());
    }
    CoefficientGrid.examples().forEach(id -> assertEquals(id, CoefficientGrid.parse(id).id()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "float64", "bf16", "decimal", "decimal:0", "decimal:18", "decimal:04"})
  void otherIdsAreRefused(String id) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> CoefficientGrid.parse(id));
    assertEquals(
        "expected bfloat16, float16, tfloat32, float32, or decimal:D with D from 1 to 17, found \""
            + id
            + "\"",
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "bfloat16, 3.1415926, 3.140625",
    "bfloat16, 1.00390625, 1", // a tie
    "bfloat16, 1.01171875, 1.015625",
    "bfloat16, 3.4e38, Infinity",
    "float16, 65519, 65504",
    "float16, -65520, -Infinity",
    "float16, 3e-8, 5.9604644775390625e-8",
    "float32, 0.1, 0.100000001490116119384765625",
    "tfloat32, 0.1, 0.0999755859375",
    "decimal:2, -1.255, -1.25", // below the tie: binary64 has 1.25499…
    "decimal:2, 0.125, 0.12", // a tie
    "decimal:4, 17.300387, 17.3004",
    "decimal:4, -0.00001, 0"
  })
  void roundsToNearestEven(String id, double value, double expected) {
    assertEquals(expected, CoefficientGrid.parse(id).nearest(value));
  }

  /// Java's own conversions are the oracle for binary32 and binary16, exact decimals for the rest.
  @Test
  void agreesWithExactRounding() {
    Random random = new Random(7);
    CoefficientGrid decimal = CoefficientGrid.parse("decimal:4");
    for (int i = 0; i < 100_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(2, random.nextInt(40) - 20);
      assertEquals((float) value, CoefficientGrid.parse("float32").nearest(value));
      float narrow = (float) value;
      assertEquals(
          Float.float16ToFloat(Float.floatToFloat16(narrow)) + 0.0f,
          CoefficientGrid.parse("float16").nearest(narrow));
      assertEquals(
          new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue(),
          decimal.nearest(value));
    }
  }

  @Test
  void neighboursAreOneSpacingApart() {
    Random random = new Random(8);
    for (String id : ALL) {
      CoefficientGrid grid = CoefficientGrid.parse(id);
      for (int i = 0; i < 1000; i++) {
        double value = grid.nearest(0.1 + 8 * random.nextDouble());
        assertEquals(value, grid.nearest(value));
        double next = grid.nearest(value + grid.spacing(value));
        assertTrue(next > value);
        // Half-way is a tie: a little less goes back, a little more goes on.
        if (grid.spacing(value) > 1e-6) {
          assertEquals(value, grid.nearest(value + 0.49 * (next - value)));
          assertEquals(next, grid.nearest(value + 0.51 * (next - value)));
        }
      }
    }
  }
}
