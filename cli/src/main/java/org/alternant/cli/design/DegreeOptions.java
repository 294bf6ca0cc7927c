package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Companions;
import org.alternant.cli.options.RoundingOptions;
import org.alternant.cli.options.StepCount;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.DesignSearch.Measure;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.MessageText;
import org.alternant.solver.minimax.RemezExchange;
import org.alternant.toolkit.design.Degrees;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `design` that give the degrees of the steps, or a limit within which they are
/// searched for.
final class DegreeOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--degree",
      paramLabel = "D",
      description = "The degree of every step, odd; with --root P 1 more than a multiple of P.")
  private @Nullable Integer degree;

  @Option(names = "--steps", paramLabel = "T", description = "The number of steps.")
  private @Nullable Integer steps;

  @Option(
      names = "--degrees",
      split = ",",
      paramLabel = "D",
      description = "The degree of each step in order, for example 3,5,9.")
  private @Nullable List<Integer> list;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description =
          "Search all sequences of degrees for the smallest worst-case error within N matrix"
              + " products.")
  private @Nullable Integer budget;

  @Option(
      names = "--flops",
      paramLabel = "F",
      description = "The same within F floating-point operations on an M×N matrix.")
  private @Nullable Double flops;

  @Option(
      names = "--max-error",
      paramLabel = "E",
      description =
          "Search for the cheapest schedule whose worst-case error is at most E, with --precision"
              + " the worst measured one; exit status 1 if there is none.")
  private @Nullable Double maximumError;

  @Option(
      names = "--allowed-degrees",
      split = ",",
      paramLabel = "D",
      description =
          "The degrees that a search may use (default: 3,5,7,9,11,13,15,17; with --root P those of"
              + " q from 1 to 8). With --degree or --steps the search keeps to that degree or"
              + " number of steps.")
  private @Nullable Set<Integer> allowed;

  @Option(
      names = "--shape",
      paramLabel = "M,N",
      description =
          "The matrices' shape: for --flops, and for --precision (there by default "
              + RoundingOptions.CUSTOMARY_SHAPE
              + "). With sample runs it may be given several times: the design is for all.")
  private List<MatrixShape> shapes = List.of();

  @Option(
      names = "--symmetric",
      description = "Count half the operations for products with a symmetric result.")
  private boolean symmetric;

  @Option(
      names = "--form",
      defaultValue = "standard",
      paramLabel = "FORM",
      completionCandidates = Choices.Ids.class,
      description =
          "Count the cost of this form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private FormKind form;

  @Option(
      names = "--gram-precision",
      paramLabel = "P",
      completionCandidates = Choices.Ids.class,
      description =
          "Count the restarts that the Gram form needs in this precision (default: no restarts):"
              + " ${COMPLETION-CANDIDATES}.")
  private @Nullable Precision gramPrecision;

  private boolean sampled;
  private TableFunction function = TableFunction.SIGN;

  /// Whether the degrees are searched for.
  boolean searches() {
    return budget != null || flops != null || maximumError != null;
  }

  boolean asksForError() {
    return maximumError != null;
  }

  /// The most products; null where that is not the limit.
  @Nullable Integer budget() {
    return budget;
  }

  /// Whether the cost depends on the coefficients.
  boolean countsRestarts() {
    return gramPrecision != null;
  }

  /// Whether a step may have a degree that the model of rounding does not cover.
  boolean goesBeyond(int highest) {
    return (degree != null && degree > highest)
        || (list != null && list.stream().anyMatch(d -> d > highest));
  }

  /// Whether only products of the standard form are counted.
  boolean countsProducts() {
    return flops == null && !symmetric && form == FormKind.STANDARD;
  }

  /// Checks that the options go together.
  ///
  /// @param function what the table is to approximate
  /// @param sampled whether the shape is that of sample matrices
  /// @throws ParameterException if they do not
  void check(TableFunction function, boolean sampled) {
    this.function = function;
    this.sampled = sampled;
    StepCount.require(spec, steps, StepCount.MAXIMUM);
    requireDegrees("--degree", degree == null ? List.of() : List.of(degree));
    requireDegrees("--degree", list == null ? List.of() : list);
    requireDegrees("--allowed-degrees", allowed == null ? List.of() : allowed);
    if (shapes.size() > 1 && !sampled) {
      throw usage(
          "--shape is given several times: only sample runs take several shapes, which --precision"
              + " with --budget, --runtime or --room asks for");
    }
    String violation = searches() ? searchViolation() : fixedViolation();
    if (violation != null) {
      throw usage(violation);
    }
  }

  private void requireDegrees(String option, Collection<Integer> degrees) {
    try {
      degrees.forEach(d -> function.requireDegree(option, d, RemezExchange.MAXIMUM_Q));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable String fixedViolation() {
    if (allowed != null
        || symmetric
        || Companions.isGiven(spec, "--form")
        || gramPrecision != null) {
      return "--allowed-degrees, --symmetric, --form and --gram-precision are for a search: add"
          + " --budget, --flops or --max-error";
    }
    if (list != null) {
      return degree == null && steps == null
          ? null
          : "--degrees fixes every step; leave out --degree and --steps";
    }
    return degree != null && steps != null
        ? null
        : "give the steps with --degree and --steps or with --degrees, or a limit with --budget,"
            + " --flops or --max-error";
  }

  private @Nullable String searchViolation() {
    if (list != null) {
      return "--degrees fixes every step, so there is nothing to search for; --allowed-degrees"
          + " names the degrees to choose from";
    }
    if (degree != null && allowed != null) {
      return "--degree and --allowed-degrees exclude each other";
    }
    if (allowedDegrees().getFirst() < function.smallestDegree()) {
      return "a search needs degrees of " + function.smallestDegree() + " or more";
    }
    if (!function.isSign() && form == FormKind.GRAM) {
      return "--form gram is for the sign function, not for the " + function.words();
    }
    MatrixShape one = shape();
    if (!function.isSign() && one != null && one.rows() != one.columns()) {
      return "--shape must be square for the " + function.words() + ", found " + one;
    }
    if (budget != null && (flops != null || (!shapes.isEmpty() && !sampled))) {
      return "--budget counts products; --flops and --shape count operations";
    }
    if (flops != null && shapes.isEmpty()) {
      return "--flops needs --shape";
    }
    if (symmetric && shapes.isEmpty()) {
      return "--symmetric needs --shape";
    }
    if (gramPrecision != null && form != FormKind.GRAM) {
      return "--gram-precision is for --form gram";
    }
    if (budget != null && budget < 1) {
      return "--budget must be 1 or more, found " + budget;
    }
    if (flops != null && flops <= 0) {
      return "--flops must be positive, found " + MessageText.number(flops);
    }
    return maximumError != null && maximumError < 0
        ? "--max-error must be 0 or more, found " + MessageText.number(maximumError)
        : null;
  }

  private List<Integer> allowedDegrees() {
    return degree != null
        ? List.of(degree)
        : allowed == null
            ? DesignSearch.customaryDegrees(function)
            : new ArrayList<>(new TreeSet<>(allowed));
  }

  /// The degrees: given, or to be searched for.
  ///
  /// @param front whether the Pareto front is wanted too
  /// @param rates how fast products are in each format; null: all steps are run in one
  Degrees degrees(boolean front, @Nullable List<DesignSearch.Rate> rates) {
    if (searches()) {
      return new Degrees.Searched(search(rates), front);
    }
    return list != null
        ? new Degrees.Listed(list)
        : Degrees.repeated(Objects.requireNonNull(degree), Objects.requireNonNull(steps));
  }

  private DesignSearch search(@Nullable List<DesignSearch.Rate> rates) {
    return new DesignSearch(
        function,
        allowedDegrees(),
        steps,
        shapes.isEmpty() || sampled
            ? Measure.PRODUCTS
            : symmetric ? Measure.SYMMETRIC_OPERATIONS : Measure.OPERATIONS,
        sampled ? null : shape(),
        form,
        gramPrecision,
        budget != null ? Double.valueOf(budget) : flops,
        maximumError,
        rates);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /// The matrices' only shape; null where none is given.
  @Nullable MatrixShape shape() {
    return shapes.isEmpty() ? null : shapes.getFirst();
  }

  /// The matrices' shapes.
  List<MatrixShape> shapes() {
    return shapes;
  }
}
