package org.alternant.coefficients.literal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Files of [FoundTablesTest] with a letter or more lost, doubled, exchanged or put in. Each is
/// read or refused with a place, and what is read is made of numbers that stand in the file: none
/// is merged with another, and none is made up.
class MutationTest {
  private static final int MUTATIONS = 5_000;
  private static final int MANY_MUTATIONS = 50_000;
  private static final long SEED = 29;

  /// What is put in: what means something somewhere.
  private static final String LETTERS = "[](){},;:=#/*-+%&|\\\"'.\n eE_09x";

  /// Numbers as they stand; quotients of them are in the files that hold fractions.
  private static final Pattern NUMBER =
      Pattern.compile("(?:\\d[\\d_]*(?:\\.[\\d_]*)?|\\.\\d[\\d_]*)(?:[eE][-+]?\\d+)?");

  private static final Pattern COMPUTED =
      Pattern.compile("(" + NUMBER + ")[a-z0-9_]*\\s*(\\*\\*|\\*|/)\\s*[-+]?(" + NUMBER + ")");

  /// More than the oracle computes.
  private static final Pattern CHAIN =
      Pattern.compile(NUMBER + "[a-z0-9_]*\\s*[*/][-+*/\\s]*" + NUMBER + "[a-z0-9_]*\\s*[*/]");

  /// Files without arithmetic, unless a mutation makes some: their coefficients stand there, but
  /// for a sign.
  private static final List<String> PLAIN =
      List.of(
          "coefficients.rs",
          "config.yaml",
          "config.toml",
          "header.csv",
          "plain.csv",
          "savetxt.txt",
          "table.tex",
          "other.json",
          "Rows.java");

  private static final List<String> ARITHMETIC =
      List.of("optimizer.py", "kernel.cu", "sign.jl", "notes.md");

  private static final List<String> NAMES =
      List.of(
          "JORDAN",
          "NS5",
          "coeffs_list",
          "SETS.slow",
          "fast",
          "kDouble",
          "kCoefficients",
          "SIGN",
          "SLOW",
          "rows",
          "MATRIX",
          "LINES",
          "TUPLES",
          "coefficients",
          "nested",
          "named",
          "row",
          "FAST",
          "as-a-list",
          "jordans-row",
          "steps");

  @Test
  void everyMutationIsReadFromItsNumbersOrRefusedWithAPlace() throws IOException {
    mutate(MUTATIONS);
  }

  @Test
  @Tag("slow")
  void soAreFiftyThousandMutations() throws IOException {
    mutate(MANY_MUTATIONS);
  }

  private static void mutate(int mutations) throws IOException {
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < mutations; i++) {
      boolean plain = i % 3 != 0;
      List<String> files = plain ? PLAIN : ARITHMETIC;
      String file = files.get(random.nextInt(files.size()));
      String text = mutated(FoundTablesTest.file(file), random);
      String name = i % 2 == 0 ? null : NAMES.get(random.nextInt(NAMES.size()));
      try {
        FoundTables.Rows rows = FoundTables.find(text, file, name);
        read++;
        if (plain && !CHAIN.matcher(text).find()) {
          Set<Double> numbers = numbers(text);
          for (List<Double> row : rows.rows()) {
            for (double coefficient : row) {
              assertTrue(
                  numbers.stream().anyMatch(n -> isNearly(n, Math.abs(coefficient))),
                  () -> coefficient + " does not stand in " + file + ":\n" + text);
            }
          }
        }
      } catch (LiteralException e) {
        String message = Objects.requireNonNull(e.getMessage());
        assertEquals(1, message.lines().count(), message);
        assertTrue(
            !e.place().isEmpty() || e.problem().matches("(?s).*(FILE#|no table|no rows).*"),
            message);
      } catch (RuntimeException | StackOverflowError e) {
        fail(file + " as it was mutated:\n" + text, e);
      }
    }
    assertTrue(read > mutations / 20, read + " of " + mutations + " are read: the test is vacuous");
  }

  private static String mutated(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && !changed.isEmpty(); i++) {
      int at = random.nextInt(changed.length());
      char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
      int end = Math.min(changed.length(), at + 1 + random.nextInt(20));
      switch (random.nextInt(5)) {
        case 0 -> changed.deleteCharAt(at);
        case 1 -> changed.insert(at, letter);
        case 2 -> changed.setCharAt(at, letter);
        case 3 -> changed.delete(at, end);
        default -> changed.insert(at, changed.substring(at, end));
      }
    }
    return changed.toString();
  }

  private static Set<Double> numbers(String text) {
    Set<Double> numbers = new HashSet<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      numbers.add(Double.valueOf(matcher.group().replace("_", "")));
    }
    Matcher pair = COMPUTED.matcher(text);
    for (int from = 0; pair.find(from); from = pair.start() + 1) {
      double left = Double.parseDouble(pair.group(1).replace("_", ""));
      double right = Double.parseDouble(pair.group(3).replace("_", ""));
      numbers.add(
          switch (pair.group(2)) {
            case "*" -> left * right;
            case "/" -> left / right;
            default -> Math.pow(left, right);
          });
    }
    return numbers;
  }

  private static boolean isNearly(double number, double coefficient) {
    return Math.abs(number - coefficient) <= 1e-12 * number;
  }
}
