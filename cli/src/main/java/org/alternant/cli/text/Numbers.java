package org.alternant.cli.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.coefficients.Interval;
import org.alternant.solver.certificate.NegativeMargin;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.toolkit.BriefNumbers;
import org.jspecify.annotations.Nullable;

/// How numbers are shown to people.
public final class Numbers {

  private static final double BFLOAT16_ULP = 0x1p-7;
  private static final double FLOAT16_ULP = 0x1p-10;

  private static final int DIGITS_FROM_ONE = 7;

  /// Below, as many digits after the point would not be six significant ones.
  private static final double FAR_FROM_ONE = 0.1;

  /// What stands for a number beyond binary64.
  private static final String OVERFLOW = "overflow";

  /// Stands for a figure whose proof takes too much.
  public static final String NOT_DETERMINED = "not determined";

  private Numbers() {}

  /// At most six significant digits of a number that bounds nothing.
  public static String brief(double value) {
    return Double.isFinite(value) ? BriefNumbers.of(value) : OVERFLOW;
  }

  /// At most six significant digits of an upper bound, rounded up.
  public static String atMost(double bound) {
    return Double.isFinite(bound) ? BriefNumbers.atMost(bound) : OVERFLOW;
  }

  /// Two significant digits of a number that bounds nothing, where only its size matters.
  public static String size(double value) {
    return BriefNumbers.size(value);
  }

  /// Two significant digits of an upper bound, rounded up; `anything` where there is none.
  public static String sizeAtMost(double bound) {
    return Double.isFinite(bound) ? BriefNumbers.sizeAtMost(bound) : "anything";
  }

  /// Two significant digits of a lower bound, rounded down.
  public static String sizeAtLeast(double bound) {
    return BriefNumbers.sizeAtLeast(bound);
  }

  /// An interval of singular values that something is proved for, as it stands.
  public static String exact(Interval interval) {
    return "[" + interval.lower() + ", " + interval.upper() + "]";
  }

  /// An enclosure, rounded outward: its ends, or middle and radius where six digits would not tell
  /// the ends apart.
  public static String brief(Interval interval) {
    return BriefNumbers.of(interval);
  }

  /// A bound up to which something is proved, rounded down, with enough digits to tell it from 1,
  /// or from 0.
  public static String bound(OptionalDouble bound) {
    if (bound.isEmpty()) {
      return "beyond " + (int) SafeRange.LARGEST_UPPER;
    }
    double value = bound.getAsDouble();
    return value < FAR_FROM_ONE
        ? BriefNumbers.atLeast(value)
        : BigDecimal.valueOf(value).setScale(DIGITS_FROM_ONE, RoundingMode.FLOOR).toPlainString();
  }

  /// A measured number, with as many digits.
  public static String besideBound(double value) {
    return value <= SafeRange.LARGEST_UPPER
        ? String.format(Locale.ROOT, "%." + DIGITS_FROM_ONE + "f", value)
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
                + sizeAtLeast(beyond / BFLOAT16_ULP)
                + " ulps of bfloat16, "
                + sizeAtLeast(beyond / FLOAT16_ULP)
                + " of float16"
                + (beyond < BFLOAT16_ULP ? "; WITHIN ONE bfloat16 ULP OF 1" : ""));
  }

  /// A bound on inputs as a certificate states it: null where there is none.
  public static String bound(@Nullable Double bound) {
    return bound(bound == null ? OptionalDouble.empty() : OptionalDouble.of(bound));
  }

  /// Down to where eigenvalues below 0 are borne, rounded toward 0, and by what, rounded up.
  public static String words(Optional<NegativeMargin> margin) {
    return margin
        .map(
            found ->
                "eigenvalues down to -"
                    + BriefNumbers.atLeast(-found.lower())
                    + ": X stays positive, with at most "
                    + atMost(found.largestFactor())
                    + " there")
        .orElse("proved for no eigenvalue");
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
