package org.alternant.toolkit.figure;

/// A figure, or why there is none.
public sealed interface FigureOutcome {

  /// The figure.
  final class Drawn implements FigureOutcome {
    private final byte[] content;
    private final FigureSize size;

    Drawn(byte[] content, FigureSize size) {
      this.content = content.clone();
      this.size = size;
    }

    /// The file, in the format asked for.
    ///
    /// @return a copy
    public byte[] content() {
      return content.clone();
    }

    /// How large the figure is.
    ///
    /// @return what was asked for, or what the panels asked for
    public FigureSize size() {
      return size;
    }
  }

  /// There is no figure.
  ///
  /// @param reason why
  record Refused(FigureRefusal reason) implements FigureOutcome {}
}
