package org.alternant.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignTask;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// What inverse roots err by within so many products: our designs, coupled Newton and its higher
/// orders, and the tables in use, on the same matrices, each under its own norm and divided by
/// ‖A‖₂; and what our designs err by with their factors in other orders. Prints Markdown; to
/// standard error, the designs.
public final class InverseRoots {

  private static final List<Integer> ROOTS = List.of(1, 2, 3, 4);
  private static final List<Integer> BUDGETS = List.of(8, 12, 16, 20, 24, 32, 48, 64);

  /// The smallest eigenvalues.
  private static final List<Double> LOWER = List.of(1e-2, 1e-4);

  private static final List<Spectrum.Kind> KINDS =
      List.of(Spectrum.Kind.LOG_UNIFORM, Spectrum.Kind.GEOMETRIC, Spectrum.Kind.UNIFORM);
  private static final int SEEDS = 3;
  private static final int ORDER = 64;
  private static final int HIGHEST_TRUNCATION = 3;

  /// Ways of designing.
  private static final List<Ours> OURS = List.of(new Ours(8, 0), new Ours(4, 0), new Ours(4, 1e-2));

  /// More than a budget allows.
  private static final int MOST_STEPS = 50;

  private static final Normalization NONE = Normalization.NONE;
  private static final DMatrixRMaj OVERFLOW = new DMatrixRMaj(new double[][] {{Double.NaN}});

  /// Designs with q up to a largest one and a cushion.
  private record Ours(int largestQ, double cushion) {
    @Override
    public String toString() {
      return "q ≤ " + largestQ + (cushion == 0 ? "" : ", cushion " + cushion);
    }
  }

  /// An X for A, the products that it took, and the factor of A that it is the root of.
  private record Point(int products, DMatrixRMaj x, double factor) {}

  /// A, and W with WᵀXW = A^(1/2p) X A^(1/2p) in the coordinates of the eigenvectors.
  private record Sample(DMatrixRMaj a, DMatrixRMaj w, int root) {

    static Sample of(DMatrixRMaj a, int root) {
      var eigen = DecompositionFactory_DDRM.eig(a.numRows, true, true);
      eigen.decompose(a.copy());
      DMatrixRMaj w = new DMatrixRMaj(a.numRows, a.numRows);
      for (int i = 0; i < a.numRows; i++) {
        CommonOps_DDRM.insert(eigen.getEigenVector(i), w, 0, i);
        double scale = StrictMath.pow(eigen.getEigenvalue(i).getReal(), 0.5 / root);
        CommonOps_DDRM.scaleCol(scale, w, i);
      }
      return new Sample(a, w, root);
    }

    /// ‖A^(1/2p) X A^(1/2p) − I‖₂: the largest |1 − h| where X is symmetric.
    double error(Point point) {
      if (MatrixFeatures_DDRM.hasUncountable(point.x)) {
        return Double.POSITIVE_INFINITY;
      }
      DMatrixRMaj h = CommonOps_DDRM.multTransA(w, CommonOps_DDRM.mult(point.x, w, null), null);
      CommonOps_DDRM.scale(StrictMath.pow(point.factor, 1.0 / root), h);
      for (int i = 0; i < h.numRows; i++) {
        h.add(i, i, -1);
      }
      return NormOps_DDRM.normP2(h);
    }
  }

  private final Precision precision;
  private final double lower;
  private final TableFunction function;
  private final List<Sample> samples = new ArrayList<>();

  private InverseRoots(Precision precision, double lower, int root, int order) {
    this.precision = precision;
    this.lower = lower;
    function = TableFunction.inverseRoot(root);
    for (Spectrum.Kind kind : KINDS) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        Spectrum spectrum = new Spectrum(kind, lower);
        samples.add(
            Sample.of(
                TestMatrix.generate(MatrixFunction.INVERSE_ROOT, spectrum, order, order, seed),
                root));
      }
    }
  }

  /// Prints two tables a format and λ: error against products, and orders.
  ///
  /// @param arguments formats, by default all but tfloat32; `--order N` for the size of matrices
  public static void main(String[] arguments) {
    List<String> given = new ArrayList<>(Arrays.asList(arguments));
    int option = given.indexOf("--order");
    int order = option < 0 ? ORDER : Integer.parseInt(given.get(option + 1));
    if (option >= 0) {
      given.subList(option, option + 2).clear();
    }
    for (Precision format :
        List.of(Precision.FLOAT64, Precision.FLOAT32, Precision.FLOAT16, Precision.BFLOAT16)) {
      if (!given.isEmpty() && !given.contains(EnumIds.of(format))) {
        continue;
      }
      boolean half = format.unitRoundoff() > Precision.FLOAT32.unitRoundoff();
      for (double lower : half ? LOWER.subList(0, 1) : LOWER) {
        System.out.printf(
            "%n#### %s, λ = %s, %d×%d%n%n| p | within products | %s | at most |%n|---|---|%s%n",
            EnumIds.of(format),
            lower,
            order,
            order,
            BUDGETS.stream().map(String::valueOf).collect(Collectors.joining(" | ")),
            "---|".repeat(BUDGETS.size() + 1));
        for (int root : ROOTS) {
          new InverseRoots(format, lower, root, order).printProducts();
        }
        System.out.printf("%n| p | in u/λ | ours |");
        for (OtherOrders.Order other : OtherOrders.Order.values()) {
          System.out.printf(" %s | symmetrized |", other.formula);
        }
        System.out.printf("%n|%s%n", "---|".repeat(3 + 2 * OtherOrders.Order.values().length));
        for (int root : ROOTS) {
          InverseRoots roots = new InverseRoots(format, lower, root, order);
          OURS.forEach(roots::printOrders);
        }
      }
    }
  }

  private void printProducts() {
    for (Ours ours : OURS) {
      List<CoefficientTable> designs = designs(ours);
      print(
          "ours, " + ours,
          sample -> designs.stream().map(table -> run(table.steps(), NONE, sample)));
    }
    print("coupled Newton, ‖A‖F", sample -> newton(sample, NormOps_DDRM.normF(sample.a)));
    print("coupled Newton", sample -> newton(sample, 1));
    for (int q = 2; q <= HIGHEST_TRUNCATION; q++) {
      List<Step> steps = Collections.nCopies(MOST_STEPS, Step.of(function, truncation(q)));
      print("truncation, q = " + q, sample -> points(steps, NONE, sample).stream());
    }
    for (CoefficientTable table : published()) {
      Normalization own = table.conventions().normalization();
      for (Normalization norm : List.of(own, NONE)) {
        String label = table.name() + (norm.equals(NONE) ? "" : ", " + EnumIds.of(norm.norm()));
        print(label, sample -> points(table, norm, sample).stream());
      }
    }
  }

  /// The worst error of a method over the matrices, for each budget and at its end.
  private void print(String label, Function<Sample, Stream<Point>> method) {
    double[] worst = new double[BUDGETS.size()];
    int most = 0;
    for (Sample sample : samples) {
      List<Point> points = method.apply(sample).toList();
      most = Math.max(most, points.getLast().products);
      for (int i = 0; i < worst.length; i++) {
        int budget = BUDGETS.get(i);
        double error =
            points.reversed().stream()
                .filter(point -> point.products <= budget)
                .findFirst()
                .map(sample::error)
                .orElse(Double.NaN);
        worst[i] = Math.max(worst[i], error);
      }
    }
    System.out.printf(
        "| %d | %s | %s | %d |%n",
        function.root(),
        label,
        Arrays.stream(worst).mapToObj(InverseRoots::text).collect(Collectors.joining(" | ")),
        most);
  }

  /// In units of u/λ, the worst error of a design that errs less without rounding.
  private void printOrders(Ours ours) {
    double unit = precision.unitRoundoff() / lower;
    double error = Math.max(1e-3 * unit, Precision.FLOAT64.unitRoundoff());
    List<Step> steps = design(DesignSearch.maximumError(function, error), ours).steps();
    List<String> cells = new ArrayList<>();
    cells.add(text(worst(sample -> run(steps, NONE, sample)) / unit));
    for (OtherOrders.Order other : OtherOrders.Order.values()) {
      for (boolean symmetric : List.of(false, true)) {
        double worst =
            worst(
                sample ->
                    new Point(0, OtherOrders.run(precision, steps, other, symmetric, sample.a), 1));
        cells.add(text(worst / unit));
      }
    }
    System.out.printf(
        "| %d | %s: %s | %s |%n", function.root(), ours, q(steps), String.join(" | ", cells));
  }

  private double worst(Function<Sample, Point> method) {
    return samples.stream()
        .mapToDouble(sample -> sample.error(method.apply(sample)))
        .max()
        .orElse(0);
  }

  /// For each budget until one errs less than the precision shows.
  private List<CoefficientTable> designs(Ours ours) {
    List<CoefficientTable> designs = new ArrayList<>();
    for (int budget : BUDGETS) {
      CoefficientTable table = design(DesignSearch.budget(function, budget), ours);
      double error = Objects.requireNonNull(table.certificate()).worstCaseError();
      System.err.printf(
          "root %d, λ = %s, %s, %d products: q %s, certified %s%n",
          function.root(), lower, ours, budget, q(table.steps()), text(error));
      designs.add(table);
      if (error < precision.unitRoundoff()) {
        break;
      }
    }
    return designs;
  }

  private CoefficientTable design(DesignSearch search, Ours ours) {
    List<Integer> degrees =
        IntStream.rangeClosed(1, ours.largestQ).mapToObj(function::exponent).toList();
    DesignTask task =
        DesignTask.builder()
            .function(function)
            .degrees(Degrees.searched(search.withAllowedDegrees(degrees)))
            .lower(lower)
            .cushion(ours.cushion)
            .normalization(NONE)
            .build();
    return Design.of(task).orThrow().table();
  }

  private List<CoefficientTable> published() {
    return Catalogue.all().stream().filter(table -> table.function().equals(function)).toList();
  }

  /// The first coefficients of q(y) = Σ (1/p)ⱼ/j! (1 − y)ʲ, by powers of y.
  private List<Double> truncation(int q) {
    double[] coefficients = new double[q + 1];
    double term = 1;
    for (int j = 0; j <= q; j++) {
      double binomial = term;
      for (int k = 0; k <= j; k++) {
        coefficients[k] += binomial;
        binomial *= -(j - k) / (k + 1.0);
      }
      term *= (1.0 / function.root() + j) / (j + 1);
    }
    return Arrays.stream(coefficients).boxed().toList();
  }

  /// After each step; of a table that is not repeated, since its last row undoes a scale, after
  /// that and by the iteration that it was published for: Y ← Yq(ZY), Z ← q(ZY)Z, in as many
  /// products.
  private List<Point> points(CoefficientTable table, Normalization norm, Sample sample) {
    if (table.conventions().tail() == Tail.REPEAT_LAST) {
      return points(table.run(MOST_STEPS), norm, sample);
    }
    List<Step> steps = table.steps().stream().map(step -> Step.of(step.coefficients())).toList();
    MatrixIteration coupled =
        new MatrixIteration(
            steps, norm, precision, MatrixFunction.INVSQRT, Form.STANDARD, RoundingRules.FUSED, 0);
    return List.of(run(coupled, products(table.steps()), sample.a));
  }

  private List<Point> points(List<Step> steps, Normalization norm, Sample sample) {
    List<Point> points = new ArrayList<>();
    for (int t = 1; t <= steps.size(); t++) {
      List<Step> first = steps.subList(0, t);
      if (products(first) > BUDGETS.getLast()) {
        break;
      }
      points.add(run(first, norm, sample));
    }
    return points;
  }

  private Point run(List<Step> steps, Normalization norm, Sample sample) {
    return run(new MatrixIteration(steps, norm, precision), products(steps), sample.a);
  }

  private static int products(List<Step> steps) {
    return IterationCost.of(steps, Form.STANDARD).products();
  }

  private static Point run(MatrixIteration iteration, int products, DMatrixRMaj a) {
    return switch (new EjmlBackend().run(iteration, a)) {
      case Outcome.Finished finished ->
          new Point(products, finished.result(), finished.scaled().get(0) / a.get(0));
      case Outcome.Overflowed _ -> new Point(products, OVERFLOW, 1);
    };
  }

  /// The first step multiplies no X, and the last no M but where the stop needs it.
  private Stream<Point> newton(Sample sample, double norm) {
    int root = function.root();
    int power = 31 - Integer.numberOfLeadingZeros(root) + Integer.bitCount(root) - 1;
    List<DMatrixRMaj> iterates = OtherOrders.newton(precision, root, norm, sample.a);
    int steps = iterates.size() - 1;
    return IntStream.rangeClosed(0, steps)
        .mapToObj(
            i -> {
              int products = i < steps ? i * (power + 2) : steps * (power + 2) - 1;
              return new Point(products, iterates.get(i), 1);
            });
  }

  private static List<Integer> q(List<Step> steps) {
    return steps.stream().map(step -> step.coefficients().size() - 1).toList();
  }

  private static String text(double error) {
    return Double.isNaN(error)
        ? "–"
        : Double.isInfinite(error)
            ? "overflow"
            : String.format(Locale.ROOT, error < 1e-2 || error >= 1e3 ? "%.1e" : "%.3f", error);
  }
}
