package org.alternant.coefficients.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Foreign forms of tables: what is read, and what each defect is called.
class TableImportTest {

  private static final List<List<Double>> ROWS =
      List.of(List.of(1.5, -0.5), List.of(3.0, -2e-3, 0.25));

  private static CoefficientTable read(String text) {
    return TableImport.read(text.getBytes(StandardCharsets.UTF_8), "given");
  }

  private static List<List<Double>> rows(CoefficientTable table) {
    return table.steps().stream().map(Step::coefficients).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[1.5, -0.5], [3, -2e-3, .25]]",
        "((1.5, -0.5), (3, -2e-3, .25))",
        "[(1.5, -0.5,), [3., -2E-3, +0.25,],]",
        """
        # a comment
        coeffs_list = [  # degree=5
            (1.5, -0.5),
            (3.0, -0.002, 0.25), # x
        ]
        """,
        "COEFFS: list[tuple[float, ...]] = [(0x1.8p0, -0.5), (3, -2e-3, 0x1p-2)]",
        "\r\n[\r\n[1.5,\t-0.5],\r\n[3,-2e-3,0.25]\r\n]\r\n"
      })
  void pythonAndJsonRowsAreRead(String text) {
    CoefficientTable table = read(text);
    assertEquals(ROWS, rows(table));
    assertEquals("given", table.name());
    assertEquals(Conventions.DEFAULT, table.conventions());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(3.4445, -4.7750, 2.0315)", "[3.4445, -4.775, 2.0315,]"})
  void oneRowMayStandAlone(String text) {
    assertEquals(List.of(List.of(3.4445, -4.775, 2.0315)), rows(read(text)));
  }

  @Test
  void polarExpressPackageIsRead() {
    CoefficientTable table =
        read(
            """
            {"degree": 3, "params": {"l": 0.001, "num_iters": 2, "cushion": 0.02},
             "coefficients": [[1.5, -0.5], [1.25, -0.25]]}
            """);
    assertEquals(List.of(List.of(1.5, -0.5), List.of(1.25, -0.25)), rows(table));
    assertEquals("given", table.name());
  }

  @Test
  void ownFormatIsReadAsEver() {
    CoefficientTable table = Catalogue.find("nanochat-5").orElseThrow();
    assertEquals(table, TableImport.read(TableWriter.write(table), "given"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [[1.5, -0.5], [os.system("true")]] | line 1, column 16: not a number: "os.system"
          [[1.5, nan]] | line 1, column 8: not a number: "nan"
          [[1.5, 1e999]] | line 1, column 8: too large for a binary64 number: "1e999"
          [[1.5, -1e-400]] | line 1, column 9: too small for a binary64 number: "1e-400"
          [[1.5, -0.5) | line 1, column 12: expected ',' or ']', found ")"
          [[1.5 -0.5]] | line 1, column 7: expected ',' or ']', found "-0.5]]"
          [[1.5,, -0.5]] | line 1, column 7: expected a number, found ", -0.5]]"
          [[1.5], 2] | line 1, column 9: expected a row of numbers, found "2]"
          [[1.5], []] | line 1, column 10: no numbers in the brackets
          [] | no rows of numbers found; expected lists in [ ], ( ) or { }, or rows one a line, as in [[1.5, -0.5], ...]
          [{"a": 1.5}] | no rows of numbers found; expected lists in [ ], ( ) or { }, or rows one a line, as in [[1.5, -0.5], ...]
          3 | line 1, column 1: one number in a line; write a row's numbers in one line
          "x" | no rows of numbers found; expected lists in [ ], ( ) or { }, or rows one a line, as in [[1.5, -0.5], ...]
          %%MatrixMarket | no rows of numbers found; expected lists in [ ], ( ) or { }, or rows one a line, as in [[1.5, -0.5], ...]
          [[1.5]] print(1) | line 1, column 9: more text after the end of the rows: "print(1)"
          [[1.5, | line 1, column 7: expected a number, found the end of the input
          [[1.5] | line 1, column 7: expected ',' or ']', found the end of the input
          import os | no rows of numbers found; expected lists in [ ], ( ) or { }, or rows one a line, as in [[1.5, -0.5], ...]
          a == [[1]] | no rows of numbers found; expected lists in [ ], ( ) or { }, or rows one a line, as in [[1.5, -0.5], ...]
          `{"degree": 5, "params": {}, "coefficients": [[1.5, -0.5]]}` | coefficients[0]: expected 3 numbers for degree 5, found 2
          `{"degree": 4, "params": {}, "coefficients": [[1.5, -0.5]]}` | degree must be odd, found 4
          `{"degree": 3, "params": {}, "coefficients": [[1.5, -0.5]], "x": 1}` | x: unknown field (expected one of degree, params, coefficients)
          `{"degree": 3, "params": {}, "coefficients": []}` | a table needs at least one step
          """)
  void everyDefectHasOneLineWithItsPlace(String text, String message) {
    TableFormatException error = assertThrows(TableFormatException.class, () -> read(text));
    assertEquals(message, error.getMessage());
  }

  /// Rows in an object, in none of the forms that are read.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `{"params": {}, "coefficients": [[1.5, -0.5]]}` | no degree
          `{"params": {}}` | no degree, no coefficients
          """)
  void rowsInAnObjectNeedWhatThePackageWritesBesideThem(String text, String missing) {
    TableFormatException error = assertThrows(TableFormatException.class, () -> read(text));
    assertEquals(
        "not a coefficient table: rows in an object are read as the Polar Express package writes"
            + " them, with degree, params, coefficients, and here is "
            + missing
            + "; rows alone stand in brackets, [[1.5, -0.5], ...]",
        error.getMessage());
  }

  /// Other programs' JSON, and what our own commands print with --json.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\": 1}",
        "{\"name\": \"x\", \"version\": \"1.0.0\", \"dependencies\": {}}",
        "{\"input\": {}, \"output\": {}, \"worstCaseError\": 0.5, \"steps\": [], \"more\": 1}"
      })
  void anotherObjectIsSaidToHoldNoRows(String text) {
    TableFormatException error = assertThrows(TableFormatException.class, () -> read(text));
    assertEquals(
        "no rows of numbers found; expected lists in [ ], ( ) or { }, or rows one a line, as in"
            + " [[1.5, -0.5], ...]",
        error.getMessage());
  }

  @Test
  void aLongFlatListIsSplitOnlyWhereThatIsAsked() {
    String flat = "[3.4445, -4.775, 2.0315, " + "1.5, -0.5, 0, ".repeat(4) + "]";
    assertEquals(
        "a flat list of 15 numbers is one polynomial of degree 29 or several rows; --flat 3 splits"
            + " it into rows of three, --flat 15 keeps it",
        assertThrows(TableFormatException.class, () -> read(flat)).getMessage());
    assertEquals(5, TableImport.parse(flat, new TableImport.Selection(null, 3)).steps().size());
    assertEquals(1, TableImport.parse(flat, new TableImport.Selection(null, 15)).steps().size());
    assertThrows(
        TableFormatException.class,
        () -> TableImport.parse(flat, new TableImport.Selection(null, 4)));
  }

  @Test
  void aTableThatIsAlmostOursIsReadAsOurs() {
    assertEquals(
        "formatVersion: missing",
        assertThrows(TableFormatException.class, () -> read("{\"function\": \"sign\"}"))
            .getMessage());
  }

  @Test
  void placesAreCountedOverLines() {
    TableFormatException error =
        assertThrows(TableFormatException.class, () -> read("[\n  [1.5],  # fine\n  [x]\n]"));
    assertEquals("line 3, column 4: not a number: \"x\"", error.getMessage());
  }
}
