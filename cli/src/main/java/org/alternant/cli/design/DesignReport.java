package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.alternant.cli.options.RoundingOptions;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.SurvivalWords;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.design.GridSchedule;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.design.Choice;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.trial.SurvivalEstimates;
import org.alternant.toolkit.verify.Verification;

/// The summary of a design.
final class DesignReport {

  /// Up to this q steps for a root lose little to rounding, as `benchmarks/inverse-roots` observes.
  private static final int ROBUST = 4;

  private DesignReport() {}

  static List<String> lines(Designed designed) {
    return designed.table().function().isClip()
        ? ClipReport.lines(designed.table())
        : lines(designed, designed.rules());
  }

  /// The same for a table that is to round by other rules than its task says.
  static List<String> lines(Designed designed, RoundingRules rules) {
    TableFunction function = designed.table().function();
    Certificate proved = Objects.requireNonNull(designed.table().certificate());
    Map<Precision, Survival> survival = SurvivalEstimates.of(designed.table(), proved, rules);
    List<String> lines = new ArrayList<>(warning(function, survival));
    lines.addAll(steps(designed.table()));
    lines.addAll(certificate(designed.table()));
    if (designed.rounded() != null) {
      lines.add(RoundingOptions.room(designed.rounded()));
      lines.add(RoundingOptions.summary(designed.rounded(), designed.table().function()));
      if (designed.rounded().assumptions().coverEveryMatrix()) {
        lines.add(RoundingOptions.LESS_ROOM);
      }
    }
    CoefficientGrid grid = designed.task().coefficients();
    if (grid != null && designed.onGrid() != null) {
      lines.addAll(errors(grid, designed.onGrid(), designed.task().safetyFactor()));
      if (designed.onGrid().optimal()) {
        lines.add("proved optimal: no coefficients in " + grid.id() + " err less");
      }
    }
    lines.addAll(choice(function, designed.choice()));
    lines.addAll(cost(designed.table()));
    if (!function.isSign()) {
      lines.add(
          "cost: "
              + Numbers.count(
                  IterationCost.of(designed.table().steps(), Form.STANDARD).products(), "product")
              + " of the coupled iteration");
    }
    lines.add(
        "survives (estimated for ordinary matrices, "
            + rules.name()
            + "): "
            + (function.isSign()
                ? SurvivalWords.brief(survival)
                : SurvivalWords.withErrors(survival)));
    return lines;
  }

  /// That a table is not for the arithmetic that nearly everyone has.
  private static List<String> warning(TableFunction function, Map<Precision, Survival> survival) {
    return switch (survival.get(Precision.FLOAT32)) {
      case null -> List.of();
      case Survival.Survives _, Survival.Ran _ -> List.of();
      case Survival.Unclear unclear -> List.of(warning(function, "may break", unclear.reason()));
      case Survival.Breaks breaks -> List.of(warning(function, "breaks", breaks.reason()));
    };
  }

  private static String warning(TableFunction function, String fails, Survival.Reason reason) {
    return "WARNING: "
        + fails
        + " in float32, and in narrower formats ("
        + SurvivalWords.words(function, reason)
        + ", estimated for ordinary matrices); "
        + (function.isSign()
            ? "--precision designs for the format that it will run in"
            : "--allowed-degrees up to "
                + function.exponent(ROBUST)
                + " (q up to "
                + ROBUST
                + "), a --cushion of 0.01 or a larger --lower may mend it");
  }

  private static List<String> steps(CoefficientTable table) {
    boolean formats = table.steps().stream().anyMatch(step -> step.precision() != null);
    List<String> headings =
        new ArrayList<>(
            List.of("step", degree(table), "<interval", "<best polynomial on", "<minimax error E"));
    if (formats) {
      headings.add("<run in");
    }
    TextTable steps = new TextTable(headings.toArray(String[]::new));
    for (int t = 0; t < table.steps().size(); t++) {
      Step step = table.steps().get(t);
      List<String> cells =
          new ArrayList<>(
              List.of(
                  Integer.toString(t + 1),
                  degree(step),
                  step.interval() == null ? "" : Numbers.brief(step.interval()),
                  step.designInterval() == null ? "the same" : Numbers.brief(step.designInterval()),
                  step.error() == null ? "" : Numbers.atMost(step.error().upper())));
      Precision run = table.conventions().precision();
      if (formats && run != null) {
        cells.add(EnumIds.of(step.precisionIn(run)));
      }
      steps.row(cells.toArray(String[]::new));
    }
    return steps.lines();
  }

  private static String degree(CoefficientTable table) {
    return table.function().isSign() ? "degree" : "degree = " + table.function().root() + " q + 1";
  }

  private static String degree(Step step) {
    return step.function().isSign()
        ? Integer.toString(step.degree())
        : step.degree() + ", q = " + (step.coefficients().size() - 1);
  }

  /// What the steps cost by the rates that a search was given.
  private static List<String> cost(CoefficientTable table) {
    DesignRequest design = table.design();
    DesignSearch search = design == null ? null : design.search();
    Precision run = table.conventions().precision();
    if (search == null || search.rates() == null || run == null) {
      return List.of();
    }
    double cost = IterationCost.rated(table.steps(), run, search.rates());
    return List.of(
        "cost: as much as "
            + Numbers.brief(cost)
            + " products of the fastest format, by the rates "
            + search.rates().stream()
                .map(rate -> EnumIds.of(rate.precision()) + " " + Numbers.brief(rate.rate()))
                .collect(Collectors.joining(", ")));
  }

  private static List<String> certificate(CoefficientTable table) {
    Certificate certificate = Objects.requireNonNull(table.certificate());
    TableFunction function = table.function();
    String certified =
        "certified: "
            + (function.isSign()
                ? "every singular value in "
                : normalized(table) + " with eigenvalues in ")
            + Numbers.exact(certificate.input())
            + (function.isSign()
                ? " comes out in "
                : " gives A^(1/" + function.root() + ") X with eigenvalues in ")
            + Numbers.brief(certificate.output())
            + ", worst-case error "
            + Numbers.atMost(certificate.worstCaseError());
    return function.isRoot()
        ? List.of(
            certified,
            "borne below 0: " + Numbers.words(Verification.negativeMargin(table.steps())))
        : List.of(certified);
  }

  /// The matrix that a root is certified for.
  private static String normalized(CoefficientTable table) {
    return table.conventions().normalization().norm() == Norm.NONE ? "A" : "A = G/‖G‖_F";
  }

  /// What the grid costs, beside what rounding each number would.
  private static List<String> errors(CoefficientGrid grid, GridSchedule schedule, double safety) {
    TextTable errors =
        safety == 1
            ? new TextTable("<coefficients", "<worst-case error")
            : new TextTable(
                "<coefficients",
                "<worst-case error",
                "<with inputs up to " + Numbers.brief(safety) + " u at every step but the last");
    row(errors, "unrounded", schedule.unrounded(), safety);
    row(errors, "each rounded to " + grid.id(), schedule.nearest(), safety);
    row(errors, "found in " + grid.id(), schedule.found(), safety);
    return errors.lines();
  }

  private static void row(TextTable table, String name, GridSchedule.Errors errors, double safety) {
    if (safety == 1) {
      table.row(name, error(errors.worst()));
    } else {
      table.row(name, error(errors.worst()), error(errors.withSafety()));
    }
  }

  private static String error(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> Numbers.atMost(enclosed.worstError());
      case Overflow _ -> "beyond binary64";
      case Undetermined _ -> "not determined";
    };
  }

  private static List<String> choice(TableFunction function, Choice choice) {
    return switch (choice) {
      case Choice.AsGiven _ -> List.of();
      case Choice.Tried tried -> TrialReport.lines(tried);
      case Choice.Ranked ranked -> SearchReport.lines(ranked);
      case Choice.SmallestLowerEnd found ->
          List.of(
              smallest(
                      function,
                      found.lower(),
                      "these steps bring",
                      found.band(),
                      found.limitedByRounding())
                  + rounding(found.limitedByRounding()));
      case Choice.SmallestWithinBudget found ->
          List.of(
              smallest(
                      function,
                      found.lower(),
                      "steps within the budget can bring",
                      found.band(),
                      found.limitedByRounding())
                  + "; cost "
                  + SearchReport.cost(found.search(), found.schedule().cost())
                  + rounding(found.limitedByRounding()));
    };
  }

  private static String rounding(boolean limited) {
    return limited
        ? "; just below it, coefficients rounded to binary64 were found to miss the band, unrounded"
            + " ones would not"
        : "";
  }

  /// @param limited whether rounding interferes: with luck, a smaller lower end does as well
  private static String smallest(
      TableFunction function, double lower, String steps, Interval band, boolean limited) {
    return lower
        + (limited ? " is the smallest lower end found" : " is the smallest lower end")
        + " (rounded up to 8 digits) from which "
        + steps
        + (function.isSign()
            ? " every singular value into ["
            : " every eigenvalue of A^(1/" + function.root() + ") X into [")
        + band.lower()
        + ", "
        + band.upper()
        + "]";
  }
}
