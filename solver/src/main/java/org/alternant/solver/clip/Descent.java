package org.alternant.solver.clip;

import java.util.Arrays;

/// Lowers the largest |f − min(x, 1)| over points by steps that are best for the linearized
/// composition within a trust region.
final class Descent {

  private static final double FIRST_RADIUS = 0.1;
  private static final double LARGEST_RADIUS = 0.5;
  private static final double SMALLEST_RADIUS = 1e-8;
  private static final double GROWTH = 2;
  private static final double SHRINKAGE = 0.3;

  /// Points whose error is below this part of the largest are left out.
  private static final double PART = 0.4;

  /// A gain below this part of the error is none.
  private static final double NO_GAIN = 1e-10;

  private final double[] points;

  /// Takes the points.
  ///
  /// @param points where the error is looked at, among them those of its largest values; not
  ///   changed
  Descent(double[] points) {
    this.points = points;
  }

  /// A composition with its error.
  ///
  /// @param composition the composition
  /// @param error its largest error over the points
  record Found(Composition composition, double error) {}

  /// Goes down.
  ///
  /// @param start where to begin
  /// @param most how many linear problems at most
  /// @param gain stops where a step gains less than this part of the error
  Found from(Composition start, int most, double gain) {
    Found found = new Found(start, start.error(points));
    if (!(found.error < Double.MAX_VALUE)) {
      return found;
    }
    double radius = FIRST_RADIUS;
    for (int i = 0; i < most && radius > SMALLEST_RADIUS; i++) {
      Composition next = found.composition.plus(step(found, radius));
      double error = next.error(points);
      double less = found.error - error;
      if (!(less > NO_GAIN * found.error)) {
        radius *= SHRINKAGE;
        continue;
      }
      found = new Found(next, error);
      radius = Math.min(LARGEST_RADIUS, radius * GROWTH);
      if (less < gain * error) {
        break;
      }
    }
    return found;
  }

  private double[] step(Found found, double radius) {
    int count = 0;
    double[] residuals = new double[points.length];
    double[][] gradients = new double[points.length][];
    double[] scales = found.composition.scales(points);
    for (double x : points) {
      double residual = found.composition.errorAt(x);
      if (Math.abs(residual) >= PART * found.error) {
        residuals[count] = residual;
        gradients[count] = found.composition.gradient(x);
        for (int i = 0; i < scales.length; i++) {
          gradients[count][i] *= scales[i];
        }
        count++;
      }
    }
    double[] box = new double[scales.length];
    Arrays.fill(box, radius);
    double[] step =
        new LinearMinimax(Arrays.copyOf(residuals, count), Arrays.copyOf(gradients, count), box)
            .solve();
    for (int i = 0; i < step.length; i++) {
      step[i] *= scales[i];
    }
    return step;
  }
}
