package org.alternant.toolkit.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.knowm.xchart.XYChart;

/// What is drawn: panels in a grid, each an XChart. Text is drawn as outlines, so that a figure
/// looks the same wherever it is shown.
///
/// @param title what it is of
/// @param description what it shows, in lines of words
/// @param grid where the panels are
/// @param background behind them
/// @param panels one for each of the grid's
record Picture(
    String title,
    List<String> description,
    FigureGrid grid,
    Color background,
    List<XYChart> panels) {

  Picture {
    description = List.copyOf(description);
    panels = List.copyOf(panels);
  }

  int width() {
    return grid.width();
  }

  int height() {
    return grid.height();
  }

  /// Paints it at the origin.
  void paint(Graphics2D graphics) {
    graphics.setColor(background);
    graphics.fillRect(0, 0, width(), height());
    AffineTransform origin = graphics.getTransform();
    for (int i = 0; i < panels.size(); i++) {
      graphics.translate(grid.left(i), grid.top(i));
      panels.get(i).paint(graphics, grid.panelWidth(), grid.panelHeight());
      graphics.setTransform(origin);
    }
  }
}
