package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.measure.ScalarImage;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every backend does in every precision it has.
public abstract class BackendContract {

  /// Between a binary64 run and U p(Σ) Vᵀ. Theory: a few Σ |cᵢ| u √r ≈ 1e-13 at degree 17 and far
  /// less at degree 5. Observed: 4e-14.
  private static final double FLOAT64_TOLERANCE = 1e-12;

  /// Between two runs of the same steps by different schemes, in units of the unit roundoff.
  /// Theory: a few Σ |cᵢ| σ²ⁱ. Observed: at most 60.
  private static final double SCHEME_ROUNDOFFS = 300;

  /// Between a run and the run of the transposed matrix, in the same units. Theory: the initial
  /// slope of 1.5e3 times the rounding of single entries. Observed: at most 350.
  private static final double TRANSPOSITION_ROUNDOFFS = 1500;

  /// The most a rounding allowance may exceed the deviation on an ordinary matrix. Observed: 10 to
  /// 100.
  private static final double VACUOUS = 300;

  /// What is left of I − X after Newton–Schulz steps have converged to I, entry by entry. Theory:
  /// one rounding. Observed: 0.5.
  private static final double IDENTITY_ROUNDOFFS = 4;

  protected abstract Backend backend();

  private DMatrixRMaj run(
      List<Step> steps, Normalization normalization, Precision precision, DMatrixRMaj x) {
    return finished(new MatrixIteration(steps, normalization, precision), x).result();
  }

  private Outcome.Finished finished(MatrixIteration iteration, DMatrixRMaj x) {
    return assertInstanceOf(Outcome.Finished.class, backend().run(iteration, x));
  }

  private static DMatrixRMaj matrix(int rows, int columns) {
    return TestMatrix.generate(new Spectrum(Spectrum.Kind.LOG_UNIFORM, 1e-3), rows, columns, 17);
  }

  private static double distance(DMatrixRMaj x, DMatrixRMaj y) {
    DMatrixRMaj difference = new DMatrixRMaj(x.numRows, x.numCols);
    CommonOps_DDRM.subtract(x, y, difference);
    return NormOps_DDRM.normF(difference);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 9", "9, 1", "2, 2", "7, 7", "30, 50", "50, 30", "3, 200"})
  void appliesTheCompositionToTheSingularValues(int rows, int columns) {
    int count = Math.min(rows, columns);
    Random random = new Random(5);
    DMatrixRMaj u = TestMatrix.haar(rows, count, random);
    DMatrixRMaj v = TestMatrix.haar(columns, count, random);
    DMatrixRMaj sigma = new DMatrixRMaj(count, count);
    DMatrixRMaj image = new DMatrixRMaj(count, count);
    for (int i = 0; i < count; i++) {
      double value = 1 - 0.9 * i / count;
      sigma.set(i, i, value);
      image.set(i, i, ScalarImage.of(Tables.NANOCHAT_5, value));
    }
    DMatrixRMaj result =
        run(Tables.NANOCHAT_5, Normalization.NONE, Precision.FLOAT64, product(u, sigma, v));
    assertTrue(distance(result, product(u, image, v)) <= FLOAT64_TOLERANCE);
  }

  private static DMatrixRMaj product(DMatrixRMaj u, DMatrixRMaj sigma, DMatrixRMaj v) {
    DMatrixRMaj left = CommonOps_DDRM.mult(u, sigma, null);
    return CommonOps_DDRM.multTransB(left, v, null);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void everyDegreeAgreesWithItsScalarImage(int q) {
    DMatrixRMaj x = matrix(24, 33);
    for (Precision precision : backend().precisions()) {
      MatrixIteration iteration =
          new MatrixIteration(Tables.newtonSchulz(q, 3), Normalization.FROBENIUS, precision);
      Measures measures = Measures.of(iteration, finished(iteration, x));
      assertTrue(measures.withinRoundingBounds(), () -> precision + ": " + measures);
      if (precision == Precision.FLOAT64) {
        assertEquals(0, measures.deviation(), FLOAT64_TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void evaluationSchemesAgree(int q) {
    DMatrixRMaj x = matrix(20, 31);
    List<Step> steps = Tables.newtonSchulz(q, 2);
    for (Precision precision : backend().precisions()) {
      DMatrixRMaj horner =
          run(Tables.with(Scheme.HORNER, steps), Normalization.FROBENIUS, precision, x);
      DMatrixRMaj blocks =
          run(
              Tables.with(Scheme.PATERSON_STOCKMEYER, steps),
              Normalization.FROBENIUS,
              precision,
              x);
      assertEquals(0, distance(horner, blocks), SCHEME_ROUNDOFFS * precision.unitRoundoff());
      DMatrixRMaj cheapest = run(steps, Normalization.FROBENIUS, precision, x);
      assertEquals(0, distance(horner, cheapest), SCHEME_ROUNDOFFS * precision.unitRoundoff());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 9", "12, 30", "40, 7", "16, 16"})
  void aTransposedMatrixHasTheTransposedResult(int rows, int columns) {
    DMatrixRMaj x = matrix(rows, columns);
    DMatrixRMaj transposed = CommonOps_DDRM.transpose(x, null);
    for (Precision precision : backend().precisions()) {
      DMatrixRMaj result = run(Tables.NANOCHAT_5, Normalization.FROBENIUS, precision, x);
      DMatrixRMaj other = run(Tables.NANOCHAT_5, Normalization.FROBENIUS, precision, transposed);
      double tolerance = TRANSPOSITION_ROUNDOFFS * precision.unitRoundoff();
      assertEquals(0, distance(CommonOps_DDRM.transpose(other, null), result), tolerance);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-900, -500, -1, 1, 500, 1000})
  void aPowerOfTwoChangesNoBit(int exponent) {
    DMatrixRMaj x = matrix(10, 14);
    DMatrixRMaj scaled = x.copy();
    for (int i = 0; i < scaled.getNumElements(); i++) {
      scaled.data[i] = Math.scalb(x.data[i], exponent);
    }
    for (Precision precision : backend().precisions()) {
      assertArrayEquals(
          run(Tables.NANOCHAT_5, Normalization.FROBENIUS, precision, x).data,
          run(Tables.NANOCHAT_5, Normalization.FROBENIUS, precision, scaled).data);
    }
  }

  @Test
  void deviatesByNoMoreThanRoundingAndNotByVastlyLess() {
    DMatrixRMaj x = TestMatrix.generate(new Spectrum(Spectrum.Kind.GAUSSIAN, 1), 96, 128, 3);
    for (Precision precision : backend().precisions()) {
      MatrixIteration iteration =
          new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, precision);
      Measures measures = Measures.of(iteration, finished(iteration, x));
      assertTrue(measures.withinRoundingBounds(), measures::toString);
      assertTrue(measures.roundingAllowance() <= VACUOUS * measures.deviation(), precision::name);
    }
  }

  @Test
  void zeroStaysZero() {
    for (Precision precision : backend().precisions()) {
      DMatrixRMaj zero = new DMatrixRMaj(4, 6);
      assertArrayEquals(
          zero.data, run(Tables.NANOCHAT_5, Normalization.FROBENIUS, precision, zero).data);
    }
  }

  @Test
  void leavesItsInputAlone() {
    DMatrixRMaj x = matrix(9, 5);
    DMatrixRMaj before = x.copy();
    for (Precision precision : backend().precisions()) {
      run(Tables.NANOCHAT_5, Normalization.NONE, precision, x);
      assertArrayEquals(before.data, x.data);
    }
  }

  @Test
  void theNormalizedMatrixIsWhatTheStepsWereAppliedTo() {
    DMatrixRMaj x = matrix(6, 8);
    for (Precision precision : backend().precisions()) {
      Outcome.Finished run =
          finished(new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, precision), x);
      assertArrayEquals(
          run.result().data,
          run(Tables.NANOCHAT_5, Normalization.NONE, precision, run.normalized()).data);
      assertEquals(
          0,
          distance(run.normalized(), Normalizer.normalize(x, Tables.NANOCHAT)),
          2 * precision.unitRoundoff());
    }
  }

  @Test
  void overflowIsAnOutcomeThatNamesTheStep() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{10, 0}, {0, 1}});
    for (Precision precision : backend().precisions()) {
      List<Step> steps = Tables.newtonSchulz(8, 12);
      Outcome outcome = backend().run(new MatrixIteration(steps, Normalization.NONE, precision), x);
      int step = assertInstanceOf(Outcome.Overflowed.class, outcome).step();
      assertTrue(step >= 1 && step <= 3, "overflowed in step " + step);
    }
  }

  @Test
  void refusesPrecisionsItDoesNotHave() {
    DMatrixRMaj x = matrix(2, 2);
    for (Precision precision : Precision.values()) {
      if (!backend().precisions().contains(precision)) {
        MatrixIteration iteration =
            new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, precision);
        Exception e =
            assertThrows(IllegalArgumentException.class, () -> backend().run(iteration, x));
        assertTrue(String.valueOf(e.getMessage()).contains(precision.name()));
      }
    }
  }

  @Test
  void nearlyOrthogonalMatricesStayFinite() {
    DMatrixRMaj identity = CommonOps_DDRM.identity(5);
    for (Precision precision : backend().precisions()) {
      DMatrixRMaj result =
          run(Tables.newtonSchulz(2, 8), Normalization.FROBENIUS, precision, identity);
      double tolerance = IDENTITY_ROUNDOFFS * precision.unitRoundoff();
      assertTrue(MatrixFeatures_DDRM.isIdentity(result, tolerance), precision::name);
    }
  }

  /// The coupled iteration of an inverse root, whose X and M are made symmetric.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void inverseRootsAgreeWithTheirScalarImage(int root) {
    List<Step> steps =
        Collections.nCopies(
            5, Step.of(TableFunction.inverseRoot(root), List.of(1 + 1.0 / root, -1.0 / root)));
    DMatrixRMaj a =
        TestMatrix.generate(
            MatrixFunction.INVERSE_ROOT,
            new Spectrum(Spectrum.Kind.LOG_UNIFORM, 0.3),
            19,
            19,
            root);
    for (Precision precision : backend().precisions()) {
      MatrixIteration iteration = new MatrixIteration(steps, Normalization.NONE, precision);
      Outcome.Finished run = finished(iteration, a);
      assertTrue(MatrixFeatures_DDRM.isSymmetric(run.result(), 0));
      Measures measures = Measures.of(iteration, run);
      assertTrue(measures.withinRoundingBounds(), () -> precision + ": " + measures);
      if (precision == Precision.FLOAT64) {
        assertEquals(0, measures.deviation(), FLOAT64_TOLERANCE);
      }
    }
  }
}
