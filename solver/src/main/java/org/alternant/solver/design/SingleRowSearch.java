package org.alternant.solver.design;

import java.util.Arrays;
import java.util.function.Consumer;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Powers;

/// All rows on a grid that err by no more than a bound e on [l, u], by branch and bound: what
/// proves a single step optimal.
///
/// For points xᵢ let wᵢ = 1/(xᵢ Π_{j≠i} (xᵢᵖ − xⱼᵖ)), so that Σ wᵢ q(xᵢ) is the divided difference
/// of q(x)/x in xᵖ. For a q of k coefficients it is 0 on k + 1 points, and the highest coefficient
/// on k points. Where |1 − p(xᵢ)| ≤ e is asked on the alternation of the best polynomial, the first
/// leaves each value little room if e is little above the minimax error, and so the second leaves
/// few values to the highest coefficient. With it fixed, what is left is a q of k − 1.
///
/// Every bound is widened by far more than binary64's rounding, so that no row is missed. The
/// points, rounded themselves, lie in the interval.
final class SingleRowSearch {

  /// Beyond, the search gives up.
  private static final int MOST_NODES = 100_000;

  /// Relative to the sum of the terms' sizes; each bound is a sum of at most 17 terms, and a term
  /// has less than 700 roundings, most of them in the 15 quotients of a weight, each of 2p or less:
  /// 2⁻⁵³ · 700 < 1e-13.
  private static final double SLACK = 1e-12;

  private static final int MOST_COEFFICIENTS = 16;

  /// Half a spacing more rounds to the next grid number, also where the spacing halves.
  private static final double HALF_AND_A_LITTLE = 0.505;

  private final CoefficientGrid grid;
  private final TableFunction function;
  private final double error;
  private final double[] points;
  private final Consumer<double[]> action;
  private final double[] row;
  private final double[][] weights;
  private int nodes;

  private SingleRowSearch(
      CoefficientGrid grid,
      TableFunction function,
      double error,
      double[] points,
      Consumer<double[]> action) {
    this.grid = grid;
    this.function = function;
    this.error = error;
    this.points = points;
    this.action = action;
    row = new double[points.length - 1];
    weights = new double[points.length + 1][];
    for (int k = 1; k <= points.length; k++) {
      weights[k] = weights(points, k);
    }
  }

  /// Visits the rows.
  ///
  /// @param function what the row is a step of
  /// @param best the coefficients of the best polynomial
  /// @param input [l, u]
  /// @param error the bound
  /// @param action receives each row that may keep it; not to be kept, it changes
  /// @return whether all were visited; false if there are too many
  static boolean visit(
      CoefficientGrid grid,
      TableFunction function,
      double[] best,
      ExactInterval input,
      double error,
      Consumer<double[]> action) {
    int root = function.root();
    double lower = input.lower().doubleCeiling();
    double upper = input.upper().doubleFloor();
    double[] interior =
        QuickImage.roots(
            QuickImage.slope(function, best), Powers.of(lower, root), Powers.of(upper, root));
    if (best.length > MOST_COEFFICIENTS || interior.length != best.length - 1) {
      return false;
    }
    double[] points = new double[best.length + 1];
    points[0] = lower;
    for (int i = 0; i < interior.length; i++) {
      points[i + 1] = Math.clamp(Powers.root(interior[i], root), lower, upper);
    }
    points[best.length] = upper;
    SingleRowSearch search = new SingleRowSearch(grid, function, error, points, action);
    if (!search.isWithinBinary64()) {
      return false;
    }
    search.descend(best.length);
    return search.nodes <= MOST_NODES;
  }

  /// Whether the weights' roundings are relative ones: where one over- or underflows, nothing is
  /// proved.
  private boolean isWithinBinary64() {
    return Arrays.stream(weights, 1, weights.length)
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .allMatch(weight -> weight >= Double.MIN_NORMAL && weight <= Double.MAX_VALUE);
  }

  /// Of the last k points.
  private double[] weights(double[] points, int k) {
    double[] weights = new double[k];
    int first = points.length - k;
    for (int i = 0; i < k; i++) {
      double x = points[first + i];
      double product = x;
      for (int j = 0; j < k; j++) {
        double other = points[first + j];
        product *= j == i ? 1 : (x - other) * Powers.quotient(x, other, function.root());
      }
      weights[i] = 1 / product;
    }
    return weights;
  }

  /// Tries all values of the coefficient k − 1, given those above it.
  private void descend(int k) {
    if (k == 0) {
      action.accept(row);
      return;
    }
    double[][] values = values(k);
    double smallest = 0;
    double largest = 0;
    double size = 0;
    for (int i = 0; i < k; i++) {
      double weight = weights[k][i];
      double a = weight * values[i + 1][0];
      double b = weight * values[i + 1][1];
      smallest += Math.min(a, b);
      largest += Math.max(a, b);
      size += Math.abs(a) + Math.abs(b);
    }
    smallest -= SLACK * size;
    largest += SLACK * size;
    double value = grid.nearest(smallest);
    value = Double.isFinite(value) ? grid.nearest(value - grid.spacing(value)) : value;
    while (value <= largest && nodes <= MOST_NODES) {
      nodes++;
      if (value >= smallest) {
        row[k - 1] = value;
        descend(k - 1);
      }
      value = grid.nearest(value + grid.spacing(value) * HALF_AND_A_LITTLE);
    }
    row[k - 1] = 0;
  }

  /// The ranges of what the coefficients up to k − 1 must give at the last k + 1 points; of those
  /// that contradict each other, the lower end is above the upper.
  private double[][] values(int k) {
    double[] weight = weights[k + 1];
    double[][] values = new double[k + 1][2];
    double[][] terms = new double[k + 1][2];
    double smallest = 0;
    double largest = 0;
    double size = 0;
    for (int i = 0; i <= k; i++) {
      double x = points[points.length - k - 1 + i];
      double rest = 0;
      double room = error + SLACK;
      for (int j = k; j < row.length; j++) {
        double term = row[j] * StrictMath.pow(x, function.exponent(j));
        rest += term;
        room += SLACK * Math.abs(term);
      }
      values[i][0] = 1 - rest - room;
      values[i][1] = 1 - rest + room;
      double a = weight[i] * values[i][0];
      double b = weight[i] * values[i][1];
      terms[i][0] = Math.min(a, b);
      terms[i][1] = Math.max(a, b);
      smallest += terms[i][0];
      largest += terms[i][1];
      size += Math.abs(a) + Math.abs(b);
    }
    for (int i = 0; i <= k; i++) {
      double from = (terms[i][1] - largest - SLACK * size) / weight[i];
      double to = (terms[i][0] - smallest + SLACK * size) / weight[i];
      values[i][0] = Math.max(values[i][0], Math.min(from, to));
      values[i][1] = Math.min(values[i][1], Math.max(from, to));
    }
    return values;
  }
}
