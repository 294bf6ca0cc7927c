package org.alternant.solver.clip;

import java.util.Arrays;

/// Where the error f(x) − min(x, 1) of a composition is looked at on [0, bound].
final class ErrorCurve {

  /// Points between which an extreme value is sought.
  private static final int DENSE = 1000;

  /// Points that every linear problem has, so that no extreme value grows unseen.
  private static final int COARSE = 100;

  /// And as many on either side of 1, where the target has its corner.
  private static final int COARSE_NEAR_CORNER = 20;

  /// How far from 1 they are spread.
  private static final double NEAR = 0.3;

  /// Of the golden section: an extreme value is quadratic about its place.
  private static final int SECTIONS = 40;

  private static final double GOLDEN = 0.6180339887498949;

  private final double[] dense;
  private final double[] coarse;

  ErrorCurve(double bound) {
    dense = points(bound, DENSE, DENSE / 5);
    coarse = points(bound, COARSE, COARSE_NEAR_CORNER);
  }

  private static double[] points(double bound, int uniform, int near) {
    double[] points = new double[uniform + 2 * near + 1];
    for (int i = 0; i < uniform; i++) {
      points[i] = bound * (i + 1) / uniform;
    }
    for (int i = 0; i <= 2 * near; i++) {
      points[uniform + i] = Math.min(bound, 1 + NEAR * (i - near) / near);
    }
    Arrays.sort(points);
    return points;
  }

  /// Points for a first fit.
  double[] coarse() {
    return coarse.clone();
  }

  /// The points for a first fit, and those where the error is extreme.
  double[] extremes(Composition composition) {
    double[] points = Arrays.copyOf(coarse, coarse.length + dense.length);
    int count = coarse.length;
    double[] errors = new double[dense.length];
    for (int i = 0; i < dense.length; i++) {
      errors[i] = Math.abs(composition.errorAt(dense[i]));
    }
    for (int i = 0; i < dense.length; i++) {
      double before = i == 0 ? 0 : errors[i - 1];
      double after = i == dense.length - 1 ? 0 : errors[i + 1];
      if (errors[i] >= before && errors[i] >= after) {
        double from = i == 0 ? dense[0] / 2 : dense[i - 1];
        double to = dense[Math.min(i + 1, dense.length - 1)];
        points[count++] = extreme(composition, from, dense[i], to);
      }
    }
    return Arrays.copyOf(points, count);
  }

  /// The place of the largest error nearby, by golden section; the corner, which has a slope on
  /// either side, is one of the dense points.
  private static double extreme(Composition composition, double from, double middle, double to) {
    if (middle == 1) {
      return 1;
    }
    double below = from;
    double above = to;
    for (int i = 0; i < SECTIONS; i++) {
      double width = GOLDEN * (above - below);
      double left = above - width;
      double right = below + width;
      if (Math.abs(composition.errorAt(left)) < Math.abs(composition.errorAt(right))) {
        below = left;
      } else {
        above = right;
      }
    }
    double place = below + (above - below) / 2;
    return Math.abs(composition.errorAt(place)) > Math.abs(composition.errorAt(middle))
        ? place
        : middle;
  }
}
