package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizerTest {

  /// Relative, for a few entries. Theory: (m + n)/2 + 4 roundings of 2⁻⁵³.
  private static final double TOLERANCE = 8 * 0x1p-53;

  private static final MathContext DIGITS = new MathContext(60);

  /// X / (factor · ‖X‖_F + epsilon) in 60 digits.
  private static BigDecimal[] oracle(double[] entries, Normalization normalization) {
    BigDecimal squares = BigDecimal.ZERO;
    for (double entry : entries) {
      squares = squares.add(new BigDecimal(entry).pow(2), DIGITS);
    }
    BigDecimal denominator =
        squares
            .sqrt(DIGITS)
            .multiply(new BigDecimal(normalization.factor()))
            .add(new BigDecimal(normalization.epsilon()), DIGITS);
    BigDecimal[] quotients = new BigDecimal[entries.length];
    for (int i = 0; i < entries.length; i++) {
      quotients[i] = new BigDecimal(entries[i]).divide(denominator, DIGITS);
    }
    return quotients;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "1, 1.02, 1e-6",
    "1e-200, 1, 0",
    "1e-200, 1, 1e-7",
    "1e200, 1, 1e-7",
    "1e308, 1, 0",
    "1e308, 1.02, 1e-6",
    "4e-324, 1, 0",
    "4e-324, 1, 1e-7",
    "4e-324, 1, 4e-324",
    "1e-40, 1, 1e-7",
    "1e38, 1.02, 0",
    "1e-7, 1, 1e-7",
    "1, 1e-300, 0",
    "1e300, 1e300, 0",
    "1, 4e-324, 1e300"
  })
  void dividesByTheConventionsDenominator(double size, double factor, double epsilon) {
    Normalization normalization = new Normalization(Norm.FROBENIUS, factor, epsilon);
    double[] entries = {size, -0.75 * size, 0.5 * size, 0, -size, 0.125 * size};
    DMatrixRMaj normalized =
        Normalizer.normalize(new DMatrixRMaj(2, 3, true, entries), normalization);
    BigDecimal[] expected = oracle(entries, normalization);
    for (int i = 0; i < entries.length; i++) {
      double wanted = expected[i].doubleValue();
      double tolerance = Math.abs(wanted) * TOLERANCE + Double.MIN_VALUE;
      assertEquals(wanted, normalized.data[i], tolerance);
    }
  }

  /// Of diag(3, 2): (81 + 16)^(1/4), at any size.
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-200, 1e200})
  void theSchattenNormIsTheFourthRootOfTheSumOfFourthPowers(double size) {
    DMatrixRMaj a = new DMatrixRMaj(2, 2, true, 3 * size, 0, 0, 2 * size);
    DMatrixRMaj normalized = Normalizer.normalize(a, new Normalization(Norm.SCHATTEN_4, 1, 0));
    assertEquals(3 / Math.sqrt(Math.sqrt(97)), normalized.get(0, 0), TOLERANCE);
  }

  @Test
  void aLargeFloat32MatrixHasNormOne() {
    // Summed in binary32, a sum of 2²⁰ equal squares would be off by several per cent.
    DMatrixRMaj x = new DMatrixRMaj(1024, 1024);
    x.fill(1e-30f);
    double norm = NormOps_DDRM.normF(Normalizer.normalize(x, Normalization.FROBENIUS));
    assertEquals(1, norm, 1e-12);
  }

  @Test
  void zeroStaysZeroWhateverEpsilon() {
    double[] zeros = new double[6];
    DMatrixRMaj zero = new DMatrixRMaj(3, 2);
    assertArrayEquals(zeros, Normalizer.normalize(zero, Normalization.FROBENIUS).data);
    assertArrayEquals(zeros, Normalizer.normalize(zero, Tables.NANOCHAT).data);
    assertArrayEquals(zeros, Normalizer.normalize(zero, Normalization.NONE).data);
  }

  @Test
  void withoutANormTheMatrixIsCopied() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{3, 4e200}});
    DMatrixRMaj normalized = Normalizer.normalize(x, Normalization.NONE);
    assertArrayEquals(x.data, normalized.data);
    normalized.set(0, 0, 7);
    assertEquals(3, x.get(0, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesEntriesThatAreNotFinite(double entry) {
    DMatrixRMaj x = new DMatrixRMaj(3, 4);
    x.set(1, 2, entry);
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> Normalizer.normalize(x, Tables.NANOCHAT));
    assertEquals("the entry in row 2, column 3 is " + entry, e.getMessage());
  }

  @Test
  void refusesAnEmptyMatrix() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Normalizer.normalize(new DMatrixRMaj(0, 5), Tables.NANOCHAT));
    assertEquals("the matrix is empty: 0 rows, 5 columns", e.getMessage());
  }
}
