package org.alternant.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
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
import org.alternant.benchmarks.RootSample.Point;
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
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.trial.InverseRootDesign;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

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

  /// Of a Kronecker factor, as distributed Shampoo has it: times the largest eigenvalue.
  private static final String DAMPING = "1e-6";

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

  private final Precision precision;
  private final double lower;
  private final TableFunction function;
  private final List<RootSample> samples;

  private InverseRoots(Precision precision, double lower, int root, List<DMatrixRMaj> matrices) {
    this.precision = precision;
    this.lower = lower;
    function = TableFunction.inverseRoot(root);
    samples = matrices.stream().map(a -> RootSample.of(a, root)).toList();
  }

  private static List<DMatrixRMaj> matrices(double lower, int order) {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (Spectrum.Kind kind : KINDS) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        Spectrum spectrum = new Spectrum(kind, lower);
        matrices.add(
            TestMatrix.generate(MatrixFunction.INVERSE_ROOT, spectrum, order, order, seed));
      }
    }
    return matrices;
  }

  /// Prints two tables a format and λ: error against products, and orders.
  ///
  /// @param arguments formats, by default all but tfloat32; `--order N` for the size of matrices;
  ///   `--factor FILE,FILE` for one Kronecker factor ([KroneckerFactor]) in place of them, which
  ///   has one table a format, and its `--damping` (by default 1e-6)
  /// @throws IOException if a file cannot be read
  public static void main(String[] arguments) throws IOException {
    List<String> given = new ArrayList<>(Arrays.asList(arguments));
    int order = Integer.parseInt(option(given, "--order", String.valueOf(ORDER)));
    double damping = Double.parseDouble(option(given, "--damping", DAMPING));
    String files = option(given, "--factor", "");
    for (Precision format :
        List.of(Precision.FLOAT64, Precision.FLOAT32, Precision.FLOAT16, Precision.BFLOAT16)) {
      if (!given.isEmpty() && !given.contains(EnumIds.of(format))) {
        continue;
      }
      if (files.isEmpty()) {
        printGenerated(format, order);
      } else {
        List<Path> paths = Arrays.stream(files.split(",")).map(Path::of).toList();
        DMatrixRMaj factor = KroneckerFactor.read(paths, damping);
        double lower = damping / (1 + damping);
        printHead(format, lower, factor.numRows);
        for (int root : List.of(2, 4)) {
          InverseRoots roots = new InverseRoots(format, lower, root, List.of(factor));
          roots.printRecommended();
          roots.printProducts();
        }
      }
    }
  }

  private static String option(List<String> given, String name, String otherwise) {
    int option = given.indexOf(name);
    if (option < 0) {
      return otherwise;
    }
    String value = given.get(option + 1);
    given.subList(option, option + 2).clear();
    return value;
  }

  private static void printHead(Precision format, double lower, int order) {
    System.out.printf(
        "%n#### %s, λ = %s, %d×%d%n%n| p | within products | %s | at most |%n|---|---|%s%n",
        EnumIds.of(format),
        lower,
        order,
        order,
        BUDGETS.stream().map(String::valueOf).collect(Collectors.joining(" | ")),
        "---|".repeat(BUDGETS.size() + 1));
  }

  private static void printGenerated(Precision format, int order) {
    boolean half = format.unitRoundoff() > Precision.FLOAT32.unitRoundoff();
    for (double lower : half ? LOWER.subList(0, 1) : LOWER) {
      List<DMatrixRMaj> matrices = matrices(lower, order);
      printHead(format, lower, order);
      for (int root : ROOTS) {
        new InverseRoots(format, lower, root, matrices).printProducts();
      }
      System.out.printf("%n| p | in u/λ | ours |");
      for (OtherOrders.Order other : OtherOrders.Order.values()) {
        System.out.printf(" %s | symmetrized |", other.formula);
      }
      System.out.printf("%n|%s%n", "---|".repeat(3 + 2 * OtherOrders.Order.values().length));
      for (int root : ROOTS) {
        InverseRoots roots = new InverseRoots(format, lower, root, matrices);
        OURS.forEach(roots::printOrders);
      }
    }
  }

  /// What `design --budget N --precision` answers, by what it expects and what it then does.
  private void printRecommended() {
    List<CoefficientTable> tables = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int budget : BUDGETS) {
      InverseRootDesign.Outcome outcome =
          InverseRootDesign.of(
              task(DesignSearch.budget(function, budget)).build(),
              precision,
              RoundingRules.FUSED,
              ProgressListener.NONE);
      if (outcome instanceof InverseRootDesign.Found found) {
        InverseRootDesign.Variant best = found.variants().getFirst();
        tables.add(best.designed().table());
        expected.add(text(best.error()));
      } else {
        expected.add("–");
      }
    }
    if (!tables.isEmpty()) {
      String row = String.join(" | ", expected);
      System.out.printf("| %d | ours, recommended: expected | %s | |%n", function.root(), row);
      print(
          "ours, recommended",
          sample -> tables.stream().map(table -> run(table.steps(), NONE, sample)));
    }
  }

  private void printProducts() {
    for (Ours ours : OURS) {
      List<CoefficientTable> designs = designs(ours);
      print(
          "ours, " + ours,
          sample -> designs.stream().map(table -> run(table.steps(), NONE, sample)));
    }
    print("coupled Newton, ‖A‖F", sample -> newton(sample, NormOps_DDRM.normF(sample.a())));
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
  private void print(String label, Function<RootSample, Stream<Point>> method) {
    double[] worst = new double[BUDGETS.size()];
    int most = 0;
    for (RootSample sample : samples) {
      List<Point> points = method.apply(sample).toList();
      most = Math.max(most, points.getLast().products());
      for (int i = 0; i < worst.length; i++) {
        int budget = BUDGETS.get(i);
        double error =
            points.reversed().stream()
                .filter(point -> point.products() <= budget)
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
                    new Point(
                        0, OtherOrders.run(precision, steps, other, symmetric, sample.a()), 1));
        cells.add(text(worst / unit));
      }
    }
    System.out.printf(
        "| %d | %s: %s | %s |%n", function.root(), ours, q(steps), String.join(" | ", cells));
  }

  private double worst(Function<RootSample, Point> method) {
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
    DesignTask task = task(search.withAllowedDegrees(degrees)).cushion(ours.cushion).build();
    return Design.of(task).orThrow().table();
  }

  private DesignTask.Builder task(DesignSearch search) {
    return DesignTask.builder()
        .function(function)
        .degrees(Degrees.searched(search))
        .lower(lower)
        .normalization(NONE);
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
  private List<Point> points(CoefficientTable table, Normalization norm, RootSample sample) {
    if (table.conventions().tail() == Tail.REPEAT_LAST) {
      return points(table.run(MOST_STEPS), norm, sample);
    }
    List<Step> steps = table.steps().stream().map(step -> Step.of(step.coefficients())).toList();
    MatrixIteration coupled =
        new MatrixIteration(
            steps, norm, precision, MatrixFunction.INVSQRT, Form.STANDARD, RoundingRules.FUSED, 0);
    return List.of(run(coupled, products(table.steps()), sample.a()));
  }

  private List<Point> points(List<Step> steps, Normalization norm, RootSample sample) {
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

  private Point run(List<Step> steps, Normalization norm, RootSample sample) {
    return run(new MatrixIteration(steps, norm, precision), products(steps), sample.a());
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
  private Stream<Point> newton(RootSample sample, double norm) {
    int root = function.root();
    int power = 31 - Integer.numberOfLeadingZeros(root) + Integer.bitCount(root) - 1;
    List<DMatrixRMaj> iterates = OtherOrders.newton(precision, root, norm, sample.a());
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
