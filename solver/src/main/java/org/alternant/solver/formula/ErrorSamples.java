package org.alternant.solver.formula;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.formula.Formula;
import org.jspecify.annotations.Nullable;

/// The points at which a formula's error is looked at.
///
/// For the clip the error in x is seen, all over [0, B] and densely about 1, and below B, where the
/// sign's error takes P beyond B² and the inverse square root is steep; for max(x, 0) that of x (1
/// − s(x))/2 on (0, 1].
abstract sealed class ErrorSamples {

  /// Points all over the interval.
  private static final int EVEN = 250;

  /// Points on either side of the corner, evenly in the logarithm of their distance.
  private static final int NEAR = 100;

  /// The nearest of them, as a part of the interval.
  private static final double NEAREST = 1e-6;

  static ErrorSamples of(Formula formula, double bound) {
    return formula == Formula.PSD ? new Psd() : new Clip(bound);
  }

  /// The largest error.
  ///
  /// @param sign the sign's schedule
  /// @param divisor the inverse square root's; null where there is none
  /// @return +∞ where the formula cannot be computed
  abstract double error(SampledSchedule sign, @Nullable SampledSchedule divisor);

  /// What the inverse square root is multiplied by for the least error.
  abstract double factor(SampledSchedule sign, @Nullable SampledSchedule divisor);

  /// Distances from a corner, all over the interval and near.
  private static double[] distances(double farthest) {
    return DoubleStream.concat(
            IntStream.rangeClosed(1, EVEN).mapToDouble(i -> farthest * i / EVEN),
            Arrays.stream(near(farthest)))
        .toArray();
  }

  private static double[] near(double farthest) {
    return IntStream.rangeClosed(1, NEAR)
        .mapToDouble(i -> farthest * StrictMath.pow(NEAREST, (double) i / NEAR))
        .toArray();
  }

  private static final class Psd extends ErrorSamples {

    private final double[] points = distances(1);

    @Override
    double error(SampledSchedule sign, @Nullable SampledSchedule divisor) {
      double error = 0;
      for (double x : points) {
        error = Math.max(error, x * Math.abs(1 - sign.at(x)) / 2);
      }
      return error;
    }

    @Override
    double factor(SampledSchedule sign, @Nullable SampledSchedule divisor) {
      throw new UnsupportedOperationException("no part is an inverse square root");
    }
  }

  private static final class Clip extends ErrorSamples {

    private static final int HALVINGS = 50;

    /// Far beyond B²: where the sign diverges.
    private static final double LARGEST = 1e100;

    private final double[] points;

    Clip(double bound) {
      double[] below = distances(1);
      double[] above = distances(bound - 1);
      points =
          Stream.of(
                  Arrays.stream(below).map(distance -> 1 - distance),
                  Arrays.stream(above).map(distance -> 1 + distance),
                  Arrays.stream(near(bound - 1)).map(distance -> bound - distance),
                  DoubleStream.of(1))
              .flatMapToDouble(part -> part)
              .sorted()
              .toArray();
    }

    @Override
    double error(SampledSchedule sign, @Nullable SampledSchedule divisor) {
      double[] values = values(sign, divisor);
      return values.length == 0 ? Double.POSITIVE_INFINITY : error(values, factor(values));
    }

    /// Of the formula; none where its inverse square root would be taken of numbers below 0.
    private double[] values(SampledSchedule sign, @Nullable SampledSchedule given) {
      SampledSchedule divisor = Objects.requireNonNull(given);
      double[] values = new double[points.length];
      for (int i = 0; i < points.length; i++) {
        double z = (points[i] - 1) * (points[i] + 1);
        double p = (2 + z + z * sign.at(z)) / 2;
        if (!(p > 0 && p < LARGEST)) {
          return new double[0];
        }
        double root = Math.sqrt(p);
        values[i] = points[i] * divisor.at(root) / root;
      }
      return values;
    }

    @Override
    double factor(SampledSchedule sign, @Nullable SampledSchedule divisor) {
      return factor(values(sign, divisor));
    }

    /// The error is convex in the factor, and its slope the sign of that error which is largest.
    private double factor(double[] values) {
      double below = 0.5;
      double above = 2;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (below + above) / 2;
        if (worst(values, middle) > 0) {
          above = middle;
        } else {
          below = middle;
        }
      }
      return (below + above) / 2;
    }

    private double error(double[] values, double factor) {
      return Math.abs(worst(values, factor));
    }

    /// The error of largest size, with its sign.
    private double worst(double[] values, double factor) {
      double worst = 0;
      for (int i = 0; i < values.length; i++) {
        double error = factor * values[i] - Math.min(points[i], 1);
        worst = Math.abs(error) > Math.abs(worst) ? error : worst;
      }
      return worst;
    }
  }
}
