package org.alternant.cli.tables;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.alternant.cli.options.TableArgument;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.SurvivalWords;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.catalogue.ShippedTable;
import org.alternant.toolkit.catalogue.Tables;
import org.alternant.toolkit.trial.SurvivalEstimates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `alternant catalogue`: the shipped tables.
@Command(
    name = "catalogue",
    mixinStandardHelpOptions = true,
    header = "List the shipped tables, or show one.",
    description =
        "The tables in public use with their numbers as published, their sources, and what is"
            + " proved about them for singular values in [0.001, 1], for inverse roots for"
            + " eigenvalues, for clips for singular values up to their bound.%n")
public final class CatalogueCommand implements Callable<Integer> {

  /// Longer sources are cut in the list; NAME shows them whole.
  private static final int SOURCE_WIDTH = 40;

  /// By which the tables are said to survive.
  private static final RoundingRules RULES = RoundingRules.of(TargetRuntime.PYTORCH);

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "Show this table.")
  private @Nullable String name;

  @Option(names = "--json", description = "Print JSON: the table file, or an array of all.")
  private boolean json;

  /// The names of the shipped tables.
  public static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Catalogue.names().iterator();
    }
  }

  @Override
  public Integer call() throws BadInput {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      if (json) {
        JsonArray all = new JsonArray();
        Catalogue.all().forEach(table -> all.add(TableWriter.toJson(table)));
        Output.json(spec, all);
      } else {
        list().lines().forEach(out::println);
      }
    } else {
      String wanted = name;
      CoefficientTable table =
          Catalogue.find(wanted)
              .orElseThrow(
                  () ->
                      new BadInput(
                          "no shipped table is named '"
                              + wanted
                              + "'; "
                              + TableArgument.advice(wanted)));
      if (json) {
        Output.utf8(spec, TableWriter.write(table));
      } else {
        show(table, out);
      }
    }
    out.flush();
    return ExitStatus.DONE;
  }

  private static TextTable list() {
    TextTable table =
        new TextTable(
            "<name",
            "steps",
            "<degrees",
            "products",
            "<worst-case error",
            "<positive up to",
            "<survives (estimated)",
            "<tail",
            "<source");
    for (ShippedTable one : Tables.shipped()) {
      CoefficientTable shipped = one.table();
      String source = shipped.provenance().source();
      Certificate certificate = shipped.certificate();
      table.row(
          shipped.name(),
          Integer.toString(shipped.steps().size()),
          one.degrees().stream().map(String::valueOf).collect(Collectors.joining(", ")),
          Integer.toString(one.products()),
          certificate == null ? "" : Numbers.atMost(certificate.worstCaseError()),
          certificate == null ? "" : Numbers.bound(certificate.signSafeUpper()),
          certificate == null
              ? ""
              : SurvivalWords.brief(SurvivalEstimates.of(shipped, certificate, RULES)),
          EnumIds.of(shipped.conventions().tail()),
          shortened(source == null ? shipped.provenance().generator() : source));
    }
    return table;
  }

  private static void show(CoefficientTable table, PrintWriter out) {
    Conventions conventions = table.conventions();
    out.println(table.name());
    if (table.description() != null) {
      out.println(table.description());
    }
    out.println();
    steps(table).lines().forEach(out::println);
    out.println();
    Certificate certificate = table.certificate();
    if (certificate != null) {
      out.println(
          (!table.function().isRoot()
                  ? "certified      singular values in "
                  : "certified      relative to A^(-1/"
                      + table.function().root()
                      + ") eigenvalues in ")
              + Numbers.exact(certificate.input())
              + " come out in "
              + Numbers.brief(certificate.output())
              + (table.function().isClip() ? ", off min(x, 1) by at most " : ", worst-case error ")
              + Numbers.atMost(certificate.worstCaseError()));
    }
    out.println("normalization  " + normalization(conventions.normalization()));
    out.println("safety factor  " + safety(conventions.safetyFactor()));
    out.println("tail           " + EnumIds.of(conventions.tail()));
    out.println("made by        " + table.provenance().generator());
    if (table.provenance().source() != null) {
      out.println("source         " + table.provenance().source());
    }
    if (certificate != null) {
      out.println();
      Map<Precision, Survival> survival = SurvivalEstimates.of(table, certificate, RULES);
      SurvivalWords.lines(table.function(), survival, RULES).forEach(out::println);
    }
  }

  private static TextTable steps(CoefficientTable table) {
    String powers = table.function().isRoot() ? "1, y, y^2, … in q" : "x, x^3, x^5, …";
    TextTable steps = new TextTable("step", "degree", "<coefficients of " + powers);
    for (int t = 0; t < table.steps().size(); t++) {
      Step step = table.steps().get(t);
      steps.row(
          Integer.toString(t + 1),
          Integer.toString(step.degree()),
          step.coefficients().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return steps;
  }

  private static String normalization(Normalization normalization) {
    return normalization.norm() == Norm.NONE
        ? "none: the matrix comes scaled"
        : "X / (" + normalization.factor() + " · ‖X‖_F + " + normalization.epsilon() + ")";
  }

  private static String shortened(String text) {
    return text.length() <= SOURCE_WIDTH ? text : text.substring(0, SOURCE_WIDTH - 1) + "…";
  }

  private static String safety(SafetyFactor safety) {
    return safety.value() == 1
        ? "none"
        : safety.value() + ", " + SafetyWords.rows(safety.bakedInto());
  }
}
