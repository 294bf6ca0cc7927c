package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names and numbers that a user gives come out whole on a line of their own, whatever is in them.
class ForeignTextTest {

  private static final String MATRIX =
      "%%MatrixMarket matrix array real general\n2 2\n1\n0\n0\n0.5\n";

  /// What moves a cursor, changes colours, breaks or reorders a line.
  private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

  private static final String HOSTILE = "a\n| b |\u001b[31m\u009b\u202e<b>`*[x]&amp;\t.mtx";

  /// Of a row; the pipes around it make two more pieces.
  private static final int CELLS = 7;

  @TempDir private Path folder;

  private static void assertHarmless(String text) {
    assertFalse(HARMFUL.matcher(text).find(), text);
  }

  private Path matrix(String name) throws IOException {
    return Files.writeString(folder.resolve(name), MATRIX);
  }

  @Test
  void matrixFilesNamesDoNotBreakWhatIsPrinted() throws IOException {
    String file = matrix(HOSTILE).toString();
    String plain = matrix("plain.mtx").toString();
    String other = matrix("other.mtx").toString();
    for (List<String> more :
        List.of(List.<String>of(), List.of("--trace"), List.of(other), List.of("--json"))) {
      Run hostile = validate(file, more);
      assertEquals(0, hostile.status());
      assertHarmless(hostile.out());
      assertEquals(validate(plain, more).out().lines().count(), hostile.out().lines().count());
    }
    assertEquals(HOSTILE, validate(file, List.of("--json")).json().get("matrix").asString());
  }

  private static Run validate(String file, List<String> more) {
    List<String> words = new ArrayList<>(List.of("validate", "jordan-5", "--matrix", file));
    words.addAll(more);
    return Run.of(words.toArray(String[]::new));
  }

  @Test
  void aRowOfMarkdownStaysOneRowWithItsCells() throws IOException {
    Run run = validate(matrix(HOSTILE).toString(), List.of("--markdown"));
    assertEquals(1, run.out().lines().count());
    assertHarmless(run.out());
    assertTrue(
        run.out()
            .startsWith(
                "| jordan-5 | a\\\\u000a\\| b \\|\\\\u001b\\[31m\\\\u009b\\\\u202e\\<b>\\`\\*\\[x]"
                    + "\\&amp;\\\\u0009.mtx | float64 | "),
        run.out());
    assertEquals(CELLS + 2, run.out().split("(?<!\\\\)\\|", -1).length, run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify %s",
        "validate jordan-5 --matrix %s",
        "export jordan-5 --to %s",
        "catalogue %s",
        "export jordan-5 --to c -o /no/%s",
        "design --degree 5 --steps 2 --lower 0.1 --name %s",
        "design --budget 9 --from-matrices %s",
        "solve --degree %s --lower 0.1",
        "solve --%s",
        "%s",
        "--debug verify %s"
      })
  void errorsAreOneShortHarmlessLine(String command) {
    for (String foreign : List.of(HOSTILE.replace('\t', 't'), "x".repeat(100_000))) {
      String[] words = command.split(" ");
      for (int i = 0; i < words.length; i++) {
        words[i] = words[i].formatted(foreign);
      }
      Run run = Run.of(words);
      assertTrue(run.status() == 2 || run.status() == 3, run.err());
      assertEquals("", run.out());
      assertHarmless(run.err().replace("\n\tat ", "\nat "));
      String last = run.err().lines().toList().getLast();
      assertTrue(last.length() < 700, last);
      assertTrue(command.contains("--debug") || run.err().lines().count() == 1, run.err());
    }
  }

  @Test
  void aLongLineKeepsItsBeginningAndItsAdvice() {
    String err = Run.of("verify", "x".repeat(100_000)).err();
    assertTrue(err.startsWith("alternant verify: no file and no shipped table is named 'xxx"), err);
    assertTrue(err.contains("x…x"), err);
    assertTrue(err.endsWith("xxx'; 'alternant catalogue' lists the shipped tables\n"), err);
  }

  /// Picocli would read arguments from it, and show them.
  @Test
  void anAtSignNamesNoFileOfArguments() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "--lower 0.5 hunter2\n");
    Run run = Run.of("verify", "@" + secret);
    assertEquals(3, run.status());
    assertTrue(run.err().contains("is named '@" + secret + "'"), run.err());
    assertFalse(run.err().contains("hunter2"), run.err());
    assertEquals(2, Run.of("@" + secret).status());
    assertFalse(Run.of("@" + secret).err().contains("hunter2"));
  }

  @Test
  void hugeNumbersAreShort() {
    Run run =
        Run.of(
            "validate jordan-5 --rows 2 --cols 2 --spectrum uniform --spectrum-upper 1e300"
                .split(" "));
    assertEquals(1, run.status());
    assertFalse(run.out().matches("(?s).*\\d{30}.*"), run.out());
  }

  @Test
  void anEmptyNameIsSaidToBeEmpty() {
    assertEquals(
        "alternant verify: a table's name is empty; 'alternant catalogue' lists the shipped"
            + " tables\n",
        Run.of("verify", "").err());
  }
}
