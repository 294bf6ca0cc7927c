package org.alternant.toolkit.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LogarithmicAxisTest {

  private static List<String> labels(LogarithmicAxis axis, double... coordinates) {
    return DoubleStream.of(coordinates).mapToObj(axis::label).toList();
  }

  @Test
  void fewDecadesHaveAPowerOfTenEach() {
    LogarithmicAxis axis = new LogarithmicAxis(1e-3, 1, 7);
    assertTrue(axis.isTicked());
    assertEquals(
        List.of("10⁻³", "", "10⁻²", "", "1", "10²"), labels(axis, 1e-3, 2e-3, 1e-2, 5e-2, 1, 100));
  }

  @Test
  void oneDecadeHasTwosAndFives() {
    LogarithmicAxis axis = new LogarithmicAxis(0.09, 1.1, 7);
    assertEquals(List.of("0.1", "0.2", "", "0.5", "1"), labels(axis, 0.1, 0.2, 0.3, 5 * 0.1, 1));
  }

  @Test
  void lessThanADecadeHasEveryDigitAndTheEnds() {
    LogarithmicAxis axis = new LogarithmicAxis(0.45, 0.9, 7);
    assertEquals(List.of("0.45", "0.5", "0.6", "0.9"), labels(axis, 0.45, 0.5, 6 * 0.1, 0.9));
  }

  @Test
  void crowdedDecadesAreLabelledByStrides() {
    LogarithmicAxis axis = new LogarithmicAxis(1e-10, 1, 6);
    assertEquals(2, axis.stride());
    assertEquals(List.of("10⁻¹⁰", "", "10⁻⁸"), labels(axis, 1e-10, 1e-9, 1e-8));
  }

  @Test
  void manyDecadesAreALinearAxisOfExponents() {
    LogarithmicAxis axis = new LogarithmicAxis(1e-300, 1, 7);
    assertFalse(axis.isTicked());
    assertEquals(50, axis.stride());
    assertEquals(-300, axis.place(1e-300));
    assertEquals(List.of("10⁻³⁰⁰", "10⁻⁵⁰", "1"), labels(axis, -300, -50, 0));
  }
}
