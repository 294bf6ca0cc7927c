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
    if (worst == null) {
      return "breaks: overflow";
    }
    if (measured.breaksWhereStructured()) {
      return "breaks: structured";
    }
    return measured.breaks() ? "breaks: " + Numbers.size(worst) : Numbers.atMost(worst);
  }

  /// The largest singular value of structured matrices, or how far they break.
  public static String structured(Measured measured) {
    Measured.Structured structured = measured.structured();
    return structured == null ? "" : largest(structured);
  }

  static String largest(Measured.Structured structured) {
    return structured.largest() == null ? "overflow" : Numbers.atMost(structured.largest());
  }

  /// Median, worst; structured: a cell of a table.
  public static String cell(Measured measured) {
    String structured = structured(measured);
    return errors(measured) + (structured.isEmpty() ? "" : "; " + structured);
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
        + ")"
        + (measured.structured() == null
            ? ""
            : "; structured: the largest s of "
                + measured.structured().matrices()
                + " matrices whose entries repeat");
  }
}
