package org.alternant.cli.tables;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Companions;
import org.alternant.cli.options.InputInterval;
import org.alternant.cli.options.OptionSection;
import org.alternant.cli.options.OptionSection.Sectioned;
import org.alternant.cli.options.RoundingOptions;
import org.alternant.cli.options.StepCount;
import org.alternant.cli.options.SurvivalOptions;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.Progress;
import org.alternant.cli.text.SurvivalWords;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.MessageText;
import org.alternant.solver.certificate.Continuation;
import org.alternant.solver.certificate.SmallestLower;
import org.alternant.solver.rounding.RoundedImages;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.trial.SurvivalEstimates;
import org.alternant.toolkit.trial.SurvivalRuns;
import org.alternant.toolkit.verify.Verification;
import org.alternant.toolkit.verify.VerifyOutcome;
import org.alternant.toolkit.verify.VerifyRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `alternant verify`: the certificate of a table on an interval.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    header = "Prove what a table does to every singular value in an interval.",
    description =
        "Encloses the image of [L, U] after each step in exact arithmetic; nothing is sampled. The"
            + " worst-case error is max |1 - x| over the last image. For a table of an inverse root"
            + " P, L and U are eigenvalues of A, and the images are of those of A^(1/P) X.%n")
public final class VerifyCommand implements Callable<Integer>, Sectioned {

  /// What is not there for clips.
  private static final String ROUNDED = "--precision and --check";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableArgument table;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private InputInterval inputInterval;

  @Option(
      names = "--max-error",
      paramLabel = "E",
      description = "Exit with status 1 if the worst-case error exceeds E.")
  private @Nullable Double maximumError;

  @Option(
      names = "--find-lower",
      paramLabel = "E",
      description =
          "Also find the smallest lower end for which the worst-case error is at most E; exit"
              + " status 1 if there is none.")
  private @Nullable Double findLower;

  @Option(
      names = "--steps",
      paramLabel = "T",
      description = "Verify T steps: the first T rows, or on by the tail rule.")
  private @Nullable Integer steps;

  @Option(
      names = "--tail",
      paramLabel = "RULE",
      completionCandidates = Choices.Ids.class,
      description =
          "With --steps: what runs after the last row, for comparison: ${COMPLETION-CANDIDATES}"
              + " (default: the table's rule).")
  private @Nullable Continuation tail;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RoundingOptions rounding;

  @Option(
      names = "--shape",
      paramLabel = "M,N",
      description =
          "The matrix's shape, for --precision (default: "
              + RoundingOptions.CUSTOMARY_SHAPE
              + "; of an inverse root "
              + RoundingOptions.CUSTOMARY_SQUARE
              + ").")
  private @Nullable MatrixShape shape;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private SurvivalOptions survival;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws BadInput, IOException {
    requireNotNegative("--max-error", maximumError);
    requireNotNegative("--find-lower", findLower);
    StepCount.require(spec, steps, StepCount.MAXIMUM);
    Companions.require(spec, "--tail", "--steps");
    Optional<FormulaTable> formula = table.readFormula();
    if (formula.isPresent()) {
      Interval asked = inputInterval.orElse(formula.get().nominal());
      return FormulaVerify.run(spec, formula.get(), asked, maximumError, json);
    }
    CoefficientTable read = table.read();
    if ((model(read.function()) != null || !survival.checked().isEmpty())
        && !read.function().isRoot()) {
      TableArgument.requireSign(read, ROUNDED);
    }
    VerifyRequest request = request(read);
    survival.check(rounding.precision(), request.input());
    if (steps != null && request.stopsEarly()) {
      throw usage(StepCount.stopped(read.name(), read.steps().size(), steps));
    }
    return switch (verify(request)) {
      case VerifyOutcome.Verified proved -> report(proved);
      case VerifyOutcome.Overflowed overflowed -> {
        if (json) {
          Output.json(spec, new JsonObject().put("overflowStep", overflowed.step()));
        }
        Errors.print(spec.commandLine(), Errors.overflow(request.input(), overflowed.step()));
        yield ExitStatus.CHECK_FAILED;
      }
      case VerifyOutcome.NotDetermined _ -> undetermined(read);
    };
  }

  private int report(VerifyOutcome.Verified proved) throws IOException {
    Certificate certificate = proved.certificate();
    List<SurvivalRuns.Observed> observed =
        Progress.during(
            spec.commandLine().getErr(),
            _ -> survival.run(proved.run(), certificate.input(), certificate.output()));
    if (json) {
      Output.json(spec, toJson(proved, observed));
    } else {
      print(proved, observed);
    }
    boolean broken = observed.stream().anyMatch(run -> !run.allSurvive());
    boolean lowerEndMissing = proved.smallestLower() instanceof SmallestLower.None;
    return proved.exceedsMaximum() || lowerEndMissing || broken
        ? ExitStatus.CHECK_FAILED
        : ExitStatus.DONE;
  }

  private int undetermined(CoefficientTable read) throws IOException {
    if (json) {
      Output.json(spec, new JsonObject().put("undetermined", true));
    }
    Errors.print(spec.commandLine(), Errors.undetermined(read.name()));
    return ExitStatus.CHECK_FAILED;
  }

  private VerifyRequest request(CoefficientTable read) {
    Interval input = inputInterval.of(read);
    InputInterval.requireFor(spec, read.function(), input);
    if (findLower != null && read.function().isClip()) {
      throw usage(
          "--find-lower is for singular values that are to become 1; those that a clip leaves begin"
              + " at 0");
    }
    VerifyRequest request =
        VerifyRequest.of(read)
            .on(input)
            .withSteps(steps)
            .rounded(isModelled() ? model(read.function()) : null)
            .within(maximumError)
            .findingLowerEndFor(findLower);
    return tail == null ? request : request.continuedBy(tail);
  }

  /// Whether the model of rounding is about runs as they were asked for.
  private boolean isModelled() {
    return RoundedImages.isAbout(survival.rules());
  }

  private @Nullable RoundingAssumptions model(TableFunction function) {
    try {
      MatrixShape modelled = shape == null ? RoundingOptions.customaryShape(function) : shape;
      RoundingAssumptions model = rounding.model(modelled).orElse(null);
      if (model == null && shape != null) {
        throw usage("--shape is for --precision");
      }
      return model;
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private VerifyOutcome verify(VerifyRequest request) {
    try {
      return Progress.during(spec.commandLine().getErr(), _ -> Verification.of(request));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void print(VerifyOutcome.Verified proved, List<SurvivalRuns.Observed> observed) {
    PrintWriter out = spec.commandLine().getOut();
    new VerifyText(proved).lines().forEach(out::println);
    if (rounding.precision() != null && !isModelled()) {
      out.println(RoundingOptions.notBounded(survival.rules()));
    }
    out.println();
    survived(proved, observed).forEach(out::println);
    out.flush();
  }

  private List<String> survived(
      VerifyOutcome.Verified proved, List<SurvivalRuns.Observed> observed) {
    TableFunction function = proved.request().table().function();
    return observed.isEmpty()
        ? SurvivalWords.lines(function, survival(proved), survival.rules())
        : SurvivalWords.lines(function, observed);
  }

  private Map<Precision, Survival> survival(VerifyOutcome.Verified proved) {
    Certificate certificate = proved.certificate();
    return SurvivalEstimates.of(
        proved.request().table(),
        proved.run(),
        certificate.input(),
        certificate.output(),
        survival.rules());
  }

  /// The certificate as a table has it, and what the table does not say.
  private JsonObject toJson(VerifyOutcome.Verified proved, List<SurvivalRuns.Observed> observed) {
    Certificate certificate = proved.certificate();
    JsonObject node = TableWriter.toJson(certificate);
    Output.put(node, "signSafeUpper", VerifyText.orEmpty(certificate.signSafeUpper()));
    Output.put(node, "unitErrorUpper", proved.unitErrorUpper());
    proved
        .negativeMargin()
        .ifPresent(
            margin ->
                node.putObject("negativeMargin")
                    .put("lower", margin.lower())
                    .put("largestFactor", margin.largestFactor()));
    node.put("attainedError", proved.attainedError());
    node.put("witness", proved.witness());
    RoundedImages rounded = proved.rounded();
    if (rounded != null) {
      RoundingOptions.toJson(node.putObject("rounding"), rounded);
    } else if (rounding.precision() != null) {
      node.putObject("rounding").put("bounded", false);
    }
    if (proved.smallestLower() != null) {
      Output.put(node, "foundLower", proved.smallestLower().proved());
    }
    SurvivalWords.toJson(node, survival(proved), survival.rules());
    if (!observed.isEmpty()) {
      SurvivalWords.toJson(node, observed);
    }
    return node;
  }

  @Override
  public List<OptionSection> sections() {
    return List.of(
        OptionSection.of("Which rows", "--flat"),
        OptionSection.of("Singular values", "--lower", "--upper"),
        OptionSection.of("Steps", "--steps", "--tail"),
        OptionSection.of(
            "Rounding",
            "--precision",
            "--shape",
            "--rounding-slack",
            "--coherence",
            "--runtime",
            "--epilogue",
            "--storage",
            "--check"),
        OptionSection.of("Questions", "--max-error", "--find-lower"),
        OptionSection.of("Output", "--json"),
        OptionSection.of("Help", "--help", "--version", "--debug"));
  }

  private void requireNotNegative(String option, @Nullable Double error) {
    if (error != null && error < 0) {
      throw usage(option + " must be 0 or more, found " + MessageText.number(error));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
