package org.alternant.toolkit.figure;

import org.alternant.coefficients.Interval;

/// Why a figure is not drawn.
public sealed interface FigureRefusal {

  /// So many tables cannot be told apart.
  ///
  /// @param tables how many were asked for
  /// @param most the most that can
  record TooManyTables(int tables, int most) implements FigureRefusal {}

  /// The interval cannot be a logarithmic axis: its lower end is not positive, or is its upper end.
  ///
  /// @param input the interval
  record NoLogarithmicAxis(Interval input) implements FigureRefusal {}

  /// The panels are too small for their labels and legends.
  ///
  /// @param size what was asked for
  /// @param panels how many panels the figure has
  /// @param panel what is left for each
  /// @param least what each needs
  record TooSmall(FigureSize size, int panels, FigureSize panel, FigureSize least)
      implements FigureRefusal {}

  /// A table has more steps than can be drawn.
  ///
  /// @param table its name
  /// @param steps how many steps it has
  /// @param most the most that can be drawn
  record TooManySteps(String table, int steps, int most) implements FigureRefusal {}

  /// The proof of what a table does takes more work than is allowed.
  ///
  /// @param table its name
  record NotDetermined(String table) implements FigureRefusal {}

  /// Java cannot draw text on this machine.
  ///
  /// @param reason what Java says is missing
  record NoFonts(String reason) implements FigureRefusal {}
}
