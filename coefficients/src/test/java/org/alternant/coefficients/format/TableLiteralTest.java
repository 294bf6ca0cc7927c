package org.alternant.coefficients.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableLiteralTest {
  private static List<List<Double>> rows(String literal) {
    return TableLiteral.parse(literal).steps().stream().map(Step::coefficients).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.5,-4.75,2; 1.5,-0.5",
        "3.5,-4.75,2;1.5,-0.5;",
        " 3.5 ,\t-4.75,\n 2 ;\r\n 1.5,-.5 ; ",
        "+35e-1, -0475E-2, 2.; 0.15e+1, -5e-1",
        "0x1.cp1, -0x1.3p2, 0X1P+1; 0x1.8p0, -0x1.0p-1",
      })
  void spellingsOfTheSameTableAreEqual(String literal) {
    assertEquals(List.of(List.of(3.5, -4.75, 2.0), List.of(1.5, -0.5)), rows(literal));
  }

  @Test
  void numbersAreRoundedCorrectlyAndKeepTheSignOfZero() {
    assertEquals(List.of(List.of(0.1, -0.0, Double.MIN_VALUE)), rows("0.1, -0, 4.9e-324"));
  }

  @Test
  void nothingButTheRowsIsClaimed() {
    CoefficientTable table = TableLiteral.parse("1.5, -0.5");
    assertEquals(
        new CoefficientTable(
            "literal",
            null,
            List.of(Step.of(List.of(1.5, -0.5))),
            Conventions.DEFAULT,
            null,
            null,
            new Provenance("literal", null)),
        table);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``             | row 1: empty; expected numbers such as 1.5, -0.5",
        ";              | row 1: empty; expected numbers such as 1.5, -0.5",
        "1,2;;          | row 2: empty; expected numbers such as 1.5, -0.5",
        "1,2; ;3,4      | row 2: empty; expected numbers such as 1.5, -0.5",
        "1,,3           | row 1, number 2: missing",
        "1,2,           | row 1, number 3: missing",
        "1,2;3,4,x      | row 2, number 3: not a number: \"x\"",
        "1 2            | row 1, number 1: not a number: \"1 2\"",
        "1.5d           | row 1, number 1: not a number: \"1.5d\"",
        "1.5F           | row 1, number 1: not a number: \"1.5F\"",
        "0x1p0d         | row 1, number 1: not a number: \"0x1p0d\"",
        "0x10           | row 1, number 1: not a number: \"0x10\"",
        "NaN            | row 1, number 1: not a number: \"NaN\"",
        "-Infinity      | row 1, number 1: not a number: \"-Infinity\"",
        "∞              | row 1, number 1: not a number: \"∞\"",
        "−1             | row 1, number 1: not a number: \"−1\"",
        ".              | row 1, number 1: not a number: \".\"",
        "1e             | row 1, number 1: not a number: \"1e\"",
        "1_000          | row 1, number 1: not a number: \"1_000\"",
        "١              | row 1, number 1: not a number: \"١\"",
        "1;2;3,1e999    | row 3, number 2: too large for a binary64 number: \"1e999\"",
        "1e-400,1       | row 1, number 1: too small for a binary64 number: \"1e-400\"",
        "-0x0.1p-9999   | row 1, number 1: too small for a binary64 number: \"-0x0.1p-9999\"",
        "0x1p9999       | row 1, number 1: too large for a binary64 number: \"0x1p9999\"",
      })
  void defectsAreNamedWithTheirPlace(String literal, String message) {
    TableFormatException e =
        assertThrows(TableFormatException.class, () -> TableLiteral.parse(literal));
    assertEquals(message, e.getMessage());
  }

  @Test
  void tooManyNumbersOrRowsAreRefused() {
    TableFormatException degree =
        assertThrows(
            TableFormatException.class, () -> TableLiteral.parse("1" + ",1".repeat(512) + ";1"));
    assertEquals("row 1: degree must be from 1 to 1023, found 1025", degree.getMessage());
    TableFormatException steps =
        assertThrows(TableFormatException.class, () -> TableLiteral.parse("1;".repeat(10_001)));
    assertEquals("a table has at most 10000 steps, found 10001", steps.getMessage());
  }
}
