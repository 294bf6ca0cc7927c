package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import org.alternant.solver.exact.Dyadic;
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
    "1, 1e-3", "2, 1e-300", "2, 1e-3", "3, 1e-300", "3, 1e-16", "3, 0.5", "3, 0.999999999999",
    "9, 1e-300", "9, 0.1", "9, 0.9", "9, 0.999999999999", "16, 1e-5", "32, 1e-300", "32, 1e-3",
    "32, 0.5", "32, 0.999", "32, 0.999999999999"
  })
  void errorAgreesWithExactEvaluation(int size, double ratio) {
    double gap = 1 - ratio;
    double[] tau = reference(size, ratio);
    Dyadic[] x = new Dyadic[tau.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = at(ratio, gap, tau[i]);
    }
    List<BigInteger> coefficients =
        LevelledPolynomial.on(x, 2 * FRACTION_BITS, FRACTION_BITS).coefficients();
    Dyadic levelled = Dyadic.ONE.minus(value(coefficients, x[0]));
    LevelledError error = new LevelledError(ratio, gap, tau);

    assertEquals(log2(levelled), error.log2Error(), LOG_TOLERANCE);
    assertEquals(log2(Dyadic.ONE.minus(levelled)), error.log2LowerImage(), LOG_TOLERANCE);
    for (int i = 0; i < 100; i++) {
      double point = (i + 0.37) / 100;
      Dyadic exact = Dyadic.ONE.minus(value(coefficients, at(ratio, gap, point)));
      double expected = exact.dividedBy(levelled, 100).doubleValue();
      assertEquals(expected, error.relativeTo(point), TOLERANCE * Math.max(1, Math.abs(expected)));
    }
  }

  /// The extrema of Chebyshev polynomials in x², moved a little.
  private static double[] reference(int size, double ratio) {
    double[] tau = new double[size + 1];
    for (int i = 1; i < size; i++) {
      double t = i / (double) size;
      double sine = Math.sin(t * Math.PI / 2);
      double x = Math.sqrt(ratio * ratio + (1 - ratio) * (1 + ratio) * sine * sine);
      tau[i] = (1 + ratio) * sine * sine / (x + ratio) * (0.99 + 0.01 * t);
    }
    tau[size] = 1;
    return tau;
  }

  private static Dyadic at(double ratio, double gap, double tau) {
    return Dyadic.of(ratio).plus(Dyadic.of(gap).times(Dyadic.of(tau)));
  }

  private static Dyadic value(List<BigInteger> coefficients, Dyadic x) {
    Dyadic square = x.times(x);
    Dyadic value = Dyadic.ZERO;
    for (BigInteger coefficient : coefficients.reversed()) {
      value =
          value
              .times(square)
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
