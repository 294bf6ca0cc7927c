package org.alternant.cli.validate;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.alternant.cli.options.OptionSection;
import org.alternant.cli.options.OptionSection.Sectioned;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.status.Memory;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.iteration.run.Backend;
import org.alternant.toolkit.validate.BackendChoice;
import org.alternant.toolkit.validate.BackendUnavailableException;
import org.alternant.toolkit.validate.FormulaValidation;
import org.alternant.toolkit.validate.MatrixBatch;
import org.alternant.toolkit.validate.MatrixSource;
import org.alternant.toolkit.validate.Validation;
import org.alternant.toolkit.validate.ValidationDistribution;
import org.alternant.toolkit.validate.ValidationRequest;
import org.alternant.toolkit.validate.ValidationResult;
import org.alternant.toolkit.validate.Verdict;
import org.alternant.toolkit.validate.WorkingMemory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// `alternant validate`: runs a table on matrices and judges what comes out.
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "alternant validate TABLE --matrix=FILE... [OPTIONS]",
      "       alternant validate TABLE --rows=M --cols=N [OPTIONS]"
    },
    header = "Run a table on matrices and hold the result against its certificate.",
    description =
        "The matrices are read from FILEs or generated. The singular values of the result are"
            + " compared with what is proved for the matrix's own singular values, and with what"
            + " rounding explains. The answer is one of: inside the certificate; inside with"
            + " rounding; OUTSIDE, which names the step and the reason, and gives exit status 1.%n")
public final class ValidateCommand implements Callable<Integer>, Sectioned {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableArgument table;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private MatrixOptions matrices;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private ComputationOptions computation;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private ArithmeticOptions arithmetic;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private ReportOptions report;

  @Override
  public Integer call() throws BadInput, Errors.BackendUnavailable, Memory.NotEnough, IOException {
    Integer repeat = matrices.repeat();
    require(matrices.violation(given(), computation.functionOfAnyTable()));
    require(report.violation(repeat != null));
    computation.require(spec);
    arithmetic.check(spec);
    Optional<FormulaTable> formula = table.readFormula();
    if (formula.isPresent()) {
      return formula(formula.get());
    }
    CoefficientTable read = table.read();
    require(matrices.violation(given(), computation.function(read)));
    computation.requireStepsOf(spec, read);
    require(report.violation(computation.function(read)));
    MatrixSource source = source(read);
    BackendChoice backend = arithmetic.backend(spec, source);
    ValidationRequest request = request(read, source, backend.backend());
    Memory.require(
        repeat == null ? WorkingMemory.bytes(request) : WorkingMemory.bytes(request, repeat));
    try {
      return repeat == null ? once(request, backend) : repeatedly(request, repeat);
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    } catch (BackendUnavailableException e) {
      throw ArithmeticOptions.unavailable(e);
    }
  }

  private int formula(FormulaTable read) throws BadInput, IOException, Errors.BackendUnavailable {
    FormulaValidate.requireOptions(spec);
    try {
      List<MatrixBatch> batches = matrices.batches(read);
      Backend backend = arithmetic.backend(spec, new MatrixSource.Given(batches)).backend();
      List<Precision> precisions = arithmetic.precisions(spec, backend);
      List<FormulaValidation.Run> runs = new ArrayList<>();
      for (MatrixBatch batch : batches) {
        runs.addAll(FormulaValidation.run(read, batch, precisions, backend, arithmetic.rules()));
      }
      return FormulaValidate.report(spec, read, backend.name(), runs, report.json());
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
  }

  private ParseResult given() {
    return spec.commandLine().getParseResult();
  }

  private void require(@Nullable String violation) {
    if (violation != null) {
      throw usage(violation);
    }
  }

  private ValidationRequest request(CoefficientTable read, MatrixSource source, Backend backend)
      throws Errors.BackendUnavailable {
    ValidationRequest.Builder builder =
        ValidationRequest.of(read, source)
            .backend(backend)
            .precisions(arithmetic.precisions(spec, backend))
            .rounding(arithmetic.rules())
            .traced(report.trace())
            .exact(report.exact());
    computation.addTo(builder, spec, read);
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private MatrixSource source(CoefficientTable read) throws IOException, BadInput {
    try {
      return matrices.source(read, computation.function(read));
    } catch (IllegalArgumentException e) {
      throw usage("--spectrum-lower, --spectrum-upper: " + e.getMessage());
    }
  }

  private int once(ValidationRequest request, BackendChoice backend)
      throws BackendUnavailableException {
    ValidationResult result =
        Progress.during(spec.commandLine().getErr(), progress -> Validation.run(request, progress));
    if (report.json()) {
      Output.json(spec, new RunJson(result, backend, report.singularValues()).toJson());
    } else {
      RunLines lines = new RunLines(result, backend);
      print(report.markdown() ? lines.markdown() : lines.lines(report.trace()));
    }
    return status(result.anyOutside());
  }

  private int repeatedly(ValidationRequest request, int count) throws BackendUnavailableException {
    List<ValidationDistribution> distributions =
        Progress.during(
            spec.commandLine().getErr(), progress -> Validation.repeat(request, count, progress));
    DistributionReport distribution = new DistributionReport(request.table().name(), distributions);
    if (report.json()) {
      Output.json(spec, distribution.toJson());
    } else {
      print(distribution.lines());
    }
    return status(distributions.stream().anyMatch(one -> one.count(Verdict.Outside.class) > 0));
  }

  private void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
  }

  private static int status(boolean outside) {
    return outside ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
  }

  @Override
  public List<OptionSection> sections() {
    return List.of(
        OptionSection.of("Which rows", "--flat"),
        OptionSection.of(
            "Which matrices",
            "--matrix",
            "--tensor",
            "--rows",
            "--columns",
            "--spectrum",
            "--spectrum-lower",
            "--spectrum-upper",
            "--seed",
            "--batch",
            "--repeat"),
        OptionSection.of(
            "What is computed",
            "--function",
            "--steps",
            "--normalization",
            "--damping",
            "--form",
            "--restarts"),
        OptionSection.of(
            "Arithmetic", "--backend", "--precision", "--runtime", "--epilogue", "--storage"),
        OptionSection.of(
            "Output", "--trace", "--no-exact", "--singular-values", "--json", "--markdown"),
        OptionSection.of("Help", "--help", "--version", "--debug"));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
