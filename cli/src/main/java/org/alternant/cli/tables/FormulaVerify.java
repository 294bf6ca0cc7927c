package org.alternant.cli.tables;

import java.io.PrintWriter;
import java.util.Set;
import org.alternant.cli.options.Companions;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.FormulaWords;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.FormulaWriter;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.solver.certificate.FormulaCertifier.Certified;
import org.alternant.toolkit.verify.FormulaVerification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `alternant verify` of a table of parts.
final class FormulaVerify {

  private static final Set<String> OPTIONS =
      Set.of("--lower", "--upper", "--max-error", "--json", "--debug");

  private FormulaVerify() {}

  static int run(
      CommandSpec spec,
      FormulaTable table,
      Interval input,
      @Nullable Double maximumError,
      boolean json) {
    Companions.requireOnly(spec, OPTIONS, " is not for tables of parts");
    Certified proved;
    try {
      proved = FormulaVerification.of(table, input).orElse(null);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--lower: " + e.getMessage());
    }
    if (proved == null) {
      if (json) {
        Output.json(spec, new JsonObject().put("undetermined", true));
      }
      Errors.print(spec.commandLine(), Errors.undetermined(table.name()));
      return ExitStatus.CHECK_FAILED;
    }
    boolean exceeds = maximumError != null && proved.certificate().worstCaseError() > maximumError;
    if (json) {
      JsonObject node = FormulaWriter.toJson(proved.certificate());
      node.put("attainedError", proved.attainedError());
      node.put("witness", proved.witness());
      node.put("products", table.products());
      Output.json(spec, node);
    } else {
      print(spec.commandLine().getOut(), table, proved, maximumError);
    }
    return exceeds ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
  }

  private static void print(
      PrintWriter out, FormulaTable table, Certified proved, @Nullable Double maximumError) {
    double error = proved.certificate().worstCaseError();
    out.println(
        "table "
            + table.name()
            + ", for "
            + table.targetWords()
            + " by "
            + table.function().text());
    out.println();
    FormulaWords.parts(table).lines().forEach(out::println);
    out.println();
    out.println("proved: " + FormulaWords.certified(proved.certificate(), table));
    out.println("worst-case error   " + error + ", attained at " + proved.witness());
    out.println("cost               " + Numbers.count(table.products(), "product"));
    if (maximumError != null) {
      out.println(
          (error > maximumError ? "EXCEEDS" : "is within") + " the maximum of " + maximumError);
    }
    out.flush();
  }
}
