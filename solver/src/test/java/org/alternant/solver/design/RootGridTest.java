package org.alternant.solver.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.testing.Slow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Schedules on grids with the stride of an inverse root.
class RootGridTest {

  /// No coefficient of a row that errs by less than 1 is larger, but the last: with λ = 0.05 and p
  /// = 1, and q = 1, |c₁| ≤ 2/(λ(1 − λ)); with λ = 0.3 and q = 2 the divided differences of h(x)/x
  /// give no more either, for p = 1 and so for larger p, where x is closer to 1.
  private static final int BOX = 45;

  private static DesignRequest request(int root, List<Integer> q, double lower, String grid) {
    TableFunction function = TableFunction.inverseRoot(root);
    return DesignRequest.of(
            function, q.stream().map(function::exponent).toList(), new Interval(lower, 1))
        .withCoefficients(CoefficientGrid.parse(grid));
  }

  /// Against all rows that may err as little: c₁ and c₂ from a box, c₀ by h(1) ≈ 1. Errors are
  /// those at the ends and where a line or a parabola has its roots.
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0.05",
    "1, 1, 2, 0.3",
    "1, 2, 1, 0.3",
    "3, 1, 1, 0.05",
    "3, 1, 2, 0.3",
    "3, 2, 1, 0.3",
    "4, 1, 1, 0.05",
    "4, 1, 2, 0.3",
    "4, 2, 1, 0.3",
    "4, 1, 1, 0.9",
    "16, 1, 2, 0.01"
  })
  void provedOptimaAreTheBestOfAllRows(int root, int q, int decimals, double lower) {
    GridSchedule schedule =
        GridSearch.search(request(root, List.of(q), lower, "decimal:" + decimals));
    assertTrue(schedule.optimal());
    double found = schedule.found().worst().rank();
    int scale = decimals == 1 ? 10 : 100;
    int box = BOX * scale;
    int room = (int) Math.ceil(found * scale);
    double least = Double.POSITIVE_INFINITY;
    for (int second = q == 2 ? -box : 0; second <= (q == 2 ? box : 0); second++) {
      for (int first = -box; first <= box; first++) {
        for (int sum = scale - room; sum <= scale + room; sum++) {
          double constant = (double) (sum - first - second) / scale;
          double[] row = {constant, (double) first / scale, (double) second / scale};
          double end = Math.pow(lower, 1.0 / root);
          if (Math.abs(1 - value(root, row, end)) < least) {
            least = Math.min(least, error(root, row, end));
          }
        }
      }
    }
    assertEquals(least, found, 1e-12);
  }

  private static double value(int root, double[] c, double x) {
    double y = Math.pow(x, root);
    return x * (c[0] + y * (c[1] + y * c[2]));
  }

  private static double error(int root, double[] c, double end) {
    double worst = Math.max(Math.abs(1 - value(root, c, end)), Math.abs(1 - value(root, c, 1)));
    double slope = (root + 1) * c[1];
    double bend = (2 * root + 1) * c[2];
    double width = Math.sqrt(slope * slope - 4 * bend * c[0]);
    double[] turns =
        bend == 0
            ? new double[] {-c[0] / slope}
            : new double[] {(-slope - width) / (2 * bend), (-slope + width) / (2 * bend)};
    for (double y : turns) {
      if (y > Math.pow(end, root) && y < 1) {
        worst = Math.max(worst, Math.abs(1 - value(root, c, Math.pow(y, 1.0 / root))));
      }
    }
    return worst;
  }

  @Test
  void compositionsAreNotSaidToBeOptimal() {
    assertFalse(GridSearch.search(request(3, List.of(1, 1), 0.3, "decimal:1")).optimal());
  }

  /// What the class promises, with a cushion and a safety factor of eigenvalues.
  @ParameterizedTest
  @CsvSource({
    "1, decimal:2, 0.05, 1.02, IN_LOOP",
    "3, bfloat16, 0, 1, IN_LOOP",
    "3, decimal:2, 0.05, 1.02, POST_HOC",
    "4, decimal:3, 0, 1, IN_LOOP",
    "4, bfloat16, 0.05, 1.02, IN_LOOP",
    "7, float16, 0, 1.05, POST_HOC",
    "16, decimal:3, 0.05, 1, IN_LOOP"
  })
  void schedulesKeepTheirPromise(
      int root, String grid, double cushion, double safety, SafetyPlacement placement) {
    GridSearchTest.assertFound(
        request(root, List.of(2, 1), 0.05, grid)
            .withCushion(cushion)
            .withSafetyFactor(safety, placement),
        0,
        1);
  }

  /// The search is worth its time: rounding alone spends what the steps could do.
  @Slow
  @ParameterizedTest
  @CsvSource({"1, decimal:2", "3, decimal:2", "4, bfloat16"})
  void searchesBeatRounding(int root, String grid) {
    GridSchedule schedule = GridSearch.search(request(root, List.of(2, 2, 2), 1e-3, grid));
    double unrounded = schedule.unrounded().worst().rank();
    double nearest = schedule.nearest().worst().rank();
    double found = schedule.found().worst().rank();
    assertTrue(
        found - unrounded < (nearest - unrounded) / 2,
        () -> unrounded + ", rounded " + nearest + ", found " + found);
  }

  /// Root 2 of squares is the sign: numbers whose squares are exact.
  @ParameterizedTest
  @CsvSource({
    "decimal:2, 0, 1, IN_LOOP",
    "bfloat16, 0.25, 1.125, IN_LOOP",
    "decimal:3, 0.25, 1.125, POST_HOC"
  })
  void rootTwoIsTheSignOfSquareRoots(
      String grid, double cushion, double safety, SafetyPlacement placement) {
    List<Integer> degrees = List.of(5, 3);
    List<Step> sign =
        ScheduleDesigner.design(
            DesignRequest.of(degrees, 0.03125)
                .withCushion(cushion)
                .withSafetyFactor(safety, placement)
                .withCoefficients(CoefficientGrid.parse(grid)));
    List<Step> root =
        ScheduleDesigner.design(
            request(2, List.of(2, 1), 0.03125 * 0.03125, grid)
                .withCushion(cushion * cushion)
                .withSafetyFactor(safety * safety, placement));
    for (int t = 0; t < sign.size(); t++) {
      assertEquals(sign.get(t).coefficients(), root.get(t).coefficients());
      assertEquals(sign.get(t).error(), root.get(t).error());
      Interval interval = sign.get(t).interval();
      Interval squares = root.get(t).interval();
      assertNotNull(interval);
      assertNotNull(squares);
      double lower = interval.lower() * interval.lower();
      assertEquals(lower, squares.lower(), 4 * Math.ulp(lower));
    }
    assertEquals(new Interval(0.03125 * 0.03125, 1), root.getFirst().interval());
  }
}
