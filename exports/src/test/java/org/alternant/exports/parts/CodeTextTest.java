package org.alternant.exports.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTextTest {

  /// What begins or ends a comment or a line somewhere, or joins lines.
  private static final List<String> DANGEROUS =
      List.of(
          "*/", "/*", "//", "??/", "\\", "\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b",
          "\u000c", "\u0000", "\u202e", "`", "%", "#", "<!", "{{", "${", "\ud800");

  @Test
  void foreignTextCannotLeaveItsComment() {
    for (String danger : DANGEROUS) {
      for (String text : List.of(danger, "a" + danger + "b", danger + danger)) {
        String comment = CodeText.comment(text);
        String command = CodeText.command(text);
        for (String other :
            List.of("*/", "/*", "//", "??/", "\\", "\n", "\r", "\u2028", "\u202e")) {
          assertFalse(comment.contains(other), comment);
          assertFalse(command.contains(other), command);
        }
        assertTrue(comment.startsWith("\"") && comment.endsWith("\""), comment);
        assertEquals(2, comment.chars().filter(c -> c == '"').count(), comment);
        assertTrue(command.chars().allMatch(c -> c >= ' ' && c < 0x7f), command);
      }
    }
  }

  @Test
  void foreignTextCannotLeaveAPythonString() {
    for (String danger : DANGEROUS) {
      String literal = CodeText.pythonString("a" + danger + "\"'\ud83d\ude00");
      assertTrue(literal.chars().allMatch(c -> c >= ' ' && c < 0x7f), literal);
      assertEquals(2, literal.chars().filter(c -> c == '"').count(), literal);
      assertTrue(
          literal.replaceAll("\\\\(u[0-9a-f]{4}|U[0-9a-f]{8})", "").indexOf('\\') < 0, literal);
    }
    assertEquals("\"w.1 \\u00e4\\u0022\\U0001f600\"", CodeText.pythonString("w.1 ä\"😀"));
  }

  @Test
  void longForeignTextIsCut() {
    assertTrue(CodeText.comment("x".repeat(100_000)).length() < 1100);
    assertTrue(CodeText.command("x".repeat(100_000)).length() < 1100);
  }

  @ParameterizedTest
  @CsvSource({
    "nanochat-5, nanochat_5",
    "A--b..c, a_b_c",
    "5-steps, table_5_steps",
    "int, int",
    "x_, x"
  })
  void namesBecomeIdentifiers(String name, String identifier) {
    assertEquals(identifier, CodeText.identifier(name));
  }

  @ParameterizedTest
  @ValueSource(doubles = {8.156554524902461, 1e-6, -0.0, 4.9e-324, 1.7976931348623157e308, 3})
  void decimalsAreShortestAndRoundTrip(double value) {
    assertEquals(value, Double.parseDouble(CodeText.decimal(value, Precision.FLOAT64)));
    float single = (float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE);
    assertEquals(single, Float.parseFloat(CodeText.decimal(single, Precision.FLOAT32)));
  }

  @Test
  void valuesAreNotSearchedForPlaceholders() {
    assertEquals(
        "a {{b}} $1 \\x",
        CodeText.fill("a {{a}}\n  {{empty}}", Map.of("a", "{{b}} $1 \\x", "empty", "")).strip());
  }
}
