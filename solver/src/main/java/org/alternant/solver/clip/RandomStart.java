package org.alternant.solver.clip;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Compositions to begin with: steps that keep about the size of what comes in, with higher terms
/// that bend it.
final class RandomStart {

  /// The coefficient of x lies from here on in such a range.
  private static final double LEAST_SLOPE = 0.6;

  private static final double SLOPE_RANGE = 1.2;

  /// The other terms, at the largest argument, are so many times it at most.
  private static final double LARGEST_TERM = 3;

  /// What comes out of a step is taken for no smaller than this.
  private static final double SMALLEST_SIZE = 0.3;

  /// Points for the size of what comes out of a step.
  private static final int POINTS = 20;

  private RandomStart() {}

  static Composition of(double bound, List<Integer> degrees, Random random) {
    double[][] steps = new double[degrees.size()][];
    double size = bound;
    for (int t = 0; t < steps.length; t++) {
      steps[t] = new double[(degrees.get(t) + 1) / 2];
      steps[t][0] = LEAST_SLOPE + SLOPE_RANGE * random.nextDouble();
      double share = 1;
      for (int j = 1; j < steps[t].length; j++) {
        share /= size * size;
        steps[t][j] = share * LARGEST_TERM * (2 * random.nextDouble() - 1);
      }
      Composition soFar = new Composition(Arrays.copyOf(steps, t + 1));
      size = Math.max(soFar.largest(bound, POINTS), SMALLEST_SIZE);
    }
    return new Composition(steps);
  }
}
