package org.alternant.cli.design;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.OutputFile;
import org.alternant.cli.options.RuntimeOptions;
import org.alternant.cli.options.TensorOptions;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.toolkit.NominalInput;
import org.alternant.toolkit.design.LowerEnd;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.recommend.Recommend;
import org.alternant.toolkit.recommend.RecommendOutcome;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.recommend.RecommendTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `alternant recommend`: one answer to what to run.
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    header = "Recommend a table for an arithmetic, a budget and matrices.",
    description =
        "A shipped table where one was designed for what is asked, else one that is designed now:"
            + " what it costs, what is proved and what was measured, the tables in use on the same"
            + " matrices, the neighbours with more and fewer products, and how to export it.%n%nA"
            + " design takes longer with more products and with more shapes; its progress is shown"
            + " on a terminal only. -o FILE writes the table; the answer goes to standard"
            + " output.%n")
public final class RecommendCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--precision",
      defaultValue = "bfloat16",
      paramLabel = "P",
      completionCandidates = Choices.Ids.class,
      description =
          "The format in which matrices are stored: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Precision precision;

  @Option(
      names = "--budget",
      defaultValue = "15",
      paramLabel = "N",
      description =
          "At most so many matrix products, from 2 to "
              + TrialTask.MOST_PRODUCTS
              + " (default: ${DEFAULT-VALUE}).")
  private int budget;

  @Option(
      names = "--shape",
      paramLabel = "M,N",
      description =
          "The matrices' shape; several times for several (default: any with 128 rows or more).")
  private @Nullable List<MatrixShape> shapes;

  @Option(
      names = "--lower",
      paramLabel = "L",
      description =
          "The smallest singular value that is to come out near 1, where the largest is at most 1"
              + " (default: 1e-3).")
  private @Nullable Double lower;

  @Option(
      names = "--from-matrices",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Take the shapes of matrices, and L unless it is given: 1 in 100 of their normalized"
              + " singular values lies below (files as in 'design').")
  private @Nullable Set<Path> files;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TensorOptions tensors;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RuntimeOptions runtime;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private OutputFile output;

  @Override
  public Integer call() throws BadInput, CheckFailed, IOException {
    output.check();
    if (output.file() != null && !output.isFile()) {
      throw usage("the answer goes to standard output; name a file for the table with -o");
    }
    requireConsistent();
    PrintWriter err = spec.commandLine().getErr();
    RecommendTask task = files == null ? task(shapes(), lower()) : task(List.copyOf(files), err);
    String doing = "tables within " + Numbers.count(budget, "product");
    switch (Progress.during(err, doing, progress -> Recommend.of(task, progress))) {
      case Recommended recommended -> print(recommended);
      case RecommendOutcome.None none -> UnreachableWords.fail(none.reason(), spec.commandLine());
    }
    return ExitStatus.DONE;
  }

  private void requireConsistent() {
    if (files != null && shapes != null) {
      throw usage("--from-matrices takes the shapes from the files; leave out --shape");
    }
    if (tensors.given() && files == null) {
      throw usage("--tensor is for --from-matrices");
    }
    // Before any file is read.
    task(shapes(), lower());
  }

  private List<MatrixShape> shapes() {
    return shapes == null ? List.of() : shapes;
  }

  private double lower() {
    return lower == null ? NominalInput.CUSTOMARY_LOWER : lower;
  }

  private RecommendTask task(List<MatrixShape> of, double from) {
    RoundingRules rules = runtime.rules();
    try {
      return new RecommendTask(precision, rules, budget, from, of);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  /// For matrices in files, whose spectrum is shown.
  private RecommendTask task(List<Path> matrices, PrintWriter err) throws IOException, CheckFailed {
    MatrixSpectrum spectrum =
        SpectrumFiles.read(matrices, tensors, TableFunction.SIGN, Normalization.FROBENIUS, err);
    double quantile = LowerEnd.Quantile.CUSTOMARY;
    OptionalDouble found = lower == null ? spectrum.quantile(quantile) : OptionalDouble.of(lower);
    if (found.isEmpty()) {
      throw new CheckFailed(
          "more than "
              + quantile
              + " of the singular values cannot be told from 0; give --lower, above which they are"
              + " to come out near 1");
    }
    double from = found.getAsDouble();
    if (!json) {
      SpectrumChart.lines(
              spectrum,
              "singular values",
              lower == null
                  ? quantile
                  : (double) spectrum.below(from) / spectrum.ascending().size(),
              from)
          .forEach(err::println);
      err.flush();
    }
    return task(spectrum.shapes(), from);
  }

  private void print(Recommended recommended) throws BadInput, IOException {
    if (output.isFile()) {
      output.write(TableWriter.write(recommended.chosen().table()));
    }
    RecommendReport report =
        new RecommendReport(recommended, output.isFile() ? output.file() : null);
    if (json) {
      Output.json(spec, report.toJson());
    } else {
      PrintWriter out = spec.commandLine().getOut();
      report.lines().forEach(out::println);
      out.flush();
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
