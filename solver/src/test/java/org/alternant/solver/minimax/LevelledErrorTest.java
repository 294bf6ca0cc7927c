package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import org.alternant.solver.exact.DividedDifferences;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The binary64 error function against the levelled polynomial of the extended phase, evaluated
/// exactly, on references that are not yet the best ones.
class LevelledErrorTest {

  /// Of the error relative to its level, which is about 1: some 6m roundings in products and sums
  /// of one sign, amplified where two sums nearly cancel. Observed: 4e-15, for degree 63.
  private static final double TOLERANCE = 1e-13;

  /// Of log₂ E and log₂ (1 − E), absolutely (observed: 2.3e-13, where they are about 1000).
  private static final double LOG_TOLERANCE = 1e-12;

  private static final int FRACTION_BITS = 8000;

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1e-3",
    "2, 2, 1e-300",
    "2, 2, 1e-3",
    "2, 3, 1e-300",
    "2, 3, 1e-16",
    "2, 3, 0.5",
    "2, 3, 0.999999999999",
    "2, 9, 1e-300",
    "2, 9, 0.1",
    "2, 9, 0.9",
    "2, 9, 0.999999999999",
    "2, 16, 1e-5",
    "2, 32, 1e-300",
    "2, 32, 1e-3",
    "2, 32, 0.5",
    "2, 32, 0.999",
    "2, 32, 0.999999999999",
    "1, 1, 1e-3",
    "1, 3, 1e-300",
    "1, 9, 0.1",
    "1, 32, 1e-3",
    "1, 32, 0.999999",
    "3, 1, 1e-3",
    "3, 3, 1e-100",
    "3, 9, 0.1",
    "4, 3, 0.1",
    "4, 5, 1e-60",
    "4, 9, 0.999999999999",
    "4, 32, 1e-5",
    "7, 9, 0.2",
    "16, 5, 0.3",
    "16, 7, 1e-18",
    "16, 9, 0.99",
    "16, 32, 0.5"
  })
  void errorAgreesWithExactEvaluation(int root, int size, double ratio) {
    double gap = 1 - ratio;
    double[] tau = reference(root, size, ratio);
    Dyadic[] x = new Dyadic[tau.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = at(ratio, gap, tau[i]);
    }
    List<BigInteger> coefficients =
        LevelledPolynomial.on(root, x, 2 * FRACTION_BITS, FRACTION_BITS).coefficients();
    Dyadic levelled = Dyadic.ONE.minus(value(root, coefficients, x[0]));
    LevelledError error =
        new LevelledError(root, DividedDifferences.none(root, ratio, size + 2), ratio, gap, tau);

    assertEquals(log2(levelled), error.log2Error(), LOG_TOLERANCE);
    assertEquals(log2(Dyadic.ONE.minus(levelled)), error.log2LowerImage(), LOG_TOLERANCE);
    for (int i = 0; i < 100; i++) {
      double point = (i + 0.37) / 100;
      Dyadic exact = Dyadic.ONE.minus(value(root, coefficients, at(ratio, gap, point)));
      double expected = exact.dividedBy(levelled, 100).doubleValue();
      assertEquals(expected, error.relativeTo(point), TOLERANCE * Math.max(1, Math.abs(expected)));
    }
  }

  /// The extrema of Chebyshev polynomials in xᵖ, moved a little.
  private static double[] reference(int root, int size, double ratio) {
    double[] tau = new double[size + 1];
    for (int i = 1; i < size; i++) {
      double t = i / (double) size;
      double sine = Math.sin(t * Math.PI / 2);
      double length = Powers.quotient(1, ratio, root);
      double x = Powers.root(Powers.of(ratio, root) + (1 - ratio) * length * sine * sine, root);
      tau[i] = length * sine * sine / Powers.quotient(x, ratio, root) * (0.99 + 0.01 * t);
    }
    tau[size] = 1;
    return tau;
  }

  private static Dyadic at(double ratio, double gap, double tau) {
    return Dyadic.of(ratio).plus(Dyadic.of(gap).times(Dyadic.of(tau)));
  }

  private static Dyadic value(int root, List<BigInteger> coefficients, Dyadic x) {
    Dyadic power = Powers.of(x, root).rounded(2 * FRACTION_BITS);
    Dyadic value = Dyadic.ZERO;
    for (BigInteger coefficient : coefficients.reversed()) {
      value =
          value
              .times(power)
              .plus(new Dyadic(coefficient, -FRACTION_BITS))
              .rounded(2 * FRACTION_BITS);
    }
    return value.times(x);
  }

  private static double log2(Dyadic value) {
    int exponent = value.magnitude();
    return exponent + Math.log(value.scaled(-exponent).doubleValue()) / Math.log(2);
  }
}
