package org.alternant.solver.minimax;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;

/// The polynomial h(x) = Σ cⱼ x^(pj+1) whose error is levelled on a reference, in extended
/// precision.
///
/// @param coefficients cᵢ in units of 2^−fractionBits
/// @param weightSum Σ aᵢ with aᵢ = 1 / (xᵢ Π_{j≠i} |yᵢ − yⱼ|), to about 2^−fractionBits relative
/// @param symmetric eᵣ(y₀, …, y_m), the elementary symmetric polynomials of the powers, r = 0 … m
///   + 1
record LevelledPolynomial(List<BigInteger> coefficients, Dyadic weightSum, List<Dyadic> symmetric) {

  /// Solves 1 − h(xᵢ) = (−1)ⁱE for h and E by Lagrange's formula in y = xᵖ,
  ///
  ///     h(x)/x = Σᵢ ± aᵢ h(xᵢ) Π_{j≠i} (y − yⱼ),    h(xᵢ) = 1 − E (i even), 1 + E (i odd),
  ///
  /// where 1 − E = 2 Σ_{i odd} aᵢ / Σ aᵢ needs no subtraction. Nothing here is proved: the caller
  /// checks the values of the resulting polynomial.
  ///
  /// @param root p
  /// @param x the reference, increasing, in (0, 1]
  /// @param bits the relative working precision
  /// @param fractionBits the grid of the coefficients
  /// @return the levelled polynomial, its coefficients rounded to the grid
  static LevelledPolynomial on(int root, Dyadic[] x, int bits, int fractionBits) {
    Dyadic[] y = new Dyadic[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Powers.of(x[i], root).rounded(bits);
    }
    Dyadic[] weight = weights(x, y, bits);
    Dyadic weightSum = Dyadic.ZERO;
    Dyadic oddSum = Dyadic.ZERO;
    for (int i = 0; i < x.length; i++) {
      weightSum = weightSum.plus(weight[i]);
      oddSum = i % 2 == 1 ? oddSum.plus(weight[i]) : oddSum;
    }
    Dyadic lowerImage = oddSum.scaled(1).dividedBy(weightSum, bits);
    Dyadic upperImage = Dyadic.TWO.minus(lowerImage);
    Dyadic[] nodal = nodalPolynomial(y, bits);
    BigInteger[] coefficients = new BigInteger[x.length - 1];
    Arrays.fill(coefficients, BigInteger.ZERO);
    for (int i = 0; i < x.length; i++) {
      Dyadic value = weight[i].times(i % 2 == 0 ? lowerImage : upperImage).rounded(bits);
      boolean negative = (x.length - 1 - i) % 2 == 1;
      addMultiple(
          coefficients, negative ? value.negated() : value, nodal, y[i], bits, fractionBits);
    }
    Dyadic[] symmetric = new Dyadic[nodal.length];
    for (int r = 0; r < nodal.length; r++) {
      symmetric[r] = nodal[nodal.length - 1 - r].abs();
    }
    return new LevelledPolynomial(List.of(coefficients), weightSum, List.of(symmetric));
  }

  private static Dyadic[] weights(Dyadic[] x, Dyadic[] y, int bits) {
    Dyadic[] product = x.clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        Dyadic difference = y[j].minus(y[i]);
        product[i] = product[i].times(difference).rounded(bits);
        product[j] = product[j].times(difference).rounded(bits);
      }
    }
    Dyadic[] weight = new Dyadic[x.length];
    for (int i = 0; i < x.length; i++) {
      weight[i] = Dyadic.ONE.dividedBy(product[i], bits);
    }
    return weight;
  }

  /// The coefficients of Π (y − yᵢ), that of y⁰ first.
  private static Dyadic[] nodalPolynomial(Dyadic[] y, int bits) {
    Dyadic[] nodal = new Dyadic[y.length + 1];
    Arrays.fill(nodal, Dyadic.ZERO);
    nodal[0] = Dyadic.ONE;
    for (int i = 0; i < y.length; i++) {
      for (int j = i + 1; j > 0; j--) {
        nodal[j] = nodal[j - 1].minus(nodal[j].times(y[i])).rounded(bits);
      }
      nodal[0] = nodal[0].times(y[i]).negated().rounded(bits);
    }
    return nodal;
  }

  /// Adds factor · Π_{j≠i} (y − yⱼ), found by dividing the nodal polynomial by y − yᵢ. Its leading
  /// term is left out: over all i they cancel, since h has no such term.
  private static void addMultiple(
      BigInteger[] coefficients,
      Dyadic factor,
      Dyadic[] nodal,
      Dyadic node,
      int bits,
      int fractionBits) {
    Dyadic quotient = nodal[nodal.length - 1];
    for (int j = coefficients.length - 1; j >= 0; j--) {
      quotient = nodal[j + 1].plus(quotient.times(node)).rounded(bits);
      coefficients[j] = coefficients[j].add(factor.times(quotient).floor(fractionBits));
    }
  }
}
