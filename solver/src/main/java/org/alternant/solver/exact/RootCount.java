package org.alternant.solver.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.alternant.solver.exact.RealRoots.Bracket;

/// Descartes' rule of signs on bisected intervals: a polynomial q on (0, 1), of whose coefficients
/// only so many digits are known.
///
/// The number of sign variations of (1 + t)ⁿ q(1/(1 + t)) is at least the number of roots of q in
/// (0, 1) and has its parity; 0 and 1 are therefore proofs.
final class RootCount {

  /// An interval is left as it is, undecided: more digits are needed.
  private static final int UNKNOWN = -1;

  private final BigInteger[] q;
  private final BigInteger missing;
  private final Effort effort;

  /// Takes a polynomial.
  ///
  /// @param q the coefficients, in any unit
  /// @param missing each of them may differ by this from the true one; 0 where they are exact
  /// @param effort what the work is counted by
  RootCount(BigInteger[] q, BigInteger missing, Effort effort) {
    this.q = q;
    this.missing = missing;
    this.effort = effort;
  }

  /// The polynomial on [2ᵉ, 2ᵉ⁺¹], of its coefficients as many digits as count there.
  ///
  /// @param coefficients c₀, c₁, …
  /// @param e the exponent of the interval's lower end
  /// @param bits how many bits of the largest term are kept, and as many places of all others
  /// @return the polynomial in t = x/2ᵉ − 1
  static RootCount onOctave(BigInteger[] coefficients, int e, int bits, Effort effort) {
    long largest = Long.MIN_VALUE;
    long unit = Long.MAX_VALUE;
    for (int j = 0; j < coefficients.length; j++) {
      if (coefficients[j].signum() != 0) {
        largest = Math.max(largest, coefficients[j].abs().bitLength() + (long) e * j);
        unit = Math.min(unit, coefficients[j].getLowestSetBit() + (long) e * j);
      }
    }
    unit = Math.max(unit, largest - bits);
    BigInteger missing = BigInteger.ZERO;
    BigInteger[] terms = new BigInteger[coefficients.length];
    for (int j = 0; j < terms.length; j++) {
      long shift = (long) e * j - unit;
      // Zeros stay zeros, where a shift would make −1 of what is too small to be seen.
      boolean seen = coefficients[j].abs().bitLength() + shift > 0;
      terms[j] = seen ? coefficients[j].shiftLeft((int) shift) : BigInteger.ZERO;
      if (coefficients[j].signum() != 0
          && (!seen || shift + coefficients[j].getLowestSetBit() < 0)) {
        missing = BigInteger.ONE;
      }
    }
    return new RootCount(terms, missing, effort).shifted();
  }

  /// Finds brackets for the roots, bisecting from left to right.
  ///
  /// @param lower what stands for 0
  /// @param upper what stands for 1
  /// @param width brackets of more than one root are no wider than this
  /// @param brackets where they are added
  /// @return false where digits are missing to tell
  boolean isolate(Dyadic lower, Dyadic upper, Dyadic width, List<Bracket> brackets) {
    int variations = variations();
    if (variations <= 0) {
      return variations == 0;
    }
    boolean narrow = upper.minus(lower).compareTo(width) <= 0;
    boolean simple = variations == 1 && q[0].signum() != 0 && sum().signum() != 0;
    if (simple || narrow) {
      brackets.add(new Bracket(lower, upper, simple));
      return true;
    }
    Dyadic middle = lower.plus(upper).scaled(-1);
    RootCount left = halved();
    RootCount right = left.shifted();
    if (!left.isolate(lower, middle, width, brackets)) {
      return false;
    }
    if (right.isUnknown(right.q[0])) {
      return false;
    }
    if (right.q[0].signum() == 0) {
      brackets.add(new Bracket(middle, middle, false));
    }
    return right.isolate(middle, upper, width, brackets);
  }

  private boolean isUnknown(BigInteger coefficient) {
    return missing.signum() != 0 && coefficient.abs().compareTo(missing) <= 0;
  }

  /// The sign variations; of two or more perhaps less.
  private int variations() {
    BigInteger[] reversed = new BigInteger[q.length];
    for (int j = 0; j < q.length; j++) {
      reversed[j] = q[q.length - 1 - j];
    }
    RootCount transformed = new RootCount(reversed, missing, effort).shifted();
    int variations = 0;
    int sign = 0;
    boolean known = true;
    for (BigInteger coefficient : transformed.q) {
      if (transformed.isUnknown(coefficient)) {
        known = false;
      } else if (coefficient.signum() != 0) {
        variations += sign != 0 && coefficient.signum() != sign ? 1 : 0;
        sign = coefficient.signum();
      }
    }
    return known || variations > 1 ? variations : UNKNOWN;
  }

  /// 2ⁿ q(t/2).
  private RootCount halved() {
    BigInteger[] halved = new BigInteger[q.length];
    for (int j = 0; j < q.length; j++) {
      halved[j] = q[j].shiftLeft(q.length - 1 - j);
    }
    return new RootCount(halved, missing.shiftLeft(q.length - 1), effort);
  }

  /// q(t + 1): what is missing of a coefficient is less than 2ⁿ⁺¹ times what was, the sum of n + 1
  /// binomial coefficients.
  private RootCount shifted() {
    int words = Arrays.stream(q).mapToInt(BigInteger::bitLength).max().orElse(0) / Long.SIZE;
    effort.spend(q.length * (q.length - 1L) / 2, words);
    BigInteger[] shifted = q.clone();
    for (int i = 0; i < q.length - 1; i++) {
      for (int j = q.length - 2; j >= i; j--) {
        shifted[j] = shifted[j].add(shifted[j + 1]);
      }
    }
    return new RootCount(shifted, missing.shiftLeft(q.length), effort);
  }

  private BigInteger sum() {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger coefficient : q) {
      sum = sum.add(coefficient);
    }
    return sum;
  }
}
