package org.alternant.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alternant.cli.options.OptionSection.Sectioned;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.coefficients.format.TableReader;
import org.alternant.solver.design.ScheduleDesigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;

/// `design` where degrees or the lower end are looked for.
class DesignSearchCommandTest {

  private static CoefficientTable design(String command) {
    Run run = Run.of(("design -q " + command).split(" "));
    assertEquals(0, run.status(), run.err());
    return TableReader.read(run.out().getBytes(StandardCharsets.UTF_8));
  }

  private static DesignRequest request(CoefficientTable table) {
    DesignRequest request = table.design();
    assertNotNull(request);
    return request;
  }

  private static Certificate certificate(CoefficientTable table) {
    Certificate certificate = table.certificate();
    assertNotNull(certificate);
    return certificate;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --budget 15 | 0.01396 | 17 17 17
          --budget 16 | 0.003680 | 3 9 17 17
          --budget 18 | 5.3911e-7 | 5 17 17 17
          --budget 15 --degree 5 | 0.11345 | 5 5 5 5 5
          --budget 18 --degree 5 | 9.1648e-4 | 5 5 5 5 5 5
          --budget 16 --allowed-degrees 3,9,5 | 0.0098451 | 9 9 9 9
          --budget 15 --steps 4 | 0.03258 | 3 5 17 17
          --max-error 0.01 | 0.003680 | 3 9 17 17
          --max-error 0.02 --degree 9 | 0.0098451 | 9 9 9 9
          --flops 6e10 --shape 1024,4096 --symmetric | 0.01396 | 17 17 17
          """)
  void figuresForAThousandth(String options, double error, String degrees) {
    CoefficientTable table = design("--lower 1e-3 " + options);
    DesignRequest request = request(table);
    assertTrue(certificate(table).worstCaseError() <= error);
    assertEquals(
        degrees.strip(),
        String.join(" ", request.degrees().stream().map(String::valueOf).toList()));
    assertEquals(table.steps(), ScheduleDesigner.design(request));
    assertNotNull(request.search());
  }

  @Test
  void searchIsRecordedAndTheDegreesGiveTheSameRows() {
    CoefficientTable table =
        design("--lower 1e-2 --budget 11 --cushion 0.05 --safety 1.02 --allowed-degrees 3,5,9");
    DesignRequest request = request(table);
    DesignSearch search = request.search();
    assertNotNull(search);
    assertEquals(List.of(3, 5, 9), search.allowedDegrees());
    assertEquals(11.0, search.budget());
    String degrees = String.join(",", request.degrees().stream().map(String::valueOf).toList());
    CoefficientTable given =
        design("--lower 1e-2 --cushion 0.05 --safety 1.02 --degrees " + degrees);
    assertEquals(given.steps(), table.steps());
  }

  @Test
  void sameSearchGivesSameBytes() {
    String[] command = "design --lower 1e-3 --budget 17 --safety 1.01".split(" ");
    Run first = Run.of(command);
    assertEquals(first, Run.of(command));
  }

  @Test
  void summaryNamesTheRunnersUpAndWhatBinds() {
    Run run = Run.of("design --lower 1e-3 --budget 15".split(" "));
    assertEquals(
        """
        degrees    products  certified error
        17,17,17         15  0.0139582
        3,5,17,17        15  0.0325722
        5,3,17,17        15  0.0325852
        3,17,5,17        15  0.0329342
        limited by the budget; 16 products would reach 0.00367973 (degrees 3,9,17,17)
        survives (estimated for ordinary matrices, pytorch): float32?
        """,
        run.err().substring(run.err().indexOf("degrees  ")));
    assertTrue(run.err().startsWith("WARNING: may break in float32"), run.err());
  }

  /// 17,9 costs as much as 13,9, and is better before rounding to binary64.
  @Test
  void hintNamesWhatTheLargerBudgetFinds() {
    String[] hint = "design --budget 5 --lower 0.97 --safety 1.3".split(" ");
    String[] front = "design --pareto --budget 9 --lower 0.97 --safety 1.3 -q".split(" ");
    String best = Run.of(front).out().lines().filter(l -> l.contains(" 9  ")).findFirst().get();
    String[] cells = best.strip().split(" +", -1);
    String words = "9 products would reach " + cells[2] + " (degrees " + cells[0] + ")";
    Run run = Run.of(hint);
    assertTrue(run.err().contains(words), () -> words + " in " + run.err());
  }

  @Test
  void frontTakesTheTablesPlace(@TempDir Path folder) {
    Run run = Run.of("design --lower 0.1 --budget 9 --pareto -q".split(" "));
    assertEquals(
        """
        degrees  products  certified error
        3               2  0.607231
        5               3  0.453417
        9               4  0.26091
        17              5  0.0942644
        3,9             6  0.048085
        3,17            7  0.00503998
        5,17            8  3.31069E-4
        9,17            9  2.14165E-6
        """,
        run.out());
    Path file = folder.resolve("table.json");
    Run json = Run.of(("design --lower 0.1 --budget 9 --pareto --json -q -o " + file).split(" "));
    JsonNode front = json.json().get("front");
    assertEquals(8, front.size());
    assertEquals(2, front.get(0).get("cost").intValue());
    assertTrue(front.get(0).get("certifiedError").doubleValue() < 0.62);
    assertTrue(Files.exists(file));
  }

  @Test
  void gramFormCountsItsRestarts() {
    String shape = "--lower 1e-3 --flops 5e10 --shape 1024,4096 --form gram --symmetric";
    CoefficientTable without = design(shape);
    CoefficientTable with = design(shape + " --gram-precision bfloat16");
    assertTrue(certificate(without).worstCaseError() < certificate(with).worstCaseError());
    DesignSearch search = request(with).search();
    assertNotNull(search);
    assertTrue(new SearchCost(search).cost(with.steps()) <= 5e10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --degree 5 --steps 5 --band 0.7,1.2 | 0.7 | 1.2 | 5.6468e-4
          --budget 15 --band 0.7,1.2 | 0.7 | 1.2 | 2.6131e-4
          --degrees 5,5,5,5,5 --delta 0.3 | 0.7 | 1.3 | 5.0197e-4
          --degree 5 --steps 5 --delta 0.3 --cushion 0.02 --safety 1.02 | 0.7 | 1.3 | 7e-4
          """)
  void bandsAreReachedFromTheSmallestLowerEnd(String options, double a, double b, double atMost) {
    CoefficientTable table = design(options);
    Certificate certificate = certificate(table);
    assertTrue(certificate.output().lower() >= a);
    assertTrue(certificate.output().upper() <= b);
    assertTrue(certificate.input().lower() <= atMost, () -> certificate.input().toString());
    // The band is used up, so that a smaller lower end would leave it.
    assertEquals(b - a, certificate.output().upper() - certificate.output().lower(), 1e-6);
    assertEquals(table.steps(), ScheduleDesigner.design(request(table)));
  }

  @Test
  void lowerEndIsTheQuantileOfTheMatrices(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("matrix.mtx");
    Files.writeString(
        file, "%%MatrixMarket matrix array real general\n3 3\n0.8\n0\n0\n0\n0.6\n0\n0\n0\n0.001\n");
    String command = "design --degree 5 --steps 4 --from-matrices " + file + " --quantile ";
    Run smallest = Run.of((command + "0").split(" "));
    assertEquals(0, smallest.status(), smallest.err());
    CoefficientTable table = TableReader.read(smallest.out().getBytes(StandardCharsets.UTF_8));
    assertEquals(1e-3, request(table).lower(), 1e-6);
    assertTrue(
        smallest.err().startsWith("3 normalized singular values of 1 matrix, from 0.001 to 0.8\n"),
        smallest.err());
    assertTrue(smallest.err().contains("#"), smallest.err());
    assertTrue(smallest.err().contains("<- lower end"), smallest.err());
    Run middle = Run.of((command + "0.4").split(" "));
    assertTrue(middle.err().contains("lower end 0.5999: the 0.4 quantile; 1 of 3 lie below"));
    assertEquals(
        "lower end: the 0.0 quantile of the normalized singular values of matrix.mtx",
        table.description());
  }

  /// Each row and column of a diagonal matrix is one singular value.
  @Test
  void matricesBeyondTheModelsCoherenceAreNoted(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("matrix.mtx");
    Files.writeString(
        file, "%%MatrixMarket matrix array real general\n3 3\n0.8\n0\n0\n0\n0.6\n0\n0\n0\n0.1\n");
    Run run =
        Run.of(
            ("design --degree 5 --steps 4 --precision float32 --coherence 1.25 --from-matrices "
                    + file)
                .split(" "));
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.err().contains("note: their coherence is 1.37876, above --coherence 1.25"), run.err());
  }

  @Test
  void zeroMatrixHasNoCoherenceToCount(@TempDir Path folder) throws IOException {
    String head = "%%MatrixMarket matrix array real general\n2 2\n";
    Path zero = Files.writeString(folder.resolve("zero.mtx"), head + "0\n0\n0\n0\n");
    Path diagonal = Files.writeString(folder.resolve("diagonal.mtx"), head + "1\n0\n0\n1\n");
    Run run =
        Run.of(
            "design",
            "--degree",
            "5",
            "--steps",
            "2",
            "--quantile",
            "0.6",
            "--from-matrices",
            zero.toString(),
            diagonal.toString());
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("\ncoherence 1.00\n"), run.err());
  }

  @Test
  void quantileOfARankDeficientMatrixIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("matrix.mtx");
    Files.writeString(file, "%%MatrixMarket matrix array real general\n2 2\n1\n1\n1\n1\n");
    Run run = Run.of(("design --degree 5 --steps 4 --from-matrices " + file).split(" "));
    assertEquals(3, run.status());
    assertEquals(
        "alternant design: the 0.01 quantile of the values is 0 (1 of 2 are): choose a"
            + " larger --quantile\n",
        run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --lower 1e-3 --max-error 1e-9 --steps 2 | no schedule of these steps and degrees that costs at most 100 products has an error of at most 1.0E-9; the best reaches 0.67553 with 10 products (degrees 17,17)
          --lower 1e-3 --max-error 1e-3 --budget 10 | no schedule of these steps and degrees that costs at most 10 products has an error of at most 0.001; the best reaches 0.67553 with 10 products (degrees 17,17)
          """)
  void unreachableErrorsGetStatusOne(String options, String message) {
    Run run = Run.of(("design " + options).split(" "));
    assertEquals("alternant design: " + message + "\n", run.err());
    assertEquals(1, run.status());
    assertEquals("", run.out());
  }

  @Test
  void bandsBeyondReachGetStatusOne() {
    Run run = Run.of("design", "--degrees", "1", "--delta", "1e-17");
    assertEquals(
        "alternant design: these steps, with coefficients rounded to binary64, bring no interval"
            + " [L, 1.0] into the band [1.0, 1.0], however large L\n",
        run.err());
    assertEquals(1, run.status());
  }

  @Test
  void helpFitsTheOptionsOnOneScreenEach() {
    Run run = Run.of("design", "--help");
    assertEquals(0, run.status());
    for (String option :
        List.of("--budget", "--flops", "--max-error", "--band", "--from-matrices", "--pareto")) {
      assertTrue(run.out().contains(option), option);
    }
    assertFalse(run.out().contains("null"));
  }

  /// An option that no section names would be missing from the help.
  @Test
  void helpHasEveryOptionInOneSection() {
    CommandSpec design =
        requireNonNull(Main.commandLine("design").getSubcommands().get("design")).getCommandSpec();
    List<String> shown =
        ((Sectioned) design.userObject())
            .sections().stream().flatMap(section -> section.names().stream()).sorted().toList();
    assertEquals(design.options().stream().map(OptionSpec::longestName).sorted().toList(), shown);
  }
}
