package org.alternant.iteration.matrices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The test matrices of which the eigenvalues are given. EJML's eigenvalues are the oracle.
class EigenvalueMatrixTest {

  /// Of symmetric matrices of norm 2. Theory: a few √n · 2⁻⁵³, and EJML's own error. Observed:
  /// 3e-15 for eigenvalues, and 7e-15 for products, together with [#NON_NORMAL].
  private static final double SYMMETRIC = 2e-14;

  /// The same for VΛV⁻¹: up to κ₂(V)² ≤ 64 times as much. Observed: 2e-14.
  private static final double NON_NORMAL = 1e-13;

  /// The size at which products are compared, in the Frobenius norm: √n times a norm.
  private static final int SIZE = 30;

  /// Hashes of the bits of a matrix of either kind, as first generated.
  private static final int GOLDEN_SYMMETRIC = 1680099836;

  private static final int GOLDEN_REAL_SPECTRUM = -2079234198;

  /// The two generators, for the properties they share.
  enum Generator {
    SYMMETRIC,
    REAL_SPECTRUM;

    DMatrixRMaj generate(List<Double> eigenvalues, long seed) {
      return this == SYMMETRIC
          ? TestMatrix.symmetric(eigenvalues, seed)
          : TestMatrix.withRealSpectrum(eigenvalues, seed);
    }

    double tolerance() {
      return this == SYMMETRIC ? EigenvalueMatrixTest.SYMMETRIC : NON_NORMAL;
    }
  }

  /// n values evenly spaced from −1 to 2, 0 among them where n = 3k + 1.
  private static List<Double> spaced(int size) {
    return IntStream.range(0, size).mapToObj(i -> -1 + 3.0 * i / (size - 1)).toList();
  }

  private static List<Double> map(DoubleUnaryOperator function, List<Double> values) {
    return values.stream().map(function::applyAsDouble).toList();
  }

  private static double[] ascendingEigenvalues(DMatrixRMaj x, boolean symmetric) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(x.numRows, false, symmetric);
    assertTrue(eigen.decompose(x.copy()));
    double[] values = new double[x.numRows];
    for (int i = 0; i < values.length; i++) {
      assertEquals(0, eigen.getEigenvalue(i).imaginary);
      values[i] = eigen.getEigenvalue(i).real;
    }
    Arrays.sort(values);
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void theEigenvaluesAreTheGivenOnes(Generator generator) {
    for (int size : new int[] {2, 7, 40}) {
      List<Double> given = spaced(size);
      DMatrixRMaj x = generator.generate(given.reversed(), 3);
      double[] expected = given.stream().mapToDouble(Double::doubleValue).toArray();
      double[] found = ascendingEigenvalues(x, generator == Generator.SYMMETRIC);
      assertArrayEquals(expected, found, generator.tolerance());
    }
  }

  /// A² has the squares as eigenvalues, A⁻¹ the reciprocals, and sign(A) is an involution that
  /// commutes with A.
  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesMatrixFunctions(Generator generator) {
    List<Double> given = map(x -> x < 0 ? x - 0.2 : x + 0.2, spaced(SIZE));
    DMatrixRMaj a = generator.generate(given, 11);
    DMatrixRMaj square = generator.generate(map(x -> x * x, given), 11);
    DMatrixRMaj inverse = generator.generate(map(x -> 1 / x, given), 11);
    DMatrixRMaj sign = generator.generate(map(Math::signum, given), 11);
    double tolerance = Math.sqrt(SIZE) * generator.tolerance();
    assertClose(square, CommonOps_DDRM.mult(a, a, null), tolerance);
    assertClose(CommonOps_DDRM.identity(SIZE), CommonOps_DDRM.mult(a, inverse, null), tolerance);
    assertClose(CommonOps_DDRM.identity(SIZE), CommonOps_DDRM.mult(sign, sign, null), tolerance);
    assertClose(CommonOps_DDRM.mult(a, sign, null), CommonOps_DDRM.mult(sign, a, null), tolerance);
  }

  private static void assertClose(DMatrixRMaj expected, DMatrixRMaj found, double tolerance) {
    DMatrixRMaj difference = CommonOps_DDRM.subtract(expected, found, null);
    assertEquals(0, NormOps_DDRM.normF(difference), tolerance);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 64})
  void symmetricMatricesAreSymmetricToTheLastBit(int size) {
    DMatrixRMaj x =
        TestMatrix.symmetric(
            map(Math::exp, IntStream.range(0, size).mapToObj(i -> i * 0.1).toList()), 5);
    assertTrue(MatrixFeatures_DDRM.isSymmetric(x, 0));
    assertTrue(MatrixFeatures_DDRM.isPositiveDefinite(x));
  }

  /// ‖AAᵀ − AᵀA‖_F / ‖A‖_F² is 0 for a normal matrix. Observed: 0.28 to 1.2.
  @Test
  void aRealSpectrumDoesNotMakeTheMatrixNormal() {
    for (int size : new int[] {2, 10, 60}) {
      DMatrixRMaj x = TestMatrix.withRealSpectrum(spaced(size), 2);
      DMatrixRMaj left = CommonOps_DDRM.multTransB(x, x, null);
      DMatrixRMaj right = CommonOps_DDRM.multTransA(x, x, null);
      CommonOps_DDRM.subtractEquals(left, right);
      double squares = NormOps_DDRM.normF(x) * NormOps_DDRM.normF(x);
      assertTrue(NormOps_DDRM.normF(left) > 0.2 * squares);
    }
  }

  @Test
  void equalEigenvaluesGiveAMultipleOfTheIdentity() {
    DMatrixRMaj identity = CommonOps_DDRM.identity(12);
    for (Generator generator : Generator.values()) {
      assertClose(
          identity,
          generator.generate(spaced(12).stream().map(x -> 1.0).toList(), 4),
          generator.tolerance());
    }
  }

  /// The condition number that withRealSpectrum's documentation states.
  @ParameterizedTest
  @ValueSource(ints = {10, 50, 200})
  void theEigenvectorsAreModeratelyConditioned(int size) {
    for (int seed = 0; seed < 10; seed++) {
      double condition = NormOps_DDRM.conditionP2(TestMatrix.unitTriangle(size, new Random(seed)));
      assertTrue(condition > 2 && condition < 10, "κ = " + condition);
    }
  }

  /// As in TestMatrixTest.
  @Test
  void theSameSeedGivesTheSameBits() {
    assertEquals(GOLDEN_SYMMETRIC, Arrays.hashCode(TestMatrix.symmetric(spaced(9), 7).data));
    assertEquals(
        GOLDEN_REAL_SPECTRUM, Arrays.hashCode(TestMatrix.withRealSpectrum(spaced(9), 7).data));
  }

  @ParameterizedTest
  @EnumSource
  void theSeedDecidesTheBits(Generator generator) {
    double[] bits = generator.generate(spaced(6), 1).data;
    assertArrayEquals(bits, generator.generate(spaced(6), 1).data);
    assertFalse(Arrays.equals(bits, generator.generate(spaced(6), 2).data));
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoEigenvalue(Generator generator) {
    assertRefused("there must be at least one eigenvalue", generator, List.of());
    assertRefused("eigenvalue 2 is NaN", generator, List.of(1.0, Double.NaN));
    assertRefused("eigenvalue 1 is -Infinity", generator, List.of(Double.NEGATIVE_INFINITY));
  }

  private static void assertRefused(String message, Generator generator, List<Double> eigenvalues) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> generator.generate(eigenvalues, 1));
    assertEquals(message, e.getMessage());
  }
}
