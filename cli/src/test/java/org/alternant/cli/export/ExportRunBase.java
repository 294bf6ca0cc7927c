package org.alternant.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.alternant.cli.Run;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Tables of every kind, exported for the tests that let the real runtimes run them: compiled or
/// imported by the real tool, with the self-check run, which compares with our iteration in
/// float64.
@Tag("external")
abstract class ExportRunBase {

  /// What a user could write into a table to get out of a comment or a string.
  private static final String HOSTILE =
      "*/ // \" ' \\\n"
          + "#endif\n"
          + "\"\"\"\n"
          + "import os\r"
          + "\u2028\u2029\u0085 ??/\n"
          + "`rm` ${x} %s {{head}} \\end{x} #= =# --> <script> \u202e";

  @TempDir Path folder;

  List<CoefficientTable> tables = List.of();

  @BeforeEach
  void writeTables() throws IOException {
    tables = new ArrayList<>(PlannedTables.all());
    tables.addAll(
        0,
        List.of(
            shipped("nanochat-5"),
            shipped("polar-express-8-exact"),
            hostile(),
            mixedDegrees(),
            table("scaling", Tail.STOP, Normalization.FROBENIUS, List.of(List.of(1.75))),
            table(
                "Sixty--three.steps",
                Tail.REPEAT_LAST,
                Normalization.NONE,
                Collections.nCopies(63, List.of(1.875, -1.25, 0.375)))));
    write(tables);
  }

  /// Writes tables for [#export].
  void write(List<CoefficientTable> written) throws IOException {
    for (CoefficientTable table : written) {
      Files.write(folder.resolve(table.name() + ".json"), TableWriter.write(table));
    }
  }

  /// How many products a run of a table takes, as every command says it.
  static int products(CoefficientTable table) {
    return IterationCost.of(table.steps(), Form.STANDARD).products();
  }

  private static CoefficientTable shipped(String name) {
    return Catalogue.find(name).orElseThrow();
  }

  private static CoefficientTable hostile() {
    CoefficientTable table = shipped("newton-schulz-5");
    return new CoefficientTable(
        "int",
        HOSTILE,
        table.steps(),
        table.conventions(),
        null,
        null,
        new Provenance(HOSTILE, HOSTILE));
  }

  /// Newton–Schulz steps of degrees 1, 3, 9, 17 and 5, so that Horner's rule, blocks and the
  /// three-product scheme are asked for.
  private static CoefficientTable mixedDegrees() {
    return table(
        "7-mixed",
        Tail.REPEAT_LAST,
        new Normalization(Norm.FROBENIUS, 1.01, 1e-7),
        List.of(
            List.of(1.2),
            List.of(1.5, -0.5),
            newtonSchulz(4),
            newtonSchulz(8),
            List.of(1.875, -1.25, 0.375)));
  }

  /// x Σ C(2j, j) / 4ʲ (1 − x²)ʲ, j ≤ q, expanded.
  private static List<Double> newtonSchulz(int q) {
    double[] c = new double[q + 1];
    double central = 1;
    for (int j = 0; j <= q; j++) {
      double binomial = 1;
      for (int k = 0; k <= j; k++) {
        c[k] += (k % 2 == 0 ? 1 : -1) * central * binomial;
        binomial = binomial * (j - k) / (k + 1);
      }
      central = central * (2 * j + 1) / (2 * j + 2);
    }
    return Arrays.stream(c).boxed().toList();
  }

  static CoefficientTable table(
      String name, Tail tail, Normalization normalization, List<List<Double>> rows) {
    return new CoefficientTable(
        name,
        null,
        rows.stream().map(Step::of).toList(),
        new Conventions(normalization, SafetyFactor.NONE, tail, null),
        null,
        null,
        new Provenance("test", null));
  }

  /// Exports a table with its self-check.
  Path export(CoefficientTable table, String target, String file, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "export",
                folder.resolve(table.name() + ".json").toString(),
                "--to",
                target,
                "--with-test",
                "--force",
                "-o",
                folder.resolve(file).toString()));
    words.addAll(List.of(options));
    Run run = Run.of(words.toArray(String[]::new));
    assertEquals("", run.err());
    assertEquals(0, run.status());
    return folder.resolve(file);
  }

  static String identifier(CoefficientTable table) {
    return (Character.isDigit(table.name().charAt(0)) ? "TABLE_" : "")
        + table.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }

  static String[] compilation(String standard, String language, String identifier) {
    return new String[] {
      "-std=" + standard,
      "-O1",
      "-Wall",
      "-Wextra",
      "-pedantic",
      "-Werror",
      "-x",
      language,
      "-D" + identifier + "_TEST",
      "table.h",
      "-o",
      "check",
      "-lm"
    };
  }
}
