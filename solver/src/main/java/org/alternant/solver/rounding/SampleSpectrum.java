package org.alternant.solver.rounding;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.TrialRuns;

/// Singular values that stand for those of a matrix, with the share of each.
public final class SampleSpectrum {

  /// How closely a quantile is bisected for.
  private static final int ROUNDS = 40;

  private final double[] values;
  private final double[] shares;

  private SampleSpectrum(double[] values, double[] shares) {
    this.values = values;
    this.shares = shares;
  }

  /// Singular values that stand for those of a matrix of any order.
  ///
  /// @param kind how they are spread
  /// @param input from where to where
  /// @param count how many, at least 2
  /// @param order of the matrix: of so many singular values one is the dominant one
  /// @return the values with their shares
  static SampleSpectrum of(TrialRuns.Kind kind, Interval input, int count, int order) {
    double[] shares = new double[count];
    Arrays.fill(shares, 1.0 / count);
    if (kind == TrialRuns.Kind.DOMINANT) {
      Arrays.fill(shares, (1 - 1.0 / order) / (count - 1));
      shares[0] = 1.0 / order;
    }
    return new SampleSpectrum(values(kind, input, count), shares);
  }

  int size() {
    return values.length;
  }

  /// The i-th singular value.
  double value(int i) {
    return values[i];
  }

  /// What each singular value becomes.
  SampleSpectrum mapped(DoubleUnaryOperator step) {
    return new SampleSpectrum(Arrays.stream(values).map(step).toArray(), shares);
  }

  /// The root mean square of numbers that belong to the singular values.
  double rootMeanSquare(double[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += shares[i] * numbers[i] * numbers[i];
    }
    return Math.sqrt(sum);
  }

  double mean(double[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += shares[i] * numbers[i];
    }
    return sum;
  }

  double share(int i) {
    return shares[i];
  }

  /// A copy of the singular values.
  double[] toArray() {
    return values.clone();
  }

  /// Singular values over an interval, in descending order from its upper to its lower end. Those
  /// of a Gaussian matrix are the quantiles of the quarter circle, which a large square one's
  /// follow.
  ///
  /// @param kind how they are spread
  /// @param input from where to where
  /// @param count how many; one alone is the upper end
  /// @return the values
  public static double[] values(TrialRuns.Kind kind, Interval input, int count) {
    double lower = input.lower();
    double upper = input.upper();
    double[] values = new double[count];
    values[0] = upper;
    for (int i = 1; i < count; i++) {
      double share = i / (count - 1.0);
      values[i] =
          switch (kind) {
            case UNIFORM -> upper + (lower - upper) * share;
            case DOMINANT -> lower * StrictMath.pow(Math.min(10, upper / lower), 1 - share);
            case GEOMETRIC -> upper * StrictMath.pow(lower / upper, share);
            case GAUSSIAN -> lower + (upper - lower) * quantile(1 - share);
          };
    }
    return values;
  }

  /// Where the quarter circle of radius 1 has a share of its area to the left.
  private static double quantile(double share) {
    double below = 0;
    double above = 1;
    for (int i = 0; i < ROUNDS; i++) {
      double x = (below + above) / 2;
      double area = 2 / Math.PI * (x * Math.sqrt(1 - x * x) + StrictMath.asin(x));
      if (area < share) {
        below = x;
      } else {
        above = x;
      }
    }
    return above;
  }
}
