package org.alternant.cli.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.alternant.cli.options.Certification;
import org.alternant.cli.options.Choices;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options of `validate` that say on which matrices a table is run.
final class ValidationInput {

  /// Room for the matrix, the iterates and the decompositions, in matrices.
  private static final int MATRICES_IN_MEMORY = 16;

  @Option(
      names = "--matrix",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Read matrices: .npy (float16/32/64; a three-dimensional array is a batch) or Matrix"
              + " Market. Takes all words up to the next option, so TABLE comes before it.")
  private @Nullable List<Path> files;

  @ArgGroup(exclusive = false)
  private @Nullable Generated generated;

  /// A generated matrix.
  static final class Generated {
    @Option(names = "--rows", required = true, paramLabel = "M", description = "Generate M rows,")
    private int rows;

    @Option(
        names = {"--cols", "--columns"},
        required = true,
        paramLabel = "N",
        description = "of N columns,")
    private int columns;

    @Option(
        names = "--spectrum",
        defaultValue = "log-uniform",
        paramLabel = "S",
        completionCandidates = Choices.Ids.class,
        description =
            "with singular values spread so: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE});"
                + " adversarial ones lie where the certificate's error is attained,")
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Spectrum.Kind spectrum;

    @Option(
        names = "--spectrum-lower",
        paramLabel = "L",
        description = "between L (default: the table's lower end, or 1e-3)")
    private @Nullable Double lower;

    @Option(
        names = "--spectrum-upper",
        defaultValue = "1",
        paramLabel = "U",
        description = "and U (default: ${DEFAULT-VALUE}),")
    private double upper;

    @Option(
        names = "--seed",
        defaultValue = "1",
        paramLabel = "N",
        description = "by this seed (default: ${DEFAULT-VALUE}),")
    private long seed;

    @Option(
        names = "--batch",
        defaultValue = "1",
        paramLabel = "K",
        description = "K of them, by this and the following seeds, run together,")
    private int batch;

    @Option(
        names = "--repeat",
        paramLabel = "N",
        description = "or N of them one after the other: prints the distribution.")
    private @Nullable Integer repeat;
  }

  /// Matrices of one shape that are run together.
  ///
  /// @param labels one for each
  record Batch(List<String> labels, List<DMatrixRMaj> matrices) {}

  /// Whether the singular values are prescribed, so that nothing must be scaled.
  boolean prescribed() {
    return generated != null && generated.spectrum != Spectrum.Kind.GAUSSIAN;
  }

  /// How many seeds to run one after the other; null where one run is shown in full.
  @Nullable Integer repeat() {
    return generated == null ? null : generated.repeat;
  }

  long seed() {
    return generated == null ? 0 : generated.seed;
  }

  /// What is wrong with the options in itself.
  ///
  /// @return a sentence, or null
  @Nullable String violation(MatrixFunction function) {
    if (generated == null) {
      return null;
    }
    int rows = generated.rows;
    int columns = generated.columns;
    if (rows < 1 || columns < 1) {
      return "--rows and --cols must be 1 or more, found " + rows + " and " + columns;
    }
    if (generated.batch < 1) {
      return "--batch must be 1 or more, found " + generated.batch;
    }
    if (generated.repeat != null && generated.repeat < 1) {
      return "--repeat must be 1 or more, found " + generated.repeat;
    }
    if (generated.repeat != null && generated.batch > 1) {
      return "--repeat and --batch exclude each other";
    }
    if (function.needsSquare() && rows != columns) {
      return "this function needs a square matrix, found --rows " + rows + " and --cols " + columns;
    }
    long larger = Math.max(rows, columns);
    double bytes =
        8.0 * larger * Math.min(rows, columns) * (MATRICES_IN_MEMORY + 4.0 * generated.batch);
    if ((long) rows * columns > Integer.MAX_VALUE || bytes > Runtime.getRuntime().maxMemory()) {
      return "a "
          + rows
          + "×"
          + columns
          + " matrix needs more memory than the "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MiB there are; choose a smaller one";
    }
    return null;
  }

  /// Reads or generates.
  ///
  /// @throws IllegalArgumentException for ends of the spectrum that do not fit
  List<Batch> batches(CoefficientTable table, MatrixFunction function)
      throws IOException, BadInput {
    if (files != null) {
      List<Batch> batches = new ArrayList<>();
      for (Path file : files) {
        List<DMatrixRMaj> matrices = MatrixFile.readAll(file);
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= matrices.size(); i++) {
          labels.add(matrices.size() == 1 ? name(file) : name(file) + "[" + i + "]");
        }
        requireSquare(function, matrices.getFirst(), file);
        batches.add(new Batch(labels, matrices));
      }
      return batches;
    }
    Generated request = Objects.requireNonNull(generated);
    List<String> labels = new ArrayList<>();
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int i = 0; i < request.batch; i++) {
      labels.add("seed " + (request.seed + i));
      matrices.add(generate(request, table, function, request.seed + i));
    }
    return List.of(new Batch(labels, matrices));
  }

  /// The matrix of a seed.
  Batch generate(CoefficientTable table, MatrixFunction function, long seed) throws BadInput {
    Generated request = Objects.requireNonNull(generated);
    return new Batch(List.of("seed " + seed), List.of(generate(request, table, function, seed)));
  }

  private static DMatrixRMaj generate(
      Generated request, CoefficientTable table, MatrixFunction function, long seed)
      throws BadInput {
    Interval nominal = Certification.nominalInput(table);
    double lower = request.lower != null ? request.lower : Math.min(request.upper, nominal.lower());
    if (request.spectrum == Spectrum.Kind.ADVERSARIAL) {
      List<Double> witnesses =
          witnesses(table, new Interval(lower, Math.max(lower, request.upper)));
      return TestMatrix.withValues(function, witnesses, request.rows, request.columns, seed);
    }
    return TestMatrix.generate(
        function,
        new Spectrum(request.spectrum, lower, request.upper),
        request.rows,
        request.columns,
        seed);
  }

  /// Where the certificate's worst-case error is attained, then the ends of the interval.
  private static List<Double> witnesses(CoefficientTable table, Interval input) throws BadInput {
    CertificationOutcome outcome = new TableCertifier(table.steps()).certify(input);
    if (outcome instanceof CertificationOutcome.Certified certified) {
      return List.of(certified.witness(), input.lower(), input.upper());
    }
    throw new BadInput(
        table.name() + ": its images overflow, so there is no certificate to place witnesses by");
  }

  private static void requireSquare(MatrixFunction function, DMatrixRMaj x, Path file)
      throws BadInput {
    if (function.needsSquare() && x.numRows != x.numCols) {
      throw new BadInput(
          file + ": this function needs a square matrix, found " + x.numRows + "×" + x.numCols);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /// The seeds of `--repeat`.
  List<Long> seeds() {
    Integer count = repeat();
    return LongStream.range(0, count == null ? 0 : count).mapToObj(i -> seed() + i).toList();
  }
}
