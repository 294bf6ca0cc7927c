package org.alternant.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.alternant.cli.Errors.BadInput;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TableWriter;
import org.alternant.coefficients.Tail;
import org.alternant.solver.RemezExchange;
import org.alternant.solver.ScheduleDesigner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
final class DesignCommand implements Callable<Integer> {

  private static final int MAXIMUM_STEPS = 1000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Degrees degrees;

  @Option(
      names = "--lower",
      required = true,
      paramLabel = "L",
      description = "The smallest singular value to be brought to 1, above 0.")
  private double lower;

  @Option(
      names = "--upper",
      defaultValue = "1",
      paramLabel = "U",
      description = "The largest (default: ${DEFAULT-VALUE}).")
  private double upper;

  @Option(
      names = "--cushion",
      defaultValue = "0",
      paramLabel = "K",
      description =
          "Design each step on [max(l, K u), u] and recentre (default: ${DEFAULT-VALUE}).")
  private double cushion;

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
      completionCandidates = Choices.Placements.class,
      description =
          "Apply S before the interval is propagated, or to the finished rows:"
              + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private SafetyPlacement placement;

  @Option(
      names = "--tail",
      defaultValue = "stop",
      paramLabel = "RULE",
      completionCandidates = Choices.Tails.class,
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
      description = "What the table is for, in words.")
  private @Nullable String description;

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

  /// Equal degrees with their number, or a list.
  static final class Degrees {
    @ArgGroup(exclusive = false)
    private @Nullable Equal equal;

    @Option(
        names = "--degrees",
        required = true,
        split = ",",
        paramLabel = "D",
        description = "The degree of each step, for example 3,5,9.")
    private @Nullable List<Integer> list;

    List<Integer> toList() {
      return list != null
          ? list
          : equal == null ? List.of() : Collections.nCopies(equal.steps, equal.degree);
    }
  }

  /// One degree for all steps.
  static final class Equal {
    @Option(
        names = "--degree",
        required = true,
        paramLabel = "D",
        description = "The degree of every step, odd.")
    private int degree;

    @Option(
        names = "--steps",
        required = true,
        paramLabel = "T",
        description = "The number of steps.")
    private int steps;
  }

  @Override
  public Integer call() throws BadInput, IOException {
    output.check();
    CoefficientTable designed = design();
    CoefficientTable table = Certification.certified(designed, new Interval(lower, upper));
    output.write(TableWriter.write(table));
    if (!quiet) {
      summarize(table, spec.commandLine().getErr());
      coefficients.summarize(safety, spec.commandLine().getErr());
    }
    return ExitStatus.DONE;
  }

  private CoefficientTable design() {
    Equal equal = degrees.equal;
    if (equal != null && (equal.steps < 1 || equal.steps > MAXIMUM_STEPS)) {
      throw usage("--steps must be from 1 to " + MAXIMUM_STEPS + ", found " + equal.steps);
    }
    List<Integer> list = degrees.toList();
    for (int degree : list) {
      if (degree < 1 || degree % 2 == 0 || degree > RemezExchange.MAXIMUM_DEGREE) {
        throw usage(
            "--degree must be odd and from 1 to "
                + RemezExchange.MAXIMUM_DEGREE
                + ", found "
                + degree);
      }
    }
    try {
      DesignRequest request =
          new DesignRequest(list, lower, upper, cushion, safety, placement)
              .withCoefficients(coefficients.grid());
      return new CoefficientTable(
          name == null ? defaultName(list) : name,
          description,
          steps(request),
          conventions(),
          request,
          null,
          new Provenance("alternant design", null));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private List<Step> steps(DesignRequest request) {
    return request.coefficients() == null
        ? ScheduleDesigner.design(request)
        : coefficients.search(request).steps();
  }

  private Conventions conventions() {
    return new Conventions(
        new Normalization(Norm.FROBENIUS, normalizationFactor, normalizationEpsilon),
        safety == 1 ? SafetyFactor.NONE : new SafetyFactor(safety, BakedInto.ALL_BUT_LAST),
        tail,
        (Precision) null);
  }

  private String defaultName(List<Integer> list) {
    Equal equal = degrees.equal;
    String form =
        equal != null
            ? "degree-" + equal.degree + "-steps-" + equal.steps
            : list.size() > 12
                ? "degrees-" + list.size()
                : "degrees-" + list.stream().map(String::valueOf).collect(Collectors.joining("-"));
    return form + "-lower-" + lower + coefficients.suffix();
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
    err.flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
