package org.alternant.cli.design;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Companions;
import org.alternant.cli.options.OptionSection;
import org.alternant.cli.options.OptionSection.Sectioned;
import org.alternant.cli.options.OutputFile;
import org.alternant.cli.options.RoundingOptions;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.formula.Formula;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.trial.InverseRootDesign;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `alternant design`: a schedule, written as a table.
@Command(
    name = "design",
    mixinStandardHelpOptions = true,
    header = "Design a schedule of polynomials and write its table.",
    description = {
      "Each step is the best polynomial of its degree on the image of [L, U] under the steps before"
          + " it: an odd one for the sign (the Polar Express recipe, arXiv 2505.16932; optimal for"
          + " cushion 0 and safety 1), one of the form that 'solve --root' finds for an inverse"
          + " root. A clip's steps are fitted as a whole. The table is JSON on standard output or"
          + " in FILE; a summary goes to standard error.",
      "",
      "With --precision, the steps leave room for rounding: by a proved bound where degrees up to 5"
          + " are given, by sample runs on small matrices where degrees are searched for or are"
          + " 9 or 17, or where --runtime, --epilogue, --storage, --room, --rates or"
          + " --step-precisions is given. For an inverse root schedules with several cushions and"
          + " largest q are designed, and the one that rounding is expected to spoil least is"
          + " chosen.%n"
    })
public final class DesignCommand implements Callable<Integer>, Sectioned {

  private static final String GIVEN_END =
      "--precision needs a given lower end, not --band or --delta";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private FunctionOptions function;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private DegreeOptions degrees;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private LowerEndOptions ends;

  @Option(
      names = "--cushion",
      defaultValue = "0",
      paramLabel = "K",
      description =
          "Design each step on [max(l, K u), u] and recentre (default: ${DEFAULT-VALUE}; with"
              + " --precision it is chosen for each step).")
  private double cushion;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RoundingOptions rounding;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TrialOptions trial;

  @Option(
      names = "--safety",
      defaultValue = "1",
      paramLabel = "S",
      description =
          "Safety factor: all steps but the last become p(x/S), which keeps their promise for"
              + " inputs up to S times the interval's upper end (default: ${DEFAULT-VALUE}).")
  private double safety;

  @Option(
      names = "--safety-placement",
      defaultValue = "in-loop",
      paramLabel = "PLACE",
      completionCandidates = Choices.Ids.class,
      description =
          "Apply S before the interval is propagated, or to the finished rows:"
              + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private SafetyPlacement placement;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private ConventionOptions conventions;

  @Option(
      names = "--name",
      description =
          "The table's name (default: made of degrees, lower end and what else tells designs"
              + " apart).",
      paramLabel = "NAME")
  private @Nullable String name;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description =
          "What the table is for, in words (default: where its lower end comes from, with"
              + " --from-matrices).")
  private @Nullable String description;

  @Option(
      names = "--pareto",
      description =
          "Print the least certified error at every cost instead of the table (which goes to FILE"
              + " if there is one); with --precision the least measured one, for which a table is"
              + " designed at every number of products.")
  private boolean pareto;

  @Option(names = "--json", description = "With --pareto: print JSON.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No summary.")
  private boolean quiet;

  @Option(
      names = "--coefficients",
      paramLabel = "GRID",
      completionCandidates = Choices.Grids.class,
      description =
          "Allow only coefficients of this format: ${COMPLETION-CANDIDATES} (4 decimal places; 1 to"
              + " 17 are possible). They are found by search, not by rounding; the summary compares"
              + " the two. With plans these are the plans' numbers, and every step makes up for"
              + " what rounding has done to those before it (default: float64, correctly rounded).")
  private @Nullable CoefficientGrid coefficients;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private OutputFile output;

  @Override
  public Integer call() throws BadInput, CheckFailed, IOException {
    output.check();
    Optional<Formula> formula = function.formula();
    if (formula.isPresent()) {
      int budget = Objects.requireNonNull(degrees.budget());
      FormulaReport report = function.designed(formula.get(), budget, name, description);
      write(report.table(), report.lines());
      return ExitStatus.DONE;
    }
    function.check();
    trial.check(rounding.precision(), degrees.searches());
    degrees.check(function.function(), tries() || isRootInFormat());
    ends.check(function.function());
    requireConsistent();
    if (isRootInFormat()) {
      requirePlainRoot();
    } else if (tries()) {
      requirePlain();
    } else {
      requireGivenDegrees();
    }
    try {
      run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    return ExitStatus.DONE;
  }

  private void requireConsistent() {
    Companions.require(spec, "--safety-placement", "--safety");
    if (json && !pareto) {
      throw usage("--json is for --pareto; a table is JSON anyway");
    }
    if (pareto && (!degrees.searches() || ends.isFound())) {
      throw usage("--pareto needs --budget, --flops or --max-error, and a given lower end");
    }
    if (pareto && output.file() != null && !output.isFile()) {
      throw usage("--pareto prints to standard output itself; name a file for the table with -o");
    }
    if (ends.isFound() && degrees.asksForError()) {
      throw usage("--band and --delta set the error; leave out --max-error");
    }
    if (ends.isFound() && degrees.countsRestarts()) {
      throw usage("--band and --delta search without restarts; leave out --gram-precision");
    }
    if (ends.isFound() && placement != SafetyPlacement.IN_LOOP && safety != 1) {
      throw usage("--band and --delta need --safety-placement in-loop");
    }
  }

  /// Whether the steps are given plans, by sample runs: for a precision where the degrees are
  /// searched for or beyond the model of rounding, or where an option of the runs is given.
  private boolean tries() {
    return rounding.precision() != null
        && function.function().isSign()
        && (degrees.searches()
            || degrees.goesBeyond(RoundingAssumptions.LARGEST_DEGREE)
            || trial.given());
  }

  /// Whether a schedule for a root is chosen by what rounding leaves of it.
  private boolean isRootInFormat() {
    return rounding.precision() != null && function.function().isRoot();
  }

  private void requirePlainRoot() {
    if (ends.isFound()) {
      throw usage(GIVEN_END);
    }
    if (pareto || coefficients != null) {
      throw usage("--pareto and --coefficients are for exact arithmetic; leave out --precision");
    }
    if (trial.describesSamples()) {
      throw usage(
          "--room, --rates and --step-precisions are for the sign function; for a root --precision"
              + " goes with --runtime, --epilogue and --storage, and with --shape and"
              + " --rounding-slack for the bound that is printed");
    }
    Precision precision = rounding.precision();
    if (precision != null) {
      trial.requireStorage(precision);
    }
  }

  private void requirePlain() {
    if (degrees.searches() && !degrees.countsProducts()) {
      throw usage(
          "--precision counts products of the standard form: give --budget or --max-error, no"
              + " --flops, --symmetric or --form");
    }
    if (ends.isFound()) {
      throw usage(GIVEN_END);
    }
    if (trial.rates() != null && (pareto || degrees.asksForError())) {
      throw usage("--rates goes with --budget alone: no --max-error or --pareto");
    }
    if (rounding.describesModel()) {
      throw usage(
          "--rounding-slack and --coherence are for the model of rounding, which covers given"
              + " degrees up to "
              + RoundingAssumptions.LARGEST_DEGREE);
    }
    if (cushion != 0 || safety != 1) {
      throw usage(
          "with plans (--precision and a budget, or degrees above "
              + RoundingAssumptions.LARGEST_DEGREE
              + ") there is no --cushion or --safety; --room is what they would be for");
    }
    if (coefficients != null && trial.rules().roundsCoefficients()) {
      throw usage(
          "this runtime rounds coefficients to its format, for which plans are made anyway; leave"
              + " out --coefficients");
    }
  }

  private void requireGivenDegrees() {
    boolean rounds = model().isPresent();
    boolean searches = degrees.searches() || ends.isFound();
    if (trial.given()) {
      throw usage("--runtime, --epilogue, --storage and --room are for --precision");
    }
    if (rounds && searches) {
      throw usage(GIVEN_END);
    }
    if (coefficients != null && searches) {
      throw usage("--coefficients does not go with a search: give the degrees and the lower end");
    }
    if (!rounds && degrees.shape() != null && !degrees.searches()) {
      throw usage("--shape is for --precision or for a search with --flops");
    }
  }

  private Optional<RoundingAssumptions> model() {
    try {
      MatrixShape shape = degrees.shape();
      return rounding.model(
          shape == null && function.function().isRoot()
              ? RoundingOptions.customaryShape(function.function())
              : shape);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void run() throws BadInput, CheckFailed, IOException {
    DesignTask task = task();
    PrintWriter err = spec.commandLine().getErr();
    Precision precision = rounding.precision();
    if (precision != null && isRootInFormat()) {
      RoundingRules rules = trial.rules();
      switch (Progress.during(
          err, progress -> InverseRootDesign.of(task, precision, rules, progress))) {
        case InverseRootDesign.Found found ->
            write(
                found.variants().getFirst().designed(),
                InverseRootReport.lines(found, model().orElseThrow(), rules));
        case InverseRootDesign.Breaks breaks ->
            throw new CheckFailed(InverseRootReport.fails(breaks, precision, rules));
        case InverseRootDesign.Unreachable(Unreachable reason) ->
            UnreachableWords.fail(reason, spec.commandLine());
      }
      return;
    }
    switch (Progress.during(err, progress -> Design.of(task, progress))) {
      case Designed designed -> write(designed, DesignReport.lines(designed));
      case Unreachable reason -> UnreachableWords.fail(reason, spec.commandLine());
    }
  }

  private DesignTask task() throws IOException {
    Precision precision = rounding.precision();
    boolean tries = tries();
    RoundingAssumptions model = tries || isRootInFormat() ? null : model().orElse(null);
    double coherence = model == null ? Double.POSITIVE_INFINITY : model.coherence();
    Normalization normalization = function.normalization(conventions.normalization());
    return DesignTask.builder()
        .function(function.function())
        .degrees(degrees.degrees(pareto, trial.rates()))
        .lowerEnd(ends.lowerEnd(function.function(), normalization, coherence, quiet))
        .upper(ends.upper())
        .cushion(cushion)
        .safetyFactor(safety)
        .safetyPlacement(placement)
        .rounding(model)
        .coefficients(coefficients)
        .trial(tries && precision != null ? trial.task(precision, degrees.shapes()) : null)
        .normalization(normalization)
        .tail(conventions.tail())
        .name(name)
        .description(description == null ? ends.origin(function.function()) : description)
        .build();
  }

  private void write(Designed designed, List<String> summary) throws BadInput, IOException {
    if (pareto) {
      FrontReport.print(designed, json, spec);
    }
    write(!pareto || output.isFile() ? TableWriter.write(designed.table()) : null, summary);
  }

  private void write(byte @Nullable [] table, List<String> summary) throws BadInput, IOException {
    if (table != null) {
      output.write(table);
    }
    if (!quiet) {
      PrintWriter err = spec.commandLine().getErr();
      summary.forEach(err::println);
      err.flush();
    }
  }

  @Override
  public List<OptionSection> sections() {
    return DesignSections.ALL;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
