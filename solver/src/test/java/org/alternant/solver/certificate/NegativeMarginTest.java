package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.design.ScheduleDesigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No eigenvalue of the margin leaves it, against dense samples in binary64, and one just beyond
/// does.
class NegativeMarginTest {

  private static final int SAMPLES = 3000;

  /// What binary64 loses on the way: few steps, and no cancellation below 0 but where a q has a
  /// root.
  private static final double ROUNDING = 1e-9;

  /// Further than the margin is located.
  private static final double BEYOND = 1 + 1e-6;

  static IntStream roots() {
    return IntStream.rangeClosed(1, 16);
  }

  private static List<Step> designed(int root, double lower, int... q) {
    TableFunction function = TableFunction.inverseRoot(root);
    List<Integer> degrees = Arrays.stream(q).mapToObj(function::exponent).toList();
    return ScheduleDesigner.design(DesignRequest.of(function, degrees, new Interval(lower, 1)));
  }

  private static Optional<NegativeMargin> margin(List<Step> steps) {
    return NegativeMargin.of(steps, ExactSteps.withinReason());
  }

  private static NegativeMargin found(List<Step> steps) {
    return margin(steps).orElseThrow();
  }

  /// What becomes of one eigenvalue.
  ///
  /// @param smallestM the smallest that it is of M before a step
  /// @param largestM the largest
  /// @param x what it is of X in the end
  /// @param smallestX the smallest that it is of X after a step
  private record Path(double smallestM, double largestM, double x, double smallestX) {

    static Path of(List<Step> steps, double y) {
      double m = y;
      double x = 1;
      Path path = new Path(0, -1, 1, 1);
      for (Step step : steps) {
        double q = 0;
        for (double c : step.coefficients().reversed()) {
          q = q * m + c;
        }
        x *= q;
        path =
            new Path(
                Math.min(path.smallestM, m),
                Math.max(path.largestM, m),
                x,
                Math.min(path.smallestX, x));
        m *= StrictMath.pow(q, step.function().root());
      }
      return path;
    }

    boolean stays() {
      return smallestM >= -1 - ROUNDING && largestM < 0 && smallestX > 0;
    }
  }

  private static void assertHolds(List<Step> steps) {
    NegativeMargin margin = found(steps);
    double largest = 0;
    for (int i = 1; i <= SAMPLES; i++) {
      double y = margin.lower() * i / SAMPLES;
      Path path = Path.of(steps, y);
      assertTrue(path.stays(), () -> "at " + y + " of " + margin + ": " + path);
      largest = Math.max(largest, path.x);
    }
    assertTrue(largest <= margin.largestFactor() * (1 + ROUNDING), margin::toString);
    // Where signs alternate the bound is attained.
    assertEquals(largest, margin.largestFactor(), 1e-6 * largest, margin::toString);
    assertTrue(
        margin.lower() == -1 || !Path.of(steps, margin.lower() * BEYOND).stays(), margin::toString);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void denseSamplesStayAndTheNextLeaves(int root) {
    for (double lower : new double[] {1e-2, 1e-4, 1e-7}) {
      assertHolds(designed(root, lower, 4, 4, 4));
      assertHolds(designed(root, lower, 1, 2, 3));
      assertHolds(designed(root, lower, 2, 2, 2, 2, 2));
    }
  }

  @Test
  void shippedTablesHaveOne() {
    for (CoefficientTable table : Catalogue.all()) {
      if (table.function().isRoot()) {
        assertHolds(table.steps());
      }
    }
  }

  @Test
  void isNearlyTheSmallestEigenvalueOfTheExample() {
    NegativeMargin margin = found(designed(4, 1e-4, 4, 4, 4));
    assertEquals(0.984, -margin.lower() / 1e-4, 5e-4);
    assertEquals(46.3, margin.largestFactor(), 0.1);
  }

  /// One step leaves what M becomes to nobody.
  @Test
  void endsAtMinusOne() {
    Step newton = Step.of(TableFunction.inverseRoot(2), List.of(1.5, -0.5));
    assertEquals(new NegativeMargin(-1, 2), found(List.of(newton)));
    // y (3 − y)²/4 is −1 where x (3 + x²)/2 is 1, for y = −x².
    assertEquals(-0.3553, found(List.of(newton, newton)).lower(), 1e-4);
  }

  /// X turns negative where a q does, M turns positive for an odd root: what is beyond is not
  /// followed, though it comes back.
  @Test
  void endsWhereAFactorHasARoot() {
    for (int root : new int[] {1, 2, 3, 4}) {
      TableFunction function = TableFunction.inverseRoot(root);
      Step half = Step.of(function, List.of(1.0, 2.0));
      NegativeMargin margin = found(List.of(half));
      assertEquals(-0.5, margin.lower(), 1e-9);
      assertTrue(margin.lower() > -0.5, margin::toString);
      assertEquals(1, margin.largestFactor());
      assertFalse(Path.of(List.of(half), -0.5 * BEYOND).stays());
      Step negative = Step.of(function, List.of(-1.0, -1.0));
      assertTrue(margin(List.of(half, negative)).isEmpty());
      // A double root at −1/4: the sign is the same on both sides, and yet X is lost between.
      Step twice = Step.of(function, List.of(1.0, 8.0, 16.0));
      assertEquals(-0.25, found(List.of(twice)).lower(), 1e-9);
    }
  }

  @Test
  void isOneOfInverseRoots() {
    List<Step> sign = List.of(Step.of(List.of(1.5, -0.5)));
    assertThrows(IllegalArgumentException.class, () -> margin(sign));
    assertThrows(IllegalArgumentException.class, () -> margin(new ArrayList<>()));
  }
}
