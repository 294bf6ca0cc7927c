package org.alternant.exports;

/// What comes of asking for a table in the form of a runtime.
public sealed interface ExportOutcome {

  /// The file.
  final class Exported implements ExportOutcome {
    private final ExportRequest request;
    private final byte[] content;

    Exported(ExportRequest request, byte[] content) {
      this.request = request;
      this.content = content.clone();
    }

    /// What was written: the table with its numbers as they stand in the file, and what is proved
    /// about them.
    ///
    /// @return the request
    public ExportRequest request() {
      return request;
    }

    /// Its bytes: UTF-8 text but for [ExportTarget#ONNX].
    ///
    /// @return a copy
    public byte[] content() {
      return content.clone();
    }
  }

  /// There is no such file.
  ///
  /// @param reason why
  record Refused(Refusal reason) implements ExportOutcome {}
}
