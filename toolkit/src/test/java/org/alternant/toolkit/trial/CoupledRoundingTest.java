package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.rounding.RoundedImages;
import org.alternant.solver.rounding.SampleSpectrum;
import org.alternant.testing.Slow;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/// Runs of the coupled iteration stay where the model of rounding says.
class CoupledRoundingTest {

  private static final EjmlBackend BACKEND = new EjmlBackend();

  private final List<String> wrong = new ArrayList<>();
  private int runs;
  private int bounded;

  private static List<Step> steps(int root, double lower, double cushion, int... q) {
    TableFunction function = TableFunction.inverseRoot(root);
    List<Integer> degrees = Arrays.stream(q).mapToObj(function::exponent).toList();
    return ScheduleDesigner.design(
        DesignRequest.of(function, degrees, new Interval(lower, 1)).withCushion(cushion));
  }

  private static RoundedImages images(
      List<Step> steps, double lower, Precision precision, int order) {
    return RoundedImages.of(
        steps,
        new Interval(lower, 1),
        RoundingAssumptions.of(precision, new MatrixShape(order, order)));
  }

  /// Of every kind of spectrum in turn, and one whose entries repeat.
  private static DMatrixRMaj matrix(int k, double lower, int order, Random random) {
    TrialRuns.Kind[] kinds = TrialRuns.Kind.values();
    if (k % (kinds.length + 1) == kinds.length) {
      DMatrixRMaj repeated = CommonOps_DDRM.identity(order);
      CommonOps_DDRM.scale(lower, repeated);
      CommonOps_DDRM.add(repeated, (1 - lower) / order, repeated);
      return repeated;
    }
    double[] values =
        SampleSpectrum.values(kinds[k % (kinds.length + 1)], new Interval(lower, 1), order);
    return TestMatrix.symmetric(Arrays.stream(values).boxed().toList(), random.nextLong());
  }

  /// One design, and so many runs of it.
  private void hold(Random random, Precision precision, int matrices) {
    double decades = precision == Precision.FLOAT32 ? 3 : 0.6;
    double lower = StrictMath.pow(10, -0.2 - decades * random.nextDouble());
    int[] q = new int[2 + random.nextInt(3)];
    Arrays.setAll(q, _ -> 1 + random.nextInt(4));
    double cushion = random.nextBoolean() ? 0 : 0.05 * random.nextDouble();
    int root = 1 + random.nextInt(5);
    int order = 4 + random.nextInt(12);
    List<Step> steps = steps(root, lower, cushion, q);
    RoundedImages images = images(steps, lower, precision, order);
    if (!images.bounded()) {
      return;
    }
    bounded++;
    Interval image = images.images().getLast().image();
    MatrixIteration iteration = new MatrixIteration(steps, Normalization.NONE, precision);
    for (int k = 0; k < matrices; k++) {
      Outcome outcome = BACKEND.run(iteration, matrix(k, lower, order, random));
      runs++;
      List<Double> reached =
          outcome instanceof Outcome.Finished finished
              ? Measures.of(iteration, finished).singularValues()
              : List.of(Double.POSITIVE_INFINITY);
      if (reached.getFirst() > image.upper() || reached.getLast() < image.lower()) {
        wrong.add(
            "%s, p = %d, %s of %s: %s beyond %s"
                .formatted(precision, root, lower, Arrays.toString(q), reached, image));
      }
    }
  }

  @Test
  void runsStayWithinTheBound() {
    Random random = new Random(21);
    for (int k = 0; k < 30; k++) {
      hold(random, Precision.FLOAT32, 10);
      hold(random, k % 2 == 0 ? Precision.BFLOAT16 : Precision.TFLOAT32, 3);
    }
    assertEquals(List.of(), wrong);
    assertTrue(bounded > 30 && runs > 200, bounded + " designs are bounded, " + runs + " runs");
  }

  /// Ten thousand in binary32, and some in other formats.
  @Slow
  @Test
  void tenThousandRunsStayWithinTheBound() {
    Random random = new Random(22);
    while (runs < 10_000) {
      hold(random, Precision.FLOAT32, 100);
    }
    for (int k = 0; k < 8; k++) {
      for (Precision precision : Precision.values()) {
        hold(random, precision, 20);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /// The bound is of use where the smallest eigenvalue is well above u, and ends where it is not.
  @Test
  void theBoundIsOfUse() {
    RoundedImages moderate =
        images(steps(4, 1e-3, 0.01, 2, 2, 2, 2), 1e-3, Precision.FLOAT32, 1024);
    assertTrue(moderate.bounded());
    assertTrue(moderate.images().getLast().image().error() < 0.03, moderate::toString);
    RoundedImages fine = images(steps(4, 1e-4, 0, 4, 4, 4), 1e-4, Precision.FLOAT64, 64);
    assertTrue(fine.images().getLast().image().error() < 5e-5, fine::toString);
    assertFalse(images(steps(2, 1e-6, 0, 4, 4, 4), 1e-6, Precision.FLOAT32, 64).bounded());
    assertFalse(images(steps(2, 1e-3, 0, 4, 4), 1e-3, Precision.BFLOAT16, 64).bounded());
  }

  /// Even powers of a step that changes its sign are positive, and say nothing.
  @Test
  void aStepThatChangesItsSignIsNotBounded() {
    Step wild = Step.of(TableFunction.inverseRoot(2), List.of(1.5, -2.0));
    Step newton = Step.of(TableFunction.inverseRoot(2), List.of(1.5, -0.5));
    assertFalse(images(List.of(wild, newton), 0.5, Precision.FLOAT64, 8).bounded());
  }

  @Test
  void theMatricesAreSquare() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            RoundedImages.of(
                steps(2, 0.1, 0, 2),
                new Interval(0.1, 1),
                RoundingAssumptions.of(Precision.FLOAT32, new MatrixShape(4, 8))));
  }
}
