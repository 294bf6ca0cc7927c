package org.alternant.iteration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;

/// Reads matrices from files, strictly: a file is read whole and correct, or refused.
///
/// - NumPy `.npy`, versions 1.0 to 3.0: two-dimensional, 16-, 32- or 64-bit floating point, either
///   byte order, C or Fortran order. Nothing in the file is evaluated and pickled objects are never
///   loaded.
/// - Matrix Market: `array` and `coordinate`; `real`, `integer` and `pattern`; `general`,
///   `symmetric` and `skew-symmetric`. Entries that a coordinate file repeats are added up.
///
/// The format is recognised by the first bytes, not by the name. Narrower numbers widen exactly.
public final class MatrixFile {

  /// The largest file that is read: what fits a Java array.
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 8L;

  private MatrixFile() {}

  /// Reads a matrix.
  ///
  /// @param file a regular file
  /// @return the matrix: not empty, every entry finite
  /// @throws MatrixFormatException if the file does not hold such a matrix; its message starts with
  ///   the file's name
  /// @throws NoSuchFileException if there is no such file
  /// @throws IOException if it cannot be read
  public static DMatrixRMaj read(Path file) throws IOException {
    try {
      return parse(contents(file));
    } catch (MatrixFormatException e) {
      throw e.in(file);
    }
  }

  private static byte[] contents(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new MatrixFormatException("is a directory, not a matrix file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new MatrixFormatException("is not a regular file");
    }
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new MatrixFormatException(
          "has " + size + " bytes; at most " + LARGEST_FILE + " are read");
    }
    return Files.readAllBytes(file);
  }

  /// Parses a file's contents.
  static DMatrixRMaj parse(byte[] bytes) throws MatrixFormatException {
    if (NpyReader.recognises(bytes)) {
      return new NpyReader(bytes).read();
    }
    if (MatrixMarketReader.recognises(bytes)) {
      return new MatrixMarketReader(bytes).read();
    }
    throw MatrixFormatException.atByte(
        0,
        bytes.length == 0
            ? "the file is empty"
            : "neither a NumPy .npy file (starts with \\x93NUMPY) nor a Matrix Market file (starts"
                + " with %%MatrixMarket)");
  }
}
