package org.alternant.toolkit.figure;

/// What a panel of a figure shows.
public enum FigurePanel {
  /// The polynomial of each step on the image of the interval under the steps before it.
  STEPS,
  /// The composition of all steps, with its certified image.
  COMPOSITION,
  /// |1 − composition|, with its certified maximum.
  ERROR
}
