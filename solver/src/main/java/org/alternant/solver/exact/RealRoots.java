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
/// others together: there is no root, however far the sizes of the coefficients are apart. Where
/// there may be one, the digits that count there are taken first, and more only where they leave a
/// sign open ([RootCount]). A polynomial in x² is looked at as one in x².
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

  /// Roots are taken of their ends with more bits than that.
  private static final int ROOT_BITS = 128;

  /// How many bits of the largest term are looked at first: each of the shifts of a polynomial of n
  /// + 1 terms, and there are three before anything is bisected, may lose n + 1 of them.
  private static final int FIRST_BITS_A_TERM = 4;

  private static final int FIRST_BITS = 64;

  /// What a value is known to, and what it is reckoned with for that.
  private static final int VALUE_BITS = 256;

  private static final int WORKING_BITS = 512;

  private final BigInteger[] coefficients;
  private final Dyadic[] terms;
  private final Effort effort;

  /// The same polynomial in x², if it is one.
  private final @Nullable RealRoots ofSquares;

  /// Of the roots above 0, and of those of q(−x); null until they are asked for.
  private @Nullable List<Bracket> above;

  private @Nullable List<Bracket> below;

  /// Takes the polynomial Σ cⱼ xʲ.
  ///
  /// @param coefficients c₀, c₁, …; not all zero
  public RealRoots(BigInteger[] coefficients) {
    this(coefficients, Effort.unbounded());
  }

  /// Takes the polynomial Σ cⱼ xʲ, to be worked on within bounds: every method throws an
  /// [EffortSpentException] where they are reached.
  ///
  /// @param coefficients c₀, c₁, …; not all zero
  /// @param effort what the work is counted by
  public RealRoots(BigInteger[] coefficients, Effort effort) {
    this.coefficients = coefficients.clone();
    this.effort = effort;
    terms = Arrays.stream(coefficients).map(one -> new Dyadic(one, 0)).toArray(Dyadic[]::new);
    ofSquares = isEven() ? new RealRoots(ofSquares(coefficients), effort) : null;
  }

  private boolean isEven() {
    for (int j = 1; j < coefficients.length; j += 2) {
      if (coefficients[j].signum() != 0) {
        return false;
      }
    }
    return coefficients.length > 2;
  }

  private static BigInteger[] ofSquares(BigInteger[] coefficients) {
    BigInteger[] ofSquares = new BigInteger[(coefficients.length + 1) / 2];
    for (int j = 0; j < ofSquares.length; j++) {
      ofSquares[j] = coefficients[2 * j];
    }
    return ofSquares;
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
    new RootCount(onUnitInterval(lower, upper), BigInteger.ZERO, effort)
        .isolate(lower, upper, width, brackets);
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
      found = ofSquares == null ? positive() : roots(ofSquares.above());
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
      found = ofSquares == null ? new RealRoots(mirrored, effort).positive() : above();
      below = found;
    }
    return found;
  }

  /// Brackets of all roots above 0.
  private List<Bracket> positive() {
    List<Bracket> brackets = new ArrayList<>();
    TermSizes sizes = new TermSizes(coefficients);
    for (int e = sizes.smallest(); e < sizes.largest(); e++) {
      if (sizes.hasDominantTerm(e)) {
        continue;
      }
      Dyadic lower = Dyadic.ONE.scaled(e);
      if (at(lower).signum() == 0) {
        brackets.add(new Bracket(lower, lower, false));
      }
      Dyadic width = Dyadic.ONE.scaled(e - KEPT_BITS);
      for (Bracket bracket : onOctave(e, width)) {
        Bracket kept = narrow(bracket, width);
        // One that is simple has a sign change from end to end, which a point has not.
        brackets.add(kept.width().signum() == 0 ? bracket : kept);
      }
    }
    return List.copyOf(brackets);
  }

  private List<Bracket> onOctave(int e, Dyadic width) {
    Dyadic lower = Dyadic.ONE.scaled(e);
    List<Bracket> brackets = new ArrayList<>();
    for (int bits = FIRST_BITS + FIRST_BITS_A_TERM * coefficients.length; ; bits *= 2) {
      RootCount count = RootCount.onOctave(coefficients, e, bits, effort);
      if (count.isolate(lower, lower.scaled(1), width, brackets)) {
        return brackets;
      }
      brackets.clear();
    }
  }

  /// Brackets of the positive square roots of what lies in brackets.
  private List<Bracket> roots(List<Bracket> squares) {
    List<Bracket> roots = new ArrayList<>();
    for (Bracket square : squares) {
      roots.add(square.simple() ? simpleRoot(square) : root(square));
    }
    return List.copyOf(roots);
  }

  /// Ends within those of the bracket that still have the root between them.
  private Bracket simpleRoot(Bracket square) {
    for (int bits = ROOT_BITS; ; bits *= 2) {
      Dyadic lower = square.lower().rootCeiling(bits);
      Dyadic upper = square.upper().rootFloor(bits);
      if (at(lower).signum() * at(upper).signum() < 0 && lower.compareTo(upper) < 0) {
        return new Bracket(lower, upper, true);
      }
    }
  }

  private Bracket root(Bracket square) {
    Dyadic lower = square.lower().rootFloor(ROOT_BITS);
    Dyadic upper = square.upper().rootCeiling(ROOT_BITS);
    // The root of a root that was met is seldom a number of few bits.
    boolean simple =
        square.width().signum() == 0 && lower.compareTo(upper) < 0 && isSimple(lower, upper);
    return new Bracket(lower, upper, simple);
  }

  private boolean isSimple(Dyadic lower, Dyadic upper) {
    List<Bracket> inside = bisected(lower, upper, upper.minus(lower));
    return inside.size() == 1 && inside.getFirst().simple();
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

  /// The value of the polynomial, as closely as its sign and secants need it.
  ///
  /// @param x the argument
  /// @return the value, with its sign and a relative error of at most 2⁻²⁵⁶, and exactly where it
  ///   is 0
  public Dyadic at(Dyadic x) {
    if (ofSquares != null) {
      return ofSquares.at(x.times(x));
    }
    if (x.signum() > 0) {
      ExactInterval value = RoundedHorner.enclose(terms, x, WORKING_BITS, effort);
      if (value.lower().signum() * value.upper().signum() > 0
          && value.upper().minus(value.lower()).magnitude()
              <= value.lower().magnitude() - VALUE_BITS) {
        return value.lower();
      }
    }
    return exactly(x);
  }

  private Dyadic exactly(Dyadic x) {
    Dyadic value = Dyadic.ZERO;
    for (int j = terms.length - 1; j >= 0; j--) {
      effort.spendOnProduct(value, x);
      value = value.times(x).plus(terms[j]);
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
}
