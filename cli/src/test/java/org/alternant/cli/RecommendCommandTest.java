package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.TableReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What `recommend` says, and what it writes.
class RecommendCommandTest {

  private static final List<String> TINY =
      List.of("recommend", "--budget", "5", "--shape", "12,16", "--lower", "0.1");

  @TempDir private Path folder;

  private static Run tiny(String... more) {
    List<String> words = new ArrayList<>(TINY);
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  /// It would have said so of one that errs more, but for structured matrices.
  @Test
  void nothingIsSaidToErrLessThatErrsMore() {
    Run run = Run.of("recommend --lower 0.9 --budget 3".split(" "));
    assertEquals(0, run.status(), run.err());
    assertFalse(run.out().contains("errs less"), run.out());
  }

  @Test
  void theExportLineNamesTheFileThatWasWritten() throws IOException {
    Path file = folder.resolve("it's.json");
    Run run = tiny("-o", file.toString());
    assertEquals(0, run.status(), run.err());
    String quoted = "'" + file.toString().replace("'", "'\\''") + "'";
    assertTrue(
        run.out().contains("alternant export " + quoted + " --to pytorch -o orthogonalize.py"),
        run.out());
    CoefficientTable table = TableReader.read(Files.readAllBytes(file));
    assertTrue(run.out().startsWith("recommended   " + table.name() + " (designed now): "));
    Run export = Run.of("export", file.toString(), "--to", "pytorch");
    assertEquals(0, export.status(), export.err());
    assertTrue(export.out().contains("take 5 products of two matrices"), export.out());
  }

  @Test
  void jsonHoldsWhatTheTextSays() {
    Run text = tiny();
    JsonNode json = tiny("--json").json();
    JsonNode recommended = json.get("recommended");
    assertTrue(text.out().startsWith("recommended   " + recommended.get("name").stringValue()));
    assertEquals(5, recommended.get("products").intValue());
    assertEquals("bfloat16", json.get("precision").stringValue());
    assertEquals("pytorch", json.get("rounding").stringValue());
    assertEquals(recommended.get("name"), json.get("table").get("name"));
    assertEquals(
        json.get("inUse").get(0).get("name").stringValue(),
        text.out()
            .lines()
            .dropWhile(line -> !line.startsWith("in use"))
            .skip(1)
            .findFirst()
            .orElseThrow()
            .split(" ", -1)[0]);
    assertTrue(json.get("export").stringValue().startsWith("give -o FILE"));
  }

  @Test
  void whatCannotBeMetIsOneLine() {
    Run run =
        Run.of("recommend --budget 15 --lower 1e-30 --shape 8,8 --runtime pytorch-cpu".split(" "));
    assertEquals(1, run.status());
    assertEquals("", run.out());
    assertEquals(
        "alternant recommend: every schedule that was tried breaks in bfloat16 (runtime"
            + " pytorch-cpu) on sample matrices with singular values from 1.0E-30: choose a larger"
            + " --budget or lower end, or a more exact --precision\n",
        run.err());
  }

  @Test
  void wrongUsage() {
    assertEquals(
        "alternant recommend: the budget must be from 2 to 40 products, found 1 (try 'alternant"
            + " recommend --help')\n",
        Run.of("recommend", "--budget", "1").err());
    assertEquals(2, Run.of("recommend", "--lower", "1").status());
    assertEquals(2, Run.of("recommend", "-o", "-").status());
  }
}
