package org.alternant.solver.minimax;

import java.math.BigInteger;
import java.util.Arrays;
import org.alternant.solver.exact.Dyadic;

/// The limit of the best polynomials h(x) = Σ cⱼ x^(pj+1) on [l, u] as l → u = 1: the truncated
/// series x Σ (1/p)ⱼ/j! (1 − xᵖ)ʲ of x (xᵖ)^(−1/p) about 1, that is (3/2, −1/2), (15/8, −10/8,
/// 3/8), … for p = 2 and (5/4, −1/4), (45/32, −18/32, 5/32), … for p = 4.
public final class LimitPolynomial {

  private LimitPolynomial() {}

  /// The coefficients of x, x^(p+1), x^(2p+1), ….
  ///
  /// @param root p
  /// @param size the number of coefficients, at least 1
  /// @param bits the accuracy of those that are not dyadic
  /// @return cⱼ = (−1)ʲ Σ_{i≥j} (1/p)ᵢ/i! C(i, j), exactly where that is dyadic, as for powers of
  ///   two p; else with a relative error of at most 2⁻ᵇⁱᵗˢ
  public static Dyadic[] coefficients(int root, int size, int bits) {
    BigInteger[] sum = new BigInteger[size];
    Arrays.fill(sum, BigInteger.ZERO);
    BigInteger order = BigInteger.valueOf(root);
    // (1/p)ᵢ/i! and the sums, times pⁱ i!.
    BigInteger rising = BigInteger.ONE;
    BigInteger denominator = BigInteger.ONE;
    for (int i = 0; i < size; i++) {
      BigInteger binomial = BigInteger.ONE;
      for (int j = 0; j <= i; j++) {
        BigInteger term = rising.multiply(binomial);
        sum[j] = sum[j].add(j % 2 == 0 ? term : term.negate());
        binomial = binomial.multiply(BigInteger.valueOf(i - j)).divide(BigInteger.valueOf(j + 1L));
      }
      if (i + 1 < size) {
        BigInteger next = order.multiply(BigInteger.valueOf(i + 1L));
        rising = rising.multiply(BigInteger.valueOf((long) root * i + 1));
        denominator = denominator.multiply(next);
        for (int j = 0; j < size; j++) {
          sum[j] = sum[j].multiply(next);
        }
      }
    }
    Dyadic[] coefficients = new Dyadic[size];
    for (int j = 0; j < size; j++) {
      coefficients[j] = quotient(sum[j], denominator, bits);
    }
    return coefficients;
  }

  private static Dyadic quotient(BigInteger numerator, BigInteger denominator, int bits) {
    BigInteger divisor = numerator.gcd(denominator);
    BigInteger below = denominator.divide(divisor);
    BigInteger above = numerator.divide(divisor);
    int twos = below.getLowestSetBit();
    return below.bitLength() == twos + 1
        ? new Dyadic(above, -twos)
        : new Dyadic(above, 0).dividedBy(new Dyadic(below, 0), bits);
  }
}
