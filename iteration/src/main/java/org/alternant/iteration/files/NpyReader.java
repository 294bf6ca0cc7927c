package org.alternant.iteration.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.alternant.iteration.run.FiniteEntries;
import org.ejml.data.DMatrixRMaj;

/// Reads NumPy's `.npy` format: magic bytes, version, length of the header, header, numbers (NumPy
/// documentation, *numpy.lib.format*).
final class NpyReader {

  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);

  private final byte[] bytes;

  NpyReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Whether a file starts like an `.npy` file.
  static boolean recognises(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// The matrix, or the matrices of a batch in their order; at least one, each made when it is
  /// asked for.
  MatrixFile.Matrices read() throws MatrixFormatException {
    int versionOffset = MAGIC.length;
    if (bytes.length < versionOffset + 2) {
      throw MatrixFormatException.atByte(bytes.length, "the file ends before its version");
    }
    int major = bytes[versionOffset];
    int minor = bytes[versionOffset + 1];
    if (major < 1 || major > 3 || minor != 0) {
      throw MatrixFormatException.atByte(
          versionOffset,
          "version "
              + Byte.toUnsignedInt(bytes[versionOffset])
              + "."
              + Byte.toUnsignedInt(bytes[versionOffset + 1])
              + " is not known; 1.0, 2.0 and 3.0 are");
    }
    int lengthOffset = versionOffset + 2;
    int headerOffset = lengthOffset + (major == 1 ? 2 : 4);
    int dataOffset = headerOffset + headerLength(lengthOffset, headerOffset);
    String header =
        new String(bytes, headerOffset, dataOffset - headerOffset, StandardCharsets.ISO_8859_1);
    return numbers(new NpyHeaderParser(header, headerOffset).parse(), dataOffset);
  }

  private int headerLength(int lengthOffset, int headerOffset) throws MatrixFormatException {
    if (bytes.length < headerOffset) {
      throw MatrixFormatException.atByte(
          bytes.length, "the file ends before the length of its header");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length =
        headerOffset - lengthOffset == 2
            ? Short.toUnsignedLong(buffer.getShort(lengthOffset))
            : Integer.toUnsignedLong(buffer.getInt(lengthOffset));
    if (length > bytes.length - headerOffset) {
      throw MatrixFormatException.atByte(
          lengthOffset,
          "the header has "
              + length
              + " bytes but the file only "
              + (bytes.length - headerOffset)
              + " more");
    }
    return (int) length;
  }

  private MatrixFile.Matrices numbers(NpyHeader header, int offset) throws MatrixFormatException {
    int available = bytes.length - offset;
    requireSize(header, offset, available);
    ByteBuffer buffer =
        ByteBuffer.wrap(bytes, offset, available).slice().order(header.type().order());
    return new Numbers(header, buffer, offset);
  }

  private record Numbers(NpyHeader header, ByteBuffer buffer, int offset)
      implements MatrixFile.Matrices {

    @Override
    public int count() {
      return (int) header.matrices();
    }

    @Override
    public DMatrixRMaj matrix(int index) throws MatrixFormatException {
      DMatrixRMaj matrix = NpyReader.matrix(header, buffer, index);
      requireFinite(matrix, header, offset, index);
      return matrix;
    }
  }

  private static DMatrixRMaj matrix(NpyHeader header, ByteBuffer buffer, int index) {
    DMatrixRMaj matrix = new DMatrixRMaj((int) header.rows(), (int) header.columns());
    int target = 0;
    for (int row = 0; row < matrix.numRows; row++) {
      for (int column = 0; column < matrix.numCols; column++) {
        int position = header.position(index, row, column);
        matrix.data[target++] = header.type().number(buffer, position);
      }
    }
    return matrix;
  }

  private static void requireFinite(DMatrixRMaj matrix, NpyHeader header, int offset, int index)
      throws MatrixFormatException {
    int violation = FiniteEntries.firstViolation(matrix);
    if (violation >= 0) {
      int position = header.position(index, violation / matrix.numCols, violation % matrix.numCols);
      throw MatrixFormatException.atByte(
          offset + position * header.type().size(),
          (header.isBatch() ? "matrix " + (index + 1) + " of " + header.matrices() + ": " : "")
              + FiniteEntries.describe(matrix, violation));
    }
  }

  /// Checks the announced shape against the file before anything is allocated for it.
  private static void requireSize(NpyHeader header, int offset, int available)
      throws MatrixFormatException {
    String shape = "shape " + header.shapeText();
    if (header.matrices() == 0) {
      throw MatrixFormatException.atByte(offset, "the batch has no matrices: " + shape);
    }
    if (header.rows() == 0 || header.columns() == 0) {
      throw MatrixFormatException.atByte(
          offset, (header.isBatch() ? "the matrices are" : "the matrix is") + " empty: " + shape);
    }
    int size = header.type().size();
    long most = available / size;
    long numbers = header.numbers(most);
    boolean tooLarge = numbers > most;
    if (tooLarge || numbers * size != available) {
      throw MatrixFormatException.atByte(
          offset,
          shape
              + " of "
              + size
              + "-byte numbers does not match the "
              + available
              + " bytes of data: the file "
              + (tooLarge ? "is cut off" : "has bytes to spare"));
    }
  }
}
