package org.alternant.exports;

/// A table that a runtime cannot take; inside this package only.
final class ExportRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param reason one line, without the runtime's name
  ExportRefused(String reason) {
    super(reason);
  }
}
