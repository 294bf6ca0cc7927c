package org.alternant.solver.exact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.alternant.solver.Relative;
import org.junit.jupiter.api.Test;

/// Divided differences of y^(−1/2) at squares of binary64 numbers: the table computed with
/// subtractions, where 1/x and the differences have enough digits for all that cancels.
class DividedDifferencesTest {

  /// Theory: 3m·2⁻⁵³ in the entries, twice over for the quotient by differences; observed: 7.3e-16.
  private static final double TOLERANCE = 3 * 32 * 0x1p-53;

  /// 32 points as close as 1e-9: 32 · 9 digits cancel.
  private static final MathContext DIGITS = new MathContext(700);

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void spreadPointsAreAccurate() {
    for (int size = 1; size <= 32; size++) {
      assertAccurate(random.doubles(size + 1, 0.01, 1).sorted().distinct().toArray());
    }
  }

  @Test
  void closePointsAreAccurate() {
    for (int size = 1; size <= 32; size += 5) {
      assertAccurate(random.doubles(size + 1, 1 - 1e-7, 1).sorted().distinct().toArray());
    }
  }

  @Test
  void pointsOfAllSizesAreAccurate() {
    for (int size = 1; size <= 8; size++) {
      assertAccurate(
          random
              .doubles(size + 1, -30, 0)
              .map(exponent -> Math.pow(10, exponent))
              .sorted()
              .distinct()
              .toArray());
    }
  }

  /// The order of the points does not matter in exact arithmetic: the last one is the further one.
  private void assertAccurate(double[] x) {
    DividedDifferences differences = DividedDifferences.on(x[0]);
    for (int i = 1; i < x.length - 1; i++) {
      differences = differences.with(x[i]);
    }
    BigDecimal scale = new BigDecimal(DividedDifferences.SCALE);
    double[] without = Arrays.copyOf(x, x.length - 1);
    Relative.assertClose(
        magnitude(without).multiply(scale), new BigDecimal(differences.magnitude()), TOLERANCE);
    Relative.assertClose(
        magnitude(x).multiply(scale),
        new BigDecimal(differences.magnitudeWith(x[x.length - 1])),
        TOLERANCE);
  }

  /// |f[x₀², …, x_m²]| = |Σ 1/(xᵢ Π_{j≠i} (xᵢ² − xⱼ²))|.
  private static BigDecimal magnitude(double[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      BigDecimal product = new BigDecimal(x[i]);
      for (int j = 0; j < x.length; j++) {
        if (j != i) {
          BigDecimal difference = new BigDecimal(x[i]).pow(2).subtract(new BigDecimal(x[j]).pow(2));
          product = product.multiply(difference, DIGITS);
        }
      }
      sum = sum.add(BigDecimal.ONE.divide(product, DIGITS));
    }
    return sum.abs();
  }
}
