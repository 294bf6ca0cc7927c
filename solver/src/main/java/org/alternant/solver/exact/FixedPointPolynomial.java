package org.alternant.solver.exact;

import java.math.BigInteger;
import java.util.List;

/// A polynomial Σ cⱼ yʲ whose coefficients lie on the grid 2⁻ᶠ, evaluated on [0, 1] in fixed point
/// with f bits after the binary point.
///
/// Coefficients are exact. A value is rounded down at each of the n steps of Horner's rule, and so
/// may be the argument: the partial results are at most C = Σ |cⱼ| in size, so each step loses less
/// than C + 1 units of 2⁻ᶠ, and a value differs from the true one by less than [#errorBound]
/// (proved).
public final class FixedPointPolynomial {

  private final BigInteger[] coefficients;
  private final int fractionBits;
  private final BigInteger errorBound;

  /// Takes the coefficients as they are.
  ///
  /// @param coefficients cⱼ · 2ᶠ, at least one
  /// @param fractionBits f
  public FixedPointPolynomial(List<BigInteger> coefficients, int fractionBits) {
    this.coefficients = coefficients.toArray(BigInteger[]::new);
    this.fractionBits = fractionBits;
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger coefficient : coefficients) {
      sum = sum.add(coefficient.abs());
    }
    errorBound =
        sum.shiftRight(fractionBits)
            .add(BigInteger.TWO)
            .multiply(BigInteger.valueOf(coefficients.size()));
  }

  /// Evaluates by Horner's rule.
  ///
  /// @param y ⌊argument · 2ᶠ⌋, for an argument in [0, 1]
  /// @return the value, in units of 2⁻ᶠ, within [#errorBound]
  public BigInteger at(BigInteger y) {
    BigInteger value = coefficients[coefficients.length - 1];
    for (int j = coefficients.length - 2; j >= 0; j--) {
      value = value.multiply(y).shiftRight(fractionBits).add(coefficients[j]);
    }
    return value;
  }

  /// The proved bound on the absolute error of every value, in units of 2⁻ᶠ.
  ///
  /// @return the bound
  public BigInteger errorBound() {
    return errorBound;
  }

  /// For h(x) = x Σ cⱼ x^(pj), the polynomial Σ (pj + 1) cⱼ yʲ whose value at y = xᵖ is h′(x).
  ///
  /// @param root p
  /// @return the slope, on the same grid
  public FixedPointPolynomial slope(int root) {
    BigInteger[] slope = new BigInteger[coefficients.length];
    for (int j = 0; j < slope.length; j++) {
      slope[j] = coefficients[j].multiply(BigInteger.valueOf((long) root * j + 1));
    }
    return new FixedPointPolynomial(List.of(slope), fractionBits);
  }

  /// The derivative with respect to y.
  ///
  /// @return the derivative, on the same grid
  public FixedPointPolynomial derivative() {
    BigInteger[] derivative = new BigInteger[Math.max(1, coefficients.length - 1)];
    derivative[0] = BigInteger.ZERO;
    for (int j = 1; j < coefficients.length; j++) {
      derivative[j - 1] = coefficients[j].multiply(BigInteger.valueOf(j));
    }
    return new FixedPointPolynomial(List.of(derivative), fractionBits);
  }
}
