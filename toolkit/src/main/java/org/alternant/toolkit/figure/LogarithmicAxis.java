package org.alternant.toolkit.figure;

import java.util.Locale;

/// A logarithmic axis: where values go, and how its ticks are called.
///
/// XChart's own logarithmic axis has a tick for 1 to 9 times every power of ten. That is right for
/// a few decades; for more the axis is a linear one for log₁₀ of the values.
final class LogarithmicAxis {

  /// The most decades for which XChart's axis is used.
  private static final double MOST_TICKED = 12;

  /// The most decades for which 2 and 5 times a power of ten have labels.
  private static final double MOST_SUBDIVIDED = 1.5;

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /// How far a tick may be from the number it is meant to be, relatively.
  private static final double ROUNDING = 1e-9;

  private final double lower;
  private final double upper;
  private final int labels;

  /// An axis.
  ///
  /// @param lower its lower end, positive
  /// @param upper its upper end, above `lower`
  /// @param labels how many labels there is room for
  LogarithmicAxis(double lower, double upper, int labels) {
    this.lower = lower;
    this.upper = upper;
    this.labels = labels;
  }

  double lower() {
    return lower;
  }

  double upper() {
    return upper;
  }

  double decades() {
    return StrictMath.log10(upper) - StrictMath.log10(lower);
  }

  /// Whether the axis is XChart's.
  boolean isTicked() {
    return decades() <= MOST_TICKED;
  }

  /// The coordinate of a value.
  double place(double value) {
    return isTicked() ? value : StrictMath.log10(value);
  }

  /// The decades between labels.
  int stride() {
    int stride = 1;
    for (int next : new int[] {2, 5, 10, 20, 50, 100}) {
      stride = decades() / stride > labels ? next : stride;
    }
    return stride;
  }

  /// The label of a tick; empty for ticks that have none.
  String label(double coordinate) {
    if (!isTicked()) {
      return power(Math.round(coordinate));
    }
    double exponent = StrictMath.log10(coordinate);
    long decade = Math.round(exponent);
    if (Math.abs(exponent - decade) < ROUNDING) {
      return decade % stride() == 0 ? power(decade) : "";
    }
    if (decades() > MOST_SUBDIVIDED) {
      return "";
    }
    long digit = Math.round(coordinate / StrictMath.pow(10, Math.floor(exponent)));
    boolean labelled = decades() < 1 || digit == 2 || digit == 5;
    return labelled ? decimal(coordinate) : "";
  }

  private String power(long exponent) {
    if (decades() <= MOST_SUBDIVIDED) {
      return decimal(StrictMath.pow(10, (double) exponent));
    }
    if (exponent == 0) {
      return "1";
    }
    StringBuilder text = new StringBuilder("10");
    for (char c : Long.toString(exponent).toCharArray()) {
      text.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
    }
    return text.toString();
  }

  private static String decimal(double value) {
    boolean plain = value >= 1e-4 && value < 1e5;
    String text = String.format(Locale.ROOT, plain ? "%.5f" : "%.0e", value);
    return plain ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
