package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.ScalarImage;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// All ways to evaluate the same steps agree, and take the products that they are said to take.
class SchemesTest {

  /// Between U p(Σ) Vᵀ in 34 digits and a run in binary64, in the Frobenius norm, for matrices of
  /// norm 1. Theory: the steps have Σ |cᵢ| = 1 and so map [0, 1] to [−1, 1]: a few u √r a step,
  /// times the slopes of the steps to come, at most Σ (2i + 1) |cᵢ| ≤ 33. Observed: 6e-16.
  private static final double TOLERANCE = 1e-14;

  private static final List<Scheme> BLOCKS = List.of(Scheme.HORNER, Scheme.PATERSON_STOCKMEYER);

  /// Steps with random coefficients of random signs, Σ |cᵢ| = 1, none of them 0. Those of degree 17
  /// have a three-product scheme.
  private static Step step(int degree, Random random) {
    while (true) {
      double[] c = new double[(degree + 1) / 2];
      double sum = 0;
      for (int i = 0; i < c.length; i++) {
        c[i] = (random.nextBoolean() ? 1 : -1) * (0.1 + random.nextDouble());
        sum += Math.abs(c[i]);
      }
      for (int i = 0; i < c.length; i++) {
        c[i] /= sum;
      }
      Step step = Tables.step(c);
      if (degree != 17 || hasThreeProducts(step)) {
        return step;
      }
    }
  }

  private static boolean hasThreeProducts(Step step) {
    return Scheme.THREE_PRODUCT.plan(step.coefficients()).isPresent();
  }

  /// The steps by every scheme they have: Horner, blocks, the cheapest, and three products where it
  /// exists.
  private static List<List<Step>> schemes(List<Step> steps) {
    List<List<Step>> schemes = new ArrayList<>(List.of(steps));
    BLOCKS.forEach(kind -> schemes.add(Tables.with(kind, steps)));
    if (steps.stream().allMatch(SchemesTest::hasThreeProducts)) {
      schemes.add(Tables.with(Scheme.THREE_PRODUCT, steps));
    }
    return schemes;
  }

  /// The standard form and the Gram form with every set of restarts.
  private static List<Form> forms(int steps) {
    List<Form> forms = new ArrayList<>(List.of(Form.STANDARD));
    for (int set = 0; set < 1 << (steps - 1); set++) {
      int chosen = set;
      forms.add(
          new Form.Gram(
              IntStream.range(1, steps)
                  .filter(t -> (chosen >> (t - 1) & 1) == 1)
                  .boxed()
                  .toList()));
    }
    return forms;
  }

  private static DMatrixRMaj run(List<Step> steps, Form form, Epilogue epilogue, DMatrixRMaj x) {
    MatrixIteration iteration =
        new MatrixIteration(steps, Normalization.NONE, Precision.FLOAT64).with(form).with(epilogue);
    Outcome outcome = new EjmlBackend().run(iteration, x);
    return assertInstanceOf(Outcome.Finished.class, outcome).result();
  }

  private static void assertClose(DMatrixRMaj expected, DMatrixRMaj found, Object what) {
    DMatrixRMaj difference = CommonOps_DDRM.subtract(expected, found, null);
    assertEquals(0, NormOps_DDRM.normF(difference), TOLERANCE, what::toString);
  }

  /// U p(Σ) Vᵀ: the same seed draws the same U and V.
  private static void assertAllAgree(List<Step> steps, int rows, int columns) {
    int count = Math.min(rows, columns);
    double[] sigma =
        new Spectrum(Spectrum.Kind.LOG_UNIFORM, 1e-2).singularValues(count, new Random(3));
    Random random = new Random(4);
    DMatrixRMaj u = TestMatrix.haar(rows, count, random);
    DMatrixRMaj v = TestMatrix.haar(columns, count, random);
    DMatrixRMaj x = compose(u, sigma, v);
    double[] images = Arrays.stream(sigma).map(s -> ScalarImage.of(steps, s)).toArray();
    DMatrixRMaj exact = compose(u, images, v);
    for (List<Step> scheme : schemes(steps)) {
      for (Form form : forms(steps.size())) {
        for (Epilogue epilogue : Epilogue.values()) {
          assertClose(exact, run(scheme, form, epilogue, x), scheme + " " + form);
        }
      }
    }
  }

  private static DMatrixRMaj compose(DMatrixRMaj u, double[] sigma, DMatrixRMaj v) {
    DMatrixRMaj scaled = u.copy();
    CommonOps_DDRM.multCols(scaled, sigma);
    return CommonOps_DDRM.multTransB(scaled, v, null);
  }

  static IntStream degrees() {
    return IntStream.concat(
        IntStream.rangeClosed(1, 8).map(q -> 2 * q + 1), IntStream.of(21, 31, 33));
  }

  @ParameterizedTest
  @MethodSource("degrees")
  void schemesAndFormsAgreeInEveryDegree(int degree) {
    Random random = new Random(degree);
    List<Step> steps = Stream.generate(() -> step(degree, random)).limit(2).toList();
    assertAllAgree(steps, 12, 17);
  }

  @ParameterizedTest
  @CsvSource({"9, 30", "30, 9", "13, 13", "1, 20", "20, 1", "1, 1", "2, 2"})
  void schemesAndFormsAgreeInEveryShape(int rows, int columns) {
    Random random = new Random(1);
    for (int degree : new int[] {3, 5, 9, 17, 31}) {
      assertAllAgree(List.of(step(degree, random), step(degree, random)), rows, columns);
    }
  }

  /// Degree 1, where a step has no product, at the start, inside and at the end.
  @ParameterizedTest
  @ValueSource(strings = {"1", "1 1 1", "1 5 3 1", "5 1 1 7", "17 3 1 9", "3 1 17 5"})
  void degreesMayBeMixed(String degrees) {
    assertAllAgree(mixed(degrees), 10, 14);
  }

  private static List<Step> mixed(String degrees) {
    Random random = new Random(7);
    return Stream.of(degrees.split(" ", -1)).map(d -> step(Integer.parseInt(d), random)).toList();
  }

  /// Plans with shifts, identity terms and any combinations compute their expansion.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void plansComputeTheirExpansion(int seed) {
    Random random = new Random(seed);
    assertAllAgree(List.of(planned(random), planned(random)), 9, 14);
  }

  /// A plan of up to three products that maps [0, 1] into [−1, 1].
  private static Step planned(Random random) {
    while (true) {
      List<Product> products = new ArrayList<>();
      for (int k = 2; k < 2 + random.nextInt(4); k++) {
        products.add(
            new Product(
                factors(random, k),
                factors(random, k),
                random.nextBoolean() ? null : factors(random, k)));
      }
      EvaluationPlan plan =
          new EvaluationPlan(
              random.nextDouble(),
              random.nextBoolean() ? 0 : random.nextDouble(),
              random.nextDouble(),
              products,
              random.nextBoolean() ? null : factors(random, products.size() + 2));
      Step step = Tables.step(0).withPlan(plan);
      if (step.coefficients().stream().mapToDouble(Math::abs).sum() <= 1) {
        return step;
      }
    }
  }

  private static List<Double> factors(Random random, int count) {
    return Stream.generate(() -> random.nextInt(3) == 0 ? 0 : 2 * random.nextDouble() - 1)
        .limit(count)
        .toList();
  }

  /// Zero coefficients, leading ones among them, are coefficients.
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 7, 9, 11, 17, 21})
  void coefficientsMayBeZero(int degree) {
    for (int i = 0; i <= degree / 2; i++) {
      double[] c =
          step(degree, new Random(2)).coefficients().stream().mapToDouble(x -> x).toArray();
      c[i] = 0;
      c[(i * 5 + 2) % c.length] = 0;
      assertAllAgree(List.of(Tables.step(c)), 6, 8);
    }
  }

  private static IterationCost counted(List<Step> steps, Form form, Epilogue epilogue) {
    CountingArithmetic<?> counting = counting(new EjmlBackend().arithmetic(Precision.FLOAT64));
    MatrixIteration iteration =
        new MatrixIteration(steps, Normalization.NONE, Precision.FLOAT64).with(form).with(epilogue);
    IterationRun.of(counting, iteration).run(List.of(new DMatrixRMaj(2, 3)));
    return counting.cost();
  }

  private static <M> CountingArithmetic<M> counting(MatrixArithmetic<M> arithmetic) {
    return new CountingArithmetic<>(arithmetic);
  }

  @ParameterizedTest
  @MethodSource("degrees")
  void theProductsAreThoseOfTheCost(int degree) {
    Random random = new Random(degree);
    assertCosts(Stream.generate(() -> step(degree, random)).limit(4).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1 1 1", "1 5 3 1", "5 1 1 7", "17 3 1 9", "3 1 17 5"})
  void theProductsOfMixedDegreesAreThoseOfTheCost(String degrees) {
    assertCosts(mixed(degrees));
  }

  private static void assertCosts(List<Step> steps) {
    for (List<Step> scheme : schemes(steps)) {
      for (Form form : forms(steps.size())) {
        for (Epilogue epilogue : Epilogue.values()) {
          assertEquals(
              IterationCost.of(scheme, form),
              counted(scheme, form, epilogue),
              () -> scheme + " " + form);
        }
      }
    }
  }

  /// So that the counts above are not compared with a mistake of their own: the numbers of square
  /// products that the literature gives.
  @ParameterizedTest
  @CsvSource({
    "3, 0, 0",
    "5, 1, 1",
    "7, 2, 2",
    "9, 3, 2",
    "13, 5, 3",
    "17, 7, 4",
    "21, 9, 5",
    "31, 14, 6",
    "33, 15, 6"
  })
  void hornerAndBlocksTakeTheKnownNumberOfProducts(int degree, int horner, int blocks) {
    Step step = step(degree, new Random(degree));
    for (Scheme kind : BLOCKS) {
      int expected = kind == Scheme.HORNER ? horner : blocks;
      Step planned = kind.applyTo(step);
      assertEquals(expected, Scheme.planOf(planned).squareProducts());
      assertEquals(
          new IterationCost(expected, 1, 1),
          counted(List.of(planned), Form.STANDARD, Epilogue.FUSED));
    }
    if (degree == 17) {
      assertEquals(
          new IterationCost(3, 1, 1), counted(List.of(step), Form.STANDARD, Epilogue.FUSED));
    }
  }
}
