package org.alternant.solver.rounding;

import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;

/// Polynomials f of one matrix M = H + K, H symmetric with eigenvalues in an interval, that are
/// computed with rounding: bounds on ‖f(M)‖₂ and on how far what is stored is from f(M).
///
/// A polynomial is held by its values at m Chebyshev points of the interval, m well above its
/// degree n. Its largest value is at most 1/cos(nπ/2m) times the largest of these (H. Ehlich, K.
/// Zeller, *Schwankung von Polynomen zwischen Gitterpunkten*, Math. Z. 86, 1964).
final class ComputedFunctions {

  /// Points for each degree: they miss 0.5 % of the largest value.
  private static final int POINTS = 16;

  /// The bounds are evaluated in binary64 with fewer than 2¹⁶ roundings; this covers them.
  private static final double OUTWARD = 1 + 0x1p-34;

  /// The error of a Chebyshev coefficient, in parts of the largest value.
  private static final double COEFFICIENT_ERROR = 0x1p-40;

  /// The roundings of a scaling, of its factor, and of the sum that it goes into.
  private static final int SCALING = 3;

  private static final double SHORTEST = 0x1p-20;

  private final double[] cosines;
  private final double[] points;
  private final double radius;
  private final double skew;
  private final RoundingAssumptions assumptions;

  /// A polynomial f of M as it was computed.
  static final class Computed {
    /// Of f at the points, not to be changed.
    private final double[] values;

    private final int degree;
    private final double norm;
    private final double error;

    private Computed(double[] values, int degree, double norm, double error) {
      this.values = values;
      this.degree = degree;
      this.norm = norm;
      this.error = error;
    }

    /// At least that of f.
    int degree() {
      return degree;
    }

    /// A bound on ‖f(M)‖₂.
    double norm() {
      return norm;
    }

    /// A bound on the spectral norm of the stored matrix's error.
    double error() {
      return error;
    }

    /// A bound on the stored matrix.
    double stored() {
      return norm + error;
    }
  }

  /// A multiple of a matrix, which is not stored.
  record Term(double factor, Computed matrix) {}

  /// @param eigenvalues of H
  /// @param skew a bound on ‖K‖₂
  /// @param degree the largest that any f has
  /// @param assumptions how matrices are rounded; their order is the shape's
  ComputedFunctions(
      Interval eigenvalues, double skew, int degree, RoundingAssumptions assumptions) {
    this.skew = skew;
    this.assumptions = assumptions;
    int count = POINTS * degree;
    cosines = new double[4 * count];
    Arrays.setAll(cosines, i -> StrictMath.cos(i * Math.PI / (2 * count)));
    // Polynomials may be looked at on a longer interval, and must be on more than a point.
    radius =
        Math.max(eigenvalues.upper() - eigenvalues.lower(), SHORTEST * eigenvalues.upper()) / 2;
    double middle = (eigenvalues.upper() + eigenvalues.lower()) / 2;
    points = new double[count];
    Arrays.setAll(points, i -> middle + radius * cosines[2 * i + 1]);
  }

  /// I.
  Computed identity() {
    double[] values = new double[points.length];
    Arrays.fill(values, 1);
    return new Computed(values, 0, 1, 0);
  }

  /// M itself, which is what it is.
  Computed matrix() {
    return computed(points.clone(), 1, 0);
  }

  /// Σ c F, stored.
  Computed combined(List<Term> terms) {
    double[] values = new double[points.length];
    int degree = 0;
    double error = 0;
    for (Term term : terms) {
      Computed f = term.matrix;
      double factor = term.factor;
      for (int i = 0; i < values.length; i++) {
        values[i] += factor * f.values[i];
      }
      degree = Math.max(degree, f.degree);
      error +=
          Math.abs(factor) * (f.error + SCALING * terms.size() * unit(accumulator()) * f.stored());
    }
    return stored(values, degree, error);
  }

  /// α F G + β C, stored.
  Computed product(double alpha, Computed f, Computed g, double beta, Computed c) {
    double[] values = new double[points.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = alpha * f.values[i] * g.values[i] + beta * c.values[i];
    }
    double error =
        Math.abs(alpha) * (f.norm * g.error + f.error * g.norm + f.error * g.error)
            + Math.abs(beta) * c.error
            + multiplied(Math.abs(alpha) * f.stored() * g.stored())
            + SCALING * unit(accumulator()) * Math.abs(beta) * c.stored();
    int degree = Math.max(alpha == 0 ? 0 : f.degree + g.degree, beta == 0 ? 0 : c.degree);
    return stored(values, degree, error);
  }

  /// The error of a product before it is stored, of factors with a product of norms.
  double multiplied(double norms) {
    int order = assumptions.shape().longer();
    double operands =
        roundsOperands() ? 2 * unit(assumptions.precision()) + unit(assumptions.precision()) : 0;
    return norms * ((Math.sqrt(order) + SCALING) * unit(accumulator()) * (1 + operands) + operands);
  }

  /// What storing a matrix costs, in parts of its norm.
  double storing() {
    return unit(roundsOperands() ? accumulator() : assumptions.precision());
  }

  /// The same for the mean of a matrix and its transpose.
  double symmetrizing() {
    return storing() + unit(accumulator());
  }

  /// A bound on ‖f(H + G) − f(H)‖₂ for every matrix G with ‖G‖₂ ≤ g.
  ///
  /// With S = (H − middle)/r, B = S + G/r and Dₖ = Tₖ(B) − Tₖ(S) it is Σ |dₖ| ‖Dₖ‖, f = Σ dₖ Tₖ, and
  ///
  ///     Dₖ = U_(k−1)(S) G/r + 2 Σ_(j=1…k−1) U_(k−1−j)(S) (G/r) (Tⱼ(S) + Dⱼ)
  ///
  /// because the recurrence of Tₖ(B) is that of Tₖ(S) with 2 (G/r) Tₖ(B) added. ‖Uⱼ(S)‖ ≤ j + 1.
  double change(Computed f, double g) {
    if (g == 0) {
      return 0;
    }
    double share = g / radius;
    double[] changes = new double[f.degree + 1];
    double sum = 0;
    for (int k = 1; k <= f.degree; k++) {
      double change = k;
      for (int j = 1; j < k; j++) {
        change += 2 * (k - j) * (1 + changes[j]);
      }
      changes[k] = share * change;
      sum += (Math.abs(coefficient(f.values, k)) + COEFFICIENT_ERROR * f.norm) * changes[k];
    }
    return OUTWARD * sum;
  }

  /// dₖ, k > 0.
  private double coefficient(double[] values, int k) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * cosines[(int) (k * (2L * i + 1) % cosines.length)];
    }
    return 2 * sum / values.length;
  }

  private Computed stored(double[] values, int degree, double error) {
    Computed exact = computed(values, degree, error);
    return new Computed(values, degree, exact.norm, OUTWARD * (error + storing() * exact.stored()));
  }

  private Computed computed(double[] values, int degree, double error) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    double norm = OUTWARD * largest / StrictMath.cos(degree * Math.PI / (2 * points.length));
    Computed symmetric = new Computed(values, degree, norm, error);
    return skew == 0
        ? symmetric
        : new Computed(values, degree, norm + change(symmetric, skew), error);
  }

  private boolean roundsOperands() {
    return assumptions.precision() == Precision.TFLOAT32;
  }

  private Precision accumulator() {
    return assumptions.precision().accumulator();
  }

  /// Rows and columns are no longer than the spectral norm.
  private double unit(Precision precision) {
    return assumptions.slack() * Precision.ROUNDING_RMS * 2 * precision.unitRoundoff();
  }
}
