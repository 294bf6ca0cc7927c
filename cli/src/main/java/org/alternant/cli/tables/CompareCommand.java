package org.alternant.cli.tables;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.InputInterval;
import org.alternant.cli.options.RuntimeOptions;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.Progress;
import org.alternant.cli.text.SurvivalWords;
import org.alternant.cli.text.TextTable;
import org.alternant.cli.text.TrialWords;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.NominalInput;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.compare.Comparison;
import org.alternant.toolkit.recommend.Recommend;
import org.alternant.toolkit.recommend.RecommendTask;
import org.alternant.toolkit.trial.SurvivalEstimates;
import org.alternant.toolkit.trial.TableTrials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        "All tables are certified on the same interval [L, U], with all of their rows; with"
            + " --precision they are run on the same sample matrices too. Exit status 1 if one of"
            + " them overflows there, or is not determined.%n")
public final class CompareCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "TABLE",
      completionCandidates = CatalogueCommand.Names.class,
      description =
          "Files, shipped tables' names or literals (default: all shipped tables of the sign).")
  private @Nullable List<String> tables;

  @Option(
      names = "--lower",
      paramLabel = "L",
      description = "The lower end (default: 1e-3; of clips 0).")
  private @Nullable Double lower;

  @Option(
      names = "--upper",
      paramLabel = "U",
      description = "The upper end (default: 1; of clips their largest bound).")
  private @Nullable Double upper;

  @Option(
      names = "--precision",
      paramLabel = "P",
      completionCandidates = Choices.Ids.class,
      description =
          "Also measure each in this format, emulated, on the sample matrices of recommend:"
              + " ${COMPLETION-CANDIDATES}.")
  private @Nullable Precision precision;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RuntimeOptions runtime;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--markdown", description = "Print a Markdown table.")
  private boolean markdown;

  @Override
  public Integer call() throws BadInput, IOException {
    if (json && markdown) {
      throw new ParameterException(spec.commandLine(), "--json and --markdown cannot be combined");
    }
    runtime.check();
    TableArgument.requireStandardInputOnce(spec, tables);
    List<CoefficientTable> read = read();
    Interval interval = interval(read);
    if (precision != null) {
      InputInterval.requireSingularValues(spec, "--precision", interval);
      runtime.requireStorage(precision);
    }
    requireComparable(read, interval);
    List<Row> rows = Progress.during(spec.commandLine().getErr(), _ -> rows(read, interval));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Output.json(spec, toJson(rows));
    } else if (markdown) {
      markdown(rows).forEach(out::println);
    } else {
      TextTable text = new TextTable(headings().toArray(String[]::new));
      rows.forEach(row -> text.row(cells(row).toArray(String[]::new)));
      text.lines().forEach(out::println);
      source(rows).ifPresent(out::println);
    }
    out.flush();
    List<ComparedTable> compared = rows.stream().map(Row::compared).toList();
    compared.stream()
        .filter(row -> row.outcome() instanceof Undetermined)
        .forEach(row -> Errors.print(spec.commandLine(), Errors.undetermined(row.table().name())));
    return compared.stream().allMatch(row -> row.certificate().isPresent())
        ? ExitStatus.DONE
        : ExitStatus.CHECK_FAILED;
  }

  private List<CoefficientTable> read() throws BadInput, IOException {
    if (tables == null) {
      return Catalogue.forSign();
    }
    List<CoefficientTable> read = new ArrayList<>();
    for (String argument : tables) {
      read.add(TableArgument.read(argument));
    }
    return read;
  }

  /// What is asked for, or else the customary interval.
  private Interval interval(List<CoefficientTable> read) {
    Interval usual =
        read.stream().allMatch(one -> one.function().isClip())
            ? NominalInput.of(read)
            : new Interval(NominalInput.CUSTOMARY_LOWER, 1);
    return InputInterval.between(
        spec, lower == null ? usual.lower() : lower, upper == null ? usual.upper() : upper);
  }

  private void requireComparable(List<CoefficientTable> read, Interval interval) {
    List<String> functions = read.stream().map(one -> one.function().words()).distinct().toList();
    if (functions.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "tables are compared with others for the same function, found "
              + String.join(", ", functions));
    }
    TableFunction function = read.getFirst().function();
    if (!function.isSign() && precision != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--precision is for the sign function, not for the " + function.words());
    }
    InputInterval.requireFor(spec, function, interval);
  }

  /// A table, and what sample runs of it showed; null where none were asked for.
  private record Row(ComparedTable compared, @Nullable Measured measured) {}

  private List<Row> rows(List<CoefficientTable> tables, Interval interval) {
    TableTrials trials = trials(interval);
    return Comparison.of(tables, interval).stream()
        .map(one -> new Row(one, trials == null ? null : trials.of(one.table()).measured()))
        .toList();
  }

  private static String upper(ComparedTable row, OptionalDouble upper) {
    return row.outcome() instanceof Undetermined ? "" : Numbers.bound(upper);
  }

  private @Nullable TableTrials trials(Interval interval) {
    if (precision == null) {
      return null;
    }
    RecommendTask task = RecommendTask.customary().in(precision, runtime.rules());
    return new TableTrials(interval, Recommend.matrices(task));
  }

  private List<String> headings() {
    List<String> headings =
        new ArrayList<>(
            List.of(
                "<table",
                "steps",
                "products",
                "<worst-case error",
                "<image",
                "<positive up to",
                "<error < 1 up to",
                "<survives (estimated)"));
    if (precision != null) {
      headings.add("<" + EnumIds.of(precision) + ": median, worst; structured");
    }
    return headings;
  }

  private List<String> cells(Row row) {
    ComparedTable table = row.compared();
    Certificate certificate = table.certificate().orElse(null);
    List<String> cells =
        new ArrayList<>(
            List.of(
                table.table().name(),
                Integer.toString(table.table().steps().size()),
                Integer.toString(table.products()),
                switch (table.outcome()) {
                  case CertificationOutcome.Certified certified ->
                      Numbers.atMost(certified.certificate().worstCaseError());
                  case Overflow _ -> "overflow";
                  case Undetermined _ -> Numbers.NOT_DETERMINED;
                },
                certificate == null ? "" : Numbers.brief(certificate.output()),
                upper(table, table.signSafeUpper()),
                upper(table, table.unitErrorUpper()),
                certificate == null ? "" : SurvivalWords.brief(survival(table, certificate))));
    if (row.measured() != null) {
      cells.add(TrialWords.cell(row.measured()) + formats(table.table(), row.measured()));
    }
    return cells;
  }

  private Map<Precision, Survival> survival(ComparedTable table, Certificate proved) {
    return SurvivalEstimates.of(table.table(), proved, runtime.rules());
  }

  /// The formats of a table whose steps are run in several.
  private static String formats(CoefficientTable table, Measured measured) {
    return Step.isMixed(table.steps(), measured.precision())
        ? table.steps().stream()
            .map(step -> EnumIds.of(step.precisionIn(measured.precision())))
            .collect(Collectors.joining(", ", " (steps in ", ")"))
        : "";
  }

  /// What the last column is about.
  private static Optional<String> source(List<Row> rows) {
    return rows.stream()
        .map(Row::measured)
        .filter(Objects::nonNull)
        .findFirst()
        .map(TrialWords::source);
  }

  private List<String> markdown(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    List<String> headings = headings().stream().map(h -> h.replaceFirst("^<", "")).toList();
    lines.add("| " + String.join(" | ", headings) + " |");
    lines.add("|---".repeat(headings.size()) + "|");
    rows.forEach(row -> lines.add("| " + String.join(" | ", cells(row)) + " |"));
    source(rows).ifPresent(words -> lines.addAll(List.of("", words)));
    return lines;
  }

  private JsonArray toJson(List<Row> rows) {
    JsonArray array = new JsonArray();
    for (Row one : rows) {
      ComparedTable row = one.compared();
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
      SurvivalWords.toJson(
          node,
          row.certificate().map(proved -> survival(row, proved)).orElse(Map.of()),
          runtime.rules());
      if (one.measured() != null) {
        node.put("breaks", one.measured().breaks());
        node.set("measured", TableWriter.toJson(one.measured()));
        Output.putFormats(node, row.table().steps(), one.measured().precision());
      }
    }
    return array;
  }
}
