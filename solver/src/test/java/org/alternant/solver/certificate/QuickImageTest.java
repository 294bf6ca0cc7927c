package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.design.Shortlist;
import org.alternant.solver.exact.DoubleDouble;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ReducedLattice;
import org.junit.jupiter.api.Test;

/// The guide of the grid search against exact images, and its parts against what they promise.
class QuickImageTest {

  /// Some 106 bits, less what Horner's rule loses.
  private static final double WIDE = 1e-28;

  @Test
  void agreesWithExactImages() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      double[] row = random.doubles(1 + random.nextInt(5), -4, 4).toArray();
      double from = random.nextDouble();
      double to = from + random.nextDouble();
      QuickImage.Range quick =
          QuickImage.of(TableFunction.SIGN, row, QuickImage.Range.of(from, to));
      ExactStep.Image exact =
          new ExactStep(Step.of(Arrays.stream(row).boxed().toList()))
              .image(Dyadic.of(from), Dyadic.of(to));
      assertClose(exact.lower(), quick.lower());
      assertClose(exact.upper(), quick.upper());
    }
  }

  private static void assertClose(Dyadic expected, DoubleDouble actual) {
    Dyadic value = Dyadic.of(actual.high()).plus(Dyadic.of(actual.low()));
    assertTrue(value.minus(expected).abs().doubleValue() <= 100 * WIDE);
  }

  /// 15/8, −10/8, 3/8 takes 1 − ε to 1 − 5/2 ε³.
  @Test
  void tellsConvergedImagesApart() {
    DoubleDouble lower = DoubleDouble.of(1).plus(-1e-9);
    QuickImage.Range range = new QuickImage.Range(lower, DoubleDouble.of(1));
    double spread =
        QuickImage.of(TableFunction.SIGN, new double[] {1.875, -1.25, 0.375}, range).spread();
    assertEquals(2.5e-27, spread, 1e-30);
  }

  @Test
  void findsAllRootsBetweenEnds() {
    // (y − 1)(y − 2)(y − 3)
    double[] roots = QuickImage.roots(new double[] {-6, 11, -6, 1}, 0.5, 2.5);
    assertEquals(2, roots.length);
    assertEquals(1, roots[0], 1e-14);
    assertEquals(2, roots[1], 1e-14);
    assertEquals(0, QuickImage.roots(new double[] {5}, 0, 1).length);
  }

  @Test
  void closePointsOfALatticeAreFoundThroughASkewedBasis() {
    ReducedLattice lattice = new ReducedLattice(new double[][] {{1, 0}, {1000, 1}});
    double[] multiples = lattice.closest(new double[] {0.2, 3.1});
    assertEquals(List.of(-3000.0, 3.0), Arrays.stream(multiples).boxed().toList());
    assertEquals(25, lattice.shortVectors().size());
  }

  @Test
  void shortlistKeepsTheLeastWithoutRepetition() {
    Shortlist<String> list = new Shortlist<>(2);
    list.offer(3, new double[] {3}, "c");
    list.offer(1, new double[] {1}, "a");
    list.offer(1, new double[] {1}, "a again");
    list.offer(2, new double[] {2}, "b");
    list.offer(2, new double[] {4}, "late");
    assertEquals(List.of("a", "b"), list.toList());
  }
}
