package org.alternant.toolkit.figure;

/// What a figure is drawn on. Both are opaque, so that a figure can be read wherever it is shown.
public enum FigureTheme {
  /// White, for print and everything else.
  LIGHT,
  /// Dark, for slides and pages that are.
  DARK
}
