package org.alternant.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;
import org.alternant.iteration.run.MatrixArithmetic;
import org.ejml.data.DMatrixRMaj;

/// The speed of matrix products on all available backends, which take turns: a machine's load
/// affects all of them, so the ratios are what can be relied on.
///
/// `java --enable-native-access=ALL-UNNAMED -cp benchmarks/target/benchmarks.jar
/// org.alternant.benchmarks.BackendTimes [ORDER] [PRECISION…]`
///
/// A product of order n counts as 2n³ operations, symmetric or not: what a backend saves by
/// symmetry shows as speed.
final class BackendTimes {

  private static final int ROUNDS = 9;
  private static final int DEFAULT_ORDER = 1024;
  private static final long SEED = 1;
  private static final String REFERENCE = "ejml";

  /// The products of a step.
  private enum Product {
    MULTIPLY,
    SQUARE,
    GRAM_WIDE,
    GRAM_TALL
  }

  private BackendTimes() {}

  /// Prints a line for each precision, product and backend.
  ///
  /// @param arguments the order and the precisions, or nothing
  public static void main(String[] arguments) {
    int order = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_ORDER;
    List<Precision> precisions =
        arguments.length > 1
            ? Arrays.stream(arguments).skip(1).map(BackendTimes::precision).toList()
            : List.of(Precision.values());
    List<Backend> backends = new ArrayList<>();
    for (Backend backend : Backends.all()) {
      switch (backend.availability()) {
        case Availability.Available(String device) -> {
          System.out.println(backend.name() + ": " + device);
          backends.add(backend);
        }
        case Availability.Unavailable(List<String> reasons) ->
            System.out.println(backend.name() + ": skipped: " + String.join("; ", reasons));
      }
    }
    System.out.println("precision  product    backend      GFLOP/s   times " + REFERENCE);
    for (Precision precision : precisions) {
      for (Product product : Product.values()) {
        compare(backends, precision, product, order);
      }
    }
  }

  private static Precision precision(String id) {
    return EnumIds.find(Precision.class, id)
        .orElseThrow(() -> new IllegalArgumentException("not a precision: " + id));
  }

  private static void compare(
      List<Backend> backends, Precision precision, Product product, int order) {
    // One row more than columns makes a matrix tall.
    DMatrixRMaj x = gaussian(product == Product.GRAM_TALL ? order + 1 : order, order);
    Map<String, double[]> seconds = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Backend backend : backends) {
        if (backend.precisions().contains(precision)) {
          try (MatrixArithmetic<?> arithmetic = backend.arithmetic(precision)) {
            seconds.computeIfAbsent(backend.name(), _ -> new double[ROUNDS])[round] =
                time(arithmetic, product, x);
          }
        }
      }
    }
    double reference = median(seconds.getOrDefault(REFERENCE, new double[] {Double.NaN}));
    seconds.forEach(
        (backend, times) ->
            System.out.printf(
                Locale.ROOT,
                "%-9s  %-9s  %-7s  %11.1f  %11.1f%n",
                EnumIds.of(precision),
                EnumIds.of(product),
                backend,
                2.0 * order * order * order * 1e-9 / median(times),
                reference / median(times)));
  }

  private static <M> double time(MatrixArithmetic<M> arithmetic, Product product, DMatrixRMaj x) {
    M left = arithmetic.upload(List.of(x));
    int r = Math.min(x.numRows, x.numCols);
    M result = arithmetic.allocate(1, r, r);
    Runnable operation =
        switch (product) {
          case MULTIPLY -> () -> arithmetic.multiply(1, left, left, 0.5, left, result);
          case SQUARE -> () -> arithmetic.square(1, left, 0.5, left, result);
          case GRAM_WIDE, GRAM_TALL -> () -> arithmetic.gram(1, left, 0, result, result);
        };
    return Math.min(arithmetic.time(operation), arithmetic.time(operation));
  }

  private static DMatrixRMaj gaussian(int rows, int columns) {
    Random random = new Random(SEED);
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] = random.nextGaussian();
    }
    return x;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
