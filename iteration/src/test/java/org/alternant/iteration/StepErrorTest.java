package org.alternant.iteration;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.alternant.coefficients.Catalogue;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingModel;
import org.alternant.coefficients.Step;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The model that designs for a precision rest on, against the rounding errors of single steps.
class StepErrorTest {

  /// The largest measured error over the model's, with slack 1. Theory: about 1 at most. Observed:
  /// 0.82 to 0.995.
  private static final double LARGEST = RoundingModel.DEFAULT_SLACK;

  /// A model that no run comes near would say nothing.
  private static final double NOT_VACUOUS = 0.5;

  @ParameterizedTest
  @CsvSource({
    "jordan-5, BFLOAT16, 64, 64",
    "nanochat-5, BFLOAT16, 64, 128",
    "gram-newton-schulz-5, FLOAT16, 100, 60",
    "cubic5, FLOAT16, 64, 64"
  })
  void noStepErrsByMoreThanTheModelSays(String table, Precision precision, int rows, int columns) {
    List<Step> steps = Catalogue.find(table).orElseThrow().steps();
    RoundingModel model = new RoundingModel(precision, rows, columns, 1);
    double largest = 0;
    for (Spectrum.Kind kind : Spectrum.Kind.values()) {
      if (kind == Spectrum.Kind.ADVERSARIAL) {
        continue;
      }
      for (int seed = 0; seed < 3; seed++) {
        DMatrixRMaj x = TestMatrix.generate(new Spectrum(kind, 1e-3), rows, columns, seed);
        DMatrixRMaj current = Normalizer.normalize(x, Normalization.FROBENIUS);
        current = run(List.of(Tables.step(1)), precision, current);
        for (Step step : steps) {
          DMatrixRMaj computed = run(List.of(step), precision, current);
          DMatrixRMaj exact = run(List.of(step), Precision.FLOAT64, current);
          double error = spectralNorm(CommonOps_DDRM.subtract(computed, exact, null));
          RoundingModel.Norms norms =
              new RoundingModel.Norms(spectralNorm(current), NormOps_DDRM.normF(current));
          largest = Math.max(largest, error / model.stepError(step, norms));
          current = computed;
        }
      }
    }
    double ratio = largest;
    assertTrue(ratio <= LARGEST && ratio >= NOT_VACUOUS, () -> "measured over model: " + ratio);
  }

  private static DMatrixRMaj run(List<Step> steps, Precision precision, DMatrixRMaj x) {
    MatrixIteration iteration = new MatrixIteration(steps, Tables.UNSCALED, precision);
    return assertInstanceOf(Outcome.Finished.class, new EjmlBackend().run(iteration, x)).result();
  }

  private static double spectralNorm(DMatrixRMaj x) {
    return SingularValues.descending(x)[0];
  }
}
