package org.alternant.cli.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.alternant.cli.options.Certification;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.OutputFile;
import org.alternant.cli.options.StepCount;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.exports.ExportOutcome;
import org.alternant.exports.ExportRequest;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.Exports;
import org.alternant.exports.GoldenVectors;
import org.alternant.solver.certificate.TableCertifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `alternant export`: a table as code or data for another runtime.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    header = "Write a table as code or data for another runtime.",
    description = {
      "Code runs the whole iteration: normalization, transposition of tall matrices, the loop with"
          + " the tail rule, every degree. The head of each file states what was proved about the"
          + " numbers in it, the conventions, and the command that makes it again.",
      "",
      "torch-muon, emerging-optimizers, gram-newton-schulz and optax get the coefficients as those"
          + " optimizers take them; onnx a model for batches of matrices, with the steps unrolled."
          + "%n"
    })
public final class ExportCommand implements Callable<Integer> {

  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./,+=:@-]+");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableArgument table;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "RUNTIME",
      completionCandidates = Choices.Ids.class,
      description = "What for: ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private ExportTarget target;

  @Option(
      names = "--steps",
      paramLabel = "T",
      description =
          "Run T steps unless the caller says otherwise: the first T rows, or on by the tail rule"
              + " (default: one step a row).")
  private @Nullable Integer steps;

  @Option(
      names = "--precision",
      paramLabel = "P",
      completionCandidates = Choices.WrittenPrecisions.class,
      description =
          "Compute in P and write the coefficients as its shortest decimals, for c, cuda, rust,"
              + " onnx and data: float64 or float32 (default: float32 for cuda and onnx, else"
              + " float64).")
  private @Nullable Precision precision;

  @Option(
      names = "--shape",
      paramLabel = "M,N",
      description = "For onnx: the shape of the matrices (default: any).")
  private @Nullable MatrixShape shape;

  @Option(
      names = "--with-test",
      description = "Add a matrix, what the iteration makes of it, and a self-check that compares.")
  private boolean withTest;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private OutputFile output;

  @Override
  public Integer call() throws BadInput, IOException {
    Precision written = written();
    check(written);
    output.check();
    CoefficientTable read = table.read();
    CoefficientTable exported = rounded(read, written);
    int count = steps == null ? exported.steps().size() : steps;
    if (count > exported.run(count).size()) {
      throw usage(
          "--steps: "
              + read.name()
              + " has "
              + count(exported.steps().size())
              + " and stops after the last, found "
              + count);
    }
    ExportRequest request =
        new ExportRequest(
            exported,
            count,
            written,
            shape,
            certificate(exported, count),
            command(),
            withTest ? golden(exported, count) : null);
    return switch (Exports.export(target, request)) {
      case ExportOutcome.Exported file -> {
        output.write(file.content());
        yield ExitStatus.DONE;
      }
      case ExportOutcome.Refused refused ->
          throw new BadInput(
              read.name() + " cannot be exported to " + target + ": " + refused.reason());
    };
  }

  private static String count(int rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  private Precision written() {
    return precision == null ? target.precisions().getFirst() : precision;
  }

  private void check(Precision written) {
    if (!target.precisions().contains(written)) {
      throw usage(
          "--precision: "
              + target
              + " is written in "
              + String.join(" or ", target.precisions().stream().map(EnumIds::of).toList())
              + ", found "
              + EnumIds.of(written));
    }
    StepCount.require(spec, steps, StepCount.MAXIMUM);
    if (shape != null && !target.takesShape()) {
      throw usage("--shape is for onnx: " + target + " takes matrices of any shape");
    }
    if (withTest && target.check() == ExportTarget.Check.NONE) {
      throw usage("--with-test: " + target + " holds data and cannot check itself");
    }
    if (withTest && shape != null && shape.entries() > Golden.LARGEST) {
      throw usage(
          "--with-test writes a matrix of that shape into the model; at most "
              + Golden.LARGEST
              + " entries, found "
              + shape.rows()
              + " times "
              + shape.columns());
    }
    if (target == ExportTarget.ONNX && !output.isFile()) {
      throw usage("an onnx model is not text; name a file by -o");
    }
  }

  private static CoefficientTable rounded(CoefficientTable read, Precision written)
      throws BadInput {
    try {
      return ExportRequest.rounded(read, written);
    } catch (IllegalArgumentException e) {
      throw new BadInput(read.name() + ": " + e.getMessage());
    }
  }

  /// What is proved about the numbers as they are written and the steps as they run; null where the
  /// images overflow.
  private static @Nullable Certificate certificate(CoefficientTable exported, int count) {
    if (exported.certificate() != null && count == exported.steps().size()) {
      return exported.certificate();
    }
    return new TableCertifier(exported.run(count))
        .certify(Certification.nominalInput(exported))
        .proved()
        .orElse(null);
  }

  private GoldenVectors golden(CoefficientTable exported, int count) throws BadInput {
    return Golden.of(exported, count, shape == null ? Golden.SHAPE : shape);
  }

  /// The command that makes the same file again.
  private String command() {
    List<String> words = new ArrayList<>(List.of("alternant", "export", quoted(table.argument())));
    words.add("--to");
    words.add(target.toString());
    if (steps != null) {
      words.add("--steps");
      words.add(steps.toString());
    }
    if (precision != null) {
      words.add("--precision");
      words.add(EnumIds.of(precision));
    }
    if (shape != null) {
      words.add("--shape");
      words.add(shape.rows() + "," + shape.columns());
    }
    if (withTest) {
      words.add("--with-test");
    }
    return String.join(" ", words);
  }

  /// A word as a shell reads it.
  private static String quoted(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
