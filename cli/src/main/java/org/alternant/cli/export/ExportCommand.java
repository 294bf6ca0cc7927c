package org.alternant.cli.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.OptionSection;
import org.alternant.cli.options.OptionSection.Sectioned;
import org.alternant.cli.options.OutputFile;
import org.alternant.cli.options.StepCount;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.format.TableMap;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.exports.ExportFunction;
import org.alternant.exports.ExportOutcome;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.Exports;
import org.alternant.exports.Refusal;
import org.alternant.exports.formula.FormulaExportRequest.Golden;
import org.alternant.exports.formula.FormulaModule;
import org.alternant.toolkit.export.Export;
import org.alternant.toolkit.export.ExportTask;
import org.alternant.toolkit.export.FormulaExport;
import org.alternant.toolkit.export.MapExport;
import org.alternant.toolkit.selfcheck.FormulaSelfCheck;
import org.alternant.toolkit.selfcheck.SelfCheckRuns;
import org.alternant.toolkit.trial.SurvivalTrials;
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
          + " the tail rule, steps of any degree. The head of each file states what was proved"
          + " about the numbers in it, the conventions, and the command that makes it again.",
      "",
      "torch-muon, emerging-optimizers, gram-newton-schulz and optax get the coefficients in the"
          + " form those optimizers take; onnx gets a model for batches of matrices, its steps"
          + " unrolled.",
      "",
      "Of a table for an inverse root, numpy, pytorch and jax get the coupled iteration, and"
          + " python, csv, markdown and latex the rows. With --function sqrt or invsqrt, pytorch"
          + " and jax get the root with a backward pass by the same table.",
      "",
      "Of map.json, which survey --tables writes, pytorch gets one module with all its tables:"
          + " orthogonalize(x, name) takes the one for the tensor of that name.",
      "",
      "The file goes to standard output, or to FILE.%n"
    })
public final class ExportCommand implements Callable<Integer>, Sectioned {

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
      description = "The runtime or format: ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private ExportTarget target;

  @Option(
      names = "--function",
      paramLabel = "F",
      completionCandidates = Choices.Ids.class,
      description =
          "What the code computes: ${COMPLETION-CANDIDATES} (default: polar, or for a table of an"
              + " inverse root that root). sqrt and invsqrt, for pytorch and jax, are of symmetric"
              + " positive definite matrices, by a table for the sign or the inverse root 2.")
  private @Nullable ExportFunction function;

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
      completionCandidates = Choices.Precisions.class,
      description =
          "Compute in P and write the coefficients as its shortest decimals, for c, cuda, rust,"
              + " onnx and data: float64 or float32 (default: float32 for cuda and onnx, else"
              + " float64). For pytorch, jax and what optimizers take: refuse a table that breaks"
              + " in P, estimated for ordinary matrices.")
  private @Nullable Precision precision;

  @Option(
      names = "--allow-breaking",
      description = "Write a table that breaks in the format of --precision, too.")
  private boolean allowBreaking;

  @Option(
      names = "--shape",
      paramLabel = "M,N",
      description = "For onnx: matrices of M rows and N columns (default: any shape).")
  private @Nullable MatrixShape shape;

  @Option(
      names = "--with-test",
      description =
          "Add a self-check: a matrix, what the iteration makes of it, and code that compares.")
  private boolean withTest;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private OutputFile output;

  @Override
  public Integer call() throws BadInput, IOException {
    check();
    output.check();
    Optional<TableMap> map = table.readMap();
    if (map.isPresent()) {
      output.write(module(map.get()));
      return ExitStatus.DONE;
    }
    Optional<FormulaTable> formula = table.readFormula();
    if (formula.isPresent()) {
      output.write(formula(formula.get()));
      return ExitStatus.DONE;
    }
    output.write(code(table.read()));
    return ExitStatus.DONE;
  }

  private byte[] code(CoefficientTable read) throws BadInput {
    ExportTask task =
        new ExportTask(
            read,
            target,
            function == null ? ExportFunction.usual(read.function()) : function,
            steps == null ? read.steps().size() : steps,
            written(),
            allowBreaking ? null : runIn(),
            SurvivalTrials.INSTANCE,
            shape,
            withTest ? SelfCheckRuns.INSTANCE : null,
            command());
    return switch (Export.of(task)) {
      case ExportOutcome.Exported file -> file.content();
      case ExportOutcome.Refused(Refusal reason) -> {
        String message = RefusalText.of(reason, read.name(), target);
        if (reason instanceof Refusal.MoreStepsThanRows) {
          throw usage(message);
        }
        throw new BadInput(message);
      }
    };
  }

  private byte[] module(TableMap map) throws BadInput, IOException {
    if (target != ExportTarget.PYTORCH) {
      throw new BadInput(
          table.argument() + ": is a map from tensors to tables, which only --to pytorch takes");
    }
    if (function != null || steps != null || precision != null || shape != null) {
      throw usage(
          "--function, --steps, --precision and --shape are not for maps, whose tables run as they"
              + " are");
    }
    return switch (MapExport.of(
        map,
        table.readTables(map),
        SurvivalTrials.INSTANCE,
        withTest ? SelfCheckRuns.INSTANCE : null,
        command())) {
      case MapExport.Outcome.Written written -> written.content();
      case MapExport.Outcome.NotExported(CoefficientTable refused, Refusal reason) ->
          throw new BadInput(RefusalText.of(reason, refused.name(), target));
    };
  }

  private byte[] formula(FormulaTable read) throws BadInput {
    if (function != null || steps != null || precision != null || shape != null) {
      throw usage(
          "--function, --steps, --precision and --shape are not for tables of parts, which run as"
              + " they are");
    }
    if (FormulaModule.of(target).isEmpty()) {
      throw new BadInput(
          read.name() + ": only numpy, pytorch and jax take a table of parts, not " + target);
    }
    Golden golden = null;
    if (withTest) {
      golden =
          FormulaSelfCheck.of(read)
              .orElseThrow(
                  () ->
                      new BadInput(
                          read.name()
                              + ": no two programs agree on what it gives; leave out"
                              + " --with-test"));
    }
    try {
      return FormulaExport.of(read, target, golden, command()).orElseThrow();
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
  }

  private Precision written() {
    return precision == null || runIn() != null ? target.precisions().getFirst() : precision;
  }

  /// The format in which the code will run, where that does not change what is written.
  private @Nullable Precision runIn() {
    boolean runs = Export.rules(target).isPresent() && precision != target.precisions().getFirst();
    return runs ? precision : null;
  }

  /// What can be said before the table is read.
  private void check() {
    if (allowBreaking && runIn() == null) {
      throw usage("--allow-breaking is for --precision with pytorch, jax or an optimizer");
    }
    StepCount.require(spec, steps, StepCount.MAXIMUM);
    Optional.ofNullable(function)
        .flatMap(known -> Exports.refusal(target, known))
        .or(() -> Exports.refusal(target, written(), shape, withTest))
        .ifPresent(
            refusal -> {
              throw usage(RefusalText.of(refusal));
            });
    if (target == ExportTarget.ONNX && output.file() == null) {
      throw usage("an onnx model is not text; name a file with -o, or - for standard output");
    }
  }

  /// The command that makes the same file again.
  private String command() {
    String argument = table.argument();
    boolean negative = argument.startsWith("-") && argument.length() > 1;
    List<String> words = new ArrayList<>(List.of("alternant", "export"));
    if (!negative) {
      words.add(quoted(argument));
    }
    words.add("--to");
    words.add(target.toString());
    if (function != null) {
      words.add("--function");
      words.add(function.toString());
    }
    if (steps != null) {
      words.add("--steps");
      words.add(steps.toString());
    }
    if (precision != null) {
      words.add("--precision");
      words.add(EnumIds.of(precision));
    }
    if (allowBreaking) {
      words.add("--allow-breaking");
    }
    if (shape != null) {
      words.add("--shape");
      words.add(shape.rows() + "," + shape.columns());
    }
    if (withTest) {
      words.add("--with-test");
    }
    if (negative) {
      words.add("--");
      words.add(quoted(argument));
    }
    return String.join(" ", words);
  }

  /// A word as a shell reads it, without a backslash, which would mean something in comments.
  private static String quoted(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }

  @Override
  public List<OptionSection> sections() {
    return List.of(
        OptionSection.of("Which rows", "--flat"),
        OptionSection.of(
            "What to write",
            "--to",
            "--function",
            "--steps",
            "--precision",
            "--allow-breaking",
            "--shape",
            "--with-test"),
        OptionSection.of("Output", "--output", "--force"),
        OptionSection.of("Help", "--help", "--version", "--debug"));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
