package org.alternant.cli;

import java.util.List;
import java.util.Locale;
import org.alternant.coefficients.Interval;

/// How numbers are shown to people.
final class Numbers {

  private Numbers() {}

  /// Six significant digits.
  static String brief(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.6g", value);
  }

  /// Two significant digits, for errors that only matter in size.
  static String size(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }

  static String brief(Interval interval) {
    return "[" + brief(interval.lower()) + ", " + brief(interval.upper()) + "]";
  }

  /// The smallest and largest of a list in descending order.
  static String range(List<Double> descending) {
    return "[" + brief(descending.getLast()) + ", " + brief(descending.getFirst()) + "]";
  }
}
