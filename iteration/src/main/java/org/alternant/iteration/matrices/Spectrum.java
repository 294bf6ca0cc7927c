package org.alternant.iteration.matrices;

import java.util.Random;
import org.alternant.coefficients.text.MessageText;

/// The singular values of a test matrix, drawn by a rule.
///
/// @param kind how they are spread; all but [Kind#ADVERSARIAL], which is not drawn
/// @param lower the smallest that is not 0, in (0, `upper`]; without meaning for [Kind#GAUSSIAN].
///   Below about 1e-16 `upper` it is lost when the matrix's entries are rounded
/// @param upper the largest, finite; without meaning for [Kind#GAUSSIAN]
public record Spectrum(Kind kind, double lower, double upper) {

  /// How singular values are spread. All kinds with ends attain `upper` and, given at least two
  /// nonzero singular values, `lower` too, so that a run meets both ends of its interval.
  public enum Kind {
    /// The logarithm uniform between the two ends.
    LOG_UNIFORM,
    /// Uniform between the two ends.
    UNIFORM,
    /// Evenly spaced logarithms.
    GEOMETRIC,
    /// One direction holds at least 1/√2 of the Frobenius norm: σ₁ = `upper`, and the others
    /// log-uniform from `lower` to `upper`/√r, r the number of singular values (all at `lower`, and
    /// the share smaller, where `lower` is above that).
    DOMINANT,
    /// Half of them, rounded up, log-uniform between the two ends, and the others 0. A single one
    /// is therefore `upper`: a row or a column has full rank unless it is zero.
    RANK_DEFICIENT,
    /// Four clusters, as equal in number as can be, at evenly spaced logarithms from `upper` to
    /// `lower`; relative to its place, each is 2⁻²⁰ wide. Binary32 tells such neighbours apart; a
    /// polynomial hardly does.
    CLUSTERED,
    /// What a matrix of independent standard normal entries has: about √n ± √m. It has no ends.
    GAUSSIAN,
    /// Where a table does worst, such as the witnesses of its certificate. They are computed from
    /// the table and not drawn: no [Spectrum] is of this kind, and [TestMatrix#withSingularValues]
    /// takes the values themselves.
    ADVERSARIAL
  }

  /// How many clusters [Kind#CLUSTERED] has: the two ends and two places between them.
  private static final int CLUSTERS = 4;

  /// Their relative width.
  private static final double CLUSTER_WIDTH = 0x1p-20;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `upper` is not finite and positive, `lower` is not in (0,
  ///   `upper`] or the kind is [Kind#ADVERSARIAL]
  public Spectrum {
    if (kind == Kind.ADVERSARIAL) {
      throw new IllegalArgumentException("adversarial singular values are given, not drawn");
    }
    if (!(upper > 0 && Double.isFinite(upper))) {
      throw new IllegalArgumentException(
          "upper must be finite and positive, found " + MessageText.number(upper));
    }
    if (!(lower > 0 && lower <= upper)) {
      throw new IllegalArgumentException(
          "lower must be in (0, "
              + MessageText.number(upper)
              + "], found "
              + MessageText.number(lower));
    }
  }

  /// A spectrum with largest singular value 1.
  ///
  /// @param kind how the singular values are spread
  /// @param lower the smallest that is not 0, in (0, 1]
  /// @throws IllegalArgumentException if `lower` is not in (0, 1] or the kind is [Kind#ADVERSARIAL]
  public Spectrum(Kind kind, double lower) {
    this(kind, lower, 1);
  }

  /// The singular values: `upper`, then the inner ones in the order they are drawn, then `lower`,
  /// then zeros.
  ///
  /// @param count how many, at least 1
  /// @param random where the inner ones come from
  /// @return the values
  public double[] singularValues(int count, Random random) {
    double[] values = new double[count];
    int rank = kind == Kind.RANK_DEFICIENT ? (count + 1) / 2 : count;
    values[0] = upper;
    for (int i = 1; i < rank - 1; i++) {
      values[i] = Math.clamp(inner(i, rank, random), lower, upper);
    }
    if (rank > 1) {
      values[rank - 1] = lower;
    }
    return values;
  }

  /// The singular value with an index strictly between 0 and `rank` − 1; rounding may carry it an
  /// ulp or two beyond an end.
  private double inner(int index, int rank, Random random) {
    return switch (kind) {
      case UNIFORM -> lower + (upper - lower) * random.nextDouble();
      case LOG_UNIFORM, RANK_DEFICIENT -> geometricMean(upper, random.nextDouble());
      case GEOMETRIC -> geometricMean(upper, index / (rank - 1.0));
      case DOMINANT -> geometricMean(Math.max(lower, upper / Math.sqrt(rank)), random.nextDouble());
      case CLUSTERED -> inCluster((int) ((long) CLUSTERS * index / rank), random.nextDouble());
      case GAUSSIAN, ADVERSARIAL ->
          throw new IllegalStateException(kind + " singular values are not drawn one by one");
    };
  }

  /// top¹⁻ʷ · lowerʷ, without overflow wherever the ends are.
  private double geometricMean(double top, double weight) {
    return StrictMath.pow(lower, weight) * StrictMath.pow(top, 1 - weight);
  }

  /// A value of the cluster c = 0, …, 3 from above. The first lies below its place `upper`, the
  /// last above its place `lower`, and the others shift in between, so that all have the same width
  /// and stay between the ends.
  private double inCluster(int cluster, double share) {
    double fromAbove = cluster / (CLUSTERS - 1.0);
    return geometricMean(upper, fromAbove) * (1 + CLUSTER_WIDTH * (fromAbove - share));
  }
}
