package org.alternant.cli.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.format.TableReader;

/// Tables whose steps have evaluation plans.
final class PlannedTables {

  private PlannedTables() {}

  static List<CoefficientTable> all() throws IOException {
    return List.of(published(), everyForm());
  }

  /// Degree 17 in three products a step, in public use.
  static CoefficientTable published() throws IOException {
    try (InputStream file =
        PlannedTables.class.getResourceAsStream("degree17-polar-express-4.json")) {
      return TableReader.read(file.readAllBytes());
    }
  }

  /// Whatever a plan may have: shifts, terms in I, single terms, combinations that are empty or 0,
  /// nothing added, no product, degree 1, the last product as last combination.
  private static CoefficientTable everyForm() {
    return table(
        "every-form",
        new EvaluationPlan(
            2,
            0.5,
            1.125,
            List.of(
                new Product(List.of(0.25, 1.0), List.of(0.0, 0.75), List.of(0.125, 0.25)),
                new Product(List.of(0.5), List.of(0.0, 0.0, 0.25), null)),
            List.of(0.0625, 0.0, -0.25, -0.125)),
        new EvaluationPlan(1, 1, 1, List.of(), List.of(0.0, -0.5)),
        new EvaluationPlan(1, 0.25, 0.875, List.of(), List.of(0.25)),
        new EvaluationPlan(
            0.5,
            0,
            1,
            List.of(
                new Product(List.of(), List.of(0.0, 3.0), List.of(0.5)),
                new Product(List.of(0.0, 0.5), List.of(0.0, 1.5), List.of(0.0, 0.0, 0.25)),
                new Product(List.of(0.0, 0.0, 0.0), List.of(0.0, 1.0), List.of(0.0, -0.5))),
            null));
  }

  /// One step each, so that nothing magnifies rounding errors.
  static List<CoefficientTable> random(int count) {
    Random random = new Random(25);
    return IntStream.range(0, count).mapToObj(i -> table("random-" + i, plan(random))).toList();
  }

  private static EvaluationPlan plan(Random random) {
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

  private static List<Double> factors(Random random, int most) {
    return IntStream.range(0, random.nextInt(most + 1))
        .mapToObj(i -> random.nextInt(4) == 0 ? 0 : random.nextGaussian())
        .toList();
  }

  private static CoefficientTable table(String name, EvaluationPlan... plans) {
    return new CoefficientTable(
        name,
        null,
        List.of(plans).stream().map(plan -> Step.of(List.of(0.0)).withPlan(plan)).toList(),
        new Conventions(Normalization.FROBENIUS, SafetyFactor.NONE, Tail.REPEAT_LAST, null),
        null,
        null,
        new Provenance("test", null));
  }
}
