package org.alternant.solver.minimax;

import java.math.BigInteger;
import java.util.Arrays;
import org.alternant.solver.exact.Dyadic;

/// The limit of the best odd polynomials on [l, u] as l → u = 1: the truncated series x Σ C(2j, j)
/// 4⁻ʲ (1 − x²)ʲ of x (x²)^(−1/2) about 1, that is (3/2, −1/2), (15/8, −10/8, 3/8), …
public final class LimitPolynomial {

  private LimitPolynomial() {}

  /// The coefficients of x, x³, …, exactly.
  ///
  /// @param size the number of coefficients, at least 1
  /// @return cⱼ = Σ_{i≥j} C(2i, i) 4⁻ⁱ C(i, j) (−1)ʲ
  public static Dyadic[] coefficients(int size) {
    Dyadic[] sum = new Dyadic[size];
    Arrays.fill(sum, Dyadic.ZERO);
    BigInteger central = BigInteger.ONE;
    for (int i = 0; i < size; i++) {
      BigInteger binomial = BigInteger.ONE;
      for (int j = 0; j <= i; j++) {
        BigInteger term = central.multiply(binomial);
        sum[j] = sum[j].plus(new Dyadic(j % 2 == 0 ? term : term.negate(), -2 * i));
        binomial = binomial.multiply(BigInteger.valueOf(i - j)).divide(BigInteger.valueOf(j + 1L));
      }
      central =
          central
              .multiply(BigInteger.valueOf(2L * (2L * i + 1)))
              .divide(BigInteger.valueOf(i + 1L));
    }
    return sum;
  }
}
