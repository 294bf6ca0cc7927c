package org.alternant.iteration.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.alternant.iteration.matrices.TestMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealSchurTest {

  /// ‖AV − VΛ‖_F and eigenvalues of matrices of norm 1 to 8. Theory: a few √n 2⁻⁵³, times κ₂(V) for
  /// eigenvalues. Observed: 7e-14 for n = 150.
  private static final double TOLERANCE = 1e-12;

  /// κ₂(V) of eigenvectors that exist. Observed: 7.5.
  private static final double LARGEST_CONDITION = 100;

  private static void assertDecomposes(List<Double> eigenvalues, long seed) {
    DMatrixRMaj a = TestMatrix.withRealSpectrum(eigenvalues, seed);
    RealSchur schur = RealSchur.of(a);
    double[] found = schur.eigenvalues();
    DMatrixRMaj v = schur.eigenvectors();
    DMatrixRMaj scaled = v.copy();
    CommonOps_DDRM.multCols(scaled, found);
    DMatrixRMaj residual = CommonOps_DDRM.mult(a, v, null);
    CommonOps_DDRM.subtractEquals(residual, scaled);
    assertEquals(0, NormOps_DDRM.normF(residual), TOLERANCE, eigenvalues::toString);
    double[] expected = eigenvalues.stream().mapToDouble(x -> x).sorted().toArray();
    Arrays.sort(found);
    assertArrayEquals(expected, found, TOLERANCE);
    double condition = NormOps_DDRM.conditionP2(v);
    assertTrue(condition <= LARGEST_CONDITION, () -> "κ = " + condition + ": " + eigenvalues);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 10, 60, 150})
  void findsSimpleEigenvalues(int size) {
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      assertDecomposes(random.doubles(size, -1, 1).boxed().toList(), seed);
    }
  }

  /// One value, ± one, a few, zeros among them, and clusters.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 12, 40})
  void findsIndependentEigenvectorsOfEqualEigenvalues(int size) {
    List<List<Double>> cycles =
        List.of(
            List.of(0.5),
            List.of(0.5, -0.5),
            List.of(0.5, -0.25, 0.125, -0.25),
            List.of(0.0, 1.0, -0.3),
            List.of(0.0, 0.0, 0.0, -1e-3),
            List.of(1.0, 1.0 + 0x1p-20, 1.0 - 0x1p-40, -1.0));
    for (List<Double> cycle : cycles) {
      for (int seed = 0; seed < 5; seed++) {
        assertDecomposes(
            IntStream.range(0, size).mapToObj(i -> cycle.get(i % cycle.size())).toList(), seed);
      }
    }
  }

  @Test
  void matricesOfZerosAndPermutationsAreNoTrouble() {
    assertArrayEquals(new double[3], RealSchur.of(new DMatrixRMaj(3, 3)).eigenvalues());
    DMatrixRMaj swap = new DMatrixRMaj(new double[][] {{0, 0, 1}, {0, -2, 0}, {1, 0, 0}});
    double[] found = RealSchur.of(swap).eigenvalues();
    Arrays.sort(found);
    assertArrayEquals(new double[] {-2, -1, 1}, found, TOLERANCE);
  }

  @Test
  void refusesComplexEigenvalues() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> RealSchur.of(new DMatrixRMaj(new double[][] {{0, 1}, {-1, 0}})))
            .getMessage();
    assertEquals(
        "the matrix has the complex eigenvalue 0.0 ± 1.0i, and the table speaks of real ones only",
        message);
    DMatrixRMaj rotation = CommonOps_DDRM.identity(30);
    CommonOps_DDRM.insert(
        new DMatrixRMaj(new double[][] {{0.8, 0.6}, {-0.6, 0.8}}), rotation, 14, 14);
    DMatrixRMaj q = TestMatrix.haar(30, 30, new Random(1));
    DMatrixRMaj hidden = CommonOps_DDRM.multTransB(CommonOps_DDRM.mult(q, rotation, null), q, null);
    assertThrows(IllegalArgumentException.class, () -> RealSchur.of(hidden));
  }

  /// A matrix without a basis of eigenvectors has parallel ones.
  @Test
  void defectiveMatricesHaveParallelEigenvectors() {
    for (int size : new int[] {2, 3, 12}) {
      DMatrixRMaj jordan = CommonOps_DDRM.identity(size);
      for (int i = 1; i < size; i++) {
        jordan.set(i - 1, i, 1);
      }
      RealSchur schur = RealSchur.of(jordan);
      List<Double> ones = new ArrayList<>(Collections.nCopies(size, 1.0));
      assertEquals(ones, Arrays.stream(schur.eigenvalues()).boxed().toList());
      assertTrue(!(NormOps_DDRM.conditionP2(schur.eigenvectors()) < 1e12));
    }
  }
}
