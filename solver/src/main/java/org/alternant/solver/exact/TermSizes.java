package org.alternant.solver.exact;

import java.math.BigInteger;

/// How large the terms of a polynomial are between powers of two, and which one outweighs all
/// others there: where one does, there is no root.
final class TermSizes {

  private final BigInteger[] coefficients;

  /// Takes a polynomial.
  ///
  /// @param coefficients c₀, c₁, …, not all zero
  TermSizes(BigInteger[] coefficients) {
    this.coefficients = coefficients;
  }

  /// An exponent e such that the first term exceeds all others together up to 2ᵉ.
  int smallest() {
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
  int largest() {
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

  /// Whether one term exceeds all others together on [2ᵉ, 2^(e + 1)]: it does if it does at both
  /// ends by enough, since quotients of terms are monotone.
  boolean hasDominantTerm(int e) {
    int dominant = largestTerm(e);
    boolean dominates = true;
    for (int k = 0; k < coefficients.length && dominates; k++) {
      if (k != dominant && coefficients[k].signum() != 0) {
        long ratio = size(k) - (size(dominant) - 1L) + logTerms();
        long growth = (long) k - dominant;
        dominates = ratio + growth * (growth > 0 ? e + 1L : e) <= 0;
      }
    }
    return dominates;
  }

  private int largestTerm(int e) {
    long most = Long.MIN_VALUE;
    int largest = 0;
    for (int k = 0; k < coefficients.length; k++) {
      long size = size(k) + (long) e * k;
      if (coefficients[k].signum() != 0 && size > most) {
        most = size;
        largest = k;
      }
    }
    return largest;
  }
}
