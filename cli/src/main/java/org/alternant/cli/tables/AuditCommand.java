package org.alternant.cli.tables;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Companions;
import org.alternant.cli.options.InputInterval;
import org.alternant.cli.options.RuntimeOptions;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.GitHubAnnotation;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.MessageText;
import org.alternant.solver.certificate.Overflow;
import org.alternant.toolkit.audit.Audit;
import org.alternant.toolkit.audit.AuditReport;
import org.alternant.toolkit.audit.AuditRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `alternant audit`: where a table came from, and what is wrong with it.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    header = "Tell where a table came from, and what becomes of it in use.",
    description =
        "Finds the request the rows were designed from, from their numbers alone; and proves what"
            + " rounding, larger inputs, more, fewer or other steps and its normalization do to the"
            + " worst-case error on [L, U].%n")
public final class AuditCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableArgument table;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private InputInterval inputInterval;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RuntimeOptions runtime;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--check",
      split = ",",
      paramLabel = "RULE",
      description =
          "Exit with status 1 unless the audit finds this, with a line for each rule: "
              + AuditRule.SYNTAX
              + ".")
  private Set<String> checks = Set.of();

  @Option(
      names = "--format",
      paramLabel = "F",
      completionCandidates = Choices.Ids.class,
      description = "Print only what --check finds, as annotations of GitHub Actions: github.")
  private @Nullable Format format;

  @Option(
      names = "--shape",
      defaultValue = "1024,4096",
      paramLabel = "M,N",
      description =
          "State the cost of a run on an M×N matrix (default: ${DEFAULT-VALUE}, for inverse roots"
              + " 1024,1024).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private MatrixShape shape;

  /// For whom answers to `--check` are printed.
  private enum Format {
    GITHUB
  }

  @Override
  public Integer call() throws BadInput, IOException {
    runtime.check();
    List<AuditRule> rules = rules();
    CoefficientTable read = table.read();
    if (read.function().isClip()) {
      throw new BadInput(
          read.name()
              + ": an audit finds the recipe of each row, and a clip is fitted as a whole;"
              + " 'alternant verify' proves what it does, 'alternant validate' runs it");
    }
    requireShapeFor(read.function());
    Interval input = inputInterval.of(read);
    if (input.lower() <= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--lower must be positive, found " + MessageText.number(input.lower()));
    }
    AuditRequest request = new AuditRequest(read, input, shape);
    AuditReport report = Progress.during(spec.commandLine().getErr(), _ -> Audit.of(request));
    List<AuditRule.Answer> answers =
        rules.stream().map(rule -> rule.of(report, runtime.rules())).toList();
    print(report, answers);
    if (report.findings().outcome() instanceof Overflow overflow) {
      Errors.print(spec.commandLine(), Errors.overflow(input, overflow.step()));
      return ExitStatus.CHECK_FAILED;
    }
    if (!report.findings().isDetermined()) {
      Errors.print(spec.commandLine(), Errors.undetermined(read.name()));
      return ExitStatus.CHECK_FAILED;
    }
    return answers.stream().allMatch(AuditRule.Answer::passed)
        ? ExitStatus.DONE
        : ExitStatus.CHECK_FAILED;
  }

  private void print(AuditReport report, List<AuditRule.Answer> answers) {
    PrintWriter out = spec.commandLine().getOut();
    if (format != null) {
      answers.forEach(answer -> out.println(annotation(report, answer)));
      out.flush();
    } else if (json) {
      Output.json(spec, AuditJson.of(report, runtime.rules(), answers));
    } else {
      AuditText.print(report, runtime.rules(), out);
      AuditText.print(answers, out);
    }
  }

  private String annotation(AuditReport report, AuditRule.Answer answer) {
    return GitHubAnnotation.line(
        answer.passed() ? "notice" : "error",
        table.file().map(Path::toString).orElse(""),
        "alternant audit " + report.request().table().name(),
        answer.line());
  }

  private List<AuditRule> rules() {
    if (format != null && checks.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--format needs --check");
    }
    if (format != null && json) {
      throw new ParameterException(spec.commandLine(), "--format and --json exclude each other");
    }
    try {
      return checks.stream().map(AuditRule::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--check: " + e.getMessage());
    }
  }

  private void requireShapeFor(TableFunction function) {
    if (function.isRoot()
        && Companions.isGiven(spec, "--shape")
        && shape.rows() != shape.columns()) {
      throw new ParameterException(
          spec.commandLine(),
          "--shape must be square for the " + function.words() + ", found " + shape);
    }
  }
}
