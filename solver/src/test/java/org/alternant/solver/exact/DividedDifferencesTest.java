package org.alternant.solver.exact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.alternant.solver.Relative;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Divided differences of y^(−1/p) at p-th powers of binary64 numbers: the table computed with
/// subtractions, where 1/x and the differences have enough digits for all that cancels.
class DividedDifferencesTest {

  /// Theory for p = 2: 3m·2⁻⁵³ in the entries, twice over for the quotient by differences;
  /// observed: 7.3e-16. For others p roundings in each of m powers; observed: 1.4e-14 for p = 16.
  private static final double TOLERANCE = 3 * 32 * 0x1p-53;

  private static double tolerance(int root) {
    return root == 2 ? TOLERANCE : (1 + root) * TOLERANCE;
  }

  /// 32 points as close as 1e-9: 32 · 9 digits cancel.
  private static final MathContext DIGITS = new MathContext(700);

  private final SplittableRandom random = new SplittableRandom(11);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 16})
  void spreadPointsAreAccurate(int root) {
    for (int size = 1; size <= 32; size++) {
      assertAccurate(root, random.doubles(size + 1, 0.01, 1).sorted().distinct().toArray());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 16})
  void closePointsAreAccurate(int root) {
    for (int size = 1; size <= 32; size += 5) {
      assertAccurate(root, random.doubles(size + 1, 1 - 1e-7, 1).sorted().distinct().toArray());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 16})
  void pointsOfAllSizesAreAccurate(int root) {
    for (int size = 1; size <= 8; size++) {
      assertAccurate(
          root,
          random
              .doubles(size + 1, root == 2 ? -30 : -60.0 / root, 0)
              .map(exponent -> Math.pow(10, exponent))
              .sorted()
              .distinct()
              .toArray());
    }
  }

  /// The order of the points does not matter in exact arithmetic: the last one is the further one.
  private void assertAccurate(int root, double[] x) {
    DividedDifferences differences = DividedDifferences.none(root, x[0], x.length);
    for (int i = 0; i < x.length - 1; i++) {
      differences = differences.with(x[i]);
    }
    BigDecimal scale = new BigDecimal(differences.scale());
    double[] without = Arrays.copyOf(x, x.length - 1);
    if (x.length > 2) {
      Relative.assertClose(
          magnitude(root, without).multiply(scale),
          new BigDecimal(differences.magnitude()),
          tolerance(root));
    }
    Relative.assertClose(
        magnitude(root, x).multiply(scale),
        new BigDecimal(differences.magnitudeWith(x[x.length - 1])),
        tolerance(root));
  }

  /// |f[x₀ᵖ, …, x_mᵖ]| = |Σ 1/(xᵢ Π_{j≠i} (xᵢᵖ − xⱼᵖ))|.
  private static BigDecimal magnitude(int root, double[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      BigDecimal product = new BigDecimal(x[i]);
      for (int j = 0; j < x.length; j++) {
        if (j != i) {
          BigDecimal difference =
              new BigDecimal(x[i]).pow(root).subtract(new BigDecimal(x[j]).pow(root));
          product = product.multiply(difference, DIGITS);
        }
      }
      sum = sum.add(BigDecimal.ONE.divide(product, DIGITS));
    }
    return sum.abs();
  }
}
