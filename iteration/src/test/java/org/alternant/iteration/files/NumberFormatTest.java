package org.alternant.iteration.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class NumberFormatTest {

  private static double number(NumberFormat format, int... bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int one : bytes) {
      buffer.put((byte) one);
    }
    return format.number(buffer, bytes.length / format.size() - 1);
  }

  /// Values of the standards: IEEE 754, bfloat16, and OCP 8-bit Floating Point 1.0.
  @Test
  void numbersAreThoseOfTheStandards() {
    assertEquals(1.0, number(NumberFormat.F64, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f));
    assertEquals(-2.5f, number(NumberFormat.F32, 0, 0, 0x20, 0xc0));
    assertEquals(0x1p-24, number(NumberFormat.F16, 1, 0));
    assertEquals(65504, number(NumberFormat.F16, 0xff, 0x7b));
    assertEquals(3.140625, number(NumberFormat.BF16, 0x49, 0x40));
    assertEquals(448, number(NumberFormat.F8_E4M3, 0x7e));
    assertEquals(-448, number(NumberFormat.F8_E4M3, 0xfe));
    assertEquals(0x1p-9, number(NumberFormat.F8_E4M3, 1));
    assertEquals(0x1p-6, number(NumberFormat.F8_E4M3, 8));
    assertEquals(1.875, number(NumberFormat.F8_E4M3, 0x3f));
    assertTrue(Double.isNaN(number(NumberFormat.F8_E4M3, 0x7f)));
    assertTrue(Double.isNaN(number(NumberFormat.F8_E4M3, 0xff)));
    assertEquals(57344, number(NumberFormat.F8_E5M2, 0x7b));
    assertEquals(0x1p-16, number(NumberFormat.F8_E5M2, 1));
    assertEquals(Double.NEGATIVE_INFINITY, number(NumberFormat.F8_E5M2, 0xfc));
  }

  @Test
  void theIndexCountsNumbersNotBytes() {
    assertEquals(3.140625, number(NumberFormat.BF16, 0, 0, 0x49, 0x40));
    assertEquals(0x1p-9, number(NumberFormat.F8_E4M3, 0, 0, 1));
  }
}
