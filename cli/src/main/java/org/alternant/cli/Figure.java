package org.alternant.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.alternant.cli.SampledTable.Curve;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Interval;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// What `plot` draws: panels in a grid, each an XChart. Text is drawn as outlines, so that a figure
/// looks the same wherever it is shown.
final class Figure {

  /// The most tables that can be told apart.
  static final int MOST_TABLES = 7;

  /// The preferred size of a panel, without its legend.
  static final int PANEL_WIDTH = 430;

  private static final int PANEL_HEIGHT = 350;

  /// The smallest panel in which labels do not collide and legends are not cut short.
  static final int SMALLEST_WIDTH = 400;

  static final int SMALLEST_HEIGHT = 220;

  private static final int LEGEND_LINE = 34;

  /// What the legend of a step takes in a row of them, with one digit and with more.
  private static final int LEGEND_ENTRY = 60;

  private static final int WIDE_LEGEND_ENTRY = 70;

  private static final int SHORTEST_NAME = 8;

  /// What a title needs beside the name, and a letter of it, in pixels.
  private static final int TITLE_WIDTH = 200;

  private static final int LETTER_WIDTH = 8;

  /// More samples than this show nothing more.
  private static final int MOST_COLUMNS = 1500;

  /// Okabe and Ito's palette for all kinds of colour vision, without its yellow, which is lost on
  /// white.
  private static final int[] PALETTE = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x7F7F7F
  };

  /// As many dash patterns, for print without colours.
  private static final float[][] DASHES = {
    {}, {9, 4}, {2, 3}, {9, 3, 2, 3}, {16, 4}, {5, 3}, {9, 3, 2, 3, 2, 3}
  };

  private static final float CURVE_WIDTH = 1.6f;
  private static final int BAND_ALPHA = 48;
  private static final float LEVEL_WIDTH = 4;
  private static final int LEVEL_ALPHA = 140;

  /// Where a composition is drawn: values beyond are cut off at the frame.
  private static final Interval WIDEST_VALUES = new Interval(-1, 3);

  /// The values shown at least.
  private static final Interval NARROWEST_VALUES = new Interval(0.998, 1.002);

  /// Errors are shown down to the best table's certified one times this: binary64's resolution.
  private static final double LOWEST_ERROR = 0x1p-52;

  private static final double HIGHEST_ERROR = 100;

  /// The part of the samples that may lie below the error axis: those near zeros of the error.
  private static final double LOST_SAMPLES = 0.02;

  private static final double MARGIN = 0.04;

  private static final MathContext SIX_DIGITS_UP = new MathContext(6, RoundingMode.CEILING);

  private final List<SampledTable> tables;
  private final FigureTheme theme;
  private final int width;
  private final int height;
  private final int columns;
  private final int panelHeight;
  private final List<XYChart> panels = new ArrayList<>();

  /// Lays a figure out.
  ///
  /// @param tables at most [#MOST_TABLES], all on the same interval
  /// @param kinds what to show; [FigurePanel#STEPS] makes a panel for each table
  Figure(
      List<SampledTable> tables,
      List<FigurePanel> kinds,
      FigureTheme theme,
      int width,
      int height) {
    this.tables = tables;
    this.theme = theme;
    this.width = width;
    this.height = height;
    int count = count(kinds, tables.size());
    this.columns = columns(count, width, height);
    this.panelHeight = height / rows(count, columns);
    for (FigurePanel kind : kinds) {
      switch (kind) {
        case STEPS -> tables.forEach(table -> panels.add(steps(table)));
        case COMPOSITION -> panels.add(composition());
        case ERROR -> panels.add(error());
      }
    }
    if (tables.size() == 1) {
      XYChart first = panels.getFirst();
      first.setTitle(title() + ": " + first.getTitle());
    }
  }

  /// How many panels there are.
  static int count(List<FigurePanel> kinds, int tables) {
    return kinds.stream().mapToInt(kind -> kind == FigurePanel.STEPS ? tables : 1).sum();
  }

  /// The columns of the grid for which panels come closest to their preferred shape.
  static int columns(int panels, int width, int height) {
    int best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int columns = 1; columns <= panels; columns++) {
      int rows = rows(panels, columns);
      double shape = ((double) width / columns) / ((double) height / rows);
      double misfit = Math.abs(Math.log(shape * PANEL_HEIGHT / PANEL_WIDTH));
      misfit += columns * rows - panels;
      if (misfit < least) {
        least = misfit;
        best = columns;
      }
    }
    return best;
  }

  static int rows(int panels, int columns) {
    return (panels + columns - 1) / columns;
  }

  /// The height of a panel that has room for a legend of all tables.
  static int panelHeight(int tables) {
    return PANEL_HEIGHT + LEGEND_LINE * (tables - 1);
  }

  /// The longest name for which titles and legends fit into a panel.
  static int longestName(int panelWidth) {
    return Math.max(SHORTEST_NAME, (panelWidth - TITLE_WIDTH) / LETTER_WIDTH);
  }

  /// How finely curves have to be sampled.
  static int samplingColumns(int panelWidth) {
    return Math.min(panelWidth, MOST_COLUMNS);
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

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// The tables' names.
  String title() {
    return String.join(", ", tables.stream().map(SampledTable::name).toList());
  }

  /// What the figure shows, in words: a line for each table.
  List<String> description() {
    return tables.stream().map(Figure::description).toList();
  }

  private static String description(SampledTable table) {
    Interval input = table.input();
    Certificate certificate = table.certificate();
    String start =
        table.name()
            + ": "
            + table.steps().size()
            + (table.steps().size() == 1 ? " step on [" : " steps on [")
            + input.lower()
            + ", "
            + input.upper()
            + "], ";
    return certificate == null
        ? start + "leaves the range of binary64 in step " + table.overflow()
        : start
            + "certified image ["
            + certificate.output().lower()
            + ", "
            + certificate.output().upper()
            + "], certified worst-case error "
            + certificate.worstCaseError();
  }

  /// Paints the figure at the origin.
  void paint(Graphics2D graphics) {
    graphics.setColor(background());
    graphics.fillRect(0, 0, width, height);
    int rows = rows(panels.size(), columns);
    AffineTransform origin = graphics.getTransform();
    for (int i = 0; i < panels.size(); i++) {
      int left = width * (i % columns) / columns;
      int top = height * (i / columns) / rows;
      graphics.translate(left, top);
      panels
          .get(i)
          .paint(
              graphics,
              width * (i % columns + 1) / columns - left,
              height * (i / columns + 1) / rows - top);
      graphics.setTransform(origin);
    }
  }

  private XYChart steps(SampledTable table) {
    String xTitle = "x, on the image of the step before";
    int count = table.stepsWithImages();
    XYChart chart =
        chart(
            tables.size() == 1 ? "steps" : table.name() + ": steps",
            count == table.steps().size()
                ? xTitle
                : xTitle + "; overflow in p" + subscript(count + 1),
            "step p(x)");
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    double reach = count == 0 ? 1 : 0;
    double lowest = 0;
    for (int t = 1; t <= count; t++) {
      reach = Math.max(reach, table.domain(t).upper());
      lowest = Math.min(lowest, table.domain(t).lower());
    }
    level(chart, "one", lowest, reach, 1, foreground(), 0.7f);
    int entries = Math.max(1, width / columns / (count < 10 ? LEGEND_ENTRY : WIDE_LEGEND_ENTRY));
    int stride = (count + entries - 1) / entries;
    for (int t = 1; t <= count; t++) {
      Curve curve = table.step(t, samplingColumns(width / columns)).envelope();
      boolean few = count <= PALETTE.length;
      XYSeries series = curve(chart, "step " + t, curve, few ? t - 1 : 0);
      if (!few) {
        series.setLineColor(mixed(Math.log(t) / Math.log(count)));
      }
      series.setLabel("p" + subscript(t));
      series.setShowInLegend((t - 1) % Math.max(1, stride) == 0);
    }
    return chart;
  }

  private XYChart composition() {
    XYChart chart = chart("composition p(x)", inputTitle(), "p(x)");
    Interval values = values();
    // Not as far below as above: XChart makes ticks of values that happen to be equally spaced.
    Interval beyond = new Interval(values.lower() - 1, values.upper() + 2);
    LogarithmicAxis axis = inputAxis(chart);
    chart.getStyler().setYAxisMin(values.lower()).setYAxisMax(values.upper());
    for (int i = 0; i < tables.size(); i++) {
      Certificate certificate = tables.get(i).certificate();
      if (certificate != null) {
        band(chart, axis, i, certificate.output(), values);
      }
    }
    level(chart, "one", axis.place(axis.lower()), axis.place(axis.upper()), 1, foreground(), 0.7f);
    for (int i = 0; i < tables.size(); i++) {
      SampledTable table = tables.get(i);
      Certificate certificate = table.certificate();
      Curve curve = placed(table.error().envelope(), axis, error -> cut(1 - error, beyond));
      curve(chart, "table " + i, curve, i)
          .setLabel(
              label(
                  table,
                  certificate == null ? null : "image " + Numbers.brief(certificate.output())));
    }
    return chart;
  }

  private XYChart error() {
    XYChart chart = chart("error |1 − p(x)|", inputTitle(), "|1 − p(x)|");
    LogarithmicAxis input = inputAxis(chart);
    LogarithmicAxis errors = errorAxis();
    chart
        .getStyler()
        .setYAxisLogarithmic(errors.isTicked())
        .setYAxisLogarithmicDecadeOnly(false)
        .setYAxisMin(errors.place(errors.lower()))
        .setYAxisMax(errors.place(errors.upper()))
        .setYAxisTickLabelsFormattingFunction(errors::label)
        .setYAxisTickMarkSpacingHint(spacing(panelHeight, errors));
    Interval shown = new Interval(errors.lower() / 10, errors.upper() * 10);
    for (int i = 0; i < tables.size(); i++) {
      Certificate certificate = tables.get(i).certificate();
      if (certificate != null) {
        level(
            chart,
            "certified " + i,
            input.place(input.lower()),
            input.place(input.upper()),
            errors.place(cut(certificate.worstCaseError(), shown)),
            translucent(colour(i), LEVEL_ALPHA),
            LEVEL_WIDTH);
      }
    }
    for (int i = 0; i < tables.size(); i++) {
      SampledTable table = tables.get(i);
      Certificate certificate = table.certificate();
      Curve size = table.error().map(Math::abs).envelope();
      Curve curve = placed(size, input, error -> errors.place(cut(error, shown)));
      curve(chart, "table " + i, curve, i)
          .setLabel(
              label(
                  table,
                  certificate == null
                      ? null
                      : "certified ≤ " + roundedUp(certificate.worstCaseError())));
    }
    return chart;
  }

  /// What the legend says of a table: in one line where the table is in the title.
  private String label(SampledTable table, @Nullable String certified) {
    String fact = certified == null ? "overflow in step " + table.overflow() : certified;
    return tables.size() == 1 ? fact : table.name() + "\n" + fact;
  }

  /// At most six significant digits, not below the value.
  private static String roundedUp(double value) {
    return plain(new BigDecimal(value).round(SIX_DIGITS_UP).doubleValue());
  }

  private static String plain(double value) {
    return Numbers.brief(value).replace("E", "e").replaceFirst("\\.0(?=$|e)", "");
  }

  private static double cut(double value, Interval shown) {
    // NaN, where an overflow met another, is drawn as beyond.
    return Double.isNaN(value)
        ? shown.upper()
        : Math.min(shown.upper(), Math.max(shown.lower(), value));
  }

  private static Curve placed(Curve curve, LogarithmicAxis axis, DoubleUnaryOperator value) {
    return new Curve(curve.x().stream().map(axis::place).toList(), curve.map(value).y());
  }

  /// The values of the composition that are shown: all images, as far as they are of interest.
  private Interval values() {
    double lower = NARROWEST_VALUES.lower();
    double upper = NARROWEST_VALUES.upper();
    for (SampledTable table : tables) {
      Certificate certificate = table.certificate();
      Interval image = certificate == null ? WIDEST_VALUES : certificate.output();
      lower = Math.min(lower, Math.max(WIDEST_VALUES.lower(), image.lower()));
      upper = Math.max(upper, Math.min(WIDEST_VALUES.upper(), image.upper()));
    }
    double margin = MARGIN * (upper - lower);
    return new Interval(lower - margin, upper + margin);
  }

  private LogarithmicAxis errorAxis() {
    double highest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (SampledTable table : tables) {
      Certificate certificate = table.certificate();
      double worst = certificate == null ? HIGHEST_ERROR : certificate.worstCaseError();
      highest = Math.max(highest, worst);
      smallest = Math.min(smallest, worst);
      List<Double> sizes =
          table.error().y().stream().map(Math::abs).filter(e -> e > 0).sorted().toList();
      // All may be 0: beyond the digits of the exact composition, or NaN: after an overflow.
      lowest =
          sizes.isEmpty()
              ? lowest
              : Math.min(lowest, sizes.get((int) (LOST_SAMPLES * sizes.size())));
    }
    highest = Math.min(highest, HIGHEST_ERROR);
    lowest = Math.min(highest / 10, Math.max(lowest, smallest * LOWEST_ERROR));
    double margin = Math.pow(highest / lowest, MARGIN);
    return new LogarithmicAxis(lowest / margin, highest * margin, errorLabels());
  }

  private int errorLabels() {
    return Math.max(2, panelHeight / 35);
  }

  private LogarithmicAxis inputAxis(XYChart chart) {
    Interval input = tables.getFirst().input();
    LogarithmicAxis axis =
        new LogarithmicAxis(input.lower(), input.upper(), Math.max(2, width / columns / 55));
    chart
        .getStyler()
        .setXAxisLogarithmic(axis.isTicked())
        .setXAxisLogarithmicDecadeOnly(false)
        .setXAxisMin(axis.place(axis.lower()))
        .setXAxisMax(axis.place(axis.upper()))
        .setXAxisTickLabelsFormattingFunction(axis::label)
        .setXAxisTickMarkSpacingHint(spacing(width / columns, axis));
    return axis;
  }

  /// What makes XChart put its ticks a stride apart.
  private static int spacing(int length, LogarithmicAxis axis) {
    return axis.isTicked() ? 10 : (int) ((length - 80) * axis.stride() / axis.decades());
  }

  private String inputTitle() {
    Interval input = tables.getFirst().input();
    return "x in [" + plain(input.lower()) + ", " + plain(input.upper()) + "]";
  }

  private static XYSeries curve(XYChart chart, String key, Curve curve, int index) {
    XYSeries series = series(chart, key, curve);
    series.setLineColor(colour(index));
    series.setLineStyle(stroke(index));
    // XChart draws a smooth curve as one path, other ones piece by piece, which breaks dashes. With
    // a column between the points both look the same.
    series.setSmooth(true);
    return series;
  }

  private static void level(
      XYChart chart, String key, double from, double to, double value, Color colour, float width) {
    XYSeries series = series(chart, key, new Curve(List.of(from, to), List.of(value, value)));
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    series.setShowInLegend(false);
  }

  private static void band(
      XYChart chart, LogarithmicAxis axis, int index, Interval image, Interval shown) {
    double lower = cut(image.lower(), shown);
    double upper = cut(image.upper(), shown);
    double left = axis.place(axis.lower());
    double right = axis.place(axis.upper());
    XYSeries series =
        series(
            chart,
            "band " + index,
            new Curve(List.of(left, right, right, left), List.of(lower, lower, upper, upper)));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setLineStyle(SeriesLines.NONE);
    series.setFillColor(translucent(colour(index), BAND_ALPHA));
    series.setShowInLegend(false);
  }

  private static XYSeries series(XYChart chart, String key, Curve curve) {
    XYSeries series =
        chart.addSeries(
            key,
            curve.x().stream().mapToDouble(Double::doubleValue).toArray(),
            curve.y().stream().mapToDouble(Double::doubleValue).toArray());
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  private static Color colour(int index) {
    return new Color(PALETTE[index % PALETTE.length]);
  }

  private static Color translucent(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  private static BasicStroke stroke(int index) {
    float[] dashes = DASHES[index % DASHES.length];
    return new BasicStroke(
        CURVE_WIDTH,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        dashes.length == 0 ? null : dashes,
        0);
  }

  /// From the palette's blue to its orange, for steps in their order.
  private static Color mixed(double part) {
    Color from = colour(0);
    Color to = colour(4);
    return new Color(
        (int) Math.round(from.getRed() + part * (to.getRed() - from.getRed())),
        (int) Math.round(from.getGreen() + part * (to.getGreen() - from.getGreen())),
        (int) Math.round(from.getBlue() + part * (to.getBlue() - from.getBlue())));
  }

  private static String subscript(int number) {
    StringBuilder text = new StringBuilder();
    Integer.toString(number).chars().forEach(c -> text.append((char) ('₀' + c - '0')));
    return text.toString();
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private Color background() {
    return theme == FigureTheme.LIGHT ? Color.WHITE : new Color(0x0D1117);
  }

  private Color foreground() {
    return theme == FigureTheme.LIGHT ? new Color(0x1F1F1F) : new Color(0xE6E6E6);
  }

  private Color grid() {
    return theme == FigureTheme.LIGHT ? new Color(0xE4E4E4) : new Color(0x2A3038);
  }

  private XYChart chart(String title, String xTitle, String yTitle) {
    XYChart chart = new XYChart(width, height);
    chart.setTitle(title);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    XYStyler style = chart.getStyler();
    style
        .setPlotGridLinesColor(grid())
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setPlotTicksMarksVisible(false)
        .setAxisTickMarksColor(foreground())
        .setAxisTickLabelsColor(foreground())
        .setAxisTickLabelsFont(font(Font.PLAIN, 11))
        .setAxisTitleFont(font(Font.PLAIN, 12))
        .setAxisTicksLineVisible(false)
        .setXAxisTickLabelsColor(foreground())
        .setYAxisTickLabelsColor(foreground())
        .setXAxisTickMarksColor(foreground())
        .setYAxisTickMarksColor(foreground());
    style
        .setLocale(Locale.ROOT)
        .setChartBackgroundColor(background())
        .setChartFontColor(foreground())
        .setChartTitleFontColor(foreground())
        .setChartTitleFont(font(Font.BOLD, 13))
        .setChartTitleBoxVisible(false)
        .setXAxisTitleColor(foreground())
        .setYAxisTitleColor(foreground())
        .setPlotBackgroundColor(background())
        .setPlotBorderColor(foreground())
        .setPlotContentSize(1 - MARGIN)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendFont(font(Font.PLAIN, 11))
        .setLegendBackgroundColor(background())
        .setLegendBorderColor(background())
        .setLegendPadding(6)
        .setLegendSeriesLineLength(30);
    return chart;
  }
}
