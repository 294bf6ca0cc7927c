package org.alternant.cli.tables;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.alternant.cli.options.InputInterval;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.solver.audit.Origin;
import org.alternant.solver.audit.RowShape;
import org.alternant.solver.audit.TableAudit;
import org.alternant.solver.certificate.Continuation;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `alternant audit`: where a table came from, and what is wrong with it.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    header = "Tell where a table came from, and what becomes of it in use.",
    description =
        "Finds the request the rows were designed from, from their numbers alone; and proves what"
            + " rounding, larger inputs, more, fewer or other steps and its normalization do to the"
            + " worst-case error on [L, U].%n")
public final class AuditCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableArgument table;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private InputInterval inputInterval;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--shape",
      defaultValue = "1024,4096",
      paramLabel = "M,N",
      description = "State the cost of a run on an M×N matrix (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private MatrixShape shape;

  @Override
  public Integer call() throws BadInput, IOException {
    CoefficientTable read = table.read();
    Interval input = inputInterval.of(read);
    if (input.lower() <= 0) {
      throw new ParameterException(
          spec.commandLine(), "--lower must be positive, found " + input.lower());
    }
    TableAudit audit = TableAudit.of(read.steps(), input);
    RunCost cost = new RunCost(read.steps(), shape);
    if (json) {
      JsonObject node = toJson(read, audit);
      cost.toJson(node);
      Output.json(spec, node);
    } else {
      PrintWriter out = spec.commandLine().getOut();
      print(read, audit, out);
      section(out, "Cost");
      cost.lines().forEach(out::println);
      out.flush();
    }
    return ExitStatus.DONE;
  }

  private static void print(CoefficientTable read, TableAudit audit, PrintWriter out) {
    out.println(
        read.name()
            + ", "
            + read.steps().size()
            + " rows, for singular values in ["
            + audit.input().lower()
            + ", "
            + audit.input().upper()
            + "]");
    out.println("worst-case error " + error(audit.outcome()) + " (proved, like every error here)");
    section(out, "Origin");
    origin(audit.origin()).forEach(out::println);
    section(out, "Digits");
    digits(audit).forEach(out::println);
    section(out, "Safe range");
    out.println("positive up to       " + Numbers.beyondOne(audit.signSafeUpper()));
    out.println("error below 1 up to  " + Numbers.beyondOne(audit.unitErrorUpper()));
    section(out, "Use");
    use(read, audit).forEach(out::println);
    section(out, "Normalization");
    out.println(normalization(read.conventions().normalization(), audit.unitErrorUpper()));
  }

  private static void section(PrintWriter out, String title) {
    out.println();
    out.println(title);
    out.println("-".repeat(title.length()));
  }

  private static List<String> origin(Origin origin) {
    RowShape first = origin.shapes().get(1);
    if (first != null && first.isLimit()) {
      return List.of(
          "The first row is the limit of the best polynomials for l -> u: the classical"
              + " Newton-Schulz step of its degree.");
    }
    if (origin.closest().isEmpty()) {
      return List.of(
          "The first row is no best polynomial of an interval [l, u] with l/u in (0, 1) and u = 1"
              + " times a safety factor,",
          "scaled in x and in value: these rows do not come from the Polar Express recipe."
              + (origin.shapes().isEmpty() ? "" : "\n" + shapes(origin.shapes())));
    }
    Origin.Recipe recipe = origin.closest().get();
    DesignRequest request = recipe.request();
    String made =
        "lower "
            + request.lower()
            + ", cushion "
            + request.cushion()
            + ", safety factor "
            + request.safetyFactor()
            + (request.safetyFactor() == 1
                ? ""
                : " ("
                    + EnumIds.of(request.safetyPlacement())
                    + ", in "
                    + EnumIds.of(recipe.bakedInto())
                    + " rows)")
            + (recipe.lastFactor() == 1
                ? ""
                : ", the last row times "
                    + recipe.lastFactor()
                    + " (the middle of the band it is for)");
    if (recipe.lowerEnds().isEmpty()) {
      return List.of(
          "The rows are no schedule of the Polar Express recipe. Closest is " + made + ",",
          "which is off by "
              + Numbers.size(recipe.deviation())
              + " (relatively, or in units of the"
              + " last decimal where few are printed).",
          "Each row is a best polynomial for itself, scaled:",
          shapes(origin.shapes()));
    }
    return List.of(
        "The Polar Express recipe with " + made + ":",
        "designed anew, every coefficient agrees to "
            + Numbers.size(recipe.deviation())
            + " (relatively, or in units of the last decimal where few are printed).",
        "Lower ends from "
            + recipe.lowerEnds().get().lower()
            + " to "
            + recipe.lowerEnds().get().upper()
            + " would print the same.");
  }

  private static String shapes(Map<Integer, RowShape> shapes) {
    TextTable table = new TextTable("row", "<l/u", "<scale of x", "<factor", "<misfit");
    shapes.forEach(
        (row, shape) ->
            table.row(
                Integer.toString(row),
                Numbers.brief(shape.ratio()),
                Numbers.brief(shape.scale()),
                Numbers.brief(shape.factor()),
                Numbers.size(shape.residual())));
    return String.join("\n", table.lines());
  }

  private static List<String> digits(TableAudit audit) {
    TextTable table = new TextTable("<coefficients", "<worst-case error");
    table.row("as they stand (" + audit.decimals() + " decimals)", error(audit.outcome()));
    audit.rounded().forEach((name, worst) -> table.row("rounded to " + name, error(worst)));
    List<String> lines = table.lines();
    audit
        .origin()
        .recipe()
        .map(Origin.Recipe::deviation)
        .filter(deviation -> deviation > 0 && deviation < 1e-3)
        .map(deviation -> (int) Math.floor(-StrictMath.log10(deviation)))
        .ifPresent(
            good ->
                lines.add(
                    "Some digits past the "
                        + good
                        + "th significant one are noise: the design differs there."));
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
    lines.add(
        "worst-case error of the first 1 to "
            + count
            + " rows alone: "
            + errors(audit.firstRows()));
    lines.add(
        "worst-case error of the last 1 to " + count + " rows alone: " + errors(audit.lastRows()));
    audit
        .redesigned()
        .ifPresent(
            best ->
                lines.add(
                    "worst-case error of the best composition of these degrees for this input: "
                        + error(best)));
    return lines;
  }

  private static String normalization(Normalization normalization, OptionalDouble unitErrorUpper) {
    if (normalization.norm() == Norm.NONE) {
      return "none: the caller must bring the largest singular value below the bounds above.";
    }
    if (unitErrorUpper.isEmpty()) {
      return "divides by "
          + normalization.factor()
          + " times the Frobenius norm; no bound to keep.";
    }
    double margin = unitErrorUpper.getAsDouble() * normalization.factor() - 1;
    return "divides by "
        + normalization.factor()
        + " times the Frobenius norm, so inputs are at most "
        + Numbers.brief(1 / normalization.factor())
        + " up to rounding;"
        + (margin < 0
            ? " THAT IS BEYOND the bound above: a matrix with one dominant direction breaks it."
            : " rounding may enlarge them by a relative "
                + Numbers.size(margin)
                + " before the error reaches 1.");
  }

  private static String errors(List<ImageOutcome> outcomes) {
    return outcomes.stream().map(AuditCommand::error).collect(Collectors.joining(", "));
  }

  private static String error(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> Numbers.brief(enclosed.worstError());
      case Overflow _ -> "overflow";
    };
  }

  private static String image(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> Numbers.brief(enclosed.image());
      case Overflow _ -> "overflow";
    };
  }

  private static JsonObject toJson(CoefficientTable read, TableAudit audit) {
    JsonObject node = new JsonObject();
    node.put("table", read.name());
    node.set("input", TableWriter.toJson(audit.input()));
    node.set("worstCaseError", errorToJson(audit.outcome()));
    origin(node.putObject("origin"), audit.origin());
    JsonObject digits = node.putObject("digits").put("decimals", audit.decimals());
    JsonObject rounded = digits.putObject("worstCaseErrorRoundedTo");
    audit.rounded().forEach((name, worst) -> rounded.set(name, errorToJson(worst)));
    JsonObject range = node.putObject("safeRange");
    Output.put(range, "signSafeUpper", audit.signSafeUpper());
    Output.put(range, "unitErrorUpper", audit.unitErrorUpper());
    JsonObject use = node.putObject("use");
    audit
        .continued()
        .forEach(
            (rule, images) -> {
              JsonArray array = use.putArray(EnumIds.of(rule));
              images.forEach(image -> array.add(imageToJson(image)));
            });
    JsonArray firstRows = use.putArray("firstRows");
    audit.firstRows().forEach(image -> firstRows.add(errorToJson(image)));
    JsonArray lastRows = use.putArray("lastRows");
    audit.lastRows().forEach(image -> lastRows.add(errorToJson(image)));
    use.set(
        "redesigned",
        audit.redesigned().map(AuditCommand::errorToJson).orElse(new JsonValue.Null()));
    return node;
  }

  private static void origin(JsonObject node, Origin origin) {
    node.put("agrees", origin.recipe().isPresent());
    if (origin.closest().isEmpty()) {
      node.putNull("deviation");
    } else {
      Origin.Recipe recipe = origin.closest().get();
      DesignRequest request = recipe.request();
      node.put("deviation", recipe.deviation())
          .put("lower", request.lower())
          .put("cushion", request.cushion())
          .put("safetyFactor", request.safetyFactor())
          .put("safetyPlacement", EnumIds.of(request.safetyPlacement()))
          .put("bakedInto", EnumIds.of(recipe.bakedInto()))
          .put("lastRowFactor", recipe.lastFactor());
      node.set("lowerFrom", end(recipe, Interval::lower));
      node.set("lowerTo", end(recipe, Interval::upper));
    }
    JsonArray rows = node.putArray("rows");
    origin
        .shapes()
        .forEach(
            (row, shape) ->
                rows.addObject()
                    .put("row", row)
                    .put("ratio", shape.ratio())
                    .put("scale", shape.scale())
                    .put("factor", shape.factor())
                    .put("residual", shape.residual()));
  }

  private static JsonValue end(Origin.Recipe recipe, ToDoubleFunction<Interval> end) {
    return recipe
        .lowerEnds()
        .<JsonValue>map(ends -> new JsonValue.Numeric(end.applyAsDouble(ends)))
        .orElseGet(JsonValue.Null::new);
  }

  private static JsonValue errorToJson(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> new JsonValue.Numeric(enclosed.worstError());
      case Overflow _ -> new JsonValue.Null();
    };
  }

  private static JsonValue imageToJson(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> TableWriter.toJson(enclosed.image());
      case Overflow _ -> new JsonValue.Null();
    };
  }
}
