package org.alternant.cli.design;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.alternant.cli.design.BudgetSearch.Answer;
import org.alternant.cli.design.DesignRecipe.Designed;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.OutputFile;
import org.alternant.cli.options.RoundingOptions;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.solver.design.GridSchedule;
import org.alternant.solver.rounding.RoundedImages;
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
    header = "Design a schedule of odd polynomials and write its table.",
    description =
        "Each step is the best odd polynomial on the image of [L, U] under the steps before it (the"
            + " Polar Express recipe, arXiv 2505.16932; optimal for cushion 0 and safety 1). The"
            + " table is JSON on standard output or in FILE; a summary goes to standard error.%n")
public final class DesignCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

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
              + " --precision each step's is chosen).")
  private double cushion;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RoundingOptions rounding;

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

  @Option(
      names = "--tail",
      defaultValue = "stop",
      paramLabel = "RULE",
      completionCandidates = Choices.Ids.class,
      description =
          "What runs after the last row: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Tail tail;

  @Option(
      names = "--normalization-factor",
      defaultValue = "1",
      paramLabel = "F",
      description =
          "Matrices are divided by F times their Frobenius norm plus E (default:"
              + " ${DEFAULT-VALUE}).")
  private double normalizationFactor;

  @Option(
      names = "--normalization-epsilon",
      defaultValue = "0",
      paramLabel = "E",
      description = "See --normalization-factor (default: ${DEFAULT-VALUE}).")
  private double normalizationEpsilon;

  @Option(
      names = "--name",
      description = "The table's name (default: from degrees and lower end).",
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
          "Print the least certified error for every cost instead of the table (which goes to FILE"
              + " if there is one).")
  private boolean pareto;

  @Option(names = "--json", description = "With --pareto: print JSON.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No summary.")
  private boolean quiet;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private GridOption coefficients;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private OutputFile output;

  @Override
  public Integer call() throws BadInput, CheckFailed, IOException {
    output.check();
    degrees.check();
    ends.check();
    requireConsistent();
    requireGivenDegrees();
    try {
      run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    return ExitStatus.DONE;
  }

  private void requireConsistent() {
    if (json && !pareto) {
      throw usage("--json is for --pareto: a table is JSON anyway");
    }
    if (pareto && (!degrees.searches() || ends.isFound())) {
      throw usage(
          "--pareto needs a search for a given lower end: --budget, --flops or --max-error");
    }
    if (ends.isFound() && degrees.asksForError()) {
      throw usage("--band and --delta say the error, so --max-error is one too many");
    }
    if (ends.isFound() && degrees.countsRestarts()) {
      throw usage("--band and --delta search without restarts; leave out --gram-precision");
    }
    if (ends.isFound() && placement != SafetyPlacement.IN_LOOP && safety != 1) {
      throw usage("--band and --delta need --safety-placement in-loop");
    }
  }

  private void requireGivenDegrees() {
    boolean rounds = model().isPresent();
    boolean searches = degrees.searches() || ends.isFound();
    if (rounds && searches) {
      throw usage("--precision needs given degrees and lower end, not a search");
    }
    if (coefficients.grid() != null && searches) {
      throw usage("--coefficients needs given degrees and lower end, not a search");
    }
    if (!rounds && degrees.shape() != null && !degrees.searches()) {
      throw usage("--shape is for --precision or for a search with --flops");
    }
  }

  private Optional<RoundingAssumptions> model() {
    try {
      return rounding.model(degrees.shape());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void run() throws BadInput, CheckFailed, IOException {
    Conventions conventions = conventions();
    DesignSearch search = degrees.searches() ? degrees.search() : null;
    Interval band = ends.band();
    DesignRecipe recipe =
        new DesignRecipe(
            ends.upper(), cushion, safety, placement, band, search, model().orElse(null));
    List<String> report = new ArrayList<>();
    Designed designed;
    if (band != null) {
      BandDesign bandDesign = new BandDesign(recipe, band, ends.bandError());
      designed =
          bandDesign.design(search == null ? degrees.fixed() : bandDesign.chooseDegrees(search));
      report.addAll(BandDesign.lines(designed, search, band));
    } else if (search == null) {
      double lower = lower(conventions);
      designed =
          coefficients.grid() == null
              ? recipe.design(degrees.fixed(), lower)
              : onGrid(recipe.request(degrees.fixed(), lower));
    } else {
      double lower = lower(conventions);
      BudgetSearch budgetSearch = new BudgetSearch(recipe, lower);
      Answer answer = budgetSearch.answer();
      designed = answer.chosen().designed();
      report.addAll(SearchReport.lines(search, answer));
      if (pareto) {
        printFront(search, new Interval(lower, ends.upper()), answer, budgetSearch.front(answer));
      }
    }
    write(designed, conventions, report);
  }

  private double lower(Conventions conventions) throws BadInput, IOException {
    double coherence = model().map(RoundingAssumptions::coherence).orElse(Double.POSITIVE_INFINITY);
    return ends.lower(conventions.normalization(), coherence, quiet);
  }

  private Designed onGrid(DesignRequest request) {
    DesignRequest onGrid = request.withCoefficients(coefficients.grid());
    GridSchedule schedule = coefficients.search(onGrid);
    return new Designed(onGrid, schedule.steps(), schedule.found().worst().rank());
  }

  private void printFront(
      DesignSearch search, Interval input, Answer answer, List<BudgetSearch.Option> front) {
    if (json) {
      Output.json(spec, SearchReport.toJson(search, input, answer, front));
    } else {
      PrintWriter out = spec.commandLine().getOut();
      SearchReport.table(search, front).forEach(out::println);
      out.flush();
    }
  }

  private void write(Designed designed, Conventions conventions, List<String> report)
      throws BadInput, IOException {
    DesignRequest request = designed.request();
    CoefficientTable table =
        new CoefficientTable(
            name == null
                ? degrees.defaultName(request.degrees(), request.lower()) + coefficients.suffix()
                : name,
            description == null ? ends.origin() : description,
            designed.steps(),
            conventions,
            request,
            designed.certificate(),
            new Provenance("alternant design", null));
    if (!pareto || output.isFile()) {
      output.write(TableWriter.write(table));
    }
    if (!quiet) {
      PrintWriter err = spec.commandLine().getErr();
      summarize(table, err);
      Interval input = new Interval(request.lower(), request.upper());
      model()
          .map(model -> RoundedImages.of(designed.steps(), input, model))
          .ifPresent(
              images -> {
                err.println(RoundingOptions.room(images));
                err.println(RoundingOptions.summary(images));
              });
      coefficients.summarize(safety, err);
      report.forEach(err::println);
      err.flush();
    }
  }

  private Conventions conventions() {
    return new Conventions(
        new Normalization(Norm.FROBENIUS, normalizationFactor, normalizationEpsilon),
        safety == 1 ? SafetyFactor.NONE : new SafetyFactor(safety, BakedInto.ALL_BUT_LAST),
        tail,
        model().map(RoundingAssumptions::precision).orElse(null));
  }

  private static void summarize(CoefficientTable table, PrintWriter err) {
    TextTable steps =
        new TextTable("step", "degree", "<interval", "<best polynomial on", "<minimax error E");
    for (int t = 0; t < table.steps().size(); t++) {
      Step step = table.steps().get(t);
      steps.row(
          Integer.toString(t + 1),
          Integer.toString(step.degree()),
          step.interval() == null ? "" : Numbers.brief(step.interval()),
          step.designInterval() == null ? "the same" : Numbers.brief(step.designInterval()),
          step.error() == null ? "" : Numbers.brief(step.error().upper()));
    }
    steps.lines().forEach(err::println);
    Certificate certificate = table.certificate();
    err.println(
        certificate == null
            ? "no certificate: the images leave the range of binary64"
            : "certified: every singular value in "
                + Numbers.brief(certificate.input())
                + " comes out in "
                + Numbers.brief(certificate.output())
                + ", worst-case error "
                + Numbers.brief(certificate.worstCaseError()));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
