package org.alternant.solver.exact;

import java.math.BigInteger;
import java.util.Arrays;

/// Greatest common divisors of polynomials with integer coefficients, by primitive remainders: what
/// tells that a number is a root of two polynomials at once, exactly.
public final class IntegerPolynomial {

  /// 2³¹ − 1: polynomials that have no common factor modulo a prime have none.
  private static final long PRIME = Integer.MAX_VALUE;

  private IntegerPolynomial() {}

  /// The greatest common divisor.
  ///
  /// @param a c₀, c₁, …
  /// @param b likewise; one of the two has a coefficient other than 0
  /// @return the divisor of highest degree that both have, without a common factor in its
  ///   coefficients; its sign means nothing
  public static BigInteger[] commonDivisor(BigInteger[] a, BigInteger[] b) {
    return commonDivisor(a, b, Effort.unbounded());
  }

  /// The greatest common divisor, within bounds.
  ///
  /// @param a c₀, c₁, …
  /// @param b likewise; one of the two has a coefficient other than 0
  /// @param effort what the work is counted by
  /// @return as [#commonDivisor(BigInteger\[\], BigInteger\[\])]
  /// @throws EffortSpentException if that takes more
  public static BigInteger[] commonDivisor(BigInteger[] a, BigInteger[] b, Effort effort) {
    BigInteger[] larger = primitive(a);
    BigInteger[] smaller = primitive(b);
    if (areCoprimeModuloPrime(larger, smaller)) {
      return new BigInteger[] {BigInteger.ONE};
    }
    while (smaller.length > 0) {
      BigInteger[] rest = primitive(remainder(larger, smaller, effort));
      larger = smaller;
      smaller = rest;
    }
    return larger;
  }

  /// The polynomial with the same roots, each of them simple.
  ///
  /// @param p c₀, c₁, …; not all 0
  /// @return p over the greatest common divisor of p and its derivative
  public static BigInteger[] squareFree(BigInteger[] p) {
    return squareFree(p, Effort.unbounded());
  }

  /// The polynomial with the same roots, each of them simple, within bounds.
  ///
  /// @param p c₀, c₁, …; not all 0
  /// @param effort what the work is counted by
  /// @return p over the greatest common divisor of p and its derivative
  /// @throws EffortSpentException if that takes more
  public static BigInteger[] squareFree(BigInteger[] p, Effort effort) {
    BigInteger[] dividend = primitive(p);
    BigInteger[] divisor = commonDivisor(dividend, derivative(dividend), effort);
    BigInteger[] quotient = new BigInteger[dividend.length - divisor.length + 1];
    BigInteger[] rest = dividend.clone();
    for (int shift = quotient.length - 1; shift >= 0; shift--) {
      // Exact, since the divisor is primitive (Gauss).
      quotient[shift] = rest[shift + divisor.length - 1].divide(divisor[divisor.length - 1]);
      for (int i = 0; i < divisor.length; i++) {
        rest[shift + i] = rest[shift + i].subtract(quotient[shift].multiply(divisor[i]));
      }
    }
    return quotient;
  }

  /// False too where the prime tells nothing, because it divides a leading coefficient.
  private static boolean areCoprimeModuloPrime(BigInteger[] a, BigInteger[] b) {
    long[] larger = modulo(a);
    long[] smaller = modulo(b);
    if (larger.length < a.length || smaller.length < b.length) {
      return false;
    }
    while (smaller.length > 1) {
      long[] rest = larger;
      long inverse =
          BigInteger.valueOf(smaller[smaller.length - 1])
              .modInverse(BigInteger.valueOf(PRIME))
              .longValue();
      for (int end = rest.length - 1; end >= smaller.length - 1; end--) {
        long factor = rest[end] * inverse % PRIME;
        for (int i = 0; i < smaller.length; i++) {
          int at = end - smaller.length + 1 + i;
          rest[at] = Math.floorMod(rest[at] - factor * smaller[i] % PRIME, PRIME);
        }
      }
      larger = smaller;
      smaller = stripped(rest);
    }
    return smaller.length == 1;
  }

  private static long[] modulo(BigInteger[] p) {
    BigInteger prime = BigInteger.valueOf(PRIME);
    return stripped(Arrays.stream(p).mapToLong(c -> c.mod(prime).longValue()).toArray());
  }

  private static long[] stripped(long[] p) {
    int length = p.length;
    while (length > 0 && p[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(p, length);
  }

  private static BigInteger[] derivative(BigInteger[] p) {
    BigInteger[] derivative = new BigInteger[Math.max(0, p.length - 1)];
    for (int i = 1; i < p.length; i++) {
      derivative[i - 1] = p[i].multiply(BigInteger.valueOf(i));
    }
    return derivative;
  }

  /// A multiple of the remainder.
  private static BigInteger[] remainder(
      BigInteger[] dividend, BigInteger[] divisor, Effort effort) {
    BigInteger[] rest = dividend.clone();
    BigInteger leading = divisor[divisor.length - 1];
    for (int end = rest.length - 1; end >= divisor.length - 1; end--) {
      BigInteger factor = rest[end];
      effort.spend(end, (words(leading) + 1) * (words(factor) + 1) * 2);
      int shift = end - divisor.length + 1;
      for (int i = 0; i < end; i++) {
        rest[i] = rest[i].multiply(leading);
      }
      for (int i = 0; i < divisor.length - 1; i++) {
        rest[shift + i] = rest[shift + i].subtract(factor.multiply(divisor[i]));
      }
      rest[end] = BigInteger.ZERO;
    }
    return rest;
  }

  private static long words(BigInteger number) {
    return number.bitLength() / Long.SIZE;
  }

  /// Without zeros at the end and without a common factor.
  private static BigInteger[] primitive(BigInteger[] p) {
    int length = p.length;
    while (length > 0 && p[length - 1].signum() == 0) {
      length--;
    }
    BigInteger content = BigInteger.ZERO;
    for (int i = 0; i < length; i++) {
      content = content.gcd(p[i]);
    }
    BigInteger[] primitive = Arrays.copyOf(p, length);
    for (int i = 0; i < length; i++) {
      primitive[i] = p[i].divide(content);
    }
    return primitive;
  }
}
