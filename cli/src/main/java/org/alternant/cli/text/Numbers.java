package org.alternant.cli.text;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.alternant.coefficients.Interval;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.toolkit.BriefNumbers;
import org.jspecify.annotations.Nullable;

/// How numbers are shown to people.
public final class Numbers {

  private static final double BFLOAT16_ULP = 0x1p-7;
  private static final double FLOAT16_ULP = 0x1p-10;

  private Numbers() {}

  /// At most six significant digits.
  public static String brief(double value) {
    return BriefNumbers.of(value);
  }

  /// Two significant digits, for errors that only matter in size.
  public static String size(double value) {
    return BriefNumbers.size(value);
  }

  /// The ends, or centre and half-width where six digits would not tell the ends apart.
  public static String brief(Interval interval) {
    return BriefNumbers.of(interval);
  }

  /// A bound on inputs, with enough digits to tell it from 1.
  public static String bound(OptionalDouble bound) {
    if (bound.isEmpty()) {
      return "beyond " + (int) SafeRange.LARGEST_UPPER;
    }
    double value = bound.getAsDouble();
    return value <= SafeRange.LARGEST_UPPER
        ? String.format(Locale.ROOT, "%.7f", value)
        : brief(value);
  }

  /// A bound on the input, and how far it lies beyond 1 in the formats people run.
  public static String beyondOne(OptionalDouble bound) {
    if (bound.isEmpty()) {
      return bound(bound);
    }
    double beyond = bound.getAsDouble() - 1;
    return bound.getAsDouble()
        + (beyond < 0
            ? ": BREAKS BELOW 1"
            : ": 1 + "
                + size(beyond / BFLOAT16_ULP)
                + " ulps of bfloat16, "
                + size(beyond / FLOAT16_ULP)
                + " of float16"
                + (beyond < BFLOAT16_ULP ? "; WITHIN ONE bfloat16 ULP OF 1" : ""));
  }

  /// A bound on inputs as a certificate states it: null where there is none.
  public static String bound(@Nullable Double bound) {
    return bound(bound == null ? OptionalDouble.empty() : OptionalDouble.of(bound));
  }

  /// A number of things, in the singular or the plural.
  public static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /// The smallest and largest of a list in descending order.
  public static String range(List<Double> descending) {
    return "[" + brief(descending.getLast()) + ", " + brief(descending.getFirst()) + "]";
  }
}
