package org.alternant.iteration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class TestMatrixTest {

  /// Theory: the errors of a QR factorization, two products and EJML's singular values, a few √r ·
  /// 2⁻⁵³ each. Observed: 2e-15.
  private static final double TOLERANCE = 2e-14;

  /// Hashes of the bits of two matrices, as first generated.
  private static final int GOLDEN_LOG_UNIFORM = -951640274;

  private static final int GOLDEN_GAUSSIAN = 27115446;

  private static double[] singularValues(Spectrum.Kind kind, double lower, int rows, int columns) {
    return SingularValues.descending(
        TestMatrix.generate(new Spectrum(kind, lower), rows, columns, 42));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GAUSSIAN")
  void bothEndsOfTheSpectrumAreAttained(Spectrum.Kind kind) {
    for (int[] shape : new int[][] {{2, 2}, {20, 30}, {30, 20}, {2, 9}}) {
      double[] values = singularValues(kind, 1e-3, shape[0], shape[1]);
      assertEquals(1, values[0], TOLERANCE);
      assertEquals(1e-3, values[values.length - 1], TOLERANCE);
    }
    assertEquals(1, singularValues(kind, 1e-3, 1, 7)[0], TOLERANCE);
  }

  @Test
  void geometricValuesHaveConstantRatios() {
    double[] values = singularValues(Spectrum.Kind.GEOMETRIC, 1e-4, 5, 8);
    assertArrayEquals(new double[] {1, 1e-1, 1e-2, 1e-3, 1e-4}, values, TOLERANCE);
  }

  @Test
  void theRestOfADominantSpectrumIsSmall() {
    double[] values = singularValues(Spectrum.Kind.DOMINANT, 1e-5, 60, 80);
    assertTrue(values[1] <= 1 / Math.sqrt(60));
    double squares = Arrays.stream(values).map(x -> x * x).sum();
    assertTrue(1 / squares >= 0.5, "share " + 1 / squares);
  }

  @Test
  void uniformAndLogUniformMediansDiffer() {
    assertEquals(0.5, singularValues(Spectrum.Kind.UNIFORM, 1e-4, 201, 201)[100], 0.1);
    double logarithm = Math.log10(singularValues(Spectrum.Kind.LOG_UNIFORM, 1e-4, 201, 201)[100]);
    assertEquals(-2, logarithm, 0.4);
  }

  @Test
  void gaussianSingularValuesFollowTheBaiYinLaw() {
    double[] values = singularValues(Spectrum.Kind.GAUSSIAN, 1, 100, 400);
    assertEquals(30, values[0], 1);
    assertEquals(10, values[99], 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "6, 6", "50, 20", "9, 1"})
  void haarColumnsAreOrthonormal(int rows, int columns) {
    DMatrixRMaj q = TestMatrix.haar(rows, columns, new Random(1));
    DMatrixRMaj gram = CommonOps_DDRM.multTransA(q, q, new DMatrixRMaj(columns, columns));
    assertTrue(MatrixFeatures_DDRM.isIdentity(gram, TOLERANCE));
  }

  /// The trace of a Haar-distributed orthogonal matrix has mean 0 and variance 1 (P. Diaconis and
  /// M. Shahshahani 1994). Without the correction of signs, a Householder QR gives a mean of about
  /// −1 or worse. 4000 samples: standard error 0.016.
  @Test
  void haarTracesHaveMeanZeroAndVarianceOne() {
    int samples = 4000;
    Random random = new Random(8);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < samples; i++) {
      double trace = CommonOps_DDRM.trace(TestMatrix.haar(4, 4, random));
      sum += trace;
      squares += trace * trace;
    }
    assertEquals(0, sum / samples, 0.06);
    assertEquals(1, squares / samples, 0.1);
  }

  /// The bits themselves, so that a change of generator, library or Java cannot pass unnoticed.
  @Test
  void theSameSeedGivesTheSameBits() {
    assertEquals(GOLDEN_LOG_UNIFORM, hash(Spectrum.Kind.LOG_UNIFORM, 7));
    assertEquals(GOLDEN_GAUSSIAN, hash(Spectrum.Kind.GAUSSIAN, 7));
    assertFalse(hash(Spectrum.Kind.LOG_UNIFORM, 7) == hash(Spectrum.Kind.LOG_UNIFORM, 8));
  }

  private static int hash(Spectrum.Kind kind, long seed) {
    return Arrays.hashCode(TestMatrix.generate(new Spectrum(kind, 0.01), 13, 9, seed).data);
  }

  @Test
  void theNormIsThatOfTheSpectrum() {
    DMatrixRMaj x = TestMatrix.generate(new Spectrum(Spectrum.Kind.UNIFORM, 1), 12, 30, 3);
    assertEquals(Math.sqrt(12), NormOps_DDRM.normF(x), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.5, Double.NaN})
  void refusesALowerEndOutsideItsRange(double lower) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new Spectrum(Spectrum.Kind.UNIFORM, lower));
    assertEquals("lower must be in (0, 1], found " + lower, e.getMessage());
  }

  @Test
  void refusesEmptyShapes() {
    Spectrum spectrum = new Spectrum(Spectrum.Kind.UNIFORM, 0.1);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> TestMatrix.generate(spectrum, 0, 4, 1));
    assertEquals("a matrix needs at least one row and one column, found 0×4", e.getMessage());
  }
}
