package org.alternant.iteration.files;

import java.nio.charset.StandardCharsets;
import org.alternant.iteration.files.MatrixMarketHeader.Layout;
import org.alternant.iteration.files.MatrixMarketHeader.Symmetry;
import org.ejml.data.DMatrixRMaj;

/// Reads Matrix Market files into dense matrices (R. F. Boisvert, R. Pozo and K. A. Remington, *The
/// Matrix Market exchange formats: initial design*, NISTIR 5935, 1996). Comments and blank lines
/// may stand anywhere after the first line.
final class MatrixMarketReader {

  private static final String BANNER = "%%MatrixMarket";

  private final MatrixMarketLines lines;

  MatrixMarketReader(byte[] bytes) {
    lines = new MatrixMarketLines(bytes);
  }

  /// Whether a file starts like a Matrix Market file.
  static boolean recognises(byte[] bytes) {
    return bytes.length >= BANNER.length()
        && new String(bytes, 0, BANNER.length(), StandardCharsets.ISO_8859_1)
            .equalsIgnoreCase(BANNER);
  }

  DMatrixRMaj read() throws MatrixFormatException {
    MatrixMarketHeader header = MatrixMarketHeader.parse(lines);
    DMatrixRMaj matrix =
        header.layout() == Layout.ARRAY ? readArray(header) : readCoordinates(header);
    if (lines.advance()) {
      throw lines.error("the matrix ended before this line");
    }
    return matrix;
  }

  /// The stored entries, column by column.
  private DMatrixRMaj readArray(MatrixMarketHeader header) throws MatrixFormatException {
    requireEntries(header.storedEntries(), 1);
    DMatrixRMaj matrix = new DMatrixRMaj(header.rows(), header.columns());
    for (int column = 0; column < header.columns(); column++) {
      for (int row = header.firstStoredRow(column); row < header.rows(); row++) {
        lines.require("entry (" + (row + 1) + ", " + (column + 1) + ")");
        String[] words = lines.words(1, "one number");
        add(matrix, header, row, column, lines.number(words[0], header.field()));
      }
    }
    return matrix;
  }

  private DMatrixRMaj readCoordinates(MatrixMarketHeader header) throws MatrixFormatException {
    boolean pattern = header.field() == MatrixMarketHeader.Field.PATTERN;
    requireEntries(header.storedEntries(), pattern ? 2 : 3);
    DMatrixRMaj matrix = new DMatrixRMaj(header.rows(), header.columns());
    for (long entry = 1; entry <= header.storedEntries(); entry++) {
      lines.require("entry " + entry + " of " + header.storedEntries());
      String[] words =
          pattern ? lines.words(2, "row, column") : lines.words(3, "row, column, value");
      int row = lines.index(words[0], "row", header.rows());
      int column = lines.index(words[1], "column", header.columns());
      if (row < header.firstStoredRow(column)) {
        throw lines.error(
            "entry ("
                + (row + 1)
                + ", "
                + (column + 1)
                + ") is not in the part of a "
                + MatrixMarketHeader.hyphenated(header.symmetry())
                + " matrix that is stored");
      }
      add(matrix, header, row, column, pattern ? 1 : lines.number(words[2], header.field()));
    }
    return matrix;
  }

  /// Refuses a size that the rest of the file cannot hold, before anything is allocated for it: a
  /// line of w words has at least 2w − 1 characters and, but for the last, a line feed.
  private void requireEntries(long entries, int words) throws MatrixFormatException {
    long most = (lines.remaining() + 1L) / (2L * words);
    if (entries > most) {
      throw lines.error(
          entries + " entries do not fit the " + lines.remaining() + " bytes that follow");
    }
  }

  private void add(DMatrixRMaj matrix, MatrixMarketHeader header, int row, int column, double value)
      throws MatrixFormatException {
    matrix.add(row, column, value);
    if (row != column && header.symmetry() == Symmetry.SYMMETRIC) {
      matrix.add(column, row, value);
    }
    if (header.symmetry() == Symmetry.SKEW_SYMMETRIC) {
      matrix.add(column, row, -value);
    }
    if (!Double.isFinite(matrix.get(row, column))) {
      throw lines.error(
          "the values of entry (" + (row + 1) + ", " + (column + 1) + ") add up to infinity");
    }
  }
}
