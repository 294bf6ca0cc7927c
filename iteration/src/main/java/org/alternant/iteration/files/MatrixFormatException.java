package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.file.Path;

/// A file that does not hold a matrix this program can read. The message is one line saying where
/// (byte offset from 0, or line from 1) and what; entries are named by row and column from 1.
public final class MatrixFormatException extends IOException {

  private static final long serialVersionUID = 1;

  /// Longer quotations are cut.
  private static final int QUOTED_LENGTH = 40;

  private final String reason;

  /// A defect of a whole file.
  ///
  /// @param message what is wrong
  public MatrixFormatException(String message) {
    this("", message);
  }

  private MatrixFormatException(String place, String reason) {
    super(place + reason);
    this.reason = reason;
  }

  static MatrixFormatException atByte(int offset, String message) {
    return new MatrixFormatException("byte " + offset + ": " + message);
  }

  static MatrixFormatException atLine(int line, String message) {
    return new MatrixFormatException("line " + line + ": " + message);
  }

  /// The same defect with the file's name in front, instead of another one that it may have.
  ///
  /// @param file what the file is called
  /// @return the same reason
  public MatrixFormatException in(Path file) {
    MatrixFormatException named = new MatrixFormatException(file + ": ", reason);
    named.setStackTrace(getStackTrace());
    return named;
  }

  /// A part of the file as a message shows it: in quotation marks, printable, not too long.
  static String quote(String text) {
    String printable = text.replaceAll("[^ -~]", "?");
    return "'"
        + (printable.length() > QUOTED_LENGTH
            ? printable.substring(0, QUOTED_LENGTH) + "…"
            : printable)
        + "'";
  }
}
