package org.alternant.coefficients;

import org.alternant.coefficients.text.MessageText;

/// What a bound on rounding errors assumes about the arithmetic and the matrices: the conditions of
/// `org.alternant.solver.rounding.RoundingModel`, which says what follows from them.
///
/// @param precision the format
/// @param shape of the matrices; as good as its transpose
/// @param coherence μ ≥ 1: how many times the average row or column the largest may be; √n and
///   more, n the larger dimension, stand for every matrix, also for those whose entries repeat
/// @param slack s for the upper ends of intervals, where errors that are not allowed for grow
/// @param lowerSlack s for the lower ends, where they only delay convergence; at most `slack`
public record RoundingAssumptions(
    Precision precision, MatrixShape shape, double coherence, double slack, double lowerSlack) {

  /// The least with which one rounding may change a matrix by u‖M‖, which is as much as the
  /// rounding of equal entries can; measured errors of stored matrices came to slack 1.1 and no
  /// further, see `docs/ROUNDING.md`.
  public static final double DEFAULT_SLACK = 1.22;

  /// What the lower ends of ordinary matrices were seen to lose at most, see `docs/ROUNDING.md`: to
  /// lose more, the left and right singular vectors of the errors must meet those of the matrix.
  public static final double ORDINARY_LOWER_SLACK = 0.05;

  /// With more, not even binary64 would leave anything.
  private static final double LARGEST_SLACK = 1e6;

  /// What matrices have whose entries do not repeat: momentum matrices came to 2.7, Gaussian ones
  /// to 1.3.
  public static final double ORDINARY_COHERENCE = 3;

  /// The highest degree the model covers.
  public static final int LARGEST_DEGREE = 5;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if the coherence is below 1, a slack is not in (0, 10⁶], or
  ///   `lowerSlack` is above `slack`
  public RoundingAssumptions {
    if (!(coherence >= 1 && Double.isFinite(coherence))) {
      throw new IllegalArgumentException(
          "coherence must be 1 or more, found " + MessageText.number(coherence));
    }
    if (!(slack > 0 && slack <= LARGEST_SLACK)) {
      throw new IllegalArgumentException(
          "slack must be above 0 and at most "
              + MessageText.number(LARGEST_SLACK)
              + ", found "
              + MessageText.number(slack));
    }
    if (!(lowerSlack > 0 && lowerSlack <= slack)) {
      throw new IllegalArgumentException(
          "the slack of lower ends must be positive and at most that of upper ends, "
              + slack
              + "; found "
              + MessageText.number(lowerSlack));
    }
  }

  /// What covers every matrix at the upper ends and ordinary matrices at the lower ones.
  ///
  /// @param precision the format
  /// @param shape of the matrices
  /// @return the assumptions with the coherence and the slacks named above
  public static RoundingAssumptions of(Precision precision, MatrixShape shape) {
    return new RoundingAssumptions(
        precision, shape, everyCoherence(shape), DEFAULT_SLACK, ORDINARY_LOWER_SLACK);
  }

  /// With it no row or column is bounded by anything but the matrix's spectral norm.
  private static double everyCoherence(MatrixShape shape) {
    return Math.sqrt(shape.longer());
  }

  /// Whether every matrix of the shape is meant, also those whose entries repeat, so that their
  /// rounding errors are equal instead of independent.
  ///
  /// @return whether coherence and slack allow an error of u‖M‖ for every stored matrix M
  public boolean coverEveryMatrix() {
    return coherence >= everyCoherence(shape) && slack >= DEFAULT_SLACK;
  }

  /// The same for matrices of another coherence.
  ///
  /// @param newCoherence μ
  /// @return the assumptions, otherwise the same
  /// @throws IllegalArgumentException if the value is outside its range
  public RoundingAssumptions withCoherence(double newCoherence) {
    return new RoundingAssumptions(precision, shape, newCoherence, slack, lowerSlack);
  }

  /// The same with other slacks.
  ///
  /// @param upperEnds s for the upper ends of intervals
  /// @param lowerEnds s for the lower ends
  /// @return the assumptions, otherwise the same
  /// @throws IllegalArgumentException if a slack is outside its range
  public RoundingAssumptions withSlack(double upperEnds, double lowerEnds) {
    return new RoundingAssumptions(precision, shape, coherence, upperEnds, lowerEnds);
  }

  /// The same with the slack of the upper ends at both.
  ///
  /// @return the assumptions, otherwise the same
  public RoundingAssumptions onBothEnds() {
    return withSlack(slack, slack);
  }

  /// The same with the slack of the lower ends at both.
  ///
  /// @return the assumptions, otherwise the same
  public RoundingAssumptions ofLowerEnds() {
    return withSlack(lowerSlack, lowerSlack);
  }
}
