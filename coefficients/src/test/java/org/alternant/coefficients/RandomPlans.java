package org.alternant.coefficients;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.EvaluationPlan.Product;

/// Plans of up to three products, with zeros, shifts, identity terms and left out factors.
public final class RandomPlans {

  private RandomPlans() {}

  private static List<Double> factors(Random random, int most) {
    List<Double> factors = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      factors.add(random.nextInt(5) == 0 ? 0 : random.nextGaussian());
    }
    return factors;
  }

  public static EvaluationPlan next(Random random) {
    List<Product> products = new ArrayList<>();
    for (int k = 2; k < 2 + random.nextInt(4); k++) {
      products.add(
          new Product(
              factors(random, k),
              factors(random, k),
              random.nextBoolean() ? null : factors(random, k)));
    }
    return new EvaluationPlan(
        random.nextGaussian(),
        random.nextInt(3) == 0 ? 0 : random.nextGaussian(),
        random.nextGaussian(),
        products,
        random.nextBoolean() ? null : factors(random, products.size() + 2));
  }
}
