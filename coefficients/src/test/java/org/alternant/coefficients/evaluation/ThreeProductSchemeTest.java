package org.alternant.coefficients.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

public class ThreeProductSchemeTest {

  /// The best polynomial of degree 17 on [1e-3, 1], from `alternant design --degree 17 --lower
  /// 1e-3`.
  public static final List<Double> MINIMAX_17 =
      List.of(
          28.176934937412828,
          -991.9279404844845,
          12828.235271433918,
          -77702.9978767549,
          253482.28064365772,
          -472574.8256405633,
          503855.55149491434,
          -285776.5549978374,
          66854.03393475365);

  /// α = 1, β = 1/2: the quadratic for ε is ε² − pε + 10 = 0 with |p| < 6.
  public static final List<Double> WITHOUT_REAL_SCHEME =
      List.of(1.0, 0.0, 0.0, 0.0, 10.0, 0.0, 0.25, 1.0, 1.0);

  /// Between the given coefficients and those of the scheme, relative to the largest term a
  /// coefficient is the sum of. Theory: a few 2⁻⁵³. Observed: 5e-16.
  private static final double TOLERANCE = 4e-15;

  /// The coefficients of a product of two polynomials; index i belongs to Aⁱ.
  private static double[] product(double[] x, double[] y) {
    double[] result = new double[x.length + y.length - 1];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        result[i + j] += x[i] * y[j];
      }
    }
    return result;
  }

  private static double[] magnitudes(double... x) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = Math.abs(x[i]);
    }
    return result;
  }

  private static void assertGives(ThreeProductScheme s, List<Double> coefficients) {
    double[] left = {0, s.delta(), s.gamma(), s.beta(), s.alpha()};
    double[] right = {0, 0, s.epsilon(), s.beta(), s.alpha()};
    double[] outside = {0, 0, 0, s.zeta() * s.beta(), s.zeta() * s.alpha(), 0, 0, 0, 0};
    double[] inside = product(left, right);
    double[] scale = product(magnitudes(left), magnitudes(right));
    for (int i = 3; i <= 8; i++) {
      assertEquals(
          coefficients.get(i),
          s.sign() * inside[i] + outside[i],
          TOLERANCE * (scale[i] + Math.abs(outside[i])),
          "coefficient " + i);
    }
  }

  @Test
  void givesThePolynomialBack() {
    assertGives(ThreeProductScheme.of(MINIMAX_17).orElseThrow(), MINIMAX_17);
    Random random = new Random(3);
    int existing = 0;
    for (int trial = 0; trial < 200; trial++) {
      List<Double> coefficients = new ArrayList<>();
      for (int i = 0; i <= 8; i++) {
        coefficients.add(random.nextGaussian());
      }
      Optional<ThreeProductScheme> scheme = ThreeProductScheme.of(coefficients);
      scheme.ifPresent(s -> assertGives(s, coefficients));
      existing += scheme.isPresent() ? 1 : 0;
    }
    assertTrue(existing > 50 && existing < 200, existing + " of 200 exist");
  }

  @Test
  void aVanishingSeventhCoefficientIsNoSpecialCase() {
    List<Double> coefficients = List.of(1.0, 2.0, -1.0, 3.0, 0.5, -2.0, 1.0, 0.0, 4.0);
    assertGives(ThreeProductScheme.of(coefficients).orElseThrow(), coefficients);
  }

  @Test
  void doesNotExistWithoutRealRootOrLeadingCoefficient() {
    assertFalse(ThreeProductScheme.of(WITHOUT_REAL_SCHEME).isPresent());
    assertFalse(ThreeProductScheme.of(List.of(1., 1., 1., 1., 1., 1., 1., 1., 0.)).isPresent());
    assertFalse(ThreeProductScheme.of(List.of(1.875, -1.25, 0.375)).isPresent());
  }
}
