package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.EjmlBackend;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole runs on a device: they agree with EJML's, alone and in a batch, one shape after another.
public abstract class DeviceRunContract extends BackendContract {

  /// Between two backends' runs, in units of the unit roundoff and in the Frobenius norm. Theory: a
  /// few Σ |cᵢ| √r a step, amplified by the steps that follow. Observed: 352, for rank-deficient
  /// matrices; else below 42, and nothing in the narrow formats.
  private static final double RUN_ROUNDOFFS = 1500;

  protected static final long SEED = 11;

  protected static DMatrixRMaj gaussian(int rows, int columns, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] = random.nextGaussian();
    }
    return x;
  }

  protected static List<DMatrixRMaj> batch(int count, int rows, int columns) {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      matrices.add(gaussian(rows, columns, SEED + i));
    }
    return matrices;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 40", "40, 1", "17, 33", "65, 129", "200, 64", "130, 130"})
  void runsAgreeWithEjml(int rows, int columns) {
    DMatrixRMaj x = gaussian(rows, columns, SEED);
    for (Precision precision : backend().precisions()) {
      assertRunsAgree(precision, Tables.NANOCHAT, x);
    }
  }

  @Test
  void runsOnRankDeficientAndTinyMatricesAgreeWithEjml() {
    DMatrixRMaj deficient =
        CommonOps_DDRM.mult(gaussian(60, 7, SEED), gaussian(7, 90, SEED + 1), null);
    DMatrixRMaj tiny = gaussian(20, 30, SEED);
    CommonOps_DDRM.scale(1e-280, tiny);
    for (Precision precision : backend().precisions()) {
      assertRunsAgree(precision, Tables.NANOCHAT, deficient);
      assertRunsAgree(precision, Normalization.FROBENIUS, tiny);
    }
  }

  private void assertRunsAgree(Precision precision, Normalization normalization, DMatrixRMaj x) {
    MatrixIteration iteration = new MatrixIteration(Tables.NANOCHAT_5, normalization, precision);
    DMatrixRMaj expected = result(new EjmlBackend(), iteration, x);
    DMatrixRMaj actual = result(backend(), iteration, x);
    DMatrixRMaj difference = CommonOps_DDRM.subtract(expected, actual, null);
    assertEquals(
        0,
        NormOps_DDRM.normF(difference) / NormOps_DDRM.normF(expected),
        RUN_ROUNDOFFS * precision.unitRoundoff(),
        precision::name);
  }

  private static DMatrixRMaj result(Backend backend, MatrixIteration iteration, DMatrixRMaj x) {
    return assertInstanceOf(Outcome.Finished.class, backend.run(iteration, x)).result();
  }

  @Test
  void aBatchHasTheResultsOfItsMatrices() {
    List<DMatrixRMaj> x = batch(4, 21, 35);
    for (Precision precision : backend().precisions()) {
      MatrixIteration iteration =
          new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, precision);
      List<Outcome> outcomes = backend().run(iteration, x);
      for (int i = 0; i < x.size(); i++) {
        assertArrayEquals(
            result(backend(), iteration, x.get(i)).data,
            assertInstanceOf(Outcome.Finished.class, outcomes.get(i)).result().data);
      }
    }
  }

  @Test
  void oneArithmeticServesManyShapes() {
    for (Precision precision : backend().precisions()) {
      MatrixIteration iteration =
          new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, precision);
      try (MatrixArithmetic<?> arithmetic = backend().arithmetic(precision)) {
        for (int[] shape : new int[][] {{3, 9}, {70, 40}, {1, 1}, {9, 3}, {3, 9}}) {
          DMatrixRMaj x = gaussian(shape[0], shape[1], SEED);
          Outcome outcome = IterationRun.of(arithmetic, iteration).run(List.of(x)).getFirst();
          assertArrayEquals(
              result(backend(), iteration, x).data,
              assertInstanceOf(Outcome.Finished.class, outcome).result().data);
        }
      }
    }
  }
}
