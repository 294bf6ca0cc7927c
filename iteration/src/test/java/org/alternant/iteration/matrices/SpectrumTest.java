package org.alternant.iteration.matrices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.alternant.iteration.measure.SingularValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {

  /// Relative. Theory: two powers, at most 1 ulp each, and a product.
  private static final double ROUNDING = 4 * 0x1p-53;

  private static double[] descending(Spectrum spectrum, int count) {
    return SingularValues.sortedDescending(spectrum.singularValues(count, new Random(5)));
  }

  private static double[] nonzero(double[] values) {
    return Arrays.stream(values).filter(x -> x != 0).toArray();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"GAUSSIAN", "ADVERSARIAL"})
  void valuesLieBetweenTheEndsAndAttainThem(Spectrum.Kind kind) {
    double[][] intervals = {
      {1e-3, 1}, {1e-3, 1 + 0x1p-8}, {0.5, 0.5}, {0.3, 0.3000001}, {1e-300, 1e300}, {3, 7}
    };
    for (double[] ends : intervals) {
      for (int count = 1; count <= 40; count++) {
        double[] values = nonzero(descending(new Spectrum(kind, ends[0], ends[1]), count));
        assertEquals(ends[1], values[0]);
        if (values.length > 1) {
          assertEquals(ends[0], values[values.length - 1]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"GAUSSIAN", "ADVERSARIAL"})
  void theSameRandomNumbersGiveTheSameValues(Spectrum.Kind kind) {
    Spectrum spectrum = new Spectrum(kind, 0.01, 2);
    assertArrayEquals(
        spectrum.singularValues(9, new Random(1)), spectrum.singularValues(9, new Random(1)));
  }

  @Test
  void theUpperEndIsOneUnlessGiven() {
    assertEquals(
        new Spectrum(Spectrum.Kind.UNIFORM, 0.1, 1), new Spectrum(Spectrum.Kind.UNIFORM, 0.1));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"GAUSSIAN", "ADVERSARIAL"})
  void onlyRankDeficientSpectraHaveZerosAndThenHalf(Spectrum.Kind kind) {
    boolean deficient = kind == Spectrum.Kind.RANK_DEFICIENT;
    for (int count = 1; count <= 20; count++) {
      int rank = nonzero(descending(new Spectrum(kind, 1e-3), count)).length;
      assertEquals(deficient ? count - count / 2 : count, rank);
    }
  }

  /// The median of 1001 values, with a standard error of 1/(2√1001) = 0.016 of the interval's
  /// length or its logarithm's; no two are equal, so none was pushed to an end.
  @ParameterizedTest
  @CsvSource({"UNIFORM, 5", "LOG_UNIFORM, 4.5826", "GEOMETRIC, 4.5826"})
  void theMedianIsTheMiddleOfTheInterval(Spectrum.Kind kind, double middle) {
    double[] values = descending(new Spectrum(kind, 3, 7), 1001);
    assertEquals(middle, values[500], 0.2);
    assertEquals(1001, Arrays.stream(values).distinct().count());
  }

  @Test
  void geometricValuesHaveConstantRatios() {
    assertArrayEquals(
        new double[] {100, 10, 1, 0.1, 0.01},
        descending(new Spectrum(Spectrum.Kind.GEOMETRIC, 0.01, 100), 5),
        100 * ROUNDING);
  }

  @Test
  void theDominantValueHoldsHalfOfTheSquares() {
    for (double upper : new double[] {1, 1 + 0x1p-8, 30}) {
      double[] values = descending(new Spectrum(Spectrum.Kind.DOMINANT, 1e-5, upper), 60);
      assertTrue(values[1] <= upper / Math.sqrt(60) * (1 + ROUNDING));
      double squares = Arrays.stream(values).map(x -> x * x).sum();
      assertTrue(upper * upper / squares >= 0.5, "share " + upper * upper / squares);
    }
    double[] high = descending(new Spectrum(Spectrum.Kind.DOMINANT, 0.9), 7);
    assertEquals(0.9, high[1], ROUNDING);
  }

  /// The places are 8, 0.4, 0.02 and 0.001: a factor 20 apart.
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 7, 40, 101})
  void clustersAreTightEvenlySpacedAndEquallyLarge(int count) {
    double[] values = descending(new Spectrum(Spectrum.Kind.CLUSTERED, 1e-3, 8), count);
    int start = 0;
    for (int cluster = 0; cluster < 4; cluster++) {
      double place = 8 * Math.pow(20, -cluster);
      int end = start;
      while (end < count && Math.abs(values[end] / place - 1) <= 0x1p-20 + ROUNDING) {
        end++;
      }
      int size = end - start;
      assertTrue(size == count / 4 || size == (count + 3) / 4, cluster + ": " + size);
      double width = (values[start] - values[end - 1]) / place;
      assertTrue(width <= 0x1p-20 + ROUNDING, cluster + ": " + width);
      assertTrue(size < 10 || width > 0x1p-21, cluster + ": " + width);
      assertEquals(size, Arrays.stream(values, start, end).distinct().count());
      start = end;
    }
    assertEquals(count, start);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 | lower must be in (0, 1], found 0",
        "-1 | 1 | lower must be in (0, 1], found -1",
        "1.5 | 1 | lower must be in (0, 1], found 1.5",
        "NaN | 1 | lower must be in (0, 1], found NaN",
        "1.5 | 1.00390625 | lower must be in (0, 1.00390625], found 1.5",
        "Infinity | 2 | lower must be in (0, 2], found Infinity",
        "0.5 | Infinity | upper must be finite and positive, found Infinity",
        "0.5 | NaN | upper must be finite and positive, found NaN",
        "0.5 | 0 | upper must be finite and positive, found 0",
        "-2 | -1 | upper must be finite and positive, found -1"
      })
  void refusesEndsOutsideTheirRange(double lower, double upper, String message) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Spectrum(Spectrum.Kind.UNIFORM, lower, upper));
    assertEquals(message, e.getMessage());
  }

  @Test
  void adversarialValuesAreNotDrawn() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new Spectrum(Spectrum.Kind.ADVERSARIAL, 0.1));
    assertEquals("adversarial singular values are given, not drawn", e.getMessage());
  }
}
