package org.alternant.cli.survey;

import java.util.List;
import java.util.Locale;
import org.alternant.toolkit.design.MatrixSpectrum.Bin;
import org.alternant.toolkit.design.MatrixSpectrum.Histogram;
import org.alternant.toolkit.survey.SurveyedGroup;

/// A histogram of singular values on a logarithmic axis, as SVG inside a page: with a mark at the
/// lower end, and a shade over what rounding hides.
final class SpectrumFigure {

  private static final int MOST_BINS = 24;

  private static final int WIDTH = 480;
  private static final int HEIGHT = 200;
  private static final int LEFT = 8;
  private static final int TOP = 22;
  private static final int BOTTOM = HEIGHT - 24;

  /// The width of a word.
  private static final int WORD = 50;

  /// Bins are half a decade wide.
  private static final double PER_DECADE = 2;

  /// The axis ends at 1, or above where singular values do.
  private static final int ONE = 0;

  private final SurveyedGroup group;
  private final Histogram histogram;
  private final int first;
  private final int bins;

  /// Draws a group on the axis of all, so that groups can be compared by eye.
  SpectrumFigure(SurveyedGroup group, SurveyedGroup whole) {
    this.group = group;
    histogram = group.spectrum().histogram(MOST_BINS);
    List<Bin> all = whole.spectrum().histogram(MOST_BINS).bins();
    first =
        Math.min(
            all.isEmpty() ? -2 : all.getFirst().place(),
            histogram.bins().isEmpty() ? ONE : histogram.bins().getFirst().place());
    bins = Math.max(ONE, all.isEmpty() ? ONE : all.getLast().place() + 1) - first;
  }

  /// Where a value is.
  private double x(double value) {
    return LEFT + (StrictMath.log10(value) * PER_DECADE - first) * (WIDTH - 2 * LEFT) / bins;
  }

  void appendTo(StringBuilder html, String name) {
    html.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Histogram of %d singular values"
                + " of %s\">%n",
            WIDTH,
            HEIGHT,
            group.spectrum().ascending().size(),
            name));
    double hidden = Math.min(WIDTH - LEFT, x(group.hidden()));
    if (group.hidden() > 0 && hidden > LEFT) {
      rectangle(html, "hidden", LEFT, TOP, hidden - LEFT, BOTTOM - TOP);
    }
    bars(html);
    axis(html);
    mark(html);
    if (hidden > LEFT + WORD) {
      text(html, "note", LEFT + 4, TOP + 28, "hidden");
    }
    html.append("</svg>\n");
  }

  private void bars(StringBuilder html) {
    long most = histogram.bins().stream().mapToLong(Bin::count).max().orElse(1);
    double width = (double) (WIDTH - 2 * LEFT) / bins;
    for (Bin bin : histogram.bins()) {
      if (bin.count() > 0) {
        double height = Math.max(1, (double) bin.count() / most * (BOTTOM - TOP));
        html.append("<g><title>")
            .append(
                String.format(
                    Locale.ROOT,
                    "%d from %.2g to %.2g",
                    bin.count(),
                    bin.from(),
                    bin.from() * Math.sqrt(10)))
            .append("</title>");
        rectangle(
            html,
            "bar",
            LEFT + (bin.place() - first) * width + 1,
            BOTTOM - height,
            width - 2,
            height);
        html.append("</g>\n");
      }
    }
  }

  private void axis(StringBuilder html) {
    html.append(
        String.format(
            Locale.ROOT,
            "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n",
            LEFT,
            BOTTOM,
            WIDTH - LEFT,
            BOTTOM));
    int decades = (int) Math.ceil(bins / PER_DECADE);
    int every = Math.max(1, (decades + 7) / 8);
    for (int place = first; place <= first + bins; place++) {
      int decade = Math.floorDiv(place, (int) PER_DECADE);
      if (Math.floorMod(place, (int) PER_DECADE) == 0 && Math.floorMod(decade, every) == 0) {
        text(
            html,
            "tick",
            x(StrictMath.pow(10, decade)),
            HEIGHT - 8,
            decade == 0 ? "1" : "1e" + decade);
      }
    }
    if (histogram.smaller() > 0) {
      text(html, "note", LEFT + 2, TOP + 12, histogram.smaller() + " smaller");
    }
  }

  private void mark(StringBuilder html) {
    if (group.lower().isPresent() && x(group.lower().getAsDouble()) >= LEFT) {
      double at = x(group.lower().getAsDouble());
      html.append(
          String.format(
              Locale.ROOT,
              "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
              at,
              TOP - 4,
              at,
              BOTTOM));
      text(
          html,
          at > WIDTH / 2.0 ? "label end" : "label",
          at,
          TOP - 8,
          "lower end " + SurveyText.lower(group.lower()));
    }
  }

  private static void rectangle(
      StringBuilder html, String kind, double x, double y, double width, double height) {
    html.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
            kind,
            x,
            y,
            width,
            height));
  }

  private static void text(StringBuilder html, String kind, double x, double y, String content) {
    html.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
            kind,
            x,
            y,
            content));
  }
}
