package org.alternant.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.alternant.cli.Errors.BackendUnavailable;
import org.alternant.cli.Errors.BadInput;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.TableWriter;
import org.alternant.iteration.Backend;
import org.alternant.iteration.EjmlBackend;
import org.alternant.iteration.MatrixFile;
import org.alternant.iteration.MatrixIteration;
import org.alternant.iteration.Measures;
import org.alternant.iteration.Outcome;
import org.alternant.iteration.Spectrum;
import org.alternant.iteration.TestMatrix;
import org.alternant.solver.TableCertifier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `alternant validate`: runs a table on a matrix and measures what comes out.
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    header = "Run a table on a matrix and compare with what its polynomials promise.",
    description =
        "The matrix is read from FILE (.npy or Matrix Market) or generated. The singular values of"
            + " the result are compared with the images of the matrix's own singular values under"
            + " the table's polynomials: what an exact computation would give. Exit status 1 when"
            + " they differ by more than rounding explains.%n")
final class ValidateCommand implements Callable<Integer> {

  /// Room for the matrix, the iterates and the singular value decompositions, in matrices.
  private static final int MATRICES_IN_MEMORY = 12;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableArgument table;

  @Option(
      names = "--backend",
      defaultValue = "ejml",
      paramLabel = "NAME",
      description = "What computes (default: ${DEFAULT-VALUE}, the only one so far).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private String backend;

  @Option(
      names = "--precision",
      defaultValue = "float64",
      paramLabel = "P",
      completionCandidates = Choices.Precisions.class,
      description = "The arithmetic: float64 or float32 (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Precision precision;

  @Option(
      names = "--steps",
      paramLabel = "T",
      description = "Run T steps: the first T rows, or on by the table's tail rule.")
  private @Nullable Integer steps;

  @Option(
      names = "--normalization",
      paramLabel = "WHAT",
      completionCandidates = Choices.Normalizations.class,
      description =
          "Scale the matrix as the table says, or take it as it is: ${COMPLETION-CANDIDATES}"
              + " (default: none where --spectrum prescribes the singular values, else table).")
  private @Nullable NormalizationChoice normalization;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Source source;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /// Whose scaling is applied.
  enum NormalizationChoice {
    TABLE,
    NONE
  }

  /// Where the matrix comes from.
  static final class Source {
    @Option(
        names = "--matrix",
        required = true,
        paramLabel = "FILE",
        description = "Read the matrix: .npy (float16/32/64) or Matrix Market.")
    private @Nullable Path file;

    @ArgGroup(exclusive = false)
    private @Nullable Generated generated;
  }

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
        completionCandidates = Choices.Spectra.class,
        description =
            "with singular values spread so: ${COMPLETION-CANDIDATES} (default:"
                + " ${DEFAULT-VALUE}),")
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Spectrum.Kind spectrum;

    @Option(
        names = "--spectrum-lower",
        paramLabel = "L",
        description = "between L and 1 (default: the table's lower end, or 1e-3),")
    private @Nullable Double lower;

    @Option(
        names = "--seed",
        defaultValue = "1",
        paramLabel = "N",
        description = "by this seed (default: ${DEFAULT-VALUE}).")
    private long seed;
  }

  @Override
  public Integer call() throws BadInput, BackendUnavailable, IOException {
    Backend runner = backend();
    CoefficientTable read = table.read();
    MatrixIteration iteration = iteration(read);
    DMatrixRMaj matrix = matrix(read);
    return switch (runner.run(iteration, matrix)) {
      case Outcome.Finished finished -> {
        Measures measures = Measures.of(iteration, finished);
        if (json) {
          Output.json(spec, toJson(read, iteration, matrix, measures, finished.seconds()));
        } else {
          print(read, iteration, matrix, measures, finished.seconds());
        }
        yield measures.withinRounding() ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
      }
      case Outcome.Overflowed overflowed -> {
        Errors.print(spec.commandLine(), describe(overflowed));
        yield ExitStatus.CHECK_FAILED;
      }
    };
  }

  private Backend backend() throws BackendUnavailable {
    Backend runner = new EjmlBackend();
    if (!backend.equals(runner.name())) {
      throw new BackendUnavailable(
          "no backend '" + backend + "' in this version; use --backend " + runner.name());
    }
    if (!runner.precisions().contains(precision)) {
      throw new BackendUnavailable(
          "the "
              + runner.name()
              + " backend does not compute in "
              + EnumIds.of(precision)
              + "; use --precision float64 or float32");
    }
    return runner;
  }

  private MatrixIteration iteration(CoefficientTable read) {
    if (steps != null && steps < 1) {
      throw usage("--steps must be 1 or more, found " + steps);
    }
    MatrixIteration iteration =
        steps == null
            ? MatrixIteration.of(read, precision)
            : MatrixIteration.of(read, precision, steps);
    boolean asItIs =
        normalization == null
            ? source.generated != null && source.generated.spectrum != Spectrum.Kind.GAUSSIAN
            : normalization == NormalizationChoice.NONE;
    return asItIs
        ? new MatrixIteration(
            iteration.steps(), new Normalization(Norm.NONE, 1, 0), iteration.precision())
        : iteration;
  }

  private DMatrixRMaj matrix(CoefficientTable read) throws IOException {
    if (source.file != null) {
      return MatrixFile.read(source.file);
    }
    Generated generated = Objects.requireNonNull(source.generated);
    requireSize(generated.rows, generated.columns);
    try {
      return TestMatrix.generate(
          new Spectrum(generated.spectrum, spectrumLower(generated, read)),
          generated.rows,
          generated.columns,
          generated.seed);
    } catch (IllegalArgumentException e) {
      throw usage("--spectrum-lower: " + e.getMessage());
    }
  }

  private static double spectrumLower(Generated generated, CoefficientTable read) {
    if (generated.lower != null) {
      return generated.lower;
    }
    return Math.min(1, Certification.nominalInput(read).lower());
  }

  private void requireSize(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw usage("--rows and --cols must be 1 or more, found " + rows + " and " + columns);
    }
    long larger = Math.max(rows, columns);
    double bytes = 8.0 * larger * Math.min(rows, columns) * MATRICES_IN_MEMORY;
    if ((long) rows * columns > Integer.MAX_VALUE || bytes > Runtime.getRuntime().maxMemory()) {
      throw usage(
          "a "
              + rows
              + "×"
              + columns
              + " matrix needs more memory than the "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB there are; choose a smaller one");
    }
  }

  private void print(
      CoefficientTable read,
      MatrixIteration iteration,
      DMatrixRMaj matrix,
      Measures measures,
      double seconds) {
    PrintWriter out = spec.commandLine().getOut();
    double imageError =
        measures.scalarImage().stream().mapToDouble(x -> Math.abs(1 - x)).max().orElse(0);
    out.println("table    " + read.name() + ", " + iteration.steps().size() + " steps");
    out.println(
        "matrix   "
            + matrix.numRows
            + "×"
            + matrix.numCols
            + (iteration.normalization().norm() == Norm.NONE
                ? ", taken as it is"
                : ", divided by its Frobenius norm as the table says")
            + "; singular values in "
            + Numbers.range(measures.inputSingularValues()));
    out.println(
        "run      " + backend + ", " + EnumIds.of(precision) + ", " + Numbers.size(seconds) + " s");
    out.println();
    TextTable result = new TextTable("<", "<singular values", "<worst |1-σ|", "<‖XXᵀ-I‖_F");
    result.row(
        "measured",
        Numbers.range(measures.singularValues()),
        Numbers.brief(measures.worstError()),
        Numbers.brief(measures.residual()));
    result.row("exact image", Numbers.range(measures.scalarImage()), Numbers.brief(imageError), "");
    Certificate certificate = certificate(read, iteration);
    if (certificate != null) {
      result.row(
          "certified",
          Numbers.brief(certificate.output()),
          Numbers.brief(certificate.worstCaseError()),
          "for inputs in "
              + Numbers.brief(certificate.input())
              + (covers(certificate, measures) ? "" : ", which this matrix is not"));
    }
    result.lines().forEach(out::println);
    out.println();
    out.println(
        (measures.withinRounding() ? "agrees within rounding" : "DOES NOT AGREE")
            + ": the singular values differ from the exact images of the matrix's own by at most "
            + Numbers.size(measures.deviation())
            + "; rounding explains "
            + Numbers.size(measures.roundingAllowance()));
    out.flush();
  }

  private ObjectNode toJson(
      CoefficientTable read,
      MatrixIteration iteration,
      DMatrixRMaj matrix,
      Measures measures,
      double seconds) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("table", read.name());
    node.put("backend", backend);
    node.put("precision", EnumIds.of(precision));
    node.put("rows", matrix.numRows);
    node.put("columns", matrix.numCols);
    node.put("steps", iteration.steps().size());
    node.putObject("inputSingularValues")
        .put("min", measures.inputSingularValues().getLast())
        .put("max", measures.inputSingularValues().getFirst());
    node.putObject("singularValues")
        .put("min", measures.singularValues().getLast())
        .put("max", measures.singularValues().getFirst());
    node.putObject("measured").put("worstError", measures.worstError());
    Certificate certificate = certificate(read, iteration);
    if (certificate == null) {
      node.putNull("certified");
    } else {
      node.putObject("certified")
          .put("worstCaseError", certificate.worstCaseError())
          .put("coversInput", covers(certificate, measures))
          .set("input", TableWriter.toJson(certificate.input()));
    }
    node.putObject("exactImage")
        .put("min", measures.scalarImage().getLast())
        .put("max", measures.scalarImage().getFirst());
    node.put("deviation", measures.deviation());
    node.put("roundingAllowance", measures.roundingAllowance());
    node.put("agrees", measures.withinRounding());
    node.put("orthogonalityError", measures.residual());
    node.put("seconds", seconds);
    return node;
  }

  /// What is proved about the steps that were run, for inputs the table was made for.
  private static @Nullable Certificate certificate(
      CoefficientTable read, MatrixIteration iteration) {
    return new TableCertifier(iteration.steps())
        .certify(Certification.nominalInput(read))
        .proved()
        .orElse(null);
  }

  private static boolean covers(Certificate certificate, Measures measures) {
    return certificate.input().lower() <= measures.inputSingularValues().getLast()
        && measures.inputSingularValues().getFirst() <= certificate.input().upper();
  }

  private static String describe(Outcome.Overflowed overflowed) {
    return overflowed.step() == 0
        ? "the normalized matrix overflows the chosen precision"
        : "step "
            + overflowed.step()
            + " overflowed: a singular value lies outside the interval the table is made for";
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
