package org.alternant.solver.certificate;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Effort;
import org.alternant.solver.exact.EffortSpentException;

/// The largest |f(x) − x| of a composition f of odd polynomials over an interval in [0, 1]: the
/// part of a clip's error that is no image of an interval.
///
/// Branch and bound in intervals of exact ends, rounded outward. On [m − r, m + r] the chain rule
/// gives an interval S that holds f′: with f(m) enclosed, |f − x| is at most |f(m) − m| + r max |S
/// − 1|; and where S − 1 has one sign, f − x is monotonic, so that its values at the two ends are
/// bounds. What is left is halved, the largest bound first in turn, until nothing exceeds the
/// largest value that was found by more than [#SLACK] of it. The theorem is in every discarded
/// piece; points are only what they are compared with.
final class ClipError {

  /// What the bound exceeds the largest value by, relatively: a power of two. It leaves others room
  /// to prove the bound with fewer digits.
  static final int SLACK = 44;

  /// There are 2 to this power of pieces at the beginning.
  private static final int FIRST_HALVINGS = 4;

  /// More pieces than this are given up. Observed in ClipErrorTest: some 2,000 for tables of five
  /// quintics.
  private static final int LARGEST_COUNT = 200_000;

  /// A piece is not halved beyond this part of the interval.
  private static final int MOST_HALVINGS = 200;

  /// No error is told from 0 below the smallest binary64 number.
  private static final int SMALLEST_EXPONENT = Double.MIN_EXPONENT - (Double.PRECISION - 1);

  /// Where a piece reaches beyond 2 to this power it says nothing, and is halved.
  private static final int LARGEST_POWER = 1024;

  /// Bisections towards an extreme value.
  private static final int BISECTIONS = 100;

  private final List<Dyadic[]> coefficients;
  private final List<Dyadic[]> slopes;
  private final Effort effort;

  private Dyadic largest = Dyadic.ZERO;
  private Dyadic at = Dyadic.ZERO;

  /// Takes the steps as they stand.
  ///
  /// @param steps p₁ first, of degree 2q + 1
  /// @param effort what the work is counted by
  ClipError(List<Step> steps, Effort effort) {
    this.effort = effort;
    coefficients =
        steps.stream()
            .map(step -> step.exactCoefficients().stream().map(Dyadic::of).toArray(Dyadic[]::new))
            .toList();
    slopes = coefficients.stream().map(ClipError::slope).toList();
  }

  private static Dyadic[] slope(Dyadic[] p) {
    Dyadic[] slope = p.clone();
    for (int j = 0; j < p.length; j++) {
      slope[j] = p[j].times(new Dyadic(BigInteger.valueOf(2L * j + 1), 0));
    }
    return slope;
  }

  /// What was found.
  ///
  /// @param attained |f(x) − x| at the witness is at least this
  /// @param bound no |f(x) − x| in the interval exceeds this
  /// @param witness a point of the interval
  record Bounds(Dyadic attained, Dyadic bound, Dyadic witness) {}

  /// The chain at the points of a piece.
  ///
  /// @param value holds f(m)
  /// @param slope holds f′ of all points
  /// @param bounded whether it does; else it holds what was reached on the way
  private record Chain(RoundedInterval value, RoundedInterval slope, boolean bounded) {}

  /// Bounds the error.
  ///
  /// @param lower the lower end, 0 or more
  /// @param upper the upper end, at most 1
  /// @param known an error that counts anyway: less is not looked for
  /// @return the bounds; the bound is `known` where nothing exceeds it
  /// @throws EffortSpentException if the effort is spent, or the pieces are too many
  Bounds over(Dyadic lower, Dyadic upper, Dyadic known) {
    at = lower;
    largest = Dyadic.ZERO;
    note(lower);
    note(upper);
    Deque<Dyadic[]> open = new ArrayDeque<>();
    Dyadic width = upper.minus(lower).scaled(-FIRST_HALVINGS);
    for (int i = (1 << FIRST_HALVINGS) - 1; i >= 0; i--) {
      Dyadic from = lower.plus(width.times(new Dyadic(BigInteger.valueOf(i), 0)));
      open.push(new Dyadic[] {from, from.plus(width)});
    }
    // Close to an extreme value at once, so that little is halved in vain.
    for (Dyadic[] piece : open) {
      note(piece[0]);
    }
    climb(lower, upper, width);
    Dyadic narrowest = width.scaled(-MOST_HALVINGS);
    for (int count = 0; !open.isEmpty(); count++) {
      Dyadic[] piece = open.pop();
      if (exceeds(piece, limit(known))) {
        if (count > LARGEST_COUNT || piece[1].minus(piece[0]).compareTo(narrowest) <= 0) {
          throw new EffortSpentException();
        }
        Dyadic middle = piece[0].plus(piece[1]).scaled(-1);
        open.push(new Dyadic[] {middle, piece[1]});
        open.push(new Dyadic[] {piece[0], middle});
      }
    }
    return new Bounds(largest, limit(known), at);
  }

  /// What pieces are held against: only ever grows, so that those that were discarded stay so.
  private Dyadic limit(Dyadic known) {
    Dyadic slack = largest.scaled(-SLACK).max(new Dyadic(BigInteger.ONE, SMALLEST_EXPONENT));
    return known.max(largest.plus(slack));
  }

  private boolean exceeds(Dyadic[] piece, Dyadic limit) {
    Dyadic middle = piece[0].plus(piece[1]).scaled(-1);
    Dyadic radius = piece[1].minus(middle);
    Chain chain = chain(middle, radius);
    if (!chain.bounded) {
      return true;
    }
    RoundedInterval error = chain.value.minus(middle);
    RoundedInterval slope = chain.slope.minus(Dyadic.ONE);
    if (error.smallest().compareTo(largest) > 0) {
      largest = error.smallest();
      at = middle;
      climb(piece[0], piece[1], radius);
      return true;
    }
    if (error.widened(slope, radius).largest().compareTo(limit) <= 0) {
      return false;
    }
    return !(slope.isOfOneSign() && isWithin(piece[0], limit) && isWithin(piece[1], limit));
  }

  /// The error at a point, or less.
  private void note(Dyadic point) {
    Dyadic error = errorAt(point).smallest();
    if (error.compareTo(largest) > 0) {
      largest = error;
      at = point;
    }
  }

  private boolean isWithin(Dyadic point, Dyadic limit) {
    note(point);
    return errorAt(point).largest().compareTo(limit) <= 0;
  }

  private RoundedInterval errorAt(Dyadic point) {
    RoundedInterval value = RoundedInterval.of(point);
    for (Dyadic[] step : coefficients) {
      value = next(step, value);
    }
    return value.minus(point);
  }

  /// Moves from the best point so far to where the error has no slope, where its slope changes sign
  /// within some distance of it.
  private void climb(Dyadic lower, Dyadic upper, Dyadic distance) {
    Dyadic below = at.minus(distance).max(lower);
    Dyadic above = at.plus(distance).min(upper);
    int signBelow = slopeAt(below);
    if (signBelow * slopeAt(above) >= 0) {
      return;
    }
    for (int i = 0; i < BISECTIONS; i++) {
      Dyadic middle = below.plus(above).scaled(-1);
      if (slopeAt(middle) == signBelow) {
        below = middle;
      } else {
        above = middle;
      }
    }
    note(below);
  }

  private int slopeAt(Dyadic point) {
    RoundedInterval slope = chain(point, Dyadic.ZERO).slope.minus(Dyadic.ONE);
    return slope.lower().signum() + slope.upper().signum();
  }

  /// Follows [m − r, m + r] through the steps: what they take it to lies within r max |slope so
  /// far| of what they take m to.
  private Chain chain(Dyadic middle, Dyadic radius) {
    RoundedInterval value = RoundedInterval.of(middle);
    RoundedInterval slope = RoundedInterval.of(Dyadic.ONE);
    for (int t = 0; t < coefficients.size(); t++) {
      RoundedInterval reached = value.widened(slope, radius);
      if (reached.exceeds(LARGEST_POWER) || slope.exceeds(LARGEST_POWER)) {
        return new Chain(reached, slope, false);
      }
      slope = polynomial(slopes.get(t), reached.squared(effort)).times(slope, effort);
      value = next(coefficients.get(t), value);
    }
    return new Chain(value, slope, true);
  }

  /// What a step makes of numbers that are nearly one.
  private RoundedInterval next(Dyadic[] step, RoundedInterval value) {
    return polynomial(step, value.squared(effort)).times(value, effort);
  }

  /// Σ cⱼ yʲ for all y of an interval of numbers that are 0 or more.
  private RoundedInterval polynomial(Dyadic[] c, RoundedInterval y) {
    RoundedInterval value = RoundedInterval.of(c[c.length - 1]);
    for (int j = c.length - 2; j >= 0; j--) {
      value = y.times(value, effort).plus(RoundedInterval.of(c[j]));
    }
    return value;
  }
}
