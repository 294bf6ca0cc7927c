package org.alternant.exports;

/// What comes of asking for a table in the form of a runtime.
public sealed interface ExportOutcome {

  /// The file.
  final class Exported implements ExportOutcome {
    private final byte[] content;

    Exported(byte[] content) {
      this.content = content.clone();
    }

    /// Its bytes: UTF-8 text but for [ExportTarget#ONNX].
    ///
    /// @return a copy
    public byte[] content() {
      return content.clone();
    }
  }

  /// The runtime cannot take this table.
  ///
  /// @param reason why, in one line
  record Refused(String reason) implements ExportOutcome {}
}
