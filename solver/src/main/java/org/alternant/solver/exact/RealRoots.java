package org.alternant.solver.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Isolates the real roots of a polynomial with integer coefficients, exactly: by Descartes' rule
/// of signs on bisected intervals (Vincent, Collins, Akritas), and narrows them by quadratic
/// interval refinement (Abbott).
///
/// The number of sign variations of (1 + t)ⁿ q(1/(1 + t)) is at least the number of roots of q in
/// (0, 1) and has its parity; 0 and 1 are therefore proofs. Multiple roots never reach 1: there the
/// bisection ends at a given width.
///
/// All roots are isolated once, between powers of two, and narrowed; what is asked about an
/// interval is answered from them. Between most powers of two one term of a polynomial exceeds all
/// others together: there is no root, however far the sizes of the coefficients are apart.
public final class RealRoots {

  /// An interval that may hold roots.
  ///
  /// @param lower its lower end
  /// @param upper its upper end; equal to `lower` where that is itself a root
  /// @param simple whether it holds exactly one root, a simple one, with a sign change from end to
  ///   end
  public record Bracket(Dyadic lower, Dyadic upper, boolean simple) {
    /// The distance of the ends.
    ///
    /// @return the width, 0 where the root is known exactly
    public Dyadic width() {
      return upper.minus(lower);
    }
  }

  private static final Dyadic HALF = Dyadic.ONE.scaled(-1);

  /// Brackets that are kept are no wider than this part of the power of two below them.
  private static final int KEPT_BITS = 100;

  private final BigInteger[] coefficients;

  /// Of the roots above 0, and of those of q(−x); null until they are asked for.
  private @Nullable List<Bracket> above;

  private @Nullable List<Bracket> below;

  /// Takes the polynomial Σ cⱼ xʲ.
  ///
  /// @param coefficients c₀, c₁, …; not all zero
  public RealRoots(BigInteger[] coefficients) {
    this.coefficients = coefficients.clone();
  }

  /// Finds brackets for all roots in an open interval.
  ///
  /// @param lower the lower end
  /// @param upper the upper end, above it
  /// @param width brackets of more than one root are no wider than this
  /// @return disjoint brackets in increasing order; every root in (lower, upper) lies in one of
  ///   them
  public List<Bracket> isolate(Dyadic lower, Dyadic upper, Dyadic width) {
    List<Bracket> brackets = new ArrayList<>();
    if (lower.signum() < 0) {
      for (Bracket mirrored : below().reversed()) {
        Bracket bracket =
            new Bracket(mirrored.upper().negated(), mirrored.lower().negated(), mirrored.simple());
        inside(bracket, lower, upper).ifPresent(brackets::add);
      }
      if (upper.signum() > 0 && coefficients[0].signum() == 0) {
        brackets.add(new Bracket(Dyadic.ZERO, Dyadic.ZERO, false));
      }
    }
    if (upper.signum() > 0) {
      above().forEach(bracket -> inside(bracket, lower, upper).ifPresent(brackets::add));
    }
    return brackets.stream().allMatch(one -> one.simple() || one.width().compareTo(width) <= 0)
        ? brackets
        : bisected(lower, upper, width);
  }

  private List<Bracket> bisected(Dyadic lower, Dyadic upper, Dyadic width) {
    List<Bracket> brackets = new ArrayList<>();
    isolate(onUnitInterval(lower, upper), lower, upper, width, brackets);
    return brackets;
  }

  /// The part of a bracket in an open interval; empty where its only root is not there.
  private Optional<Bracket> inside(Bracket bracket, Dyadic lower, Dyadic upper) {
    boolean reachesIn =
        bracket.upper().compareTo(lower) > 0 && bracket.lower().compareTo(upper) < 0;
    return reachesIn ? cut(bracket, lower, upper) : Optional.empty();
  }

  private List<Bracket> above() {
    List<Bracket> found = above;
    if (found == null) {
      found = positive();
      above = found;
    }
    return found;
  }

  private List<Bracket> below() {
    List<Bracket> found = below;
    if (found == null) {
      BigInteger[] mirrored = coefficients.clone();
      for (int j = 1; j < mirrored.length; j += 2) {
        mirrored[j] = mirrored[j].negate();
      }
      found = Arrays.equals(mirrored, coefficients) ? above() : new RealRoots(mirrored).positive();
      below = found;
    }
    return found;
  }

  /// Brackets of all roots above 0.
  private List<Bracket> positive() {
    List<Bracket> brackets = new ArrayList<>();
    for (int e = smallest(); e < largest(); e++) {
      if (hasDominantTerm(e)) {
        continue;
      }
      Dyadic lower = Dyadic.ONE.scaled(e);
      if (at(lower).signum() == 0) {
        brackets.add(new Bracket(lower, lower, false));
      }
      Dyadic width = Dyadic.ONE.scaled(e - KEPT_BITS);
      for (Bracket bracket : bisected(lower, Dyadic.ONE.scaled(e + 1), width)) {
        Bracket kept = narrow(bracket, width);
        // One that is simple has a sign change from end to end, which a point has not.
        brackets.add(kept.width().signum() == 0 ? bracket : kept);
      }
    }
    return List.copyOf(brackets);
  }

  /// An exponent e such that the first term exceeds all others together up to 2ᵉ.
  private int smallest() {
    int first = 0;
    while (coefficients[first].signum() == 0) {
      first++;
    }
    int e = Integer.MAX_VALUE;
    for (int k = first + 1; k < coefficients.length; k++) {
      int ratio = size(first) - 1 - size(k) - logTerms();
      e = coefficients[k].signum() == 0 ? e : Math.min(e, Math.floorDiv(ratio, k - first));
    }
    return e;
  }

  /// An exponent e such that the last term exceeds all others together from 2ᵉ on; below
  /// [#smallest] where there is no other.
  private int largest() {
    int last = coefficients.length - 1;
    while (coefficients[last].signum() == 0) {
      last--;
    }
    int e = Integer.MIN_VALUE;
    for (int k = 0; k < last; k++) {
      int ratio = size(k) + 1 - size(last) + logTerms();
      e = coefficients[k].signum() == 0 ? e : Math.max(e, Math.ceilDiv(ratio, last - k));
    }
    return e;
  }

  /// The size of a coefficient other than 0, which is at least half of two to this power, and less
  /// than it.
  private int size(int index) {
    return coefficients[index].abs().bitLength();
  }

  /// At least the binary logarithm of the number of terms.
  private int logTerms() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(coefficients.length);
  }

  /// Whether one term exceeds all others together on [2ᵉ, 2^(e + 1)].
  private boolean hasDominantTerm(int e) {
    long most = Long.MIN_VALUE;
    long second = Long.MIN_VALUE;
    int dominant = 0;
    for (int k = 0; k < coefficients.length; k++) {
      if (coefficients[k].signum() != 0) {
        long upper = size(k) + (e + 1L) * k;
        if (upper > most) {
          second = most;
          most = upper;
          dominant = k;
        } else {
          second = Math.max(second, upper);
        }
      }
    }
    long least = size(dominant) - 1 + (long) e * dominant;
    return second == Long.MIN_VALUE || least >= second + logTerms();
  }

  private void isolate(
      BigInteger[] q, Dyadic lower, Dyadic upper, Dyadic width, List<Bracket> brackets) {
    int variations = variations(q);
    if (variations == 0) {
      return;
    }
    boolean narrow = upper.minus(lower).compareTo(width) <= 0;
    boolean simple = variations == 1 && q[0].signum() != 0 && sum(q).signum() != 0;
    if (simple || narrow) {
      brackets.add(new Bracket(lower, upper, simple));
      return;
    }
    Dyadic middle = lower.plus(upper).scaled(-1);
    BigInteger[] left = halved(q);
    BigInteger[] right = shifted(left);
    isolate(left, lower, middle, width, brackets);
    if (right[0].signum() == 0) {
      brackets.add(new Bracket(middle, middle, false));
    }
    isolate(right, middle, upper, width, brackets);
  }

  /// Narrows a bracket of one simple root, keeping the sign change: each step guesses by the secant
  /// which of N equal parts holds the root and squares N when right.
  ///
  /// @param bracket a bracket of this polynomial
  /// @param width the width wanted
  /// @return a bracket inside it of at most that width, or the same one if it is not simple
  public Bracket narrow(Bracket bracket, Dyadic width) {
    if (!bracket.simple()) {
      return bracket;
    }
    Dyadic lower = bracket.lower();
    Dyadic upper = bracket.upper();
    Dyadic valueBelow = at(lower);
    Dyadic valueAbove = at(upper);
    int logParts = 1;
    while (upper.minus(lower).compareTo(width) > 0) {
      Dyadic part = upper.minus(lower).scaled(-logParts);
      Dyadic fraction = valueBelow.dividedBy(valueBelow.minus(valueAbove), logParts + 8);
      BigInteger index = fraction.scaled(logParts).plus(HALF).floor(0);
      Dyadic guess = lower.plus(part.times(new Dyadic(index, 0)));
      Dyadic valueAtGuess = at(guess);
      if (valueAtGuess.signum() == 0) {
        return new Bracket(guess, guess, true);
      }
      boolean rootAbove = valueAtGuess.signum() == valueBelow.signum();
      Dyadic other = rootAbove ? guess.plus(part) : guess.minus(part);
      Dyadic valueAtOther = at(other);
      if (valueAtOther.signum() == 0) {
        return new Bracket(other, other, true);
      }
      boolean right = valueAtOther.signum() != valueAtGuess.signum();
      if (rootAbove) {
        lower = right ? guess : other;
        valueBelow = right ? valueAtGuess : valueAtOther;
        upper = right ? other : upper;
        valueAbove = right ? valueAtOther : valueAbove;
      } else {
        upper = right ? guess : other;
        valueAbove = right ? valueAtGuess : valueAtOther;
        lower = right ? other : lower;
        valueBelow = right ? valueAtOther : valueBelow;
      }
      logParts = right ? 2 * logParts : Math.max(1, logParts / 2);
    }
    return new Bracket(lower, upper, true);
  }

  /// Cuts a bracket to a closed interval.
  ///
  /// @param bracket a bracket of this polynomial
  /// @param lower the lower end of the interval
  /// @param upper the upper end
  /// @return the part of the bracket inside, with all of its roots that are there; empty where it
  ///   is simple and the root lies outside or at an end of the interval, or where they are disjoint
  public Optional<Bracket> cut(Bracket bracket, Dyadic lower, Dyadic upper) {
    Dyadic from = bracket.lower().max(lower);
    Dyadic to = bracket.upper().min(upper);
    if (from.compareTo(to) > 0) {
      return Optional.empty();
    }
    boolean whole = from.compareTo(bracket.lower()) == 0 && to.compareTo(bracket.upper()) == 0;
    boolean holdsRoot = whole || !bracket.simple() || at(from).signum() * at(to).signum() < 0;
    return holdsRoot ? Optional.of(new Bracket(from, to, bracket.simple())) : Optional.empty();
  }

  /// The exact value of the polynomial.
  ///
  /// @param x the argument
  /// @return the value
  public Dyadic at(Dyadic x) {
    Dyadic value = Dyadic.ZERO;
    for (int j = coefficients.length - 1; j >= 0; j--) {
      value = value.times(x).plus(new Dyadic(coefficients[j], 0));
    }
    return value;
  }

  /// A positive multiple of the polynomial lower + (upper − lower) t ↦ its value, in t.
  private BigInteger[] onUnitInterval(Dyadic lower, Dyadic upper) {
    int degree = coefficients.length - 1;
    int exponent = Math.min(lower.exponent(), upper.minus(lower).exponent());
    BigInteger start = lower.floor(-exponent);
    BigInteger length = upper.minus(lower).floor(-exponent);
    BigInteger[] q = coefficients.clone();
    for (int j = 0; j <= degree; j++) {
      // The coefficient of xʲ, times 2^(exponent (j − degree)) or, for positive exponents,
      // 2^(exponent j).
      q[j] = q[j].shiftLeft(exponent > 0 ? exponent * j : -exponent * (degree - j));
    }
    for (int i = 0; i < degree; i++) {
      for (int j = degree - 1; j >= i; j--) {
        q[j] = q[j].add(q[j + 1].multiply(start));
      }
    }
    BigInteger power = BigInteger.ONE;
    for (int j = 0; j <= degree; j++) {
      q[j] = q[j].multiply(power);
      power = power.multiply(length);
    }
    return q;
  }

  private static int variations(BigInteger[] q) {
    BigInteger[] reversed = new BigInteger[q.length];
    for (int j = 0; j < q.length; j++) {
      reversed[j] = q[q.length - 1 - j];
    }
    int variations = 0;
    int sign = 0;
    for (BigInteger coefficient : shifted(reversed)) {
      if (coefficient.signum() != 0) {
        variations += sign != 0 && coefficient.signum() != sign ? 1 : 0;
        sign = coefficient.signum();
      }
    }
    return variations;
  }

  /// 2ⁿ q(t/2).
  private static BigInteger[] halved(BigInteger[] q) {
    BigInteger[] halved = new BigInteger[q.length];
    for (int j = 0; j < q.length; j++) {
      halved[j] = q[j].shiftLeft(q.length - 1 - j);
    }
    return halved;
  }

  /// q(t + 1).
  private static BigInteger[] shifted(BigInteger[] q) {
    BigInteger[] shifted = q.clone();
    for (int i = 0; i < q.length - 1; i++) {
      for (int j = q.length - 2; j >= i; j--) {
        shifted[j] = shifted[j].add(shifted[j + 1]);
      }
    }
    return shifted;
  }

  private static BigInteger sum(BigInteger[] q) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger coefficient : q) {
      sum = sum.add(coefficient);
    }
    return sum;
  }
}
