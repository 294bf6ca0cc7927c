package org.alternant.iteration.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.iteration.run.Tables;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasuresTest {

  /// On the momentum matrices in binary64. Theory: the error of EJML's singular values, some 30
  /// √512 · 2⁻⁵³ ‖X‖ ≈ 1e-14, times the slope of the composition, at most 1.5e3 · 0.1. Observed:
  /// 4e-13.
  private static final double FLOAT64_DEVIATION = 1e-12;

  /// The most an allowance may exceed the deviation on a momentum matrix. Observed: 29.
  private static final double VACUOUS = 100;

  private static Outcome.Finished run(MatrixIteration iteration, DMatrixRMaj x) {
    return assertInstanceOf(Outcome.Finished.class, new EjmlBackend().run(iteration, x));
  }

  private static Measures measure(List<Step> steps, Normalization normalization, DMatrixRMaj x) {
    MatrixIteration iteration = new MatrixIteration(steps, normalization, Precision.FLOAT64);
    return Measures.of(iteration, run(iteration, x));
  }

  private static DMatrixRMaj momentum() throws IOException, URISyntaxException {
    String name = "momentum-w3-step400.npy";
    return MatrixFile.read(
        Path.of(Objects.requireNonNull(MeasuresTest.class.getResource(name)).toURI()));
  }

  @Test
  void float64AgreesWithTheScalarImageOnARankDeficientMatrix() throws Exception {
    Measures measures = measure(Tables.NANOCHAT_5, Tables.NANOCHAT, momentum());
    assertTrue(measures.deviation() <= FLOAT64_DEVIATION, measures::toString);
    assertTrue(measures.withinRoundingBounds());
    assertEquals(76, measures.singularValues().size());
    assertTrue(measures.inputSingularValues().getLast() < 1e-8);
    assertEquals(1, measures.worstError(), 1e-4);
  }

  @Test
  void float32StaysWithinAnAllowanceThatSaysSomething() throws Exception {
    MatrixIteration iteration =
        new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, Precision.FLOAT32);
    Measures measures = Measures.of(iteration, run(iteration, momentum()));
    assertTrue(measures.withinRoundingBounds(), measures::toString);
    assertTrue(measures.roundingAllowance() <= VACUOUS * measures.deviation());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADVERSARIAL")
  void everySpectrumStaysWithinTheAllowance(Spectrum.Kind kind) {
    for (double lower : new double[] {1, 0.5, 1e-3, 1e-9}) {
      DMatrixRMaj x = TestMatrix.generate(new Spectrum(kind, lower), 48, 64, 9);
      for (Precision precision : new EjmlBackend().precisions()) {
        MatrixIteration iteration =
            new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, precision);
        Measures measures = Measures.of(iteration, run(iteration, x));
        assertTrue(
            measures.withinRoundingBounds(), () -> precision + " " + lower + ": " + measures);
      }
    }
  }

  /// Noise in directions the matrix does not have grows by 1.5 a step, while the rounding errors of
  /// the others die out: only the additive part of the allowance covers it.
  @Test
  void lowRankMatricesStayWithinTheAllowance() {
    DMatrixRMaj column = TestMatrix.generate(new Spectrum(Spectrum.Kind.GAUSSIAN, 1), 90, 1, 1);
    DMatrixRMaj row = TestMatrix.generate(new Spectrum(Spectrum.Kind.GAUSSIAN, 1), 1, 70, 2);
    DMatrixRMaj rankOne = CommonOps_DDRM.mult(column, row, null);
    for (Precision precision : new EjmlBackend().precisions()) {
      MatrixIteration iteration =
          new MatrixIteration(Tables.newtonSchulz(1, 20), Normalization.FROBENIUS, precision);
      Measures measures = Measures.of(iteration, run(iteration, rankOne));
      assertTrue(measures.withinRoundingBounds(), () -> precision + ": " + measures);
    }
  }

  /// In binary64 the singular value decompositions err more than the iteration.
  @Test
  void theAllowanceCoversTheSingularValueDecompositions() {
    DMatrixRMaj x = TestMatrix.generate(new Spectrum(Spectrum.Kind.GAUSSIAN, 1), 300, 1000, 7);
    Measures measures = measure(Tables.NANOCHAT_5, Tables.NANOCHAT, x);
    assertTrue(measures.withinRoundingBounds(), measures::toString);
    assertTrue(measures.roundingAllowance() <= VACUOUS * measures.deviation());
  }

  /// A wrong coefficient is not mistaken for rounding: one part in a thousand of c₁ of the third
  /// step.
  @Test
  void aDifferentTableIsNotWithinRounding() throws Exception {
    MatrixIteration iteration =
        new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, Precision.FLOAT32);
    Outcome.Finished run = run(iteration, momentum());
    List<Step> changed = new ArrayList<>(Tables.NANOCHAT_5);
    changed.set(2, Tables.step(3.8916678022926607, -2.775256637, 0.5060648178503393));
    MatrixIteration other = new MatrixIteration(changed, Tables.NANOCHAT, Precision.FLOAT32);
    assertFalse(Measures.of(other, run).withinRoundingBounds());
  }

  @Test
  void measuresAKnownMatrix() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0, 0.5, 0}, {-0.25, 0, 0}});
    Measures measures = measure(List.of(Tables.step(2)), Normalization.NONE, x);
    assertEquals(List.of(0.5, 0.25), measures.inputSingularValues());
    assertEquals(List.of(1.0, 0.5), measures.singularValues());
    assertEquals(List.of(1.0, 0.5), measures.scalarImage());
    assertEquals(0.5, measures.worstError());
    assertEquals(0.75, measures.residual());
    assertEquals(0, measures.deviation());
    DMatrixRMaj transposed = CommonOps_DDRM.transpose(x, null);
    assertEquals(
        measures.residual(),
        measure(List.of(Tables.step(2)), Normalization.NONE, transposed).residual());
  }

  /// p(x) = x − 2x³ maps 1 to −1 and 1/2 to 1/4: singular values are absolute values, in new order.
  @Test
  void imagesAreSortedAbsoluteValues() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0.5, 0}, {0, 1}});
    Measures measures = measure(List.of(Tables.step(1, -2)), Normalization.NONE, x);
    assertEquals(List.of(1.0, 0.25), measures.scalarImage());
    assertEquals(List.of(1.0, 0.25), measures.singularValues());
  }

  @Test
  void aZeroMatrixIsAsWrongAsCanBe() {
    Measures measures = measure(Tables.NANOCHAT_5, Tables.NANOCHAT, new DMatrixRMaj(4, 3));
    assertEquals(List.of(0.0, 0.0, 0.0), measures.singularValues());
    assertEquals(1, measures.worstError());
    assertEquals(Math.sqrt(3), measures.residual());
    assertTrue(measures.withinRoundingBounds());
  }

  /// Where epsilon outweighs the norm, all that is left of a step is its linear term.
  @Test
  void survivesMatricesFarBelowEpsilon() {
    for (double size : new double[] {1e-200, 1e-310, Double.MIN_VALUE}) {
      DMatrixRMaj x = new DMatrixRMaj(6, 8);
      for (int i = 0; i < x.getNumElements(); i++) {
        x.data[i] = size * (1 + i % 5);
      }
      Measures measures = measure(Tables.NANOCHAT_5, Tables.NANOCHAT, x);
      assertTrue(measures.withinRoundingBounds(), measures::toString);
      assertTrue(measures.singularValues().getFirst() > 100 * size);
    }
  }
}
