package org.alternant.solver.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.alternant.coefficients.Epilogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The residuals are what an error of a stored matrix becomes, to first order.
class StoredErrorsTest {

  private static final double UPPER = 1.5;
  private static final double SCALE = 0.9;
  private static final double SHIFT = 0.4;

  /// Against a difference quotient: T of two eigenvalues gets an error E off the diagonal, and the
  /// last matrix's entry there is its kernel times E.
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theKernelOfTIsADerivative(int products) {
    double[] spectrum = {0.3, 0.6, 0.9, 1.2, 1.5};
    StoredErrors errors =
        new StoredErrors(products, UPPER, 1, SCALE, SHIFT, spectrum, Epilogue.FUSED);
    double[] parameters = new double[StoredErrors.parameters(products)];
    Random random = new Random(5);
    Arrays.setAll(parameters, _ -> random.nextGaussian());
    double[] residuals = new double[errors.count()];
    errors.write(parameters, 1, residuals, 0);
    // T's source comes first, its entries in rows. On the diagonal the kernel is the derivative of
    // the last matrix's eigenvalue by T's.
    int n = (int) Math.round(Math.sqrt(entriesOfASource(products, errors.count())));
    for (int i = 1; i < n; i++) {
      double x = UPPER * (0.02 + 0.98 * i / (n - 1));
      double t = SCALE * x * x - SHIFT;
      double h = 1e-6;
      double derivative =
          (last(parameters, products, t + h) - last(parameters, products, t - h)) / (2 * h);
      double here = residuals[i * n + i];
      double reference = residuals[(n + 1) * (n - 1)];
      double xLast = UPPER;
      double tLast = SCALE * xLast * xLast - SHIFT;
      double derivativeLast =
          (last(parameters, products, tLast + h) - last(parameters, products, tLast - h)) / (2 * h);
      // Up to the weights, which do not depend on the parameters.
      double[] other = new double[errors.count()];
      double[] simple = new double[parameters.length];
      // The last product is T·1: its kernel of T is 1 everywhere.
      int at = parameters.length - 3 * (products + 1);
      simple[at + 1] = 1;
      simple[at + products + 1] = 1;
      errors.write(simple, 1, other, 0);
      assertEquals(derivative, here / other[i * n + i], 1e-5 * (1 + Math.abs(derivative)));
      assertEquals(
          derivativeLast,
          reference / other[(n + 1) * (n - 1)],
          1e-5 * (1 + Math.abs(derivativeLast)));
    }
  }

  @Test
  void roundingMoreOftenErrsMore() {
    double[] spectrum = {0.3, 0.6, 0.9, 1.2, 1.5};
    double[] parameters = new double[StoredErrors.parameters(3)];
    Random random = new Random(6);
    Arrays.setAll(parameters, _ -> random.nextGaussian());
    double before = 0;
    for (Epilogue epilogue : Epilogue.values()) {
      StoredErrors errors = new StoredErrors(3, UPPER, 1, SCALE, SHIFT, spectrum, epilogue);
      double[] residuals = new double[errors.count()];
      errors.write(parameters, 1, residuals, 0);
      double sum = Arrays.stream(residuals).map(r -> r * r).sum();
      assertTrue(sum > before, epilogue.toString());
      before = sum;
    }
  }

  /// The first sources have n² entries each; the last product's own 2n + 1.
  private static int entriesOfASource(int products, int count) {
    int sources = 2 + 3 * (products - 2);
    for (int n = 2; ; n++) {
      if (sources * n * n + 2 * n + 1 == count) {
        return n * n;
      }
    }
  }

  private static double last(double[] parameters, int products, double t) {
    return PlanFit.value(parameters, t, new double[products + 2]);
  }
}
