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
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.rounding.RoundedImages;
import org.ejml.data.DMatrixRMaj;

/// Compares designs for a precision with the tables in use, certified and measured. Prints
/// Markdown.
public final class RoundingTable {

  private static final Interval INPUT = new Interval(1e-3, 1);
  private static final int STEPS = 5;

  /// For a table that, like you-5, sacrifices the smallest singular values to the others.
  private static final double HIGHER_LOWER = 0.003;

  /// Generated matrices are small, so that there can be thousands; a tenth of them are larger.
  private static final MatrixShape SMALL = new MatrixShape(48, 96);

  private static final MatrixShape LARGE = new MatrixShape(128, 512);
  private static final int FEWER = 10;

  /// The smallest singular value of the generated matrices, the largest being 1.
  private static final double LOWER = 1e-2;

  private static final Spectrum.Kind[] KINDS = {
    Spectrum.Kind.GAUSSIAN, Spectrum.Kind.LOG_UNIFORM, Spectrum.Kind.DOMINANT
  };

  private static final Map<String, String> MOMENTUM = new LinkedHashMap<>();

  static {
    MOMENTUM.put("w1, step 400", "momentum-w1-step400.npy");
    MOMENTUM.put("w2, step 400", "momentum-w2-step400.npy");
    MOMENTUM.put("w3, step 400", "momentum-w3-step400.npy");
    MOMENTUM.put("w1, step 1", "momentum-w1-step1.npy");
  }

  private RoundingTable() {}

  /// Prints a table for bfloat16 and one for float16.
  ///
  /// @param arguments the number of small generated matrices
  /// @throws IOException if the momentum matrices of `benchmarks/data` cannot be read
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    for (Precision precision : List.of(Precision.BFLOAT16, Precision.FLOAT16)) {
      System.out.printf(
          "%n### %s: %d matrices of %s, %d of %s%n%n",
          EnumIds.of(precision), count, SMALL, count / FEWER, LARGE);
      System.out.println(
          "| table | exact error | every matrix | entries that do not repeat | median | 99 % |"
              + " maximum | maximum, "
              + LARGE
              + " | "
              + String.join(" | ", MOMENTUM.keySet())
              + " |");
      System.out.println("|---|" + "---|".repeat(7 + MOMENTUM.size()));
      for (Map.Entry<String, List<Step>> table : tables(precision).entrySet()) {
        System.out.println(row(table.getKey(), table.getValue(), precision, count));
      }
    }
  }

  private static RoundingAssumptions every(Precision precision) {
    return RoundingAssumptions.of(precision, new MatrixShape(1024, 4096));
  }

  /// For matrices whose entries do not repeat.
  private static RoundingAssumptions ordinary(Precision precision) {
    return every(precision).withCoherence(RoundingAssumptions.ORDINARY_COHERENCE);
  }

  private static Map<String, List<Step>> tables(Precision precision) {
    Map<String, List<Step>> tables = new LinkedHashMap<>();
    String command = "`design --precision " + EnumIds.of(precision);
    double lower = INPUT.lower();
    tables.put(command + "`", design(lower, every(precision)));
    String coherence =
        command + " --coherence " + Math.round(RoundingAssumptions.ORDINARY_COHERENCE);
    tables.put(coherence + "`", design(lower, ordinary(precision)));
    RoundingAssumptions little =
        ordinary(precision).withSlack(0.3, RoundingAssumptions.ORDINARY_LOWER_SLACK);
    tables.put(command + " --rounding-slack 0.3`", design(lower, little));
    CoefficientGrid grid = new CoefficientGrid.Format(precision);
    tables.put(
        command + " --rounding-slack 0.3 --coefficients " + grid.id() + "`",
        ScheduleDesigner.design(request(lower, little).withCoefficients(grid)));
    double usual = RoundingAssumptions.DEFAULT_SLACK;
    tables.put(
        coherence + " --rounding-slack " + usual + "," + usual + "`",
        design(lower, ordinary(precision).onBothEnds()));
    tables.put(
        coherence + " --lower " + HIGHER_LOWER + "`", design(HIGHER_LOWER, ordinary(precision)));
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

  private static List<Step> design(double lower, RoundingAssumptions model) {
    return ScheduleDesigner.design(request(lower, model));
  }

  private static DesignRequest request(double lower, RoundingAssumptions model) {
    return DesignRequest.of(Collections.nCopies(STEPS, 5), new Interval(lower, INPUT.upper()))
        .withRounding(model);
  }

  private static String row(String name, List<Step> steps, Precision precision, int count)
      throws IOException {
    MatrixIteration iteration = new MatrixIteration(steps, Normalization.FROBENIUS, precision);
    double[] small = errors(iteration, SMALL, count);
    double[] large = errors(iteration, LARGE, count / FEWER);
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(
        new TableCertifier(steps)
            .certify(INPUT)
            .proved()
            .map(certificate -> text(certificate.worstCaseError()))
            .orElse("overflow"));
    cells.add(proved(steps, every(precision)));
    cells.add(proved(steps, ordinary(precision)));
    cells.add(text(small[(count - 1) / 2]));
    cells.add(text(small[(int) Math.ceil(0.99 * count) - 1]));
    cells.add(text(small[count - 1]));
    cells.add(text(large[large.length - 1]));
    for (String file : MOMENTUM.values()) {
      cells.add(text(error(iteration, MatrixFile.read(Path.of("benchmarks", "data", file)))));
    }
    return "| " + String.join(" | ", cells) + " |";
  }

  /// With the slack of upper ends at both.
  private static String proved(List<Step> steps, RoundingAssumptions model) {
    RoundedImages images = RoundedImages.of(steps, INPUT, model.onBothEnds());
    Interval last = images.images().getLast().image();
    return images.bounded()
        ? "[" + text(last.lower()) + ", " + text(last.upper()) + "]"
        : "not bounded";
  }

  /// Of generated matrices, ascending.
  private static double[] errors(MatrixIteration iteration, MatrixShape shape, int count) {
    double[] errors = new double[count];
    for (int seed = 0; seed < count; seed++) {
      Spectrum spectrum = new Spectrum(KINDS[seed % KINDS.length], LOWER);
      errors[seed] =
          error(iteration, TestMatrix.generate(spectrum, shape.rows(), shape.columns(), seed));
    }
    Arrays.sort(errors);
    return errors;
  }

  /// max |1 − σ|; infinite where the run overflows.
  private static double error(MatrixIteration iteration, DMatrixRMaj x) {
    if (!(new EjmlBackend().run(iteration, x) instanceof Outcome.Finished finished)) {
      return Double.POSITIVE_INFINITY;
    }
    List<Double> values = Measures.normalizedSingularValues(finished.result(), Normalization.NONE);
    return Math.max(Math.abs(1 - values.getFirst()), Math.abs(1 - values.getLast()));
  }

  private static String text(double value) {
    return Double.isInfinite(value) ? "overflow" : String.format(Locale.ROOT, "%.4f", value);
  }
}
