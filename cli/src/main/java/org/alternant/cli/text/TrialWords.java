package org.alternant.cli.text;

import java.util.stream.Collectors;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.text.EnumIds;

/// What sample runs showed, in words.
public final class TrialWords {

  private TrialWords() {}

  /// The median of the errors, or nothing where it is not finite.
  public static String median(Measured measured) {
    return measured.medianError() == null ? "" : Numbers.brief(measured.medianError());
  }

  /// The worst error, or that the table breaks, and how far it goes.
  public static String worst(Measured measured) {
    Double worst = measured.worstError();
    return worst == null
        ? "breaks: overflow"
        : measured.breaks() ? "breaks: " + Numbers.size(worst) : Numbers.atMost(worst);
  }

  /// Both, the median first.
  public static String errors(Measured measured) {
    String median = median(measured);
    return measured.breaks() || median.isEmpty()
        ? worst(measured)
        : median + ", " + worst(measured);
  }

  /// What was measured, and on which matrices.
  public static String source(Measured measured) {
    return "measured, not proved: |1 - s| of all singular values s of "
        + measured.runs()
        + " matrices run in emulated "
        + EnumIds.of(measured.precision())
        + ", "
        + measured.matrices()
        + " of each spectrum ("
        + measured.kinds().stream().map(EnumIds::of).collect(Collectors.joining(", "))
        + ") and shape ("
        + measured.shapes().stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }
}
