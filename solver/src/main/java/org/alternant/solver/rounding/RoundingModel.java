package org.alternant.solver.rounding;

import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;

/// How far rounding may move the singular values in one step, for every matrix of a shape: what a
/// schedule needs to know beforehand. `docs/ROUNDING.md` has the derivation.
///
/// **Model.** A matrix M is stored with an error E of spectral norm
///
///     ‖E‖₂ ≤ s ρ u (R(M) + C(M)),    ρ = 0.41,
///
/// u the unit roundoff of the format, R and C the largest norm of a row and of a column, s a slack:
/// this is the norm of a random matrix whose entries are independent errors of root mean square ρ u
/// times the entry. An accumulation in binary32 (binary64) of k products errs in the same way with
/// its own u times √k, in proportion to its partial sums. The input X: m×n, m ≤ n, divided by its
/// Frobenius norm, has R(X) ≤ μ/√m and C(X) ≤ μ/√n with the *coherence* μ; what follows is
/// computed.
///
/// **Step.** ‖X‖₂ ≤ h; A = XXᵀ, B = c₁A + c₂A², Y = c₀X + BX are stored. Then the computed Y is
///
///     Ŷ = (q(A) + F) X + E_Y,    ‖F‖₂ ≤ φ,  ‖FX + E_Y‖₂ ≤ δ,
///
/// p(x) = x q(x²), with the bounds of [#stepError]. It holds for degrees 1, 3 and 5; steps of higher
/// degree store more matrices.
///
/// @param assumptions the format, the matrices, and the slack s
public record RoundingModel(RoundingAssumptions assumptions) {

  /// The bounds below are evaluated in binary64 with fewer than 2⁸ roundings; this covers them.
  private static final double OUTWARD = 1 + 0x1p-40;

  /// The same model with the slack of the upper ends at both.
  ///
  /// @return the model, otherwise the same
  public RoundingModel onBothEnds() {
    return new RoundingModel(assumptions.onBothEnds());
  }

  /// The same model with the slack of the lower ends at both.
  ///
  /// @return the model, otherwise the same
  public RoundingModel ofLowerEnds() {
    return new RoundingModel(assumptions.ofLowerEnds());
  }

  /// Bounds on the norms of an iterate.
  ///
  /// @param spectral h ≥ ‖X‖₂
  /// @param row R, the largest norm of a row of the m ≤ n
  /// @param column C, the largest norm of a column
  public record Norms(double spectral, double row, double column) {

    /// No row or column is longer than h.
    public Norms {
      row = Math.min(row, spectral);
      column = Math.min(column, spectral);
    }
  }

  /// How the computed Ŷ = (q(A) + F) X + E_Y may differ from p(X).
  ///
  /// @param total δ ≥ ‖FX + E_Y‖₂
  /// @param factor φ ≥ ‖F‖₂
  /// @param stored a bound on ‖E_Y‖₂
  public record StepError(double total, double factor, double stored) {}

  /// A matrix divided by its Frobenius norm, before it is rounded.
  ///
  /// @param spectral a bound on its spectral norm
  /// @return bounds for the coherence of the model
  public Norms normalized(double spectral) {
    return new Norms(
        spectral,
        assumptions.coherence() / Math.sqrt(shorter()),
        assumptions.coherence() / Math.sqrt(longer()));
  }

  /// The error of storing the input.
  ///
  /// @param x bounds for X before it is rounded
  /// @return a bound on ‖E‖₂
  public double inputError(Norms x) {
    return OUTWARD * error(storage(), x.row(), x.column());
  }

  /// Bounds for the input as it is stored.
  ///
  /// @param x bounds for X before it is rounded
  /// @return bounds for the stored matrix
  public Norms stored(Norms x) {
    double error = inputError(x);
    return new Norms(
        Math.nextUp(x.spectral() + error),
        OUTWARD * (x.row() + error),
        OUTWARD * (x.column() + error));
  }

  /// Bounds the error of a step, with the slack of the upper ends.
  ///
  /// @param step a step of degree 5 or less
  /// @param x bounds for X, as it is stored
  /// @return δ, φ and ‖E_Y‖₂
  /// @throws IllegalArgumentException if the degree is above [RoundingAssumptions#LARGEST_DEGREE],
  ///   or the step has a plan of its own
  public StepError stepError(Step step, Norms x) {
    // Long: one derivation, in the order of docs/ROUNDING.md.
    OddQuintic p = OddQuintic.of(step);
    double h = x.spectral();
    double r = x.row();
    double c = x.column();
    boolean roundsOperands = assumptions.precision() == Precision.TFLOAT32;
    double operandX = error(storage(), r, c);

    double addingA = error(accumulator(longer()), h * r, h * r);
    double errorA =
        addingA
            + (roundsOperands
                ? product(h, operandX, h, operandX)
                : error(storage(), h * r + addingA, h * r + addingA));
    double throughA = p.slopeOfB(h) * errorA + Math.abs(p.c2()) * errorA * errorA;

    double normA = h * h + errorA;
    double rowA = h * r + errorA;
    double rowB = Math.min(r * p.largestBOverX(h), p.largestB(h)) + throughA;
    double errorB = 0;
    if (step.degree() > 3) {
      // Below, B is never stored: its coefficient goes into the product with X.
      double magnitudes = (Math.abs(p.c1()) + Math.abs(p.c2()) * normA) * rowA;
      double addingB = error(accumulator(shorter()), magnitudes, magnitudes);
      double operandA = error(storage(), rowA, rowA);
      errorB =
          addingB
              + (roundsOperands
                  ? Math.abs(p.c2()) * product(normA, operandA, normA, operandA)
                  : error(storage(), rowB + addingB, rowB + addingB));
    }
    double factor = throughA + errorB;
    double throughFactor =
        Math.min(p.slopeOfB(h) * h, p.commutedSlope(h)) * errorA
            + Math.abs(p.c2()) * errorA * errorA * h
            + errorB * h;

    double normB = p.largestB(h) + factor;
    // A partial sum of BX has rows of parts of B times parts of X.
    double addingY =
        error(
            accumulator(shorter()),
            Math.abs(p.c0()) * r + (rowB + errorB) * h,
            (Math.abs(p.c0()) + normB) * c);
    double growth = p.largestQ(h);
    double largest = p.largestValue(h);
    double before = throughFactor + addingY;
    double stored =
        addingY
            + (roundsOperands
                ? product(normB, error(storage(), rowB + errorB, rowB + errorB), h, operandX)
                : error(
                    storage(),
                    Math.min(r * growth, largest) + before,
                    Math.min(c * growth, largest) + before));
    return new StepError(OUTWARD * (throughFactor + stored), OUTWARD * factor, OUTWARD * stored);
  }

  /// Bounds for the computed Ŷ.
  ///
  /// @param step a step of degree 5 or less
  /// @param x bounds for X
  /// @param spectral a bound on ‖Ŷ‖₂
  /// @return bounds for Ŷ
  public Norms next(Step step, Norms x, double spectral) {
    double growth = OddQuintic.of(step).largestQ(x.spectral());
    double error = stepError(step, x).total();
    return new Norms(
        spectral, OUTWARD * (growth * x.row() + error), OUTWARD * (growth * x.column() + error));
  }

  /// A bound on the error of a product of factors of norms a and b that are rounded with errors d
  /// and e.
  private static double product(double a, double d, double b, double e) {
    return a * e + b * d + d * e;
  }

  private double error(double unit, double row, double column) {
    return assumptions.slack() * Precision.ROUNDING_RMS * unit * (row + column);
  }

  private double storage() {
    return assumptions.precision().unitRoundoff();
  }

  /// Of products whose factors rounding may have enlarged.
  private double accumulator(int products) {
    double unit = assumptions.precision().accumulator().unitRoundoff();
    double factors = (1 + storage()) * (1 + storage());
    return unit * Math.sqrt(products) * factors;
  }

  private int shorter() {
    return assumptions.shape().shorter();
  }

  private int longer() {
    return assumptions.shape().longer();
  }

  /// p(x) = c₀x + c₁x³ + c₂x⁵ = x q(x²), and B(λ) = c₁λ + c₂λ², with λ = x². All maxima are of
  /// absolute values, over 0 ≤ x ≤ h.
  private record OddQuintic(double c0, double c1, double c2) {

    static OddQuintic of(Step step) {
      if (step.plan() != null) {
        throw new IllegalArgumentException(
            "the rounding model covers steps without an evaluation plan");
      }
      if (step.degree() > RoundingAssumptions.LARGEST_DEGREE) {
        throw new IllegalArgumentException(
            "the rounding model covers degrees up to "
                + RoundingAssumptions.LARGEST_DEGREE
                + ", found degree "
                + step.degree());
      }
      return new OddQuintic(coefficient(step, 0), coefficient(step, 1), coefficient(step, 2));
    }

    private static double coefficient(Step step, int index) {
      return index < step.coefficients().size() ? step.coefficients().get(index) : 0;
    }

    double largestValue(double h) {
      // p′ = c₀ + 3c₁λ + 5c₂λ²
      double largest = Math.abs(value(h));
      double discriminant = 9 * c1 * c1 - 20 * c0 * c2;
      if (discriminant >= 0) {
        // In this form neither root cancels, and c₂ may be 0.
        double sum = -(3 * c1 + Math.copySign(Math.sqrt(discriminant), c1)) / 2;
        for (double root : new double[] {sum / (5 * c2), c0 / sum}) {
          if (root > 0 && root < h * h) {
            largest = Math.max(largest, Math.abs(value(Math.sqrt(root))));
          }
        }
      }
      return largest;
    }

    private double value(double x) {
      double y = x * x;
      return x * (c0 + y * (c1 + y * c2));
    }

    double largestQ(double h) {
      return largestParabola(c0, c1, c2, h * h);
    }

    double largestB(double h) {
      return largestParabola(0, c1, c2, h * h);
    }

    /// max |B(x²)/x|.
    double largestBOverX(double h) {
      return largestCubic(c1, c2, h);
    }

    /// max |B′(λ)|.
    double slopeOfB(double h) {
      return Math.max(Math.abs(c1), Math.abs(c1 + 2 * c2 * h * h));
    }

    /// A bound on ‖(B(A + E) − B(A) − c₂E²) X‖₂ for ‖E‖₂ = 1: with any τ it is E ((c₁ + c₂τ) X +
    /// c₂AX) + c₂ (A − τ) EX.
    double commutedSlope(double h) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i <= CENTRES; i++) {
        double tau = h * h * i / CENTRES;
        double bound =
            largestCubic(c1 + c2 * tau, c2, h) + Math.abs(c2) * h * Math.max(tau, h * h - tau);
        least = Math.min(least, bound);
      }
      return least;
    }

    /// How many τ are tried; each gives a bound.
    private static final int CENTRES = 16;

    /// max |a + bλ + cλ²| for 0 ≤ λ ≤ end.
    private static double largestParabola(double a, double b, double c, double end) {
      double largest = Math.max(Math.abs(a), Math.abs(a + b * end + c * end * end));
      double vertex = c == 0 ? -1 : -b / (2 * c);
      return vertex > 0 && vertex < end ? Math.max(largest, Math.abs(a + b * vertex / 2)) : largest;
    }

    /// max |ax + bx³|.
    private static double largestCubic(double a, double b, double h) {
      double largest = Math.abs(a * h + b * h * h * h);
      double extremum = b == 0 ? -1 : -a / (3 * b);
      return extremum > 0 && extremum < h * h
          ? Math.max(largest, Math.abs(2 * a * Math.sqrt(extremum) / 3))
          : largest;
    }
  }
}
