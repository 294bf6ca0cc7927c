package org.alternant.cli.tables;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.alternant.cli.options.InputInterval;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.Progress;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.compare.Comparison;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `alternant compare`: tables side by side.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    header = "Show tables side by side: certified error, cost, safe range.",
    description =
        "All tables are certified on the same interval [L, U], with all of their rows. Exit status"
            + " 1 if one of them overflows there.%n")
public final class CompareCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "TABLE",
      completionCandidates = CatalogueCommand.Names.class,
      description = "Files, shipped tables' names or literals (default: all shipped tables).")
  private @Nullable List<String> tables;

  @Option(
      names = "--lower",
      defaultValue = "1e-3",
      paramLabel = "L",
      description = "The lower end (default: ${DEFAULT-VALUE}).")
  private double lower;

  @Option(
      names = "--upper",
      defaultValue = "1",
      paramLabel = "U",
      description = "The upper end (default: ${DEFAULT-VALUE}).")
  private double upper;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--markdown", description = "Print a Markdown table.")
  private boolean markdown;

  @Override
  public Integer call() throws BadInput, IOException {
    if (json && markdown) {
      throw new ParameterException(spec.commandLine(), "--json and --markdown cannot be combined");
    }
    Interval interval = InputInterval.between(spec, lower, upper);
    List<CoefficientTable> read = new ArrayList<>();
    for (String argument : tables == null ? Catalogue.names() : tables) {
      read.add(TableArgument.read(argument));
    }
    List<ComparedTable> rows =
        Progress.during(spec.commandLine().getErr(), _ -> Comparison.of(read, interval));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Output.json(spec, toJson(rows));
    } else if (markdown) {
      markdown(rows).forEach(out::println);
    } else {
      TextTable text =
          new TextTable(
              "<table",
              "steps",
              "products",
              "<worst-case error",
              "<image",
              "<positive up to",
              "<error < 1 up to");
      rows.forEach(row -> text.row(cells(row).toArray(String[]::new)));
      text.lines().forEach(out::println);
    }
    out.flush();
    rows.stream()
        .filter(row -> row.outcome() instanceof Undetermined)
        .forEach(row -> Errors.print(spec.commandLine(), Errors.undetermined(row.table().name())));
    return rows.stream().allMatch(row -> row.certificate().isPresent())
        ? ExitStatus.DONE
        : ExitStatus.CHECK_FAILED;
  }

  private static List<String> cells(ComparedTable row) {
    Certificate certificate = row.certificate().orElse(null);
    return List.of(
        row.table().name(),
        Integer.toString(row.table().steps().size()),
        Integer.toString(row.products()),
        switch (row.outcome()) {
          case CertificationOutcome.Certified certified ->
              Numbers.atMost(certified.certificate().worstCaseError());
          case Overflow _ -> "overflow";
          case Undetermined _ -> Numbers.NOT_DETERMINED;
        },
        certificate == null ? "" : Numbers.brief(certificate.output()),
        upper(row, row.signSafeUpper()),
        upper(row, row.unitErrorUpper()));
  }

  private static String upper(ComparedTable row, OptionalDouble upper) {
    return row.outcome() instanceof Undetermined ? "" : Numbers.bound(upper);
  }

  private static List<String> markdown(List<ComparedTable> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| table | steps | products | worst-case error | image | positive up to | error < 1 up to"
            + " |");
    lines.add("|---|---|---|---|---|---|---|");
    rows.forEach(row -> lines.add("| " + String.join(" | ", cells(row)) + " |"));
    return lines;
  }

  private static JsonArray toJson(List<ComparedTable> rows) {
    JsonArray array = new JsonArray();
    for (ComparedTable row : rows) {
      JsonObject node = array.addObject();
      node.put("name", row.table().name());
      node.put("steps", row.table().steps().size());
      node.put("products", row.products());
      node.set(
          "certificate",
          row.certificate().<JsonValue>map(TableWriter::toJson).orElseGet(JsonValue.Null::new));
      // An upper end that is null is one beyond all that are looked for.
      if (row.outcome() instanceof Undetermined) {
        node.put("undetermined", true);
      } else {
        Output.put(node, "signSafeUpper", row.signSafeUpper());
        Output.put(node, "unitErrorUpper", row.unitErrorUpper());
      }
    }
    return array;
  }
}
