package org.alternant.iteration.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixMarketReaderTest {

  private static final String COORDINATES = "%%MatrixMarket matrix coordinate real general";

  /// Lines are separated by `;` in this class.
  private static byte[] file(String lines) {
    return lines.replace(';', '\n').getBytes(StandardCharsets.UTF_8);
  }

  private static DMatrixRMaj read(String lines) throws MatrixFormatException {
    return MatrixFile.parse(file(lines));
  }

  private static void assertMatrix(double[][] expected, String lines) throws MatrixFormatException {
    DMatrixRMaj x = read(lines);
    assertEquals(expected.length, x.numRows);
    assertArrayEquals(new DMatrixRMaj(expected).data, x.data);
  }

  @Test
  void readsArraysColumnByColumn() throws MatrixFormatException {
    assertMatrix(
        new double[][] {{1, 3, -5}, {.25, 4, 6e-3}},
        "%%MatrixMarket matrix array real general;2 3;1;.25;3.;+4;-5;6e-3;");
    assertMatrix(
        new double[][] {{7}, {-8}}, "%%MatrixMarket matrix array integer general;2 1;7;-8");
  }

  @Test
  void readsTheLowerTriangleOfSymmetricArrays() throws MatrixFormatException {
    assertMatrix(
        new double[][] {{1, 2}, {2, 3}}, "%%MatrixMarket matrix array real symmetric;2 2;1;2;3");
    assertMatrix(
        new double[][] {{0, -1, -2}, {1, 0, -3}, {2, 3, 0}},
        "%%MatrixMarket matrix array real skew-symmetric;3 3;1;2;3");
  }

  @Test
  void readsCoordinates() throws MatrixFormatException {
    assertMatrix(new double[][] {{0, 2.5, 0}, {-1, 0, 0}}, COORDINATES + ";2 3 2;1 2 2.5;2 1 -1");
    assertMatrix(
        new double[][] {{0, 1}, {1, 0}},
        "%%MatrixMarket matrix coordinate pattern symmetric;2 2 1;2 1");
    assertMatrix(
        new double[][] {{0, -4}, {4, 0}},
        "%%MatrixMarket matrix coordinate integer skew-symmetric;2 2 1;2 1 4");
    assertMatrix(new double[][] {{0, 0}}, COORDINATES + ";1 2 0");
  }

  @Test
  void addsUpRepeatedEntries() throws MatrixFormatException {
    assertMatrix(new double[][] {{0, 3.5}}, COORDINATES + ";1 2 3;1 2 1;1 2 2;1 2 .5");
    assertMatrix(
        new double[][] {{2, 3}, {3, 0}},
        "%%MatrixMarket matrix coordinate real symmetric;2 2 4;1 1 1;2 1 1;1 1 1;2 1 2");
  }

  @Test
  void ignoresCaseCommentsBlankLinesAndSpaces() throws MatrixFormatException {
    assertMatrix(
        new double[][] {{9}},
        "%%matrixmarket MATRIX Coordinate REAL General  \r"
            + ";% größe;;%;\t 1   1\t1 \r"
            + ";;1 1 9;% end;;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%%MatrixMarket | line 1: expected %%MatrixMarket matrix, layout, field, symmetry, found 1"
            + " word: '%%MatrixMarket'",
        "%%MatrixMarket vector array real general;1 1;1 | line 1: holds a 'vector', not a matrix",
        "%%MatrixMarket matrix sparse real general | line 1: 'sparse' matrices are not read; these"
            + " are: array, coordinate",
        "%%MatrixMarket matrix array complex general | line 1: 'complex' matrices are not read;"
            + " these are: real, integer, pattern",
        "%%MatrixMarket matrix array real hermitian | line 1: 'hermitian' matrices are not read;"
            + " these are: general, symmetric, skew-symmetric",
        "%%MatrixMarket matrix array pattern general | line 1: a pattern can be neither an array"
            + " nor skew-symmetric",
        "%%MatrixMarket matrix coordinate pattern skew-symmetric | line 1: a pattern can be neither"
            + " an array nor skew-symmetric",
        "%%MatrixMarket matrix array real general;% | line 2: the file ends before the line of"
            + " sizes",
        "%%MatrixMarket matrix array real general;2 | line 2: expected rows, columns, found 1"
            + " word: '2'",
        "%%MatrixMarket matrix array real general;2 x | line 2: expected the number of columns,"
            + " found 'x'",
        "%%MatrixMarket matrix array real general;2 -3 | line 2: expected the number of columns,"
            + " found '-3'",
        "%%MatrixMarket matrix array real general;0 5 | line 2: the matrix is empty: 0×5",
        "%%MatrixMarket matrix array real general;2 9999999999 | line 2: the number of columns is"
            + " too large: '9999999999'",
        "%%MatrixMarket matrix array real general;99999 99999 | line 2: a dense 99999×99999 matrix"
            + " has more than 67108864 entries",
        "%%MatrixMarket matrix coordinate real general;8192 8192 3;1 1 1;2 2 1;3 3 1 | line 2: of a"
            + " 8192×8192 matrix only 3 entries are listed: one that is so empty is read up to"
            + " 1048576 entries, zeros included",
        "%%MatrixMarket matrix array real general;999 999;1;2 | line 2: 998001 entries do not fit"
            + " the 3 bytes that follow",
        "%%MatrixMarket matrix array real symmetric;2 3 | line 2: a symmetric matrix is square,"
            + " found 2×3",
        "%%MatrixMarket matrix array real general;1 2;1;; ; | line 5: the file ends before entry"
            + " (1, 2)",
        "%%MatrixMarket matrix array real general;1 2;1 2;3 | line 3: expected one number, found 2"
            + " words: '1 2'",
        "%%MatrixMarket matrix array real general;1 1;1;2 | line 4: the matrix ended before this"
            + " line",
        "%%MatrixMarket matrix array real general;1 1;nan | line 3: entries must be finite, found"
            + " 'nan'",
        "%%MatrixMarket matrix array real general;1 1;-Infinity | line 3: entries must be finite,"
            + " found '-Infinity'",
        "%%MatrixMarket matrix array real general;1 1;1e999 | line 3: entries must be in the range"
            + " of binary64, found '1e999'",
        "%%MatrixMarket matrix array real general;1 1;1d0 | line 3: expected a number, found '1d0'",
        "%%MatrixMarket matrix array real general;1 1;0x1p3 | line 3: expected a number, found"
            + " '0x1p3'",
        "%%MatrixMarket matrix array integer general;1 1;1.0 | line 3: expected an integer, found"
            + " '1.0'"
      })
  void refusesMalformedFiles(String lines, String message) {
    assertRefused(lines, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 1 | line 2: expected rows, columns, entries, found 2 words: '1 1'",
        "2 2 9;1 1 1 | line 2: 9 entries do not fit the 5 bytes that follow",
        "2 2 2;1 1 1.00000 | line 3: the file ends before entry 2 of 2",
        "2 2 1;1 1 | line 2: 1 entries do not fit the 3 bytes that follow",
        "2 2 1;1 10 | line 2: 1 entries do not fit the 4 bytes that follow",
        "2 2 1;1 1;;; | line 3: expected row, column, value, found 2 words: '1 1'",
        "2 2 1;0 1 5 | line 3: row '0' is not between 1 and 2",
        "2 2 1;1 3 5 | line 3: column '3' is not between 1 and 2",
        "2 2 1;1 99999999999999999999 5 | line 3: column '99999999999999999999' is not between 1"
            + " and 2",
        "2 2 1;1 1.0 5 | line 3: expected a column, found '1.0'",
        "2 2 1;1 1 5;2 2 5 | line 4: the matrix ended before this line",
        "1 1 2;1 1 1e308;1 1 1e308 | line 4: the values of entry (1, 1) add up to infinity",
        "1 1 1;1 1 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | line 3: expected a number,"
            + " found 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'"
      })
  void refusesMalformedCoordinates(String lines, String message) {
    assertRefused(COORDINATES + ";" + lines, message);
  }

  @Test
  void refusesEntriesOutsideTheStoredTriangle() {
    assertRefused(
        "%%MatrixMarket matrix coordinate real symmetric;2 2 1;1 2 3",
        "line 3: entry (1, 2) is not in the part of a symmetric matrix that is stored");
    assertRefused(
        "%%MatrixMarket matrix coordinate real skew-symmetric;2 2 1;1 1 3",
        "line 3: entry (1, 1) is not in the part of a skew-symmetric matrix that is stored");
  }

  private static void assertRefused(String lines, String message) {
    Exception e = assertThrows(MatrixFormatException.class, () -> read(lines));
    assertEquals(message, e.getMessage());
  }
}
