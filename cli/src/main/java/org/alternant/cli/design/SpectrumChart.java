package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alternant.cli.text.Numbers;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.alternant.toolkit.design.MatrixSpectrum.Bin;
import org.alternant.toolkit.design.MatrixSpectrum.Histogram;

/// How singular values are spread: a histogram on a logarithmic axis, with a mark where the lower
/// end is.
final class SpectrumChart {

  private static final int MOST_BINS = 23;
  private static final int BAR = 50;

  private SpectrumChart() {}

  /// @param values what the spectrum is of
  static List<String> lines(MatrixSpectrum spectrum, String values, double quantile, double lower) {
    List<String> lines = new ArrayList<>();
    lines.add(
        spectrum.ascending().size()
            + " normalized "
            + values
            + " of "
            + spectrum.matrices()
            + (spectrum.matrices() == 1 ? " matrix" : " matrices")
            + ", from "
            + Numbers.brief(spectrum.smallest())
            + " to "
            + Numbers.brief(spectrum.largest()));
    bars(spectrum.histogram(MOST_BINS), lower, lines);
    lines.add(
        "lower end "
            + lower
            + ": the "
            + quantile
            + " quantile; "
            + spectrum.below(lower)
            + " of "
            + spectrum.ascending().size()
            + " lie below");
    lines.add(String.format(Locale.ROOT, "coherence %.2f", spectrum.coherence()));
    return lines;
  }

  private static void bars(Histogram histogram, double lower, List<String> lines) {
    long most = Math.max(1, histogram.smaller());
    for (Bin bin : histogram.bins()) {
      most = Math.max(most, bin.count());
    }
    if (histogram.smaller() > 0) {
      lines.add(bar("smaller", histogram.smaller(), most, false));
    }
    for (Bin bin : histogram.bins()) {
      String from = String.format(Locale.ROOT, "%.2e", bin.from());
      lines.add(bar(from, bin.count(), most, bin.holds(lower)));
    }
  }

  private static String bar(String from, long count, long most, boolean marked) {
    int length = count == 0 ? 0 : Math.max(1, (int) (BAR * count / most));
    return String.format(
            Locale.ROOT,
            "%8s |%-" + BAR + "s %s%s",
            from,
            "#".repeat(length),
            count,
            marked ? "  <- lower end" : "")
        .stripTrailing();
  }
}
