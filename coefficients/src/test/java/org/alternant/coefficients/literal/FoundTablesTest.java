package org.alternant.coefficients.literal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files as people have them: the tables in them, by name.
class FoundTablesTest {

  /// A file of the resources.
  static String file(String name) throws IOException {
    try (InputStream input =
        Objects.requireNonNull(FoundTablesTest.class.getResourceAsStream(name), name)) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<List<Double>> rows(String literal) {
    return Arrays.stream(literal.split(";"))
        .map(row -> Arrays.stream(row.split(",")).map(Double::valueOf).toList())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          optimizer.py   | NS5                          | 3.4445,-4.775,2.0315; 3.4445,-4.775,2.0315; 3.4445,-4.775,2.0315; 3.4445,-4.775,2.0315; 3.4445,-4.775,2.0315
          optimizer.py   | JORDAN                       | 3.4445,-4.775,2.0315
          optimizer.py   | a,b,c                        | 3.4445,-4.775,2.0315
          optimizer.py   | @32                          | 3.4445,-4.775,2.0315
          optimizer.py   | coeffs_list                  | 8.205160414005574,-22.901934987056052,16.460724910180318; 4.0663951599427755,-2.861154086755143,0.5183995226694741; 3.9095949044379155,-2.8233517350395165,0.5250369769390026; 1.875,-1.25,0.375
          optimizer.py   | SETS.slow                    | 3.8623046875,-8.111328125,4.890625; 1.5,-0.5,0
          optimizer.py   | slow                         | 3.8623046875,-8.111328125,4.890625; 1.5,-0.5,0
          optimizer.py   | SETS.fast                    | 4.0848,-6.8946,2.927; 4.0848,-6.8946,2.927; 1.875,-1.25,0.375
          kernel.cu      | kCoefficients                | 3.4445,-4.775,2.0315; 4.0848,-6.8946,2.927; 1.875,-1.25,0.375
          kernel.cu      | kDouble                      | 1.875,-1.25,0.375; 1.5,-0.5,0
          coefficients.rs| SIGN                         | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375
          coefficients.rs| SLOW                         | 1.5,-0.5; 1.5,-0.5
          coefficients.rs| rows                         | 2,-1.5; 1.5,-0.5
          sign.jl        | MATRIX                       | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375
          sign.jl        | LINES                        | 8.156,-22.483,15.879; 4.043,-2.809,0.5; 1.875,-1.25,0.375
          sign.jl        | TUPLES                       | 1.5,-0.5; 1.875,-1.25,0.375
          config.yaml    | optimizer.newton_schulz.coefficients | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375
          config.yaml    | nested                       | 1.5,-0.5; 1.25,-0.25
          config.yaml    | named                        | 4.0848,-6.8946,2.927; 1.875,-1.25,0.375
          config.toml    | muon.coefficients            | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375
          config.toml    | row                          | 4.0848,-6.8946,2.927; 1.875,-1.25,0.375
          header.csv     |                              | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375
          plain.csv      |                              | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375; 1.5,-0.5
          savetxt.txt    |                              | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375
          notes.md       | jordans-row                  | 3.4445,-4.775,2.0315; 3.4445,-4.775,2.0315
          notes.md       | as-a-list                    | 1.5,-0.5; 1.875,-1.25,0.375
          notes.md       | FAST                         | 4.0848,-6.8946,2.927; 1.875,-1.25,0.375
          table.tex      |                              | 8.156,-22.483,15.879; 4.043,-2.809,0.5
          other.json     | tables.0.rows                | 1.5,-0.5; 1.25,-0.25
          other.json     | steps                        | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375
          Rows.java      |                              | 3.4445,-4.775,2.0315; 1.875,-1.25,0.375
          """)
  void aFileHoldsTheseTables(String file, @Nullable String name, String rows) throws IOException {
    assertEquals(rows(rows), FoundTables.find(file(file), file, name).rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kernel.cu    |       | holds 2 tables: kCoefficients (line 9), kDouble (line 15); name one, as in FILE#kCoefficients
          kernel.cu    | other | no table is named "other"; there are kCoefficients (line 9), kDouble (line 15)
          optimizer.py |       | holds 4 tables: NS5 (line 9), coeffs_list (line 19), SETS.slow (line 24), SETS.fast (line 25); name one, as in FILE#NS5
          """)
  void whatIsMissingOrAmbiguousIsListed(String file, @Nullable String name, String message)
      throws IOException {
    String text = file(file);
    LiteralException error =
        assertThrows(LiteralException.class, () -> FoundTables.find(text, file, name));
    assertEquals(message, error.getMessage());
  }

  /// What one language takes for a comment and another for a division is refused, and no numbers
  /// are merged where a comma was lost.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          py  | c = [[15 // 8, -1.25], [1.5, -0.5]]        | line 1, column 11: expected a number, found "/ 8, -1.25], [1.5, -"
          py  | c = [[3.4445 -4.7750, 2.0315]]             | line 1, column 14: expected ',' or ']', found "-4.7750, 2.0315]]"
          py  | c = [[3.4445-4.7750, 2.0315]]              | line 1, column 13: expected ',' or ']', found "-4.7750, 2.0315]]"
          py  | c = [[3.4445, -4.7750] [2.0315, 1.5]]      | line 1, column 24: expected ',' or ']', found "[2.0315, 1.5]]"
          py  | c = [3.4445 -4.7750, 2.0315]               | line 1, column 13: expected ',' or ']', found "-4.7750, 2.0315]"
          py  | c = [[1.5, --0.5]]                         | line 1, column 12: expected a number, found "--0.5]]"
          py  | c = [[1.5, -0.5], 2]                       | line 1, column 19: expected a row of numbers, found "2]"
          py  | c = [[1.5, f(2)]]                          | line 1, column 12: not a number: "f"
          py  | c = [[1.5, 1/0]]                           | line 1, column 12: a division by 0
          py  | c = [[1.5, 1e999]]                         | line 1, column 12: too large for a binary64 number: "1e999"
          py  | c = [[1.5, -0.5]] @ y                      | line 1, column 19: expected the end of the value, found "@ y"
          c   | double c[1][3] = {{15/8, -5/4, 3/8}};      | line 1, column 22: a division of integers in { }, which C cuts off; write a point, as in 15.0/8
          jl  | c = [[1.5, -0.5]] * 8                      | line 1, column 5: arithmetic with an array: write its numbers
          csv | `3,4445;-4,775`                            | line 1, column 1: both , and ; in a line; write decimal points, and one of them
          """)
  void whatCouldBeMisreadIsRefused(String extension, String text, String message) {
    LiteralException error =
        assertThrows(LiteralException.class, () -> FoundTables.find(text, "x." + extension, null));
    assertEquals(message, error.getMessage());
  }

  @Test
  void columnsWithoutNamesAreNotGuessed() {
    assertEquals(
        "line 1, column 1: which columns are coefficients? name them a, b, c or c0, c1, c2, lowest"
            + " power first",
        assertThrows(
                LiteralException.class,
                () -> FoundTables.find("low,high\n1.5,-0.5\n", "x.csv", null))
            .getMessage());
    assertEquals(
        "line 1, column 1: the first column counts the rows: leave it out, or name the columns",
        assertThrows(
                LiteralException.class,
                () -> FoundTables.find("1,1.5,-0.5\n2,1.5,-0.5\n", "x.csv", null))
            .getMessage());
  }

  @Test
  void fractionsAreRoundedOnce() {
    assertEquals(
        List.of(List.of(1 / 3.0, 2 / 3.0)),
        FoundTables.find("c = [[1/3, 2/3]]", "x.py", "c").rows());
    // 1/10·3 is 0.3 exactly; binary64 arithmetic would give 0.30000000000000004.
    assertEquals(
        List.of(List.of(0.3, -0.3)),
        FoundTables.find("c = [[1/10*3, -0.1*3]]", "x.py", "c").rows());
  }
}
