package org.alternant.cli.validate;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors.BackendUnavailable;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;
import org.alternant.iteration.run.Epilogue;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `alternant validate`: runs a table on matrices and judges what comes out.
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "alternant validate TABLE --matrix=FILE... [OPTIONS]",
      "alternant validate TABLE --rows=M --cols=N [OPTIONS]"
    },
    header = "Run a table on matrices and hold the result against its certificate.",
    description =
        "The matrices are read from FILEs or generated. The singular values of the result are"
            + " compared with what is proved for the matrix's own singular values, and with what"
            + " rounding explains. The answer is one of: inside the certificate; inside with"
            + " rounding; OUTSIDE, which names the step and the reason, and gives exit status 1.%n")
public final class ValidateCommand implements Callable<Integer> {

  private static final String ALL = "all";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableArgument table;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private ValidationInput input;

  @Option(
      names = "--backend",
      defaultValue = "ejml",
      paramLabel = "NAME",
      completionCandidates = Choices.BackendNames.class,
      description = "What computes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private String backend;

  @Option(
      names = "--precision",
      defaultValue = "float64",
      split = ",",
      paramLabel = "P",
      completionCandidates = Choices.Precisions.class,
      description =
          "The arithmetic: ${COMPLETION-CANDIDATES}, several separated by commas, or all (default:"
              + " ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private List<String> precisions;

  @Option(
      names = "--steps",
      paramLabel = "T",
      description = "Run T steps: the first T rows, or on by the table's tail rule.")
  private @Nullable Integer steps;

  @Option(
      names = "--function",
      defaultValue = "polar",
      paramLabel = "F",
      completionCandidates = Choices.Ids.class,
      description =
          "What is computed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). The sign is of a"
              + " square matrix with real eigenvalues, the roots are of a symmetric positive"
              + " definite one.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private MatrixFunction function;

  @Option(
      names = "--form",
      defaultValue = "standard",
      paramLabel = "WHAT",
      description =
          "standard: every step acts on X; gram: on the Gram matrix of its smaller side, and X is"
              + " multiplied at restarts and at the end (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private String form;

  @Option(
      names = "--restarts",
      paramLabel = "T,T",
      description =
          "Where the Gram form restarts: after these steps, none, or auto, as few as an analysis of"
              + " spurious negative eigenvalues allows in the precision (default: auto).")
  private @Nullable String restarts;

  @Option(
      names = "--epilogue",
      defaultValue = "fused",
      paramLabel = "WHAT",
      completionCandidates = Choices.Ids.class,
      description =
          "fused: αP + βC is rounded once; unfused: every scaling, product and sum by itself"
              + " (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Epilogue epilogue;

  @Option(
      names = "--normalization",
      paramLabel = "WHAT",
      completionCandidates = Choices.Ids.class,
      description =
          "Scale the matrix as the table says, by its Frobenius norm, or take it as it is:"
              + " ${COMPLETION-CANDIDATES} (default: none where --spectrum prescribes the singular"
              + " values, else table).")
  private @Nullable NormalizationChoice normalization;

  @Option(names = "--trace", description = "Show the measures after every step.")
  private boolean trace;

  @Option(
      names = "--singular-values",
      description =
          "In the JSON list all singular values, with --trace after every step, not only the"
              + " smallest and the largest.")
  private boolean singularValues;

  @ArgGroup private @Nullable Format format;

  /// How the answer is printed.
  static final class Format {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print one row of a Markdown table for each run.")
    private boolean markdown;
  }

  /// Whose scaling is applied.
  public enum NormalizationChoice {
    TABLE,
    FROBENIUS,
    NONE
  }

  @Override
  public Integer call() throws BadInput, BackendUnavailable, IOException {
    String violation = input.violation(function);
    if (violation != null) {
      throw usage(violation);
    }
    if (singularValues && (format == null || !format.json || input.repeat() != null)) {
      throw usage("--singular-values is for --json and not for --repeat");
    }
    Backend runner = backend();
    List<Precision> formats = precisions(runner);
    CoefficientTable read = table.read();
    List<MatrixIteration> iterations = new ArrayList<>();
    for (Precision precision : formats) {
      iterations.add(iteration(read, precision));
    }
    try {
      return input.repeat() == null
          ? once(runner, read, iterations)
          : repeatedly(runner, read, iterations);
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
  }

  private int once(Backend runner, CoefficientTable read, List<MatrixIteration> iterations)
      throws IOException, BadInput {
    List<Validation> runs = new ArrayList<>();
    for (ValidationInput.Batch batch : batches(read)) {
      for (MatrixIteration iteration : iterations) {
        runs.addAll(Validation.run(runner, iteration, batch, trace));
      }
    }
    ValidationReport report = new ValidationReport(read, runner.name(), runs);
    if (format != null && format.json) {
      Output.json(spec, report.toJson(singularValues));
    } else {
      PrintWriter out = spec.commandLine().getOut();
      (format != null && format.markdown ? report.markdown() : report.lines(trace))
          .forEach(out::println);
      out.flush();
    }
    return status(runs.stream().anyMatch(run -> run.verdict().outside()));
  }

  private int repeatedly(Backend runner, CoefficientTable read, List<MatrixIteration> iterations)
      throws BadInput {
    List<Long> seeds = input.seeds();
    Progress progress =
        new Progress(spec.commandLine().getErr(), (long) seeds.size() * iterations.size());
    List<ValidationDistribution> distributions = new ArrayList<>();
    for (MatrixIteration iteration : iterations) {
      ValidationDistribution distribution = new ValidationDistribution(iteration);
      for (long seed : seeds) {
        ValidationInput.Batch batch = generate(read, seed);
        distribution.add(seed, Validation.run(runner, iteration, batch, false).getFirst());
        progress.advance();
      }
      distributions.add(distribution);
    }
    progress.finish();
    if (format != null && format.json) {
      Output.json(spec, ValidationDistribution.toJson(read.name(), distributions));
    } else {
      PrintWriter out = spec.commandLine().getOut();
      out.println("table    " + read.name());
      for (ValidationDistribution distribution : distributions) {
        distribution.lines().forEach(out::println);
      }
      out.flush();
    }
    return status(distributions.stream().anyMatch(ValidationDistribution::anyOutside));
  }

  private static int status(boolean outside) {
    return outside ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
  }

  private List<ValidationInput.Batch> batches(CoefficientTable read) throws IOException, BadInput {
    try {
      return input.batches(read, function);
    } catch (IllegalArgumentException e) {
      throw usage(spectrum(e));
    }
  }

  private ValidationInput.Batch generate(CoefficientTable read, long seed) throws BadInput {
    try {
      return input.generate(read, function, seed);
    } catch (IllegalArgumentException e) {
      throw usage(spectrum(e));
    }
  }

  private static String spectrum(IllegalArgumentException e) {
    return "--spectrum-lower, --spectrum-upper: " + e.getMessage();
  }

  private Backend backend() throws BackendUnavailable {
    Backend runner =
        Backends.find(backend)
            .orElseThrow(
                () ->
                    new BackendUnavailable(
                        "no backend '"
                            + backend
                            + "'; there are "
                            + String.join(", ", new Choices.BackendNames())));
    if (runner.availability() instanceof Availability.Unavailable unavailable) {
      throw new BackendUnavailable(
          "the "
              + backend
              + " backend is not available: "
              + String.join("; ", unavailable.reasons()));
    }
    return runner;
  }

  private List<Precision> precisions(Backend runner) throws BackendUnavailable {
    List<Precision> formats = new ArrayList<>();
    for (String name : precisions) {
      if (name.equals(ALL)) {
        Arrays.stream(Precision.values())
            .filter(runner.precisions()::contains)
            .forEach(formats::add);
      } else {
        Precision precision =
            EnumIds.find(Precision.class, name)
                .orElseThrow(
                    () ->
                        usage(
                            "--precision: expected one of "
                                + String.join(", ", EnumIds.all(Precision.class))
                                + ", all, found '"
                                + name
                                + "'"));
        if (!runner.precisions().contains(precision)) {
          throw new BackendUnavailable(
              "the "
                  + runner.name()
                  + " backend does not compute in "
                  + name
                  + " here; it has "
                  + String.join(", ", runner.precisions().stream().map(EnumIds::of).toList()));
        }
        formats.add(precision);
      }
    }
    return formats;
  }

  private MatrixIteration iteration(CoefficientTable read, Precision precision) {
    if (steps != null && steps < 1) {
      throw usage("--steps must be 1 or more, found " + steps);
    }
    MatrixIteration iteration =
        (steps == null
                ? MatrixIteration.of(read, precision)
                : MatrixIteration.of(read, precision, steps))
            .with(epilogue);
    NormalizationChoice choice =
        normalization != null
            ? normalization
            : input.prescribed() ? NormalizationChoice.NONE : NormalizationChoice.TABLE;
    MatrixIteration scaled =
        switch (choice) {
          case TABLE -> iteration;
          case FROBENIUS -> iteration.with(Normalization.FROBENIUS);
          case NONE -> iteration.with(Normalization.NONE);
        };
    try {
      return scaled.with(function).with(form(scaled));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private Form form(MatrixIteration iteration) {
    return switch (form) {
      case "standard" -> {
        if (restarts != null) {
          throw usage("--restarts is for --form gram");
        }
        yield Form.STANDARD;
      }
      case "gram" -> new Form.Gram(restarts(iteration));
      default -> throw usage("--form: expected one of standard, gram, found '" + form + "'");
    };
  }

  private List<Integer> restarts(MatrixIteration iteration) {
    if (restarts == null || restarts.equals("auto")) {
      return GramRestarts.needed(iteration.steps(), iteration.precision());
    }
    if (restarts.equals("none")) {
      return List.of();
    }
    try {
      return Arrays.stream(restarts.split(",")).map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--restarts: expected auto, none or steps such as 2,4, found '" + restarts + "'",
          e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
