package org.alternant.solver.certificate;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.EffortSpentException;
import org.jspecify.annotations.Nullable;

/// The largest |e(x)| of a polynomial e over an interval, where its extrema are too many to be
/// isolated.
///
/// Branch and bound in intervals of exact ends, rounded outward. On [m − r, m + r] the chain rule
/// gives an interval S that holds e′: with e(m) enclosed, |e| is at most |e(m)| + r max |S|; and
/// where S has one sign, e is monotonic, so that its values at the two ends are bounds. What is
/// left is halved, the largest bound first in turn, until nothing exceeds the largest value that
/// was found by more than [#SLACK] of it. The theorem is in every discarded piece; points are only
/// what they are compared with.
abstract class LargestError {

  /// What the bound exceeds the largest value by, relatively: a power of two. It leaves others room
  /// to prove the bound with fewer digits.
  static final int SLACK = 44;

  /// Where a piece reaches beyond 2 to this power it says nothing, and is halved.
  static final int LARGEST_POWER = 1024;

  /// There are 2 to this power of pieces at the beginning.
  private static final int FIRST_HALVINGS = 4;

  /// More pieces than this are given up. Observed in ClipErrorTest: some 2,000 for tables of five
  /// quintics.
  private static final int LARGEST_COUNT = 200_000;

  /// A piece is not halved beyond this part of the interval.
  private static final int MOST_HALVINGS = 200;

  /// No error is told from 0 below the smallest binary64 number.
  private static final int SMALLEST_EXPONENT = Double.MIN_EXPONENT - (Double.PRECISION - 1);

  /// Bisections towards an extreme value.
  private static final int BISECTIONS = 100;

  private Dyadic largest = Dyadic.ZERO;
  private Dyadic at = Dyadic.ZERO;

  /// What was found.
  ///
  /// @param attained |e(x)| at the witness is at least this
  /// @param bound no |e(x)| in the interval exceeds this
  /// @param witness a point of the interval
  record Bounds(Dyadic attained, Dyadic bound, Dyadic witness) {}

  /// The error on a piece.
  ///
  /// @param value holds e(m)
  /// @param slope holds e′ of all points
  record Piece(RoundedInterval value, RoundedInterval slope) {}

  /// The error at a point.
  ///
  /// @param point x
  /// @return an interval that holds e(x)
  abstract RoundedInterval errorAt(Dyadic point);

  /// The error on [m − r, m + r].
  ///
  /// @param middle m
  /// @param radius r, 0 or more
  /// @return null where what is between reaches beyond [#LARGEST_POWER]
  abstract @Nullable Piece piece(Dyadic middle, Dyadic radius);

  /// Bounds the error.
  ///
  /// @param lower the lower end
  /// @param upper the upper end
  /// @param known an error that counts anyway: less is not looked for
  /// @return the bounds; the bound is `known` where nothing exceeds it
  /// @throws EffortSpentException if the effort is spent, or the pieces are too many
  final Bounds over(Dyadic lower, Dyadic upper, Dyadic known) {
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

  private boolean exceeds(Dyadic[] ends, Dyadic limit) {
    Dyadic middle = ends[0].plus(ends[1]).scaled(-1);
    Dyadic radius = ends[1].minus(middle);
    Piece piece = piece(middle, radius);
    if (piece == null) {
      return true;
    }
    if (piece.value.smallest().compareTo(largest) > 0) {
      largest = piece.value.smallest();
      at = middle;
      climb(ends[0], ends[1], radius);
      return true;
    }
    if (piece.value.widened(piece.slope, radius).largest().compareTo(limit) <= 0) {
      return false;
    }
    return !(piece.slope.isOfOneSign() && isWithin(ends[0], limit) && isWithin(ends[1], limit));
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
    Piece piece = piece(point, Dyadic.ZERO);
    return piece == null ? 0 : piece.slope.lower().signum() + piece.slope.upper().signum();
  }
}
