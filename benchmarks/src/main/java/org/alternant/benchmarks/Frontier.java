package org.alternant.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.trial.EmulatedTrials;
import org.alternant.toolkit.trial.TableTrials;

/// What can be had for so many products in each format: the best table that we design, the best of
/// degrees 3 and 5 alone designed in the same way, and every table in public use, measured on the
/// same matrices. Prints Markdown; to standard error, the commands that make the tables.
public final class Frontier {

  private static final Interval INPUT = new Interval(1e-3, 1);
  private static final List<Integer> BUDGETS = List.of(9, 12, 15, 16, 17, 18, 20);
  private static final List<Precision> FORMATS =
      List.of(Precision.BFLOAT16, Precision.FLOAT16, Precision.TFLOAT32, Precision.FLOAT32);
  private static final List<Epilogue> EPILOGUES = List.of(Epilogue.FUSED, Epilogue.ADDMM);

  private static final MatrixShape SHAPE = new MatrixShape(128, 256);
  private static final List<MatrixShape> LARGER =
      List.of(new MatrixShape(256, 256), new MatrixShape(256, 1024), new MatrixShape(512, 512));

  /// Of each kind: at the shape that all are measured at, of tables in use, at larger ones.
  private static final int MATRICES = 50;

  private static final int SHARE_IN_USE = 5;
  private static final int SHARE_LARGER = 20;
  private static final int SEED = 9001;

  /// What tables in use are cut to.
  private static final List<Integer> CUTS = List.of(15, 18);

  private final Precision precision;
  private final int matrices;
  private final MomentumRuns momentum;

  private Frontier(Precision precision, int matrices) throws IOException {
    this.precision = precision;
    this.matrices = matrices;
    momentum = new MomentumRuns();
  }

  /// Prints one section a format.
  ///
  /// @param arguments how many matrices of each spectrum (50), then the formats; none: all
  /// @throws IOException if the tables of `benchmarks/data` cannot be read
  public static void main(String[] arguments) throws IOException {
    List<String> formats = new ArrayList<>(List.of(arguments));
    boolean counted = !formats.isEmpty() && formats.getFirst().matches("[1-9][0-9]{0,2}");
    int matrices = counted ? Integer.parseInt(formats.removeFirst()) : MATRICES;
    System.out.printf(
        Locale.ROOT,
        "%nSingular values in [%s, %s], geometric, uniform, dominant and Gaussian spectra. *%s*: %d"
            + " matrices of each spectrum for our tables, %d for tables in use. *Larger*: the worst"
            + " of %d of each spectrum and shape, %s, by addmm. A cell is the median and the worst"
            + " of max |1 − σ| over the matrices, and the largest singular value that structured"
            + " matrices reach (docs/PRECISION.md); in bold what breaks. *Momentum*: the four"
            + " matrices of benchmarks/data, by addmm: of k singular values from %s on, how far the"
            + " k-th largest result is from 1, or the largest beyond it.%n",
        INPUT.lower(),
        INPUT.upper(),
        SHAPE,
        matrices,
        share(matrices, SHARE_IN_USE),
        share(matrices, SHARE_LARGER),
        LARGER.stream().map(MatrixShape::toString).collect(Collectors.joining(" and ")),
        INPUT.lower());
    for (Precision format : FORMATS) {
      if (formats.isEmpty() || formats.contains(EnumIds.of(format))) {
        new Frontier(format, matrices).print();
      }
    }
  }

  private static int share(int matrices, int divisor) {
    return Math.max(1, matrices / divisor);
  }

  private void print() throws IOException {
    System.out.printf("%n#### %s%n%n", EnumIds.of(precision));
    System.out.println(
        "| products | degrees | certified | fused | addmm | larger | momentum | quintics and"
            + " cubics | certified | fused | addmm | momentum |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    List<TableTrials> trials = trials(List.of(SHAPE), matrices, EPILOGUES);
    TableTrials larger =
        trials(LARGER, share(matrices, SHARE_LARGER), List.of(Epilogue.ADDMM)).getFirst();
    for (int budget : BUDGETS) {
      Optional<CoefficientTable> best =
          shipped(budget).or(() -> designed(DesignSearch.budget(budget)));
      Optional<CoefficientTable> low =
          designed(DesignSearch.budget(budget).withAllowedDegrees(List.of(3, 5)));
      String largest = best.map(table -> worst(larger.of(table).measured())).orElse("");
      System.out.printf(
          "| %d | %s | %s | %s | %s | %s |%n",
          budget,
          cells(best, trials, true),
          largest,
          momentum(best),
          cells(low, trials, false),
          momentum(low));
    }
    printTablesInUse();
  }

  private void printTablesInUse() throws IOException {
    System.out.printf(
        "%n| table in use, %s | products | fused | addmm |%n|---|---|---|---|%n",
        EnumIds.of(precision));
    List<TableTrials> trials = trials(List.of(SHAPE), share(matrices, SHARE_IN_USE), EPILOGUES);
    List<CoefficientTable> tables =
        Stream.concat(
                Catalogue.forSign().stream().filter(table -> table.design() == null),
                others().stream())
            .sorted(Comparator.comparing(CoefficientTable::name))
            .toList();
    for (CoefficientTable table : tables) {
      int before = 0;
      for (int cut : CUTS) {
        List<TableTrials.Row> rows =
            trials.stream().map(one -> one.within(table, cut).orElseThrow()).toList();
        int products = rows.getFirst().products();
        if (products > before) {
          System.out.printf(
              "| %s | %d | %s |%n",
              table.name(),
              products,
              rows.stream().map(row -> errors(row.measured())).collect(Collectors.joining(" | ")));
        }
        before = products;
      }
    }
  }

  /// Tables in public use that are not shipped.
  private static List<CoefficientTable> others() throws IOException {
    List<CoefficientTable> tables = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("benchmarks/data/tables"))) {
      for (Path file : files.sorted().toList()) {
        tables.add(TableReader.read(Files.readAllBytes(file)));
      }
    }
    return tables;
  }

  private List<TableTrials> trials(List<MatrixShape> shapes, int count, List<Epilogue> epilogues) {
    return epilogues.stream()
        .map(rule -> new TrialRuns(precision, RoundingRules.of(rule), 0, shapes, count, SEED))
        .map(runs -> new TableTrials(INPUT, runs))
        .toList();
  }

  private String momentum(Optional<CoefficientTable> table) {
    return table
        .map(one -> momentum.error(one, precision, INPUT.lower()))
        .map(error -> Double.isFinite(error) ? number(error) : "**overflow**")
        .orElse("");
  }

  private Optional<CoefficientTable> shipped(int budget) {
    return Catalogue.forSign().stream()
        .filter(
            table ->
                table.design() != null
                    && table.design().trial() != null
                    && table.design().trial().precision() == precision
                    && products(table) == budget)
        .findFirst();
  }

  private Optional<CoefficientTable> designed(DesignSearch search) {
    TrialTask trial =
        new TrialTask(
            precision,
            RoundingRules.of(Epilogue.ADDMM),
            TrialTask.CUSTOMARY_SHAPES,
            null,
            new EmulatedTrials());
    DesignTask task =
        DesignTask.builder()
            .degrees(Degrees.searched(search))
            .lower(INPUT.lower())
            .trial(trial)
            .build();
    if (!(Design.of(task) instanceof Designed designed)) {
      return Optional.empty();
    }
    DesignRequest request = Objects.requireNonNull(designed.table().design());
    System.err.printf(
        "design --degrees %s --lower %s --precision %s --epilogue addmm --room %s%n",
        degrees(designed.table()).replace(" ", ""),
        request.lower(),
        EnumIds.of(precision),
        Objects.requireNonNull(request.trial()).room());
    return Optional.of(designed.table());
  }

  private static String cells(
      Optional<CoefficientTable> found, List<TableTrials> trials, boolean named) {
    if (found.isEmpty()) {
      return "all break | | |";
    }
    CoefficientTable table = found.get();
    boolean shipped = Catalogue.names().contains(table.name());
    return degrees(table)
        + (named && shipped ? " (`" + table.name() + "`)" : "")
        + " | "
        + number(Objects.requireNonNull(table.certificate()).worstCaseError())
        + " | "
        + trials.stream()
            .map(one -> errors(one.of(table).measured()))
            .collect(Collectors.joining(" | "));
  }

  private static String degrees(CoefficientTable table) {
    return table.steps().stream()
        .map(step -> Integer.toString(step.degree()))
        .collect(Collectors.joining(", "));
  }

  private static int products(CoefficientTable table) {
    return IterationCost.of(table.steps(), Form.STANDARD).products();
  }

  private static String errors(Measured measured) {
    Double median = measured.medianError();
    return (median == null ? "–" : number(median))
        + ", "
        + worst(measured)
        + "; "
        + largest(Objects.requireNonNull(measured.structured()));
  }

  private static String largest(Measured.Structured structured) {
    Double largest = structured.largest();
    String text =
        largest == null
            ? "overflow"
            : String.format(Locale.ROOT, largest < 10 ? "%.3f" : "%.0e", largest);
    return structured.breaks() ? "**" + text + "**" : text;
  }

  private static String worst(Measured measured) {
    Double worst = measured.worstError();
    return worst == null
        ? "**overflow**"
        : measured.breaks() ? "**" + number(worst) + "**" : number(worst);
  }

  private static String number(double error) {
    return String.format(Locale.ROOT, error < 1e-3 || error >= 1e3 ? "%.1e" : "%.4f", error);
  }
}
