package org.alternant.iteration;

import java.util.Random;

/// The singular values of a test matrix.
///
/// @param kind how they are spread
/// @param lower the smallest, in (0, 1]; without meaning for [Kind#GAUSSIAN]. Below about 1e-16 it
///   is lost when the matrix's entries are rounded
public record Spectrum(Kind kind, double lower) {

  /// How singular values are spread. All kinds but [#GAUSSIAN] attain 1, and from two singular
  /// values on also `lower`, so that a run meets both ends of its interval.
  public enum Kind {
    /// The logarithm uniform between the two ends.
    LOG_UNIFORM,
    /// Uniform between the two ends.
    UNIFORM,
    /// Evenly spaced logarithms.
    GEOMETRIC,
    /// One direction holds at least 1/√2 of the Frobenius norm: σ₁ = 1, and the others log-uniform
    /// from `lower` to 1/√r, r the number of singular values (all at `lower`, and the share
    /// smaller, where `lower` is above that).
    DOMINANT,
    /// What a matrix of independent standard normal entries has: about √n ± √m.
    GAUSSIAN
  }

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `lower` is not in (0, 1]
  public Spectrum {
    if (!(lower > 0 && lower <= 1)) {
      throw new IllegalArgumentException("lower must be in (0, 1], found " + lower);
    }
  }

  /// The prescribed singular values: 1, then the inner ones in the order they are drawn, then
  /// `lower`.
  ///
  /// @param count how many, at least 1
  /// @param random where the inner ones come from
  double[] singularValues(int count, Random random) {
    double[] values = new double[count];
    values[0] = 1;
    for (int i = 1; i < count - 1; i++) {
      values[i] =
          switch (kind) {
            case UNIFORM -> lower + (1 - lower) * random.nextDouble();
            case LOG_UNIFORM -> StrictMath.pow(lower, random.nextDouble());
            case GEOMETRIC -> StrictMath.pow(lower, i / (count - 1.0));
            case DOMINANT -> belowDominant(count, random);
            case GAUSSIAN ->
                throw new IllegalStateException("a Gaussian matrix has no prescribed spectrum");
          };
    }
    if (count > 1) {
      values[count - 1] = lower;
    }
    return values;
  }

  private double belowDominant(int count, Random random) {
    double upper = Math.max(lower, 1 / Math.sqrt(count));
    return upper * StrictMath.pow(lower / upper, random.nextDouble());
  }
}
