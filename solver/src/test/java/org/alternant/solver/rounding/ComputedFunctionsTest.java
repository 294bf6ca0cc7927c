package org.alternant.solver.rounding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.solver.rounding.ComputedFunctions.Computed;
import org.junit.jupiter.api.Test;

/// Bounds on polynomials of matrices, held against 2×2 matrices, whose norms have a closed form.
class ComputedFunctionsTest {

  private static final RoundingAssumptions EXACT =
      RoundingAssumptions.of(Precision.FLOAT64, new MatrixShape(2, 2));

  private static final double ROUNDING = 1e-10;

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
      }
    }
    return c;
  }

  private static double[][] sum(double[][] a, double factor, double[][] b) {
    double[][] c = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        c[i][j] = a[i][j] + factor * b[i][j];
      }
    }
    return c;
  }

  /// The larger singular value.
  private static double norm(double[][] a) {
    double sum = Math.hypot(a[0][0] + a[1][1], a[0][1] - a[1][0]);
    double difference = Math.hypot(a[0][0] - a[1][1], a[0][1] + a[1][0]);
    return (sum + difference) / 2;
  }

  private static double[][] polynomial(double[] c, double[][] a) {
    double[][] identity = {{1, 0}, {0, 1}};
    double[][] value = new double[2][2];
    for (int j = c.length - 1; j >= 0; j--) {
      value = sum(product(value, a), c[j], identity);
    }
    return value;
  }

  private static Computed computed(ComputedFunctions functions, double[] c) {
    Computed value =
        functions.product(
            c[c.length - 1], functions.identity(), functions.identity(), 0, functions.identity());
    for (int j = c.length - 2; j >= 0; j--) {
      value = functions.product(1, value, functions.matrix(), c[j], functions.identity());
    }
    return value;
  }

  /// Symmetric, with the ends of the interval as eigenvalues.
  private static double[][] symmetric(Interval interval, double angle) {
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    double difference = interval.upper() - interval.lower();
    return new double[][] {
      {interval.lower() + difference * cosine * cosine, difference * cosine * sine},
      {difference * cosine * sine, interval.lower() + difference * sine * sine}
    };
  }

  @Test
  void normsAndChangesAreBounded() {
    Random random = new Random(5);
    double closest = 0;
    for (int k = 0; k < 300; k++) {
      double lower = random.nextDouble();
      Interval interval = new Interval(lower, lower + 2 * random.nextDouble());
      double[] c = random.doubles(1 + random.nextInt(9), -1, 1).toArray();
      double[][] h = symmetric(interval, 3 * random.nextDouble());
      double[][] g = {
        {random.nextGaussian(), random.nextGaussian()},
        {random.nextGaussian(), random.nextGaussian()}
      };
      double size = StrictMath.pow(10, -4 * random.nextDouble());
      g = sum(new double[2][2], size / norm(g), g);
      ComputedFunctions functions = new ComputedFunctions(interval, 0, 9, EXACT);
      Computed f = computed(functions, c);
      assertTrue(norm(polynomial(c, h)) <= f.norm() + ROUNDING);
      double change = norm(sum(polynomial(c, sum(h, 1, g)), -1, polynomial(c, h)));
      double bound = functions.change(f, size);
      assertTrue(change <= bound + ROUNDING, () -> change + " is above " + bound);
      closest = Math.max(closest, change / (bound + ROUNDING));
      Computed skewed = computed(new ComputedFunctions(interval, size, 9, EXACT), c);
      assertTrue(norm(polynomial(c, sum(h, 1, g))) <= skewed.norm() + ROUNDING);
    }
    assertTrue(closest > 0.9, "the bound is never near: " + closest);
  }

  /// What storing costs in the format is what an error is at least.
  @Test
  void errorsGrowByStoring() {
    ComputedFunctions functions =
        new ComputedFunctions(
            new Interval(0.5, 1),
            0,
            4,
            RoundingAssumptions.of(Precision.FLOAT32, new MatrixShape(2, 2)));
    Computed m = functions.matrix();
    assertEquals(0, m.error());
    Computed square = functions.product(1, m, m, 0, m);
    assertTrue(square.error() > functions.storing() * square.norm());
    Computed fourth = functions.product(1, square, square, 0, square);
    assertTrue(fourth.error() > 2 * square.error());
  }
}
