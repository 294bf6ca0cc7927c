package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.measure.SingularValues;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// Iterations whose steps are run in different formats.
class MixedRunTest {

  private static final List<Step> FIRST = Tables.NANOCHAT_5.subList(0, 3);
  private static final List<Step> REST = List.of(Step.of(List.of(1.875, -1.25, 0.375)));
  private static final DMatrixRMaj X =
      TestMatrix.generate(new Spectrum(Spectrum.Kind.LOG_UNIFORM, 0.2), 24, 40, 1);

  private static List<Step> steps(Precision last) {
    return Stream.concat(FIRST.stream(), REST.stream().map(step -> step.withPrecision(last)))
        .toList();
  }

  private static MatrixIteration iteration(Precision run, List<Step> steps) {
    return new MatrixIteration(steps, Normalization.FROBENIUS, run);
  }

  private static DMatrixRMaj run(MatrixIteration iteration, DMatrixRMaj x) {
    return assertInstanceOf(Outcome.Finished.class, new EjmlBackend().run(iteration, x)).result();
  }

  /// The definition: the iterate of the first steps, rounded to the storage of the next, goes on.
  @Test
  void aRunInTwoFormatsIsOneRunAfterTheOther() {
    for (Precision last : List.of(Precision.TFLOAT32, Precision.FLOAT16, Precision.FLOAT64)) {
      DMatrixRMaj before = run(iteration(Precision.BFLOAT16, FIRST), X);
      DMatrixRMaj expected = run(new MatrixIteration(REST, Normalization.NONE, last), before);
      MatrixIteration mixed = iteration(Precision.BFLOAT16, steps(last));
      assertArrayEquals(expected.data, run(mixed, X).data);
      assertEquals(
          List.of(Precision.BFLOAT16, last),
          mixed.inOneFormatEach().stream().map(MatrixIteration::precision).toList());
    }
  }

  /// A coarser format of a step does not count.
  @Test
  void aRunInAFinerFormatIsThatOfPlainSteps() {
    assertArrayEquals(
        run(iteration(Precision.FLOAT64, steps(Precision.FLOAT64)), X).data,
        run(iteration(Precision.FLOAT64, steps(Precision.BFLOAT16)), X).data);
  }

  @Test
  void aFinerLastStepErrsLess() {
    double mixed =
        SingularValues.extremes(run(iteration(Precision.BFLOAT16, steps(Precision.TFLOAT32)), X))
            .error();
    double plain =
        SingularValues.extremes(run(iteration(Precision.BFLOAT16, steps(Precision.BFLOAT16)), X))
            .error();
    assertTrue(mixed < plain, mixed + " and " + plain);
  }

  /// An iterate that float16 cannot hold overflows in the step that reads it.
  @Test
  void theStepIsNamedThatOverflows() {
    Step large = Step.of(List.of(1e6));
    MatrixIteration iteration =
        new MatrixIteration(
            List.of(large, REST.getFirst().withPrecision(Precision.FLOAT16)),
            Normalization.NONE,
            Precision.BFLOAT16);
    List<Outcome> outcomes = new EjmlBackend().run(iteration, List.of(X, new DMatrixRMaj(24, 40)));
    assertEquals(new Outcome.Overflowed(2), outcomes.get(0));
    assertInstanceOf(Outcome.Finished.class, outcomes.get(1));
  }

  /// The allowance follows the steps' formats: the measured values lie within the bounds.
  @Test
  void roundingBoundsFollowTheFormats() {
    for (Precision last : List.of(Precision.TFLOAT32, Precision.FLOAT32)) {
      MatrixIteration mixed = iteration(Precision.BFLOAT16, steps(last));
      Measures measures = Measures.of(mixed, (Outcome.Finished) new EjmlBackend().run(mixed, X));
      assertTrue(measures.withinRoundingBounds(), last.toString());
      MatrixIteration plain = iteration(Precision.BFLOAT16, steps(Precision.BFLOAT16));
      Measures wider = Measures.of(plain, (Outcome.Finished) new EjmlBackend().run(plain, X));
      assertTrue(measures.lastStepAllowance() < wider.lastStepAllowance() / 2, last.toString());
    }
  }

  /// More than X goes from step to step.
  @Test
  void theGramFormAndRootsAreRunInOneFormat() {
    MatrixIteration mixed = iteration(Precision.BFLOAT16, steps(Precision.TFLOAT32));
    assertThrows(IllegalArgumentException.class, () -> mixed.with(new Form.Gram(List.of())));
    assertThrows(IllegalArgumentException.class, () -> mixed.with(MatrixFunction.SQRT));
    assertEquals(MatrixFunction.SIGN, mixed.with(MatrixFunction.SIGN).function());
  }
}
