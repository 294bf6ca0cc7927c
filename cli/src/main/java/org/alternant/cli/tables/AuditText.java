package org.alternant.cli.tables;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.SurvivalWords;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.audit.Origin;
import org.alternant.solver.audit.RowShape;
import org.alternant.solver.audit.TableAudit;
import org.alternant.solver.certificate.Continuation;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.audit.AuditReport;
import org.alternant.toolkit.trial.SurvivalEstimates;

/// An audit in words.
final class AuditText {

  /// What a deviation is a share of.
  private static final String UNITS =
      " (relatively, or in units of the last decimal where few are printed)";

  /// How many errors a line shows, and how many of the first and last where there are more.
  private static final int MOST_ERRORS = 20;

  private static final int FIRST_ERRORS = 8;
  private static final int LAST_ERRORS = 2;

  private AuditText() {}

  /// In which formats the rows survive; empty where their image is not enclosed.
  static Map<Precision, Survival> survival(AuditReport report, RoundingRules rules) {
    CoefficientTable table = report.request().table();
    Interval input = report.findings().input();
    return switch (report.findings().outcome()) {
      case ImageOutcome.Enclosed enclosed ->
          SurvivalEstimates.of(table, table.steps(), input, enclosed.image(), rules);
      case Overflow _, Undetermined _ -> Map.of();
    };
  }

  static void print(AuditReport report, RoundingRules rules, PrintWriter out) {
    CoefficientTable read = report.request().table();
    TableAudit audit = report.findings();
    out.println(subject(read, audit.input()));
    out.println("worst-case error " + error(audit.outcome()) + " (proved, like every error here)");
    if (report.resemblesCap()) {
      out.println(
          "THESE ROWS LOOK LIKE A HARD CAP, min(x, 1): they keep small values as they are, and are"
              + " judged here by their distance from 1");
    }
    section(out, "Origin");
    if (report.findings().origin().determined()) {
      origin(report).forEach(out::println);
    } else {
      out.println("Not determined: the search takes more work than is allowed.");
    }
    section(out, "Digits");
    digits(report).forEach(out::println);
    section(out, "Safe range");
    out.println("positive up to       " + upper(audit, audit.signSafeUpper()));
    out.println("error below 1 up to  " + upper(audit, audit.unitErrorUpper()));
    section(out, "Rounding");
    SurvivalWords.lines(read.function(), survival(report, rules), rules).forEach(out::println);
    section(out, "Use");
    use(read, audit).forEach(out::println);
    section(out, "Normalization");
    out.println(normalization(report));
    section(out, "Cost");
    CostReport.lines(report).forEach(out::println);
    out.flush();
  }

  private static String subject(CoefficientTable read, Interval input) {
    return read.name()
        + ", "
        + Numbers.count(read.steps().size(), "row")
        + (read.function().isRoot()
            ? ", for the " + read.function().words() + " of eigenvalues in ["
            : ", for singular values in [")
        + input.lower()
        + ", "
        + input.upper()
        + "]";
  }

  /// What rules say of the audit, a line each.
  static void print(List<AuditRule.Answer> answers, PrintWriter out) {
    if (!answers.isEmpty()) {
      section(out, "Checks");
      answers.forEach(answer -> out.println(answer.line()));
      out.flush();
    }
  }

  private static String upper(TableAudit audit, OptionalDouble upper) {
    return audit.outcome() instanceof Undetermined
        ? Numbers.NOT_DETERMINED
        : Numbers.beyondOne(upper);
  }

  private static void section(PrintWriter out, String title) {
    out.println();
    out.println(title);
    out.println("-".repeat(title.length()));
  }

  private static List<String> origin(AuditReport report) {
    Origin origin = report.findings().origin();
    if (report.startsWithLimit()) {
      return List.of(
          "The first row is the limit of the best polynomials for l -> u: the classical"
              + " Newton-Schulz step of its degree.");
    }
    List<String> lines = new ArrayList<>();
    if (origin.closest().isEmpty()) {
      lines.add(
          "The first row is not a rescaled best polynomial for an interval that reaches up to 1, or"
              + " beyond by a safety factor:");
      lines.add("these rows do not come from the Polar Express recipe.");
      if (!origin.shapes().isEmpty()) {
        lines.addAll(shapes(origin.shapes()));
      }
      return lines;
    }
    Origin.Recipe recipe = origin.closest().get();
    String deviation = Numbers.size(recipe.deviation()) + UNITS;
    if (recipe.lowerEnds().isEmpty()) {
      lines.add("The rows are not a schedule of the Polar Express recipe.");
      lines.add("The closest schedule has " + made(recipe) + ",");
      lines.add("and is off by " + deviation + ".");
      lines.add("By themselves these rows are best polynomials, rescaled:");
      lines.addAll(shapes(origin.shapes()));
      return lines;
    }
    lines.add("The Polar Express recipe with " + made(recipe) + ":");
    lines.add("designed anew, every coefficient agrees to " + deviation + ".");
    lines.add(
        "Any lower end from "
            + recipe.lowerEnds().get().lower()
            + " to "
            + recipe.lowerEnds().get().upper()
            + " would print the same.");
    return lines;
  }

  private static String made(Origin.Recipe recipe) {
    DesignRequest request = recipe.request();
    String made =
        "lower "
            + request.lower()
            + ", cushion "
            + request.cushion()
            + ", safety factor "
            + request.safetyFactor();
    if (request.safetyFactor() != 1) {
      made +=
          " ("
              + EnumIds.of(request.safetyPlacement())
              + ", "
              + SafetyWords.rows(recipe.bakedInto())
              + ")";
    }
    if (recipe.lastFactor() != 1) {
      made += ", the last row times " + recipe.lastFactor() + " (the middle of its band)";
    }
    return made;
  }

  private static List<String> shapes(Map<Integer, RowShape> shapes) {
    TextTable table = new TextTable("row", "<l/u", "<scale of x", "<factor", "<misfit");
    shapes.forEach(
        (row, shape) ->
            table.row(
                Integer.toString(row),
                Numbers.brief(shape.ratio()),
                Numbers.brief(shape.scale()),
                Numbers.brief(shape.factor()),
                Numbers.size(shape.residual())));
    return table.lines();
  }

  private static List<String> digits(AuditReport report) {
    TableAudit audit = report.findings();
    TextTable table = new TextTable("<coefficients", "<worst-case error");
    table.row(
        "as they stand (" + Numbers.count(audit.decimals(), "decimal") + ")",
        error(audit.outcome()));
    audit.rounded().forEach((name, worst) -> table.row("rounded to " + name, error(worst)));
    List<String> lines = table.lines();
    report
        .soundDigits()
        .ifPresent(
            digits ->
                lines.add(
                    "Only the first "
                        + digits
                        + " significant digits are the design's in every coefficient; some beyond"
                        + " are noise."));
    return lines;
  }

  private static List<String> use(CoefficientTable read, TableAudit audit) {
    int count = read.steps().size();
    TextTable table = new TextTable("<image after", "<T+1", "<T+2", "<T+3", "<T+4");
    audit
        .continued()
        .forEach(
            (rule, images) -> {
              boolean own = rule == Continuation.of(read.conventions().tail());
              List<String> cells =
                  new ArrayList<>(List.of(EnumIds.of(rule) + (own ? " (its rule)" : "")));
              images.forEach(image -> cells.add(image(image)));
              table.row(cells.toArray(String[]::new));
            });
    List<String> lines = table.lines();
    String some = count == 1 ? "row" : "1 to " + count + " rows";
    lines.add("worst-case error of the first " + some + " alone: " + errors(audit.firstRows()));
    lines.add("worst-case error of the last " + some + " alone: " + errors(audit.lastRows()));
    audit
        .redesigned()
        .ifPresent(
            best ->
                lines.add(
                    "worst-case error of the best composition of these degrees for this input: "
                        + error(best)));
    return lines;
  }

  private static String normalization(AuditReport report) {
    Normalization normalization = report.request().table().conventions().normalization();
    if (normalization.norm() == Norm.NONE) {
      return "none: the caller must bring the largest singular value below the bounds above.";
    }
    String divides = "divides by " + normalization.factor() + " times the Frobenius norm";
    OptionalDouble margin = report.normalizationMargin();
    if (margin.isEmpty()) {
      return divides + "; no bound to keep to.";
    }
    return divides
        + ", so inputs are at most "
        + Numbers.atMost(1 / normalization.factor())
        + " up to rounding;"
        + (margin.getAsDouble() < 0
            ? " THAT IS BEYOND the bound above: a matrix with one dominant direction breaks it."
            : " rounding may enlarge them by a relative "
                + Numbers.sizeAtLeast(margin.getAsDouble())
                + " before the error reaches 1.");
  }

  /// Of many the first and the last: JSON has all.
  private static String errors(List<ImageOutcome> outcomes) {
    int count = outcomes.size();
    boolean many = count > MOST_ERRORS;
    List<String> words = new ArrayList<>();
    outcomes.subList(0, many ? FIRST_ERRORS : count).forEach(o -> words.add(error(o)));
    if (many) {
      words.add("...");
      outcomes.subList(count - LAST_ERRORS, count).forEach(o -> words.add(error(o)));
    }
    return String.join(", ", words);
  }

  private static String error(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> Numbers.atMost(enclosed.worstError());
      case Overflow _ -> "overflow";
      case Undetermined _ -> Numbers.NOT_DETERMINED;
    };
  }

  private static String image(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> Numbers.brief(enclosed.image());
      case Overflow _ -> "overflow";
      case Undetermined _ -> Numbers.NOT_DETERMINED;
    };
  }
}
