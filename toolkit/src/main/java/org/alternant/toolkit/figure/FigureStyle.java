package org.alternant.toolkit.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alternant.coefficients.Interval;
import org.alternant.toolkit.figure.SampledTable.Curve;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// What the panels of a figure look like: colours, dashes, fonts, and the kinds of series.
final class FigureStyle {

  /// Okabe and Ito's palette for all kinds of colour vision, with grey for its black and without
  /// its yellow, which is lost on white.
  private static final int[] PALETTE = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x7F7F7F
  };

  /// The colours of the first and last of many steps.
  private static final int FIRST_STEP = 0;

  private static final int LAST_STEP = 4;

  /// The most curves that can be told apart by colour, and by dashes in print without colours.
  static final int MOST_CURVES = PALETTE.length;

  private static final float[][] DASHES = {
    {}, {9, 4}, {2, 3}, {9, 3, 2, 3}, {16, 4}, {5, 3}, {9, 3, 2, 3, 2, 3}
  };

  private static final float CURVE_WIDTH = 1.6f;
  private static final float HAIRLINE = 0.7f;
  private static final int BAND_ALPHA = 48;
  private static final float BOUND_WIDTH = 4;
  private static final int BOUND_ALPHA = 140;

  private static final int TICK_SPACING = 70;

  private static final int TICK_DIGITS = 6;

  /// Numbers from 10 to the minus so many on have no exponent, up to as many digits.
  private static final int SHORT_DECIMALS = 4;

  /// The part of a plot's width and height that is left free around its contents.
  static final double MARGIN = 0.04;

  private final Color background;
  private final Color foreground;
  private final Color grid;

  FigureStyle(FigureTheme theme) {
    boolean light = theme == FigureTheme.LIGHT;
    background = new Color(light ? 0xFFFFFF : 0x0D1117);
    foreground = new Color(light ? 0x1F1F1F : 0xE6E6E6);
    grid = new Color(light ? 0xE4E4E4 : 0x2A3038);
  }

  /// Whether Java can draw text here.
  ///
  /// @return the reason why not; empty if it can
  static Optional<String> missingFonts() {
    try {
      new TextLayout("0", font(Font.PLAIN, 12), new FontRenderContext(null, true, true));
      return Optional.empty();
    } catch (LinkageError | InternalError | RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Optional.of(String.valueOf(cause.getMessage()));
    }
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  Color background() {
    return background;
  }

  /// A panel without series.
  XYChart chart(String title, String xTitle, String yTitle, int width, int height) {
    XYChart chart = new XYChart(width, height);
    chart.setTitle(title);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    XYStyler style = chart.getStyler();
    style
        .setPlotGridLinesColor(grid)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setPlotTicksMarksVisible(false)
        .setAxisTickLabelsFont(font(Font.PLAIN, 11))
        .setAxisTitleFont(font(Font.PLAIN, 12))
        .setAxisTicksLineVisible(false)
        .setXAxisTickLabelsColor(foreground)
        .setYAxisTickLabelsColor(foreground)
        .setXAxisTickMarksColor(foreground)
        .setYAxisTickMarksColor(foreground);
    style
        .setLocale(Locale.ROOT)
        .setChartBackgroundColor(background)
        .setChartFontColor(foreground)
        .setChartTitleFontColor(foreground)
        .setChartTitleFont(font(Font.BOLD, 13))
        .setChartTitleBoxVisible(false)
        .setXAxisTitleColor(foreground)
        .setYAxisTitleColor(foreground)
        .setPlotBackgroundColor(background)
        .setPlotBorderColor(foreground)
        .setPlotContentSize(1 - MARGIN)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendFont(font(Font.PLAIN, 11))
        .setLegendBackgroundColor(background)
        .setLegendBorderColor(background)
        .setLegendPadding(6)
        .setLegendSeriesLineLength(30);
    return chart;
  }

  /// A curve in one of [#MOST_CURVES] colours and dashes.
  XYSeries curve(XYChart chart, Curve curve, int index) {
    XYSeries series = series(chart, curve);
    series.setLineColor(colour(index));
    float[] dashes = DASHES[index];
    series.setLineStyle(
        new BasicStroke(
            CURVE_WIDTH,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            dashes.length == 0 ? null : dashes,
            0));
    // XChart draws a smooth curve as one path, other ones piece by piece, which breaks dashes. With
    // a column between the points both look the same.
    series.setSmooth(true);
    return series;
  }

  /// A curve in a sequence of many: from blue for the first to orange for the last, the more apart
  /// the earlier.
  XYSeries curveOfMany(XYChart chart, Curve curve, int number, int count) {
    XYSeries series = curve(chart, curve, 0);
    double part = StrictMath.log(number) / StrictMath.log(count);
    Color from = colour(FIRST_STEP);
    Color to = colour(LAST_STEP);
    series.setLineColor(
        new Color(
            mixed(from.getRed(), to.getRed(), part),
            mixed(from.getGreen(), to.getGreen(), part),
            mixed(from.getBlue(), to.getBlue(), part)));
    return series;
  }

  private static int mixed(int from, int to, double part) {
    return (int) Math.round(from + part * (to - from));
  }

  /// A panel whose axes are no logarithms, with labels of a few digits.
  XYChart linear(
      String title, String xTitle, String yTitle, FigureGrid grid, Interval x, Interval y) {
    XYChart chart = chart(title, xTitle, yTitle, grid.panelWidth(), grid.panelHeight());
    chart
        .getStyler()
        .setXAxisMin(x.lower())
        .setXAxisMax(x.upper())
        .setYAxisMin(y.lower())
        .setYAxisMax(y.upper())
        .setXAxisTickMarkSpacingHint(TICK_SPACING)
        .setXAxisTickLabelsFormattingFunction(FigureStyle::label)
        .setYAxisTickLabelsFormattingFunction(FigureStyle::label);
    return chart;
  }

  /// Ticks are numbers of few digits, up to rounding.
  private static String label(double tick) {
    BigDecimal decimal =
        new BigDecimal(tick).round(new MathContext(TICK_DIGITS)).stripTrailingZeros();
    if (decimal.signum() == 0) {
      return "0";
    }
    int exponent = decimal.precision() - decimal.scale() - 1;
    boolean isPlain = exponent >= -SHORT_DECIMALS && exponent <= SHORT_DECIMALS;
    return isPlain
        ? decimal.toPlainString()
        : decimal.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /// A thin line at height 1.
  void one(XYChart chart, double from, double to) {
    level(chart, from, to, 1, foreground, HAIRLINE);
  }

  /// A thin curve that another is held against.
  void target(XYChart chart, Curve curve) {
    XYSeries series = series(chart, curve);
    series.setLineColor(foreground);
    series.setLineStyle(new BasicStroke(HAIRLINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    series.setShowInLegend(false);
  }

  /// A broad line at a height that is not exceeded.
  void bound(XYChart chart, double from, double to, double height, int index) {
    level(chart, from, to, height, translucent(colour(index), BOUND_ALPHA), BOUND_WIDTH);
  }

  private static void level(
      XYChart chart, double from, double to, double height, Color colour, float width) {
    XYSeries series = series(chart, new Curve(List.of(from, to), List.of(height, height)));
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    series.setShowInLegend(false);
  }

  /// A band that is not left.
  void band(XYChart chart, double from, double to, Interval heights, int index) {
    double low = heights.lower();
    double high = heights.upper();
    XYSeries series =
        series(chart, new Curve(List.of(from, to, to, from), List.of(low, low, high, high)));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setLineStyle(SeriesLines.NONE);
    series.setFillColor(translucent(colour(index), BAND_ALPHA));
    series.setShowInLegend(false);
  }

  private static XYSeries series(XYChart chart, Curve curve) {
    XYSeries series =
        chart.addSeries(
            "series " + chart.getSeriesCollection().size(),
            curve.x().stream().mapToDouble(Double::doubleValue).toArray(),
            curve.y().stream().mapToDouble(Double::doubleValue).toArray());
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  private static Color colour(int index) {
    return new Color(PALETTE[index]);
  }

  private static Color translucent(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }
}
