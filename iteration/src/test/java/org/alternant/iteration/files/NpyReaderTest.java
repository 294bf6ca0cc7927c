package org.alternant.iteration.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The `.npy` resources were written by NumPy 2.4.6: make_fixtures.py beside them.
class NpyReaderTest {

  private static final double[] ENTRIES = {1.5, -2.25, 0, 4, 1e-3, -6};
  private static final String HEADER =
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }";

  static byte[] bytes(String resource) {
    try (InputStream in = NpyReaderTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A version 1.0 file built by hand.
  private static byte[] file(String header, double... numbers) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer buffer = ByteBuffer.allocate(10 + text.length + 8 * numbers.length);
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    buffer.put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    buffer.putShort((short) text.length).put(text);
    for (double number : numbers) {
      buffer.putDouble(number);
    }
    return buffer.array();
  }

  private static String refusal(byte[] bytes) {
    return String.valueOf(
        assertThrows(MatrixFormatException.class, () -> MatrixFile.parse(bytes)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"little", "big"})
  void readsWhatNumpyWrites(String order) throws IOException {
    for (String layout : new String[] {"c", "fortran"}) {
      for (int size : new int[] {2, 4, 8}) {
        DMatrixRMaj x = MatrixFile.parse(bytes(order + "f" + size + "-" + layout + ".npy"));
        assertEquals(2, x.numRows);
        assertEquals(3, x.numCols);
        double[] expected = ENTRIES.clone();
        expected[4] =
            switch (size) {
              case 2 -> Float.float16ToFloat(Float.floatToFloat16(1e-3f));
              case 4 -> 1e-3f;
              default -> 1e-3;
            };
        assertArrayEquals(expected, x.data);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"version2.npy", "version3.npy"})
  void readsLaterVersions(String name) throws IOException {
    assertArrayEquals(ENTRIES, MatrixFile.parse(bytes(name)).data);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADER,
        "{\"shape\":(1,2),\"descr\":\"<f8\",\"fortran_order\":True}",
        "  { 'descr' : '<f8' , 'fortran_order' : False , 'shape' : ( 1 , 2 , ) }    "
      })
  void readsAnyLayoutOfTheHeader(String header) throws IOException {
    assertArrayEquals(new double[] {3, -4}, MatrixFile.parse(file(header, 3, -4)).data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "object.npy # byte 20: dtype '|O' holds pickled Python objects, which are not read",
        "structured.npy # byte 20: the numbers have a structured dtype; save one field of it",
        "vector.npy # byte 60: shape '(3,)' has 1 dimension; a matrix has two, a batch of"
            + " matrices three: reshape the array",
        "scalar.npy # byte 60: shape '()' has 0 dimensions; a matrix has two, a batch of"
            + " matrices three: reshape the array",
        "cube.npy # holds a batch of 2 matrices where one is wanted: save one of them",
        "empty.npy # byte 128: the matrix is empty: shape (0, 5)",
        "integer.npy # byte 20: dtype '<i8' is not read; float16, float32 and float64 are: use"
            + " astype",
        "complex.npy # byte 20: dtype '<c16' is not read; float16, float32 and float64 are: use"
            + " astype"
      })
  void refusesOtherArrays(String name, String message) {
    assertEquals(message, refusal(bytes(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | byte 10: expected '{'",
        "{} | byte 10: the header has no 'descr'",
        "{'descr': '<f8'} | byte 10: the header has no 'fortran_order'",
        "{'descr': '<f8', 'fortran_order': False} | byte 10: the header has no 'shape'",
        "{'descr': '<f8', 'descr': '<f8'} | byte 27: the header has 'descr' twice",
        "{'size': 3} | byte 11: the header has an unknown key 'size'",
        "{'descr' '<f8'} | byte 19: expected ':'",
        "{'descr': <f8} | byte 20: expected a quoted string",
        "{'descr': '<f8 | byte 20: expected a quoted string",
        "{'descr': '<f\t8'} | byte 23: a quoted string has a character outside printable ASCII",
        "{'fortran_order': 1} | byte 28: expected True or False",
        "{'shape': 3} | byte 20: expected '('",
        "{'shape': (3 4)} | byte 23: expected ')'",
        "{'shape': (-3, 4)} | byte 21: expected a dimension",
        "{'shape': (9999999999999999, 4)} | byte 21: a dimension has more than 15 digits",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)}; exit() | byte 67: expected only"
            + " spaces and a final newline after the header's '}'",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)} | byte 68: shape (2, 2) of"
            + " 8-byte numbers does not match the 16 bytes of data: the file is cut off",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)} | byte 68: shape (1, 1) of"
            + " 8-byte numbers does not match the 16 bytes of data: the file has bytes to spare",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1, 2)} | byte 60: shape '(1, 1,"
            + " 1, 2)' has 4 dimensions; a matrix has two, a batch of matrices three: reshape the"
            + " array",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 2, 3)} | byte 71: the batch has no"
            + " matrices: shape (0, 2, 3)",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 0, 3)} | byte 71: the matrices are"
            + " empty: shape (2, 0, 3)",
        "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 1, 0)} | byte 70: the matrices are"
            + " empty: shape (2, 1, 0)",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 1, 1)} | byte 71: shape (3, 1, 1)"
            + " of 8-byte numbers does not match the 16 bytes of data: the file is cut off",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1)} | byte 71: shape (1, 1, 1)"
            + " of 8-byte numbers does not match the 16 bytes of data: the file has bytes to"
            + " spare",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296, 2)} | byte 89:"
            + " shape (4294967296, 4294967296, 2) of 8-byte numbers does not match the 16 bytes of"
            + " data: the file is cut off",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999999, 999999999999999)} |"
            + " byte 96: shape (999999999999999, 999999999999999) of 8-byte numbers does not match"
            + " the 16 bytes of data: the file is cut off"
      })
  void refusesMalformedHeaders(String header, String message) {
    assertEquals(message, refusal(file(header, 1, 2)));
  }

  @Test
  void refusesDamagedPreambles() {
    byte[] whole = file(HEADER, 1, 2);
    assertEquals("byte 7: the file ends before its version", refusal(Arrays.copyOf(whole, 7)));
    assertEquals(
        "byte 9: the file ends before the length of its header", refusal(Arrays.copyOf(whole, 9)));
    assertEquals(
        "byte 8: the header has 60 bytes but the file only 10 more",
        refusal(Arrays.copyOf(whole, 20)));
    whole[6] = (byte) 200;
    assertEquals("byte 6: version 200.0 is not known; 1.0, 2.0 and 3.0 are", refusal(whole));
  }

  @Test
  void refusesHeadersLongerThanAnyFile() {
    byte[] whole = file(HEADER, 1, 2);
    whole[6] = 2;
    Arrays.fill(whole, 8, 12, (byte) 0xff);
    assertEquals(
        "byte 8: the header has 4294967295 bytes but the file only 74 more", refusal(whole));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void namesTheEntryThatIsNotFinite(double entry) {
    String c = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2)}";
    String fortran = "{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2)}";
    assertEquals(
        "byte 92: the entry in row 2, column 2 is " + entry,
        refusal(file(c, 1, 2, 3, entry, 5, 6)));
    assertEquals(
        "byte 91: the entry in row 1, column 2 is " + entry,
        refusal(file(fortran, 1, 2, 3, entry, 5, 6)));
  }

  /// Every entry says where it belongs: 100 · matrix + 10 · row + column, counted from 1.
  private static double entry(int matrix, int row, int column) {
    return 100 * (matrix + 1) + 10 * (row + 1) + column + 1;
  }

  /// The entries of a batch as a file holds them, written by nested loops: from the outermost index
  /// to the one that runs fastest.
  private static double[] stored(boolean fortranOrder, int batch, int rows, int columns) {
    DoubleStream.Builder numbers = DoubleStream.builder();
    if (fortranOrder) {
      for (int column = 0; column < columns; column++) {
        for (int row = 0; row < rows; row++) {
          for (int matrix = 0; matrix < batch; matrix++) {
            numbers.add(entry(matrix, row, column));
          }
        }
      }
    } else {
      for (int matrix = 0; matrix < batch; matrix++) {
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < columns; column++) {
            numbers.add(entry(matrix, row, column));
          }
        }
      }
    }
    return numbers.build().toArray();
  }

  private static String batchHeader(boolean fortranOrder, int batch, int rows, int columns) {
    return "{'descr': '<f8', 'fortran_order': "
        + (fortranOrder ? "True" : "False")
        + (", 'shape': (" + batch + ", " + rows + ", " + columns + "), }");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBatchesInEitherOrder(boolean fortranOrder) throws IOException {
    for (int[] shape : new int[][] {{2, 3, 4}, {3, 4, 2}, {1, 2, 3}, {5, 1, 1}, {4, 1, 3}}) {
      byte[] bytes =
          file(
              batchHeader(fortranOrder, shape[0], shape[1], shape[2]),
              stored(fortranOrder, shape[0], shape[1], shape[2]));
      List<DMatrixRMaj> matrices = MatrixFile.parseAll(bytes);
      assertEquals(shape[0], matrices.size());
      for (int matrix = 0; matrix < shape[0]; matrix++) {
        DMatrixRMaj x = matrices.get(matrix);
        assertEquals(shape[1], x.numRows);
        assertEquals(shape[2], x.numCols);
        for (int i = 0; i < x.getNumElements(); i++) {
          int row = i / shape[2];
          assertEquals(entry(matrix, row, i % shape[2]), x.get(row, i % shape[2]));
        }
      }
    }
  }

  /// The resources hold 0, 1, …, 23 in the order of the indices.
  @ParameterizedTest
  @ValueSource(strings = {"batch-c.npy", "batch-fortran.npy"})
  void readsTheBatchesNumpyWrites(String name) throws IOException {
    List<DMatrixRMaj> matrices = MatrixFile.parseAll(bytes(name));
    assertEquals(2, matrices.size());
    for (int matrix = 0; matrix < 2; matrix++) {
      assertEquals(3, matrices.get(matrix).numRows);
      assertEquals(4, matrices.get(matrix).numCols);
      for (int i = 0; i < 12; i++) {
        assertEquals(12 * matrix + i, matrices.get(matrix).data[i]);
      }
    }
  }

  @Test
  void aMatrixIsAListOfOneAndABatchOfOneAMatrix() throws IOException {
    List<DMatrixRMaj> matrices = MatrixFile.parseAll(bytes("littlef8-c.npy"));
    assertEquals(1, matrices.size());
    assertArrayEquals(ENTRIES, matrices.getFirst().data);
    assertThrows(UnsupportedOperationException.class, matrices::clear);
    DMatrixRMaj only = MatrixFile.parse(file(batchHeader(false, 1, 2, 1), 3, -4));
    assertArrayEquals(new double[] {3, -4}, only.data);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void namesTheMatrixOfTheEntryThatIsNotFinite(double entry) {
    for (boolean fortranOrder : new boolean[] {false, true}) {
      double[] numbers = stored(fortranOrder, 2, 3, 4);
      int place = 0;
      while (numbers[place] != entry(1, 2, 0)) {
        place++;
      }
      numbers[place] = entry;
      String header = batchHeader(fortranOrder, 2, 3, 4);
      int start = 10 + header.length() + 1;
      assertEquals(
          "byte "
              + (start + 8 * place)
              + ": matrix 2 of 2: the entry in row 3, column 1 is "
              + entry,
          refusal(file(header, numbers)));
    }
  }
}
