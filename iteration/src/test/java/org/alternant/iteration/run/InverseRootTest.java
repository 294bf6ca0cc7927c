package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The coupled iteration computes the composition of its steps, in the products that it is said to
/// take, and keeps X symmetric.
class InverseRootTest {

  static IntStream roots() {
    return IntStream.rangeClosed(1, 16);
  }

  private static List<Step> steps(int root, int... sizes) {
    Random random = new Random(root);
    TableFunction function = TableFunction.inverseRoot(root);
    return Arrays.stream(sizes)
        .mapToObj(size -> Step.of(function, random.doubles(size, 0.1, 1.2 / size).boxed().toList()))
        .toList();
  }

  private static MatrixIteration iteration(List<Step> steps) {
    return new MatrixIteration(steps, Normalization.NONE, Precision.FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void takesTheProductsOfItsCost(int root) {
    for (int[] sizes :
        List.of(
            new int[] {2},
            new int[] {3, 2},
            new int[] {1, 3, 2},
            new int[] {3, 1, 4, 5},
            new int[] {2, 9, 1})) {
      List<Step> steps = steps(root, sizes);
      for (Epilogue epilogue : Epilogue.values()) {
        CountingArithmetic<?> counting = counting(new EjmlBackend().arithmetic(Precision.FLOAT64));
        IterationRun.of(counting, iteration(steps).with(epilogue))
            .run(List.of(new DMatrixRMaj(2, 2)));
        assertEquals(IterationCost.of(steps, Form.STANDARD), counting.cost(), steps::toString);
      }
    }
  }

  private static <M> CountingArithmetic<M> counting(MatrixArithmetic<M> arithmetic) {
    return new CountingArithmetic<>(arithmetic);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void computesTheComposition(int root) {
    List<Double> eigenvalues = List.of(1.0, 0.7, 0.31, 0.11, 0.9, 0.5, 0.05);
    for (int[] sizes : List.of(new int[] {3, 2}, new int[] {1, 4, 3, 2}, new int[] {9, 1, 2})) {
      List<Step> steps = steps(root, sizes);
      DMatrixRMaj a = TestMatrix.symmetric(eigenvalues, 3);
      DMatrixRMaj x = run(iteration(steps), a);
      assertTrue(MatrixFeatures_DDRM.isSymmetric(x, 0));
      List<Double> images = new ArrayList<>();
      for (double y : eigenvalues) {
        double factor = 1;
        double m = y;
        for (Step step : steps) {
          double q = 0;
          for (double c : step.coefficients().reversed()) {
            q = q * m + c;
          }
          factor *= q;
          m *= StrictMath.pow(q, root);
        }
        images.add(factor);
      }
      DMatrixRMaj expected = TestMatrix.symmetric(images, 3);
      assertTrue(MatrixFeatures_DDRM.isIdentical(expected, x, 1e-12), () -> expected + " " + x);
    }
  }

  /// Newton's iteration, q = 1 + (1 − y)/p, finds the root of every matrix up to the identity.
  @ParameterizedTest
  @MethodSource("roots")
  void newtonsIterationConverges(int root) {
    double p = root;
    Step newton = Step.of(TableFunction.inverseRoot(root), List.of(1 + 1 / p, -1 / p));
    List<Step> steps = Collections.nCopies(60, newton);
    List<Double> eigenvalues = List.of(1.0, 0.7, 0.31, 0.11, 0.02);
    DMatrixRMaj a = TestMatrix.symmetric(eigenvalues, 4);
    MatrixIteration iteration = iteration(steps);
    Outcome.Finished finished =
        assertInstanceOf(Outcome.Finished.class, new EjmlBackend().run(iteration, a));
    Measures measures = Measures.of(iteration, finished);
    assertTrue(measures.worstError() < 1e-11, measures::toString);
    assertTrue(measures.withinRoundingBounds(), measures::toString);
    assertTrue(measures.distance().orElseThrow() < 1e-10, measures::toString);
    assertTrue(measures.residual() < 1e-9, measures::toString);
  }

  /// (A + εI)/(1 + ε).
  @Test
  void dampingRaisesEigenvalues() {
    MatrixIteration damped = iteration(steps(4, 3, 2)).withDamping(0.25);
    DMatrixRMaj a = TestMatrix.symmetric(List.of(1.0, 0.5, 0.0), 4);
    DMatrixRMaj expected = TestMatrix.symmetric(List.of(1.0, 0.6, 0.2), 4);
    assertTrue(MatrixFeatures_DDRM.isIdentical(expected, damped.scaled(a), 1e-14));
    for (double damping : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> damped.withDamping(damping));
    }
    MatrixIteration polar =
        iteration(List.of(Step.of(List.of(1.5, -0.5)))).with(MatrixFunction.POLAR);
    assertThrows(IllegalArgumentException.class, () -> polar.withDamping(0.1));
  }

  @Test
  void stepsFitTheFunction() {
    MatrixIteration root = iteration(steps(4, 2));
    assertEquals(MatrixFunction.INVERSE_ROOT, root.function());
    assertThrows(IllegalArgumentException.class, () -> root.with(MatrixFunction.POLAR));
    assertThrows(IllegalArgumentException.class, () -> root.with(new Form.Gram(List.of())));
    List<Step> mixed = new ArrayList<>(steps(4, 2));
    mixed.addAll(steps(3, 2));
    assertThrows(IllegalArgumentException.class, () -> iteration(mixed));
    MatrixIteration sign = iteration(List.of(Step.of(List.of(1.5, -0.5))));
    assertThrows(IllegalArgumentException.class, () -> sign.with(MatrixFunction.INVERSE_ROOT));
  }

  private static DMatrixRMaj run(MatrixIteration iteration, DMatrixRMaj a) {
    return assertInstanceOf(Outcome.Finished.class, new EjmlBackend().run(iteration, a)).result();
  }
}
