package org.alternant.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.alternant.coefficients.Catalogue;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingModel;
import org.alternant.coefficients.Step;
import org.alternant.iteration.EjmlBackend;
import org.alternant.iteration.MatrixFile;
import org.alternant.iteration.MatrixIteration;
import org.alternant.iteration.Measures;
import org.alternant.iteration.Outcome;
import org.alternant.iteration.Spectrum;
import org.alternant.iteration.TestMatrix;
import org.alternant.solver.RoundedImages;
import org.alternant.solver.ScheduleDesigner;
import org.alternant.solver.TableCertifier;
import org.ejml.data.DMatrixRMaj;

/// Designs for a precision beside the tables in use: certified and measured. Prints Markdown.
public final class RoundingTable {

  private static final Interval INPUT = new Interval(1e-3, 1);
  private static final int STEPS = 5;
  private static final int ROWS = 48;
  private static final int COLUMNS = 96;

  /// The smallest singular value of the generated matrices: what bfloat16 resolves.
  private static final double LOWER = 1e-2;

  private static final List<String> MOMENTUM =
      List.of("momentum-w1-step400.npy", "momentum-w1-step1.npy");

  private RoundingTable() {}

  /// Prints a table for bfloat16 and one for float16.
  ///
  /// @param arguments the number of generated matrices
  /// @throws IOException if the momentum matrices of `benchmarks/data` cannot be read
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    for (Precision precision : List.of(Precision.BFLOAT16, Precision.FLOAT16)) {
      System.out.printf(
          Locale.ROOT,
          "%n### %s: %d matrices of %d×%d (Gaussian, log-uniform, one dominant direction)%n%n",
          EnumIds.of(precision),
          count,
          ROWS,
          COLUMNS);
      System.out.println(
          "| table | exact error | with rounding on 1024×4096 | measured median | 99% | maximum |"
              + " momentum w1 step 400 | step 1 |");
      System.out.println("|---|---|---|---|---|---|---|---|");
      for (Map.Entry<String, List<Step>> table : tables(precision).entrySet()) {
        System.out.println(row(table.getKey(), table.getValue(), precision, count));
      }
    }
  }

  private static Map<String, List<Step>> tables(Precision precision) {
    Map<String, List<Step>> tables = new LinkedHashMap<>();
    for (double slack : new double[] {RoundingModel.DEFAULT_SLACK, 0.1}) {
      double cushion = slack < 1 ? 0.02 : 0;
      String name =
          "`design --precision %s --rounding-slack %s --cushion %s`"
              .formatted(EnumIds.of(precision), slack, cushion);
      tables.put(
          name,
          ScheduleDesigner.design(
              new DesignRequest(
                      Collections.nCopies(STEPS, 5),
                      INPUT.lower(),
                      INPUT.upper(),
                      cushion,
                      1,
                      SafetyPlacement.IN_LOOP)
                  .withRounding(new RoundingModel(precision, 1024, 4096, slack))));
    }
    for (String name :
        List.of(
            "polar-express-8",
            "polar-express-8-safety-1.01",
            "nanochat-5",
            "gram-newton-schulz-5",
            "cans-5",
            "you-5")) {
      List<Step> steps = Catalogue.find(name).orElseThrow().steps();
      tables.put(
          steps.size() > STEPS ? name + ", first five" : name,
          steps.subList(0, Math.min(STEPS, steps.size())));
    }
    return tables;
  }

  private static String row(String name, List<Step> steps, Precision precision, int count)
      throws IOException {
    MatrixIteration iteration = new MatrixIteration(steps, Normalization.FROBENIUS, precision);
    double[] errors = new double[count];
    Spectrum.Kind[] kinds = {
      Spectrum.Kind.GAUSSIAN, Spectrum.Kind.LOG_UNIFORM, Spectrum.Kind.DOMINANT
    };
    for (int seed = 0; seed < count; seed++) {
      Spectrum spectrum = new Spectrum(kinds[seed % kinds.length], LOWER);
      errors[seed] = error(iteration, TestMatrix.generate(spectrum, ROWS, COLUMNS, seed));
    }
    Arrays.sort(errors);
    RoundedImages images =
        RoundedImages.of(
            steps, INPUT, new RoundingModel(precision, 1024, 4096, RoundingModel.DEFAULT_SLACK));
    Interval last = images.images().getLast().image();
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(
        new TableCertifier(steps)
            .certify(INPUT)
            .proved()
            .map(certificate -> text(certificate.worstCaseError()))
            .orElse("overflow"));
    cells.add(
        images.bounded()
            ? "[" + text(last.lower()) + ", " + text(last.upper()) + "]"
            : "not bounded");
    cells.add(text(errors[(count - 1) / 2]));
    cells.add(text(errors[(int) Math.ceil(0.99 * count) - 1]));
    cells.add(text(errors[count - 1]));
    for (String file : MOMENTUM) {
      cells.add(text(error(iteration, MatrixFile.read(Path.of("benchmarks", "data", file)))));
    }
    return "| " + String.join(" | ", cells) + " |";
  }

  /// max |1 − σ|; infinite where the run overflows.
  private static double error(MatrixIteration iteration, DMatrixRMaj x) {
    return new EjmlBackend().run(iteration, x) instanceof Outcome.Finished finished
        ? Measures.of(iteration, finished).worstError()
        : Double.POSITIVE_INFINITY;
  }

  private static String text(double value) {
    return Double.isInfinite(value) ? "overflow" : String.format(Locale.ROOT, "%.4f", value);
  }
}
