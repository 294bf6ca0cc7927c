package org.alternant.cli.tables;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
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
import org.alternant.solver.audit.OriginFinder.Origin;
import org.alternant.solver.audit.RowShape;
import org.alternant.solver.audit.TableAudit;
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
    out.println(
        "worst-case error " + error(audit.worstError()) + " (proved, like every error here)");
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
    DesignRequest request = origin.request();
    RowShape first = origin.shapes().get(1);
    if (first != null && first.isLimit()) {
      return List.of(
          "The first row is the limit of the best polynomials for l -> u: the classical"
              + " Newton-Schulz step of its degree.");
    }
    if (request == null) {
      return List.of(
          "The first row is no best polynomial of an interval [l, u] with l/u in (0, 1) and u = 1"
              + " times a safety factor,",
          "scaled in x and in value: these rows do not come from the Polar Express recipe."
              + (origin.shapes().isEmpty() ? "" : "\n" + shapes(origin.shapes())));
    }
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
                    + EnumIds.of(origin.bakedInto())
                    + " rows)")
            + (origin.lastFactor() == 1
                ? ""
                : ", the last row times "
                    + origin.lastFactor()
                    + " (the middle of the band it is for)");
    if (!origin.agrees()) {
      return List.of(
          "The rows are no schedule of the Polar Express recipe. Closest is " + made + ",",
          "which is off by "
              + Numbers.size(origin.deviation())
              + " (relatively, or in units of the"
              + " last decimal where few are printed).",
          "Each row is a best polynomial for itself, scaled:",
          shapes(origin.shapes()));
    }
    return List.of(
        "The Polar Express recipe with " + made + ":",
        "designed anew, every coefficient agrees to "
            + Numbers.size(origin.deviation())
            + " (relatively, or in units of the last decimal where few are printed).",
        "Lower ends from "
            + origin.lowerFrom()
            + " to "
            + origin.lowerTo()
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
    table.row("as they stand (" + audit.decimals() + " decimals)", error(audit.worstError()));
    audit.rounded().forEach((name, worst) -> table.row("rounded to " + name, error(worst)));
    List<String> lines = table.lines();
    Origin origin = audit.origin();
    if (origin.agrees() && origin.deviation() > 0 && origin.deviation() < 1e-3) {
      int good = (int) Math.floor(-StrictMath.log10(origin.deviation()));
      lines.add(
          "Some digits past the "
              + good
              + "th significant one are noise: the design differs there.");
    }
    return lines;
  }

  private static List<String> use(CoefficientTable read, TableAudit audit) {
    int count = read.steps().size();
    TextTable table = new TextTable("<image after", "<T+1", "<T+2", "<T+3", "<T+4");
    audit
        .continued()
        .forEach(
            (rule, images) -> {
              boolean own = rule.equals(EnumIds.of(read.conventions().tail()));
              List<String> cells = new ArrayList<>(List.of(own ? rule + " (its rule)" : rule));
              images.forEach(image -> cells.add(image.map(Numbers::brief).orElse("overflow")));
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
    if (!Double.isNaN(audit.redesigned())) {
      lines.add(
          "worst-case error of the best composition of these degrees for this input: "
              + error(audit.redesigned()));
    }
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

  private static String errors(List<Double> errors) {
    return errors.stream().map(AuditCommand::error).collect(Collectors.joining(", "));
  }

  private static String error(double error) {
    return Double.isNaN(error) ? "overflow" : Numbers.brief(error);
  }

  private static JsonObject toJson(CoefficientTable read, TableAudit audit) {
    JsonObject node = new JsonObject();
    node.put("table", read.name());
    node.set("input", TableWriter.toJson(audit.input()));
    Output.put(node, "worstCaseError", finite(audit.worstError()));
    origin(node.putObject("origin"), audit.origin());
    JsonObject digits = node.putObject("digits").put("decimals", audit.decimals());
    JsonObject rounded = digits.putObject("worstCaseErrorRoundedTo");
    audit.rounded().forEach((name, worst) -> Output.put(rounded, name, finite(worst)));
    JsonObject range = node.putObject("safeRange");
    Output.put(range, "signSafeUpper", audit.signSafeUpper());
    Output.put(range, "unitErrorUpper", audit.unitErrorUpper());
    JsonObject use = node.putObject("use");
    audit
        .continued()
        .forEach(
            (rule, images) -> {
              JsonArray array = use.putArray(rule);
              images.forEach(
                  image ->
                      image.ifPresentOrElse(
                          interval -> array.add(TableWriter.toJson(interval)), array::addNull));
            });
    append(use.putArray("firstRows"), audit.firstRows());
    append(use.putArray("lastRows"), audit.lastRows());
    Output.put(use, "redesigned", finite(audit.redesigned()));
    return node;
  }

  private static void origin(JsonObject node, Origin origin) {
    node.put("agrees", origin.agrees());
    Output.put(node, "deviation", finite(origin.deviation()));
    DesignRequest request = origin.request();
    if (request != null) {
      node.put("lower", request.lower())
          .put("cushion", request.cushion())
          .put("safetyFactor", request.safetyFactor())
          .put("safetyPlacement", EnumIds.of(request.safetyPlacement()))
          .put("bakedInto", EnumIds.of(origin.bakedInto()))
          .put("lastRowFactor", origin.lastFactor());
      Output.put(node, "lowerFrom", finite(origin.lowerFrom()));
      Output.put(node, "lowerTo", finite(origin.lowerTo()));
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

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static void append(JsonArray array, List<Double> values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }
}
