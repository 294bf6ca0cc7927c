package org.alternant.cli.tables;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.InputInterval;
import org.alternant.cli.options.RoundingOptions;
import org.alternant.cli.options.StepCount;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.Continuation;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.rounding.RoundedImages;
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
            + " worst-case error is max |1 - x| over the last image.%n")
public final class VerifyCommand implements Callable<Integer> {

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
      description = "Also find the smallest lower end for which the worst-case error is at most E.")
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
          "What runs after the last row, for comparison: ${COMPLETION-CANDIDATES} (default: the"
              + " table's rule).")
  private @Nullable Continuation tail;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RoundingOptions rounding;

  @Option(
      names = "--shape",
      paramLabel = "M,N",
      description =
          "The matrix's shape, for --precision (default: " + RoundingOptions.CUSTOMARY_SHAPE + ").")
  private @Nullable MatrixShape shape;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws BadInput, IOException {
    requireNotNegative("--max-error", maximumError);
    requireNotNegative("--find-lower", findLower);
    CoefficientTable read = table.read();
    Interval input = inputInterval.of(read);
    List<Step> run = steps(read);
    Optional<RoundedImages> rounded = rounded(run, input);
    TableCertifier certifier = new TableCertifier(run);
    return switch (certifier.certify(input)) {
      case CertificationOutcome.Certified certified -> {
        if (json) {
          Output.json(spec, toJson(certified, certifier, input, rounded));
        } else {
          print(read, run, certified, certifier, input, rounded);
        }
        yield exceeded(certified.certificate(), rounded)
            ? ExitStatus.CHECK_FAILED
            : ExitStatus.DONE;
      }
      case Overflow overflow -> {
        Errors.print(
            spec.commandLine(),
            "the image of "
                + input.lower()
                + " to "
                + input.upper()
                + " leaves the range of binary64 in step "
                + overflow.step());
        yield ExitStatus.CHECK_FAILED;
      }
    };
  }

  /// With a precision the maximum is held against the error with rounding.
  private boolean exceeded(Certificate certificate, Optional<RoundedImages> rounded) {
    double error =
        rounded.map(images -> images.outcome().rank()).orElse(certificate.worstCaseError());
    return maximumError != null && error > maximumError;
  }

  private Optional<RoundedImages> rounded(List<Step> run, Interval input) {
    try {
      Optional<RoundingAssumptions> model = rounding.model(shape);
      if (model.isEmpty() && shape != null) {
        throw usage("--shape is for --precision");
      }
      return model.map(rounds -> RoundedImages.of(run, input, rounds));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private List<Step> steps(CoefficientTable read) {
    if (steps == null) {
      return read.steps();
    }
    StepCount.require(spec, steps, StepCount.MAXIMUM);
    Continuation rule = tail == null ? Continuation.of(read.conventions().tail()) : tail;
    return rule.unrolled(read.steps(), steps);
  }

  private void print(
      CoefficientTable read,
      List<Step> run,
      CertificationOutcome.Certified certified,
      TableCertifier certifier,
      Interval input,
      Optional<RoundedImages> rounded) {
    PrintWriter out = spec.commandLine().getOut();
    Certificate certificate = certified.certificate();
    out.println(
        "table "
            + read.name()
            + ", "
            + run.size()
            + " steps, on ["
            + input.lower()
            + ", "
            + input.upper()
            + "]");
    out.println();
    TextTable images =
        new TextTable("step", "degree", "<image", rounded.isPresent() ? "<with rounding" : "<");
    for (int t = 0; t < run.size(); t++) {
      images.row(
          Integer.toString(t + 1),
          Integer.toString(run.get(t).degree()),
          Numbers.brief(certificate.steps().get(t).image()),
          roundedImage(rounded, t + 1));
    }
    images.lines().forEach(out::println);
    out.println();
    out.println(
        "worst-case error   "
            + certificate.worstCaseError()
            + ", attained at "
            + certified.witness());
    out.println("positive up to     " + Numbers.beyondOne(orEmpty(certificate.signSafeUpper())));
    out.println("error below 1 up to " + Numbers.beyondOne(certifier.safeRange().unitErrorUpper()));
    rounded.map(RoundingOptions::summary).ifPresent(out::println);
    if (findLower != null) {
      OptionalDouble found = certifier.safeRange().smallestLower(findLower, input.upper());
      out.println(
          "smallest lower end with a worst-case error of at most "
              + findLower
              + ": "
              + (found.isPresent() ? found.getAsDouble() : "none"));
    }
    if (maximumError != null) {
      out.println(
          (exceeded(certificate, rounded) ? "EXCEEDS" : "is within")
              + " the maximum of "
              + maximumError);
    }
    out.flush();
  }

  private static String roundedImage(Optional<RoundedImages> rounded, int step) {
    return rounded
        .filter(images -> step < images.images().size())
        .map(images -> Numbers.brief(images.images().get(step).image()))
        .orElse("");
  }

  private static OptionalDouble orEmpty(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private JsonObject toJson(
      CertificationOutcome.Certified certified,
      TableCertifier certifier,
      Interval input,
      Optional<RoundedImages> rounded) {
    Certificate certificate = certified.certificate();
    JsonObject node = new JsonObject();
    node.set("input", TableWriter.toJson(certificate.input()));
    node.set("output", TableWriter.toJson(certificate.output()));
    node.put("worstCaseError", certificate.worstCaseError());
    node.put("attainedError", certified.attainedError());
    node.put("witness", certified.witness());
    Output.put(node, "signSafeUpper", orEmpty(certificate.signSafeUpper()));
    Output.put(node, "unitErrorUpper", certifier.safeRange().unitErrorUpper());
    JsonArray images = node.putArray("steps");
    certificate
        .steps()
        .forEach(step -> images.addObject().set("image", TableWriter.toJson(step.image())));
    rounded.ifPresent(all -> RoundingOptions.toJson(node.putObject("rounding"), all));
    if (findLower != null) {
      Output.put(node, "foundLower", certifier.safeRange().smallestLower(findLower, input.upper()));
    }
    return node;
  }

  private void requireNotNegative(String option, @Nullable Double error) {
    if (error != null && error < 0) {
      throw usage(option + " must be 0 or more, found " + error);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
