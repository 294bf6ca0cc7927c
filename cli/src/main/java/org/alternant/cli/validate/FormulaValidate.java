package org.alternant.cli.validate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alternant.cli.options.Companions;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.FormulaWords;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.measure.FormulaErrors;
import org.alternant.toolkit.validate.FormulaValidation;
import org.alternant.toolkit.validate.FormulaValidation.Run;
import org.alternant.toolkit.validate.FormulaValidation.Verdict;
import picocli.CommandLine.Model.CommandSpec;

/// What `alternant validate` says of tables of parts.
final class FormulaValidate {

  private static final Set<String> OPTIONS =
      Set.of(
          "--rows",
          "--columns",
          "--spectrum",
          "--spectrum-lower",
          "--spectrum-upper",
          "--seed",
          "--batch",
          "--matrix",
          "--backend",
          "--precision",
          "--runtime",
          "--epilogue",
          "--storage",
          "--json",
          "--debug");

  private FormulaValidate() {}

  static void requireOptions(CommandSpec spec) {
    Companions.requireOnly(spec, OPTIONS, " is not for tables of parts");
  }

  static int report(
      CommandSpec spec, FormulaTable table, String backend, List<Run> runs, boolean json) {
    FormulaCertificate certificate = FormulaValidation.certificate(table);
    if (json) {
      Output.json(spec, toJson(table, certificate, backend, runs));
    } else {
      PrintWriter out = spec.commandLine().getOut();
      lines(table, certificate, backend, runs).forEach(out::println);
      out.flush();
    }
    boolean outside = runs.stream().anyMatch(run -> run.verdict().compareTo(Verdict.ROUNDED) > 0);
    return outside ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
  }

  private static List<String> lines(
      FormulaTable table, FormulaCertificate certificate, String backend, List<Run> runs) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "table "
            + table.name()
            + " on "
            + backend
            + ": "
            + FormulaWords.certified(certificate, table));
    lines.add("");
    String values = table.function().actsOnSingularValues() ? "singular values" : "eigenvalues";
    TextTable text =
        new TextTable(
            "<matrix", "<precision", "<verdict", "<" + values, "<come out in", "‖X-exact‖₂");
    for (Run run : runs) {
      FormulaErrors errors = run.errors();
      text.row(
          run.label(),
          EnumIds.of(run.precision()),
          words(run.verdict()),
          errors == null ? "" : Numbers.brief(errors.input()),
          errors == null ? "" : Numbers.brief(errors.output()),
          errors == null ? "" : Numbers.brief(errors.distance()));
    }
    lines.addAll(text.lines());
    return lines;
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case INSIDE -> "inside the certificate";
      case ROUNDED -> "inside with rounding";
      case BROKEN -> "OUTSIDE: rounding";
      case OTHER_INPUT -> "OUTSIDE: values the table is not for";
      case OUTSIDE -> "OUTSIDE";
      case OVERFLOWED -> "OUTSIDE: overflow";
    };
  }

  private static JsonObject toJson(
      FormulaTable table, FormulaCertificate certificate, String backend, List<Run> runs) {
    JsonObject node = new JsonObject().put("table", table.name()).put("backend", backend);
    node.putObject("certified").put("worstCaseError", certificate.worstCaseError());
    var list = node.putArray("runs");
    for (Run run : runs) {
      JsonObject one =
          new JsonObject()
              .put("matrix", run.label())
              .put("precision", EnumIds.of(run.precision()))
              .put("verdict", EnumIds.of(run.verdict()));
      FormulaErrors errors = run.errors();
      if (errors != null) {
        one.set("input", TableWriter.toJson(errors.input()));
        one.set("output", TableWriter.toJson(errors.output()));
        one.put("distance", errors.distance());
      }
      list.add(one);
    }
    return node;
  }
}
