package org.alternant.iteration.matrices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.alternant.iteration.measure.SingularValues;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TestMatrixTest {

  /// Of matrices of norm 1. Theory: the errors of a QR factorization, two products and EJML's
  /// singular values, a few √r · 2⁻⁵³ each. Observed: 4e-15.
  private static final double TOLERANCE = 2e-14;

  /// Hashes of the bits of two matrices, as first generated.
  private static final int GOLDEN_LOG_UNIFORM = -951640274;

  private static final int GOLDEN_GAUSSIAN = 27115446;

  private static double[] singularValues(Spectrum spectrum, int rows, int columns) {
    return SingularValues.descending(TestMatrix.generate(spectrum, rows, columns, 42));
  }

  /// All kinds that prescribe singular values, against those that the same seed draws.
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"GAUSSIAN", "ADVERSARIAL"})
  void theMatrixHasTheSingularValuesOfItsSpectrum(Spectrum.Kind kind) {
    for (double upper : new double[] {1, 1 + 0x1p-8, 1e100}) {
      Spectrum spectrum = new Spectrum(kind, 1e-3 * upper, upper);
      for (int[] shape : new int[][] {{2, 2}, {20, 30}, {30, 20}, {2, 9}, {1, 7}}) {
        double[] drawn =
            SingularValues.sortedDescending(
                spectrum.singularValues(Math.min(shape[0], shape[1]), new Random(42)));
        double[] values = singularValues(spectrum, shape[0], shape[1]);
        assertArrayEquals(drawn, values, upper * TOLERANCE);
      }
    }
  }

  @Test
  void rankDeficientMatricesHaveZerosAtRoundingLevel() {
    double[] values =
        singularValues(new Spectrum(Spectrum.Kind.RANK_DEFICIENT, 1e-3, 1 + 0x1p-8), 31, 40);
    assertEquals(1 + 0x1p-8, values[0], TOLERANCE);
    assertEquals(1e-3, values[15], TOLERANCE);
    assertEquals(0, values[16], TOLERANCE);
  }

  @Test
  void uniformAndLogUniformMediansDiffer() {
    Spectrum uniform = new Spectrum(Spectrum.Kind.UNIFORM, 1e-4);
    Spectrum logUniform = new Spectrum(Spectrum.Kind.LOG_UNIFORM, 1e-4);
    assertEquals(0.5, singularValues(uniform, 201, 201)[100], 0.1);
    assertEquals(-2, Math.log10(singularValues(logUniform, 201, 201)[100]), 0.4);
  }

  @Test
  void gaussianSingularValuesFollowTheBaiYinLaw() {
    double[] values = singularValues(new Spectrum(Spectrum.Kind.GAUSSIAN, 1), 100, 400);
    assertEquals(30, values[0], 1);
    assertEquals(10, values[99], 1);
  }

  @Test
  void givenSingularValuesAreRepeatedOrCutOff() {
    List<Double> given = List.of(0.5, 1.25, 0.0);
    double[] repeated = SingularValues.descending(TestMatrix.withSingularValues(given, 9, 5, 1));
    assertArrayEquals(new double[] {1.25, 1.25, 0.5, 0.5, 0}, repeated, TOLERANCE);
    double[] cut = SingularValues.descending(TestMatrix.withSingularValues(given, 2, 3, 1));
    assertArrayEquals(new double[] {1.25, 0.5}, cut, TOLERANCE);
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
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ADVERSARIAL")
  void differentSeedsGiveDifferentMatrices(Spectrum.Kind kind) {
    assertEquals(hash(kind, 7), hash(kind, 7));
    assertFalse(hash(kind, 7) == hash(kind, 8));
    List<Double> values = List.of(0.1, 0.9);
    assertArrayEquals(
        TestMatrix.withSingularValues(values, 4, 3, 7).data,
        TestMatrix.withSingularValues(values, 4, 3, 7).data);
    assertFalse(
        Arrays.equals(
            TestMatrix.withSingularValues(values, 4, 3, 7).data,
            TestMatrix.withSingularValues(values, 4, 3, 8).data));
  }

  private static int hash(Spectrum.Kind kind, long seed) {
    return Arrays.hashCode(TestMatrix.generate(new Spectrum(kind, 0.01), 13, 9, seed).data);
  }

  @Test
  void theNormIsThatOfTheSpectrum() {
    DMatrixRMaj x = TestMatrix.generate(new Spectrum(Spectrum.Kind.UNIFORM, 1), 12, 30, 3);
    assertEquals(Math.sqrt(12), NormOps_DDRM.normF(x), TOLERANCE);
  }

  @Test
  void refusesEmptyShapes() {
    Spectrum spectrum = new Spectrum(Spectrum.Kind.UNIFORM, 0.1);
    String message = "a matrix needs at least one row and one column, found ";
    assertRefused(message + "0×4", () -> TestMatrix.generate(spectrum, 0, 4, 1));
    assertRefused(message + "3×-1", () -> TestMatrix.withSingularValues(List.of(1.0), 3, -1, 1));
  }

  @Test
  void refusesWhatIsNoSingularValue() {
    assertRefused("there must be at least one singular value", List.of());
    assertRefused("singular value 2 is negative: -0.5", List.of(1.0, -0.5));
    assertRefused("singular value 3 is NaN", List.of(1.0, 0.0, Double.NaN));
    assertRefused("singular value 1 is Infinity", Collections.nCopies(2, 1 / 0.0));
  }

  private static void assertRefused(String message, List<Double> singularValues) {
    assertRefused(message, () -> TestMatrix.withSingularValues(singularValues, 2, 2, 1));
  }

  private static void assertRefused(String message, Runnable call) {
    Exception e = assertThrows(IllegalArgumentException.class, call::run);
    assertEquals(message, e.getMessage());
  }
}
