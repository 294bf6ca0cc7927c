package org.alternant.solver.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IntegerPolynomialTest {

  private static BigInteger[] polynomial(long... coefficients) {
    return LongStream.of(coefficients).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
  }

  private static BigInteger[] product(BigInteger[]... factors) {
    BigInteger[] product = polynomial(1);
    for (BigInteger[] factor : factors) {
      BigInteger[] longer = new BigInteger[product.length + factor.length - 1];
      Arrays.fill(longer, BigInteger.ZERO);
      for (int i = 0; i < product.length; i++) {
        for (int j = 0; j < factor.length; j++) {
          longer[i + j] = longer[i + j].add(product[i].multiply(factor[j]));
        }
      }
      product = longer;
    }
    return product;
  }

  /// With a positive leading coefficient.
  private static BigInteger[] signed(BigInteger[] p) {
    return p[p.length - 1].signum() > 0
        ? p
        : Arrays.stream(p).map(BigInteger::negate).toArray(BigInteger[]::new);
  }

  private static final BigInteger[] A = polynomial(-1, 3);
  private static final BigInteger[] B = polynomial(5, 0, 7);
  private static final BigInteger[] C = polynomial(1L << 60, -3, 0, 1L << 40);

  @Test
  void commonDivisorIsWhatBothHave() {
    BigInteger[] left = product(A, A, B, polynomial(6));
    BigInteger[] right = product(A, C, polynomial(-10));
    assertArrayEquals(A, signed(IntegerPolynomial.commonDivisor(left, right)));
    assertArrayEquals(
        product(A, A, B), signed(IntegerPolynomial.commonDivisor(left, product(left, C))));
    assertArrayEquals(polynomial(1), IntegerPolynomial.commonDivisor(B, product(A, C)));
    assertArrayEquals(
        polynomial(1), signed(IntegerPolynomial.commonDivisor(polynomial(4), product(A, C))));
    assertArrayEquals(B, signed(IntegerPolynomial.commonDivisor(B, polynomial(0))));
  }

  /// x − 1 and x − 2³¹ are the same modulo the prime, and 2³¹ − 1 is 0.
  @Test
  void primeDecidesNothingByItself() {
    assertArrayEquals(
        polynomial(1),
        signed(IntegerPolynomial.commonDivisor(polynomial(-1, 1), polynomial(-(1L << 31), 1))));
    BigInteger[] leading = polynomial(1, Integer.MAX_VALUE);
    assertArrayEquals(
        leading, signed(IntegerPolynomial.commonDivisor(product(leading, A), product(leading, B))));
  }

  @Test
  void squareFreePartHasEveryRootOnce() {
    assertArrayEquals(product(A, B), signed(IntegerPolynomial.squareFree(product(A, A, A, B, B))));
    assertArrayEquals(product(A, C), signed(IntegerPolynomial.squareFree(product(A, C))));
    assertArrayEquals(A, signed(IntegerPolynomial.squareFree(product(A, polynomial(12)))));
  }
}
