package org.alternant.coefficients.format;

/// What is wrong with a table that was read, and where, in one line: for example `steps[0].degree:
/// must be odd, found 4`. The line holds no control characters, whatever the input held.
public final class TableFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A defect.
  ///
  /// @param place where it is: a path of fields, a row, or a line and column; empty for the whole
  ///   input
  /// @param problem what it is
  TableFormatException(String place, String problem) {
    super(place.isEmpty() ? problem : place + ": " + problem);
  }
}
