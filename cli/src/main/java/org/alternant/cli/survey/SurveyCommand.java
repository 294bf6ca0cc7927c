package org.alternant.cli.survey;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Companions;
import org.alternant.cli.options.OutputFile;
import org.alternant.cli.options.OutputFolder;
import org.alternant.cli.options.RuntimeOptions;
import org.alternant.cli.options.TensorOptions;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.recommend.RecommendTask;
import org.alternant.toolkit.survey.Decomposition;
import org.alternant.toolkit.survey.Grouping;
import org.alternant.toolkit.survey.MatrixObserver;
import org.alternant.toolkit.survey.Survey;
import org.alternant.toolkit.survey.SurveyJournal;
import org.alternant.toolkit.survey.SurveyTables;
import org.alternant.toolkit.survey.SurveyTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `alternant survey`: what the matrices of checkpoints need.
@Command(
    name = "survey",
    mixinStandardHelpOptions = true,
    header =
        "Look at the matrices of checkpoints: singular values by layer, and the tables they need.",
    description =
        "For every kind of layer (the tensors' names without numbers) and for all together: the"
            + " singular values after division by the Frobenius norm, the lower end that leaves a"
            + " fraction Q of them below, how uneven the matrices are, and what the tables in use"
            + " certify from there on. With --budget a table is recommended for every kind, and"
            + " what one table for all gives away is shown; where none is shipped that takes up to"
            + " a minute for each lower end. -o FILE writes a page of HTML with figures, complete"
            + " in itself.%n%nTensors are read one at a time. What cannot be read is named, the"
            + " rest is looked at, and the exit status is 1.%n")
public final class SurveyCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Checkpoints: .safetensors, model.safetensors.index.json, PyTorch's .pt, .npz; or"
              + " matrices: .npy, Matrix Market. FILE#NAME is one tensor.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Set<Path> files;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TensorOptions tensors;

  @Option(
      names = "--by",
      defaultValue = "kind",
      paramLabel = "WHAT",
      completionCandidates = Choices.Ids.class,
      description =
          "Put matrices together by ${COMPLETION-CANDIDATES}: names without numbers, or shapes, as"
              + " for an optimizer's state whose tensors are numbered (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Grouping grouping;

  @Option(
      names = "--quantile",
      defaultValue = "0.01",
      paramLabel = "Q",
      description =
          "The fraction of singular values that may lie below a lower end, at least 0 and below 1"
              + " (default: ${DEFAULT-VALUE}).")
  private double quantile;

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
      paramLabel = "N",
      description =
          "Recommend tables of at most so many matrix products, from 2 to "
              + TrialTask.MOST_PRODUCTS
              + ".")
  private @Nullable Integer budget;

  @Option(
      names = "--sample",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Run tables on N matrices of each kind, evenly spread over it, and show the largest error"
              + " from the lower end on (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--tables",
      paramLabel = "FOLDER",
      description =
          "Write each table into FOLDER, and map.json, which says which is for which tensor and"
              + " which 'export --to pytorch' takes. It is made, or empty; --force overwrites"
              + " files.")
  private @Nullable Path tables;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RuntimeOptions runtime;

  @Option(
      names = "--backend",
      defaultValue = "auto",
      paramLabel = "NAME",
      completionCandidates = Choices.Ids.class,
      description =
          "What computes singular values. auto: EJML up to 256 rows or columns, beyond the"
              + " machine's LAPACK where there is one; ejml: the same digits on every machine; blas"
              + " (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Decomposition decomposition;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "Write to FILE what is found, matrix by matrix as it goes: JSON lines, from which"
              + " --resume goes on.")
  private @Nullable Path journal;

  @Option(
      names = "--resume",
      description =
          "Go on with the journal, if there is one: what it has of a file that has not changed is"
              + " not looked at again.")
  private boolean resume;

  @Option(names = "--json", description = "Print JSON, with every matrix.")
  private boolean json;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private OutputFile output;

  private final MatrixObserver.Source observers;

  /// The command on this machine.
  public SurveyCommand() {
    this(MatrixObserver.Source.HERE);
  }

  /// The command with others who look at the matrices.
  public SurveyCommand(MatrixObserver.Source observers) {
    this.observers = observers;
  }

  @Override
  public Integer call() throws BadInput, CheckFailed, IOException {
    check();
    SurveyTask task = task();
    PrintWriter err = spec.commandLine().getErr();
    Survey survey = Progress.during(err, progress -> survey(task, progress));
    survey.leftOut().forEach(tensors::note);
    if (output.isFile()) {
      output.write(new SurveyPage(survey).bytes());
    }
    if (tables != null) {
      write(survey, new OutputFolder(tables, output.force()));
    }
    if (json) {
      Output.json(spec, SurveyJson.of(survey));
    } else {
      PrintWriter out = spec.commandLine().getOut();
      new SurveyText(survey).lines().forEach(out::println);
      out.flush();
    }
    if (!survey.failures().isEmpty()) {
      survey.failures().stream()
          .skip(1)
          .forEach(failure -> tensors.note(SurveyText.words(failure)));
      throw new CheckFailed(
          SurveyText.words(survey.failures().getFirst())
              + (survey.failures().size() == 1
                  ? ""
                  : "; " + Numbers.count(survey.failures().size(), "file or tensor") + " in all"));
    }
    return ExitStatus.DONE;
  }

  private void check() throws BadInput {
    output.checkBeside("--tables");
    Companions.require(spec, "--resume", "--journal");
    Companions.require(spec, "--tables", "--budget");
    if (output.file() != null && !output.isFile()) {
      throw usage("the survey goes to standard output; name a file for the page with -o");
    }
    if (budget == null && runtime.given()) {
      throw usage("--runtime, --epilogue and --storage are for tables; give --budget");
    }
    if (tables != null) {
      new OutputFolder(tables, output.force()).check();
    }
  }

  private void write(Survey survey, OutputFolder folder) throws BadInput {
    SurveyTables written;
    try {
      written = SurveyTables.of(survey);
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "--tables: " + e.getMessage() + " (survey one checkpoint at a time, or by kind)");
    }
    if (written.files().isEmpty()) {
      tensors.note("no group has a table: nothing is written to " + folder.folder());
    } else {
      folder.write(written.files());
      written
          .without()
          .forEach(
              group ->
                  tensors.note(
                      "no table for "
                          + MessageText.visible(group)
                          + ": its tensors take the one for all, if there is one"));
    }
  }

  private Survey survey(SurveyTask task, ProgressListener progress) throws IOException {
    if (journal == null) {
      return Survey.of(task, null, observers, progress);
    }
    try (SurveyJournal opened =
        resume ? SurveyJournal.resume(journal, task) : SurveyJournal.begin(journal, task)) {
      return Survey.of(task, opened, observers, progress);
    } catch (FileAlreadyExistsException e) {
      throw usage(journal + " exists; --resume goes on with it, another name begins anew");
    }
  }

  private SurveyTask task() {
    try {
      SurveyTask task =
          new SurveyTask(
              List.copyOf(files),
              tensors.selection(),
              Normalization.FROBENIUS,
              grouping,
              quantile,
              precision,
              decomposition,
              samples,
              null);
      return budget == null
          ? task
          : task.withTables(
              RecommendTask.customary().withBudget(budget).in(precision, runtime.rules()));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
