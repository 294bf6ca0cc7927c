package org.alternant.toolkit.figure;

/// How a figure is divided into panels of one size, row by row.
///
/// @param panels how many there are
/// @param tables how many tables their legends name
/// @param width the figure's width in pixels
/// @param height the figure's height
record FigureGrid(int panels, int tables, int width, int height) {

  /// The smallest width in which labels do not collide and legends are not cut short.
  private static final int SMALLEST_WIDTH = 400;

  /// The smallest height with the legend of one table.
  private static final int SMALLEST_HEIGHT = 220;

  /// The preferred size of a panel, with the legend of one table.
  private static final int PANEL_WIDTH = 430;

  private static final int PANEL_HEIGHT = 350;

  /// What a legend grows by for each further table.
  private static final int LEGEND_LINES = 34;

  /// The columns of a preferred grid, as long as they suffice for a row.
  private static final int ROW = 3;

  private static final int SHORTEST_NAME = 8;

  /// What a title needs beside a table's name, and a letter of it, in pixels.
  private static final int TITLE_WIDTH = 200;

  private static final int LETTER_WIDTH = 8;

  /// More samples than this show nothing more.
  private static final int MOST_COLUMNS = 1500;

  /// A grid of the size its panels ask for.
  static FigureGrid preferred(int panels, int tables) {
    int columns = panels <= ROW ? panels : (int) Math.ceil(Math.sqrt(panels));
    return new FigureGrid(
        panels,
        tables,
        columns * PANEL_WIDTH,
        rows(panels, columns) * (PANEL_HEIGHT + LEGEND_LINES * (tables - 1)));
  }

  /// The columns for which panels come closest to their preferred shape, with few places empty.
  int columns() {
    int best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int columns = 1; columns <= panels; columns++) {
      int rows = rows(panels, columns);
      double shape = ((double) width / columns) / ((double) height / rows);
      double misfit =
          Math.abs(StrictMath.log(shape * PANEL_HEIGHT / PANEL_WIDTH)) + columns * rows - panels;
      if (misfit < least) {
        least = misfit;
        best = columns;
      }
    }
    return best;
  }

  int rows() {
    return rows(panels, columns());
  }

  private static int rows(int panels, int columns) {
    return (panels + columns - 1) / columns;
  }

  int panelWidth() {
    return width / columns();
  }

  int panelHeight() {
    return height / rows();
  }

  int left(int panel) {
    return panel % columns() * panelWidth();
  }

  int top(int panel) {
    return panel / columns() * panelHeight();
  }

  FigureSize panelSize() {
    return new FigureSize(panelWidth(), panelHeight());
  }

  /// The smallest panel whose labels and legend do not collide.
  FigureSize smallestPanel() {
    return new FigureSize(SMALLEST_WIDTH, smallestHeight());
  }

  boolean isTooSmall() {
    return panelWidth() < SMALLEST_WIDTH || panelHeight() < smallestHeight();
  }

  /// The smallest height that leaves room for a plot above the legend.
  private int smallestHeight() {
    return SMALLEST_HEIGHT + LEGEND_LINES * (tables - 1);
  }

  /// The longest name for which titles and legends fit into a panel.
  int longestName() {
    return Math.max(SHORTEST_NAME, (panelWidth() - TITLE_WIDTH) / LETTER_WIDTH);
  }

  /// How finely curves have to be sampled.
  int samplingColumns() {
    return Math.min(panelWidth(), MOST_COLUMNS);
  }
}
