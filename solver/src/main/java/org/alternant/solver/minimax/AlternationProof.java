package org.alternant.solver.minimax;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.FixedPointPolynomial;
import org.alternant.solver.exact.Powers;
import org.jspecify.annotations.Nullable;

/// Encloses the minimax error from a polynomial h(x) = Σ cⱼ x^(pj+1) that nearly alternates on a
/// reference, and finds the next reference on the way.
///
/// *Lower bound* (de la Vallée-Poussin): if 1 − h alternates in sign on the q + 2 points of the
/// reference, no polynomial of that form has a smaller maximal error than the smallest |1 − h(xᵢ)|.
///
/// *Upper bound*: h′ has at most q roots in y = xᵖ. Where h′ changes sign across q disjoint
/// brackets [xᵢ − r, xᵢ + r], each holds exactly one root ξ and h is monotone between them, so |1 −
/// h| is largest at an end of the interval or inside a bracket. There |h(ξ) − h(xᵢ)| ≤ r max |h′|;
/// and since |h′| is |y − ξᵖ| times a product that varies by less than a factor 2 over a bracket
/// much narrower than its distance to the others, max |h′| ≤ 2 max(|h′(xᵢ − r)|, |h′(xᵢ + r)|).
///
/// Every comparison allows for the rounding errors of the fixed-point values.
///
/// @param lower a proved lower bound on E; null if the errors do not certainly alternate
/// @param upper a proved upper bound on max |1 − h|; null if some bracket shows no certain sign
///   change
/// @param errors 1 − h(xᵢ)
/// @param critical the reference moved to the critical points of h by one Newton step
/// @param change the largest of those moves
record AlternationProof(
    @Nullable Dyadic lower,
    @Nullable Dyadic upper,
    List<Dyadic> errors,
    List<Dyadic> critical,
    Dyadic change) {

  /// Examines a polynomial on a reference.
  ///
  /// @param root p
  /// @param x the reference in (0, 1], ends of the interval included
  /// @param ratio the polynomial Σ cⱼ yʲ = h(x)/x
  /// @param fractionBits its grid
  /// @return the bounds, as far as they hold, and the next reference
  static AlternationProof of(int root, Dyadic[] x, FixedPointPolynomial ratio, int fractionBits) {
    Examination examination = new Examination(root, x, ratio, fractionBits);
    for (int i = 1; i < x.length - 1; i++) {
      examination.newtonStep(i);
    }
    return new AlternationProof(
        examination.lower(),
        examination.upper(),
        List.of(examination.errors),
        List.of(examination.critical()),
        examination.change());
  }

  /// The width of the bracket.
  ///
  /// @return upper − lower; null unless both bounds hold
  @Nullable Dyadic width() {
    return lower == null || upper == null ? null : upper.minus(lower);
  }

  Dyadic provedLower() {
    return Objects.requireNonNull(lower);
  }

  Dyadic provedUpper() {
    return Objects.requireNonNull(upper);
  }

  private static final class Examination {
    private final int root;
    private final Dyadic[] x;
    private final int fractionBits;
    private final FixedPointPolynomial slope;
    private final FixedPointPolynomial slopeDerivative;
    private final Dyadic errorSlack;
    private final Dyadic slopeSlack;
    private final Dyadic[] errors;
    private final Dyadic[] step;
    private final Dyadic[] radius;

    Examination(int root, Dyadic[] x, FixedPointPolynomial ratio, int fractionBits) {
      this.root = root;
      this.x = x;
      this.fractionBits = fractionBits;
      slope = ratio.slope(root);
      slopeDerivative = slope.derivative();
      errorSlack = unit(ratio.errorBound());
      slopeSlack = unit(slope.errorBound());
      errors = new Dyadic[x.length];
      step = new Dyadic[x.length];
      radius = new Dyadic[x.length];
      for (int i = 0; i < x.length; i++) {
        errors[i] = Dyadic.ONE.minus(unit(ratio.at(power(x[i]))).times(x[i]));
        step[i] = Dyadic.ZERO;
        radius[i] = Dyadic.ZERO;
      }
    }

    /// Moves xᵢ by −h′/h″ and sets the bracket's radius to twice that, but no finer than the grid
    /// on which reference points are kept.
    void newtonStep(int i) {
      BigInteger y = power(x[i]);
      Dyadic secondDerivative =
          unit(slopeDerivative.at(y))
              .times(Powers.of(x[i], root - 1))
              .times(new Dyadic(BigInteger.valueOf(root), 0));
      Dyadic move =
          secondDerivative.signum() == 0
              ? Dyadic.ZERO
              : unit(slope.at(y)).negated().dividedBy(secondDerivative, pointBits());
      step[i] = move;
      radius[i] = move.abs().scaled(1).plus(new Dyadic(BigInteger.ONE, -pointBits()));
    }

    @Nullable Dyadic lower() {
      Dyadic smallest = errors[0];
      for (int i = 0; i < x.length; i++) {
        smallest = smallest.min(i % 2 == 0 ? errors[i] : errors[i].negated());
      }
      Dyadic bound = smallest.minus(errorSlack);
      return bound.signum() > 0 ? bound : null;
    }

    @Nullable Dyadic upper() {
      Dyadic largest = Dyadic.ZERO;
      for (int i = 0; i < x.length; i++) {
        Dyadic excess = i == 0 || i == x.length - 1 ? Dyadic.ZERO : excess(i);
        if (excess == null) {
          return null;
        }
        largest = largest.max(errors[i].abs().plus(excess));
      }
      return largest.plus(errorSlack);
    }

    /// Bounds |h(ξ) − h(xᵢ)| for the critical point ξ in the i-th bracket.
    private @Nullable Dyadic excess(int i) {
      if (!isolated(i)) {
        return null;
      }
      Dyadic left = unit(slope.at(power(x[i].minus(radius[i]))));
      Dyadic right = unit(slope.at(power(x[i].plus(radius[i]))));
      boolean certain =
          left.abs().compareTo(slopeSlack) > 0 && right.abs().compareTo(slopeSlack) > 0;
      if (!certain || left.signum() == right.signum()) {
        return null;
      }
      Dyadic steepest = left.abs().max(right.abs()).plus(slopeSlack).scaled(1);
      return steepest.times(radius[i]);
    }

    /// Whether the bracket is so narrow that the distance ratios to the other q − 1 roots add up to
    /// at most 1/2 < ln 2, which makes their product at most 2. From x to x′ in the bracket y − ηᵖ
    /// = (x − η) Σ xᵃ η^(p−1−a) changes by at most 2r p max(x, x′)^(p−1), relative to it by at most
    /// 2pr/gap (x′/x)^(p−1) < 4pr/gap, as x is at least 24 pr.
    private boolean isolated(int i) {
      Dyadic gapBelow = x[i].minus(radius[i]).minus(x[i - 1].plus(radius[i - 1]));
      Dyadic gapAbove = x[i + 1].minus(radius[i + 1]).minus(x[i].plus(radius[i]));
      Dyadic needed = radius[i].times(Dyadic.of(8.0 * root * x.length));
      return gapBelow.compareTo(needed) >= 0 && gapAbove.compareTo(needed) >= 0;
    }

    Dyadic[] critical() {
      Dyadic[] critical = x.clone();
      for (int i = 1; i < x.length - 1; i++) {
        critical[i] = new Dyadic(x[i].plus(step[i]).floor(pointBits()), -pointBits());
      }
      return critical;
    }

    Dyadic change() {
      Dyadic change = Dyadic.ZERO;
      for (Dyadic move : step) {
        change = change.max(move.abs());
      }
      return change;
    }

    /// Errors are quadratic in the position of an extremum, so half the bits suffice for it.
    private int pointBits() {
      return fractionBits / 2;
    }

    private BigInteger power(Dyadic point) {
      return Powers.of(point, root).floor(fractionBits);
    }

    private Dyadic unit(BigInteger multiple) {
      return new Dyadic(multiple, -fractionBits);
    }
  }
}
