package org.alternant.benchmarks;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.jspecify.annotations.Nullable;

/// Times a five-step schedule on a backend for `gpu-run`:
///
/// - `check BACKEND` prints the device, or says why there is none and exits with 4;
/// - `steps` prints the coefficients, a step a line;
/// - `times BACKEND PRECISION,… ROWSxCOLUMNS,…` prints a line for every measurement: `WHO PRECISION
///   WHAT ROWS COLUMNS SECONDS`;
/// - `summary` reads such lines, of ours and of others, and prints a table.
final class GpuTimes {

  private static final String TABLE = "nanochat-5";
  private static final int NOT_AVAILABLE = 4;
  private static final int USAGE = 2;

  private static final String OURS = "alternant";
  private static final String PRODUCT = "product";
  private static final String STANDARD = "standard";
  private static final String GRAM = "gram";

  private GpuTimes() {}

  /// Runs the command named by the first argument.
  ///
  /// @param arguments as above
  /// @throws IOException if standard input cannot be read
  public static void main(String[] arguments) throws IOException {
    String command = arguments.length == 0 ? "" : arguments[0];
    if (command.equals("check") && arguments.length == 2) {
      System.out.println(device(arguments[1]));
    } else if (command.equals("steps")) {
      table().steps().forEach(step -> System.out.println(words(step)));
    } else if (command.equals("times") && arguments.length == 5) {
      System.err.println(device(arguments[1]));
      times(
          Backends.find(arguments[1]).orElseThrow(),
          arguments[2].split(",", -1),
          arguments[3].split(",", -1),
          Integer.parseInt(arguments[4]));
    } else if (command.equals("summary")) {
      System.out.print(new Summary(System.in.readAllBytes()).text());
    } else {
      System.err.println(
          "gpu-run: check BACKEND | steps | times BACKEND PRECISIONS SHAPES ORDER | summary");
      System.exit(USAGE);
    }
  }

  private static String words(Step step) {
    return step.coefficients().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static CoefficientTable table() {
    return Catalogue.find(TABLE).orElseThrow();
  }

  /// Ends the program where the backend cannot compute.
  private static String device(String name) {
    Availability availability = Backends.find(name).orElseThrow().availability();
    return switch (availability) {
      case Availability.Available available -> available.device();
      case Availability.Unavailable unavailable -> {
        System.err.println(
            "gpu-run: the "
                + name
                + " backend is not available: "
                + String.join("; ", unavailable.reasons()));
        System.exit(NOT_AVAILABLE);
        yield "";
      }
    };
  }

  private static void times(Backend backend, String[] precisions, String[] shapes, int order) {
    for (String name : precisions) {
      Precision precision = Precision.valueOf(name.toUpperCase(Locale.ROOT));
      print(name, PRODUCT, order, order, productSeconds(backend, precision, order));
      for (String shape : shapes) {
        int rows = Integer.parseInt(shape.split("x", -1)[0]);
        int columns = Integer.parseInt(shape.split("x", -1)[1]);
        MatrixIteration iteration = MatrixIteration.of(table(), precision);
        DMatrixRMaj x = gaussian(rows, columns);
        print(name, STANDARD, rows, columns, seconds(backend, iteration, x));
        if (2 * rows <= columns) {
          Form form = gramForm(precision);
          print(name, GRAM, rows, columns, seconds(backend, iteration.with(form), x));
        }
      }
    }
  }

  private static void print(String precision, String what, int rows, int columns, double seconds) {
    System.out.println(
        String.join(
            " ",
            OURS,
            precision,
            what,
            String.valueOf(rows),
            String.valueOf(columns),
            String.valueOf(seconds)));
  }

  private static Form gramForm(Precision precision) {
    return new Form.Gram(GramRestarts.needed(table().steps(), precision));
  }

  private static DMatrixRMaj gaussian(int rows, int columns) {
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    RandomMatrices_DDRM.fillGaussian(x, 0, 1, new Random(1));
    return x;
  }

  private static double seconds(Backend backend, MatrixIteration iteration, DMatrixRMaj x) {
    return switch (backend.run(iteration, x)) {
      case Outcome.Finished finished -> finished.seconds();
      case Outcome.Overflowed overflowed ->
          throw new IllegalStateException("overflowed in step " + overflowed.step());
    };
  }

  private static double productSeconds(Backend backend, Precision precision, int order) {
    try (MatrixArithmetic<?> arithmetic = backend.arithmetic(precision)) {
      return productSeconds(arithmetic, order);
    }
  }

  private static <M> double productSeconds(MatrixArithmetic<M> arithmetic, int order) {
    M x = arithmetic.upload(List.of(gaussian(order, order)));
    M y = arithmetic.like(x);
    return arithmetic.time(() -> arithmetic.multiply(1, x, x, 0, x, y));
  }

  /// What was measured, as a table. Peers take turns, so a measurement is the median of its lines.
  private static final class Summary {

    private record Measured(String precision, String what, int rows, int columns) {

      double operations() {
        if (what.equals(PRODUCT)) {
          return 2.0 * rows * rows * columns;
        }
        Form form =
            what.equals(GRAM)
                ? gramForm(Precision.valueOf(precision.toUpperCase(Locale.ROOT)))
                : Form.STANDARD;
        return IterationCost.of(table().steps(), form).operations(new MatrixShape(rows, columns));
      }
    }

    /// For each quantity measured, the times of each peer.
    private final Map<Measured, Map<String, List<Double>>> times =
        new TreeMap<>(
            Comparator.comparing(Measured::precision)
                .thenComparing(Measured::what)
                .thenComparingLong(m -> (long) m.rows() * m.columns())
                .thenComparingInt(Measured::rows));

    Summary(byte[] lines) throws IOException {
      var input =
          new BufferedReader(
              new InputStreamReader(new ByteArrayInputStream(lines), StandardCharsets.UTF_8));
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length != 6) {
          throw new IllegalArgumentException("not a measurement: " + line);
        }
        Measured measured =
            new Measured(
                words[1], words[2], Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        times
            .computeIfAbsent(measured, _ -> new TreeMap<>())
            .computeIfAbsent(words[0], _ -> new ArrayList<>())
            .add(Double.parseDouble(words[5]));
      }
    }

    String text() {
      StringBuilder text = new StringBuilder();
      line(
          text, "precision", "what", "shape", "ms", "TFLOP/s", "of product", "PyTorch ms", "ratio");
      times.forEach(
          (measured, who) -> {
            if (who.containsKey(OURS)) {
              double ours = median(who.get(OURS));
              double rate = measured.operations() / ours;
              Double theirs = fastestPeer(measured);
              line(
                  text,
                  measured.precision(),
                  measured.what(),
                  measured.rows() + "x" + measured.columns(),
                  number("%.3f", ours * 1e3),
                  number("%.1f", rate * 1e-12),
                  number("%.0f%%", 100 * rate / productRate(measured.precision())),
                  theirs == null ? "-" : number("%.3f", theirs * 1e3),
                  theirs == null ? "-" : number("%.2fx", theirs / ours));
            }
          });
      text.append(
          """

          ratio: PyTorch's time over ours, for the same matrix; above 1 we are faster. The Gram form is
          compared with PyTorch's standard form. PyTorch is the fastest of its variants.
          of product: our rate over the best rate of the large product, ours or PyTorch's.
          """);
      return text.toString();
    }

    /// The Gram form has the standard form for a peer.
    private @Nullable Double fastestPeer(Measured measured) {
      String what = measured.what().equals(GRAM) ? STANDARD : measured.what();
      Map<String, List<Double>> who =
          times.get(new Measured(measured.precision(), what, measured.rows(), measured.columns()));
      return who == null
          ? null
          : who.entrySet().stream()
              .filter(entry -> !entry.getKey().equals(OURS))
              .map(entry -> median(entry.getValue()))
              .min(Double::compare)
              .orElse(null);
    }

    private double productRate(String precision) {
      return times.entrySet().stream()
          .filter(entry -> entry.getKey().precision().equals(precision))
          .filter(entry -> entry.getKey().what().equals(PRODUCT))
          .flatMapToDouble(
              entry ->
                  entry.getValue().values().stream()
                      .mapToDouble(seconds -> entry.getKey().operations() / median(seconds)))
          .max()
          .orElse(Double.NaN);
    }

    private static double median(List<Double> seconds) {
      double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String number(String format, double x) {
      return String.format(Locale.ROOT, format, x);
    }

    private static void line(StringBuilder text, String... cells) {
      text.append(
          String.format(Locale.ROOT, "%-10s%-10s%-12s", Arrays.copyOf(cells, 3, Object[].class)));
      for (String cell : Arrays.asList(cells).subList(3, cells.length)) {
        text.append(String.format(Locale.ROOT, "%12s", cell));
      }
      text.append('\n');
    }
  }
}
