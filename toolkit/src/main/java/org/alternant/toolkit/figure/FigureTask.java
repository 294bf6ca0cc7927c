package org.alternant.toolkit.figure;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.toolkit.NominalInput;
import org.jspecify.annotations.Nullable;

/// What to draw, and how. [#of] fills in what most figures want; the other methods change one thing
/// each.
///
/// @param tables the tables, at least 1
/// @param input the singular values shown
/// @param steps how many steps are drawn, at least 1: the first rows, or on by the tail rule; null:
///   one step a row
/// @param panels what is shown, at least one kind; without duplicates
/// @param size the figure's size; null: what the panels ask for
/// @param theme the colours
/// @param format the kind of file
public record FigureTask(
    List<CoefficientTable> tables,
    Interval input,
    @Nullable Integer steps,
    List<FigurePanel> panels,
    @Nullable FigureSize size,
    FigureTheme theme,
    FigureFormat format) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no table, no panel, or no step, or the tables are
  ///   for several functions
  public FigureTask {
    tables = List.copyOf(tables);
    panels = panels.stream().distinct().toList();
    if (tables.isEmpty() || panels.isEmpty()) {
      throw new IllegalArgumentException("a figure needs a table and a panel");
    }
    if (tables.stream().map(table -> table.function().words()).distinct().count() > 1) {
      throw new IllegalArgumentException("a figure shows tables for one function");
    }
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException("a figure needs at least one step, found " + steps);
    }
  }

  /// All panels for one table, those that tables share for several; on the smallest interval that
  /// holds what each table was made for; light, as SVG.
  ///
  /// @param tables the tables
  /// @return the task
  public static FigureTask of(CoefficientTable... tables) {
    return of(List.of(tables));
  }

  /// All panels for one table, those that tables share for several; on the smallest interval that
  /// holds what each table was made for; light, as SVG.
  ///
  /// @param tables the tables
  /// @return the task
  public static FigureTask of(List<CoefficientTable> tables) {
    return new FigureTask(
        tables,
        input(tables),
        null,
        tables.size() == 1
            ? List.of(FigurePanel.values())
            : List.of(FigurePanel.COMPOSITION, FigurePanel.ERROR),
        null,
        FigureTheme.LIGHT,
        FigureFormat.SVG);
  }

  /// What tables are shown on unless something else is asked for: what they were made for, but of
  /// clips, which begin at 0, from the customary lower end on.
  ///
  /// @param tables the tables, at least 1
  /// @return the interval
  public static Interval input(List<CoefficientTable> tables) {
    Interval nominal = NominalInput.of(tables);
    return tables.getFirst().function().isClip()
        ? new Interval(NominalInput.CUSTOMARY_LOWER, nominal.upper())
        : nominal;
  }

  /// On another interval.
  ///
  /// @param newInput the singular values shown
  /// @return the task, otherwise the same
  public FigureTask withInput(Interval newInput) {
    return new FigureTask(tables, newInput, steps, panels, size, theme, format);
  }

  /// With another number of steps.
  ///
  /// @param newSteps how many; null: one a row
  /// @return the task, otherwise the same
  public FigureTask withSteps(@Nullable Integer newSteps) {
    return new FigureTask(tables, input, newSteps, panels, size, theme, format);
  }

  /// With other panels.
  ///
  /// @param newPanels what is shown, in this order; [FigurePanel#STEPS] is a panel for each table
  /// @return the task, otherwise the same
  public FigureTask withPanels(List<FigurePanel> newPanels) {
    return new FigureTask(tables, input, steps, newPanels, size, theme, format);
  }

  /// In another size.
  ///
  /// @param newSize the size; null: what the panels ask for
  /// @return the task, otherwise the same
  public FigureTask withSize(@Nullable FigureSize newSize) {
    return new FigureTask(tables, input, steps, panels, newSize, theme, format);
  }

  /// In other colours.
  ///
  /// @param newTheme the colours
  /// @return the task, otherwise the same
  public FigureTask withTheme(FigureTheme newTheme) {
    return new FigureTask(tables, input, steps, panels, size, newTheme, format);
  }

  /// In another format.
  ///
  /// @param newFormat the kind of file
  /// @return the task, otherwise the same
  public FigureTask withFormat(FigureFormat newFormat) {
    return new FigureTask(tables, input, steps, panels, size, theme, newFormat);
  }
}
