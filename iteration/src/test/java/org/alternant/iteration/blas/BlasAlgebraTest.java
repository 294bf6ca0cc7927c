package org.alternant.iteration.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.AvailableBackend;
import org.alternant.iteration.run.MatrixFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// LAPACK's decompositions against what defines them and against EJML's.
class BlasAlgebraTest {

  /// Theory: a few √max(m, n) 2⁻⁵³ ‖X‖. Observed: up to 20 2⁻⁵³.
  private static final double TOLERANCE = 1e-13;

  @BeforeAll
  static void findsALibrary() {
    AvailableBackend.orSkip(new BlasBackend());
  }

  private static final DenseAlgebra LAPACK = new BlasBackend().algebra();

  private static DMatrixRMaj gaussian(int rows, int columns) {
    Random random = new Random(31L * rows + columns);
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] = random.nextGaussian();
    }
    CommonOps_DDRM.divide(x, NormOps_DDRM.normF(x));
    return x;
  }

  private static DMatrixRMaj diagonal(List<Double> values) {
    return CommonOps_DDRM.diag(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void assertOrthonormalColumns(DMatrixRMaj x) {
    DMatrixRMaj gram = CommonOps_DDRM.multTransA(x, x, null);
    assertTrue(MatrixFeatures_DDRM.isIdentity(gram, TOLERANCE));
  }

  private static void assertClose(DMatrixRMaj expected, DMatrixRMaj actual) {
    assertTrue(MatrixFeatures_DDRM.isIdentical(expected, actual, TOLERANCE));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 9", "9, 1", "20, 31", "31, 20", "40, 40", "150, 20"})
  void singularValuesAndVectorsMakeUpTheMatrix(int rows, int columns) {
    DMatrixRMaj x = gaussian(rows, columns);
    DMatrixRMaj before = x.copy();
    DenseAlgebra.Svd svd = LAPACK.svd(x);
    assertOrthonormalColumns(svd.left());
    assertOrthonormalColumns(svd.right());
    DMatrixRMaj scaled = CommonOps_DDRM.mult(svd.left(), diagonal(svd.values()), null);
    assertClose(x, CommonOps_DDRM.multTransB(scaled, svd.right(), null));
    assertEquals(svd.values().stream().sorted(Collections.reverseOrder()).toList(), svd.values());
    double[] values = svd.values().stream().mapToDouble(Double::doubleValue).toArray();
    assertArrayEquals(values, LAPACK.singularValues(x), TOLERANCE);
    assertArrayEquals(EjmlAlgebra.INSTANCE.singularValues(x), values, TOLERANCE);
    assertArrayEquals(before.data, x.data);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 60, 130})
  void eigenvaluesAndVectorsMakeUpTheMatrixByDescendingMagnitude(int order) {
    DMatrixRMaj g = gaussian(order, order);
    DMatrixRMaj a = CommonOps_DDRM.add(g, CommonOps_DDRM.transpose(g, null), null);
    DenseAlgebra.SymmetricEigen eigen = LAPACK.symmetricEigen(a);
    assertOrthonormalColumns(eigen.vectors());
    DMatrixRMaj scaled = CommonOps_DDRM.mult(eigen.vectors(), diagonal(eigen.values()), null);
    assertClose(a, CommonOps_DDRM.multTransB(scaled, eigen.vectors(), null));
    for (int i = 1; i < order; i++) {
      assertTrue(Math.abs(eigen.values().get(i)) <= Math.abs(eigen.values().get(i - 1)));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "9, 1", "31, 20", "40, 40", "150, 33"})
  void theOrthonormalFactorIsTheOneThatIsUnique(int rows, int columns) {
    DMatrixRMaj x = gaussian(rows, columns);
    DMatrixRMaj q = LAPACK.orthonormalized(x);
    assertOrthonormalColumns(q);
    assertTrue(MatrixFeatures_DDRM.isIdentical(EjmlAlgebra.INSTANCE.orthonormalized(x), q, 1e-11));
  }

  @Test
  void extremeEntriesNeitherOverflowNorVanish() {
    DMatrixRMaj x = gaussian(12, 17);
    for (double scale : new double[] {0x1p1000, 0x1p-1000, 0}) {
      DMatrixRMaj scaled = x.copy();
      CommonOps_DDRM.scale(scale, scaled);
      double[] expected = LAPACK.singularValues(x);
      double[] values = LAPACK.singularValues(scaled);
      for (int i = 0; i < values.length; i++) {
        assertEquals(expected[i] * scale, values[i], 1e-12 * scale);
      }
    }
  }

  @Test
  void generatedMatricesAreEjmlsButForRounding() {
    for (MatrixFunction function : MatrixFunction.values()) {
      for (Spectrum.Kind kind :
          List.of(Spectrum.Kind.GAUSSIAN, Spectrum.Kind.LOG_UNIFORM, Spectrum.Kind.UNIFORM)) {
        Spectrum spectrum = new Spectrum(kind, 0.1);
        DMatrixRMaj ejml = TestMatrix.generate(function, spectrum, 40, 40, 3, EjmlAlgebra.INSTANCE);
        DMatrixRMaj lapack = TestMatrix.generate(function, spectrum, 40, 40, 3, LAPACK);
        double size = NormOps_DDRM.normF(ejml);
        assertTrue(
            MatrixFeatures_DDRM.isIdentical(ejml, lapack, 1e-12 * size), function + " " + kind);
      }
    }
  }
}
