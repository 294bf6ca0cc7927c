package org.alternant.toolkit.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.toolkit.design.MatrixSpectrum.Bin;
import org.alternant.toolkit.design.MatrixSpectrum.Histogram;
import org.junit.jupiter.api.Test;

class MatrixSpectrumTest {

  private static MatrixSpectrum of(Double... values) {
    return new MatrixSpectrum(
        List.of(values), 1, List.of(new MatrixShape(4, 8)), 1, Normalization.FROBENIUS);
  }

  @Test
  void valuesAreSorted() {
    MatrixSpectrum spectrum = of(0.5, 0.1, 0.9);
    assertEquals(List.of(0.1, 0.5, 0.9), spectrum.ascending());
    assertEquals(0.1, spectrum.smallest());
    assertEquals(0.9, spectrum.largest());
  }

  @Test
  void quantileIsRoundedDownToFourDigits() {
    assertEquals(OptionalDouble.of(0.1234), of(0.12349, 0.9).quantile(0));
    assertEquals(OptionalDouble.of(0.9), of(0.12349, 0.9).quantile(0.5));
  }

  @Test
  void quantileIsNotToldFromZeroBelowTheDecompositionsErrors() {
    assertEquals(OptionalDouble.empty(), of(1e-13, 0.9).quantile(0));
    assertEquals(1, of(1e-13, 0.9).zeros());
    assertEquals(OptionalDouble.empty(), of(0.0, 0.0).quantile(0.5));
  }

  @Test
  void histogramHoldsEveryValueOnce() {
    MatrixSpectrum spectrum = of(0.0, 1e-9, 0.2, 0.5, 0.9, 1.0);
    Histogram histogram = spectrum.histogram(4);
    assertEquals(
        spectrum.ascending().size(),
        histogram.smaller() + histogram.bins().stream().mapToLong(Bin::count).sum());
    assertEquals(5, histogram.bins().size());
    Bin top = histogram.bins().getLast();
    assertEquals(1, top.from());
    assertEquals(1, top.count());
    assertTrue(top.holds(1.5));
  }

  @Test
  void histogramOfZerosHasNoBins() {
    assertEquals(new Histogram(List.of(), 2), of(0.0, 0.0).histogram(4));
  }

  @Test
  void emptyAndNegativeSpectraAreRefused() {
    assertThrows(IllegalArgumentException.class, MatrixSpectrumTest::of);
    assertThrows(IllegalArgumentException.class, () -> of(-0.1));
    assertThrows(IllegalArgumentException.class, () -> of(Double.NaN));
  }
}
