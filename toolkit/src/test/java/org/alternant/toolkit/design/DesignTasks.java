package org.alternant.toolkit.design;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.DesignSearch.Measure;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.jspecify.annotations.Nullable;

/// Tasks and parts of them that the tests share.
final class DesignTasks {

  static final MatrixShape SHAPE = new MatrixShape(1024, 4096);

  /// Figures are written with so many digits.
  private static final double WRITTEN = 1e-4;

  private DesignTasks() {}

  static DesignTask.Builder thousandth(Degrees degrees) {
    return DesignTask.builder().degrees(degrees).lower(1e-3);
  }

  static Degrees products(
      @Nullable Integer steps, @Nullable Double budget, @Nullable Double maximumError) {
    return new Degrees.Searched(
        new DesignSearch(
            org.alternant.coefficients.function.TableFunction.SIGN,
            DesignSearch.CUSTOMARY_DEGREES,
            steps,
            Measure.PRODUCTS,
            null,
            FormKind.STANDARD,
            null,
            budget,
            maximumError,
            null),
        true);
  }

  static MatrixSpectrum spectrum(List<Double> values) {
    return new MatrixSpectrum(
        values, 1, List.of(new MatrixShape(4, 8)), 1, Normalization.FROBENIUS);
  }

  static void assertFigure(double expected, double actual) {
    assertEquals(expected, actual, WRITTEN * expected);
  }
}
