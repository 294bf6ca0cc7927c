package org.alternant.solver.formula;

import java.util.ArrayList;
import java.util.List;
import org.alternant.solver.minimax.ReferenceSearch;

/// A schedule of best odd polynomials as [org.alternant.solver.design.ScheduleDesigner] designs it
/// without cushion and safety factor, in binary64: to look at, without proof.
final class SampledSchedule {

  private static final int ROOT = 2;

  /// On an interval [1 − e, 1 + e] with a smaller e what a step does is not seen in binary64.
  private static final double SMALLEST_ERROR = 1e-14;

  private final List<Row> rows = new ArrayList<>();
  private double error;

  /// One step: u ↦ x (d₀ + (y − y₀)(d₁ + …)), y = x², x = u / upper: Newton's form, on the points
  /// of the reference.
  private static final class Row {
    private final double upper;
    private final double[] points;
    private final double[] differences;

    Row(double upper, double[] points, double[] differences) {
      this.upper = upper;
      this.points = points;
      this.differences = differences;
    }

    double at(double argument) {
      double x = argument / upper;
      double y = x * x;
      double value = differences[differences.length - 1];
      for (int i = differences.length - 2; i >= 0; i--) {
        value = value * (y - points[i]) + differences[i];
      }
      return value * x;
    }
  }

  /// Designs a schedule.
  ///
  /// @param degrees of the steps, odd
  /// @param lower the lower end, positive
  /// @param upper the upper end, above it
  SampledSchedule(List<Integer> degrees, double lower, double upper) {
    double ratio = lower / upper;
    double gap = (upper - lower) / upper;
    double end = upper;
    for (int degree : degrees) {
      int size = (degree + 1) / 2;
      ReferenceSearch search = new ReferenceSearch(ROOT, size, ratio, gap);
      double[] tau = search.run();
      error = StrictMath.pow(2, search.levelled().log2Error());
      rows.add(row(end, ratio, gap, tau, error));
      double next = Math.max(error, SMALLEST_ERROR);
      end = 1 + next;
      ratio = (1 - next) / end;
      gap = 2 * next / end;
    }
  }

  /// The polynomial whose values at the reference are 1 ∓ E, by all its points but the last.
  private static Row row(double upper, double ratio, double gap, double[] tau, double error) {
    int size = tau.length - 1;
    double[] points = new double[size];
    double[] differences = new double[size];
    for (int i = 0; i < size; i++) {
      double x = ratio + gap * tau[i];
      points[i] = x * x;
      differences[i] = (i % 2 == 0 ? 1 - error : 1 + error) / x;
    }
    for (int k = 1; k < size; k++) {
      for (int i = size - 1; i >= k; i--) {
        differences[i] = (differences[i] - differences[i - 1]) / (points[i] - points[i - k]);
      }
    }
    return new Row(upper, points, differences);
  }

  /// The worst error max |1 − h| on the interval, nearly.
  double error() {
    return error;
  }

  /// The composition at a point, which may lie outside the interval.
  double at(double x) {
    double value = x;
    for (Row row : rows) {
      value = row.at(value);
    }
    return value;
  }
}
