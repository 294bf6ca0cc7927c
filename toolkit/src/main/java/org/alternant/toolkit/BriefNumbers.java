package org.alternant.toolkit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.alternant.coefficients.Interval;

/// Numbers for people: no more digits than are read. What is proved is rounded to the side on which
/// it stays proved: an upper bound up, a lower bound down, an interval outward. A binary64 number
/// counts as the shortest decimal that stands for it, as in JSON.
public final class BriefNumbers {

  private static final int DIGITS = 6;
  private static final int SIZE_DIGITS = 2;

  /// An interval shorter than this part of its middle is shown by its middle.
  private static final BigDecimal SHORT = new BigDecimal("1e-5");

  private BriefNumbers() {}

  /// At most six significant digits of a number that bounds nothing.
  ///
  /// @param value a finite number
  /// @return the digits, as [Double#toString(double)] writes them
  public static String of(double value) {
    return rounded(value, RoundingMode.HALF_UP);
  }

  /// At most six significant digits of an upper bound.
  ///
  /// @param value a finite number
  /// @return a number that is not below it
  public static String atMost(double value) {
    return rounded(value, RoundingMode.CEILING);
  }

  /// At most six significant digits of a lower bound.
  ///
  /// @param value a finite number
  /// @return a number that is not above it
  public static String atLeast(double value) {
    return rounded(value, RoundingMode.FLOOR);
  }

  private static String rounded(double value, RoundingMode mode) {
    return Double.toString(
        BigDecimal.valueOf(value).round(new MathContext(DIGITS, mode)).doubleValue());
  }

  /// An interval that holds another one: its ends, or its middle and half its length where six
  /// digits would not tell the ends apart.
  ///
  /// @param interval with finite ends
  /// @return `[lower, upper]` or `middle ± radius`
  public static String of(Interval interval) {
    BigDecimal lower = BigDecimal.valueOf(interval.lower());
    BigDecimal upper = BigDecimal.valueOf(interval.upper());
    BigDecimal middle = lower.add(upper).divide(BigDecimal.valueOf(2));
    BigDecimal radius = upper.subtract(middle);
    if (radius.compareTo(SHORT.multiply(middle)) >= 0) {
      return "[" + atLeast(interval.lower()) + ", " + atMost(interval.upper()) + "]";
    }
    if (radius.signum() == 0) {
      return decimal(middle) + " ± " + size(0);
    }
    // The middle moves by half the radius at most, or to 1, and the radius makes up for it.
    boolean holdsOne = interval.lower() <= 1 && 1 <= interval.upper();
    BigDecimal shown =
        holdsOne
            ? BigDecimal.ONE
            : middle.setScale(radius.scale() - radius.precision() + 1, RoundingMode.HALF_EVEN);
    BigDecimal reach = upper.subtract(shown).max(shown.subtract(lower));
    BigDecimal digits = reach.round(new MathContext(SIZE_DIGITS, RoundingMode.CEILING));
    return decimal(shown) + " ± " + size(digits.doubleValue());
  }

  private static String decimal(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return plain.setScale(Math.max(1, plain.scale())).toPlainString();
  }

  /// Two significant digits of a number that bounds nothing and only matters in size.
  ///
  /// @param value the number
  /// @return the digits with an exponent; `0` for zero
  public static String size(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }

  /// Two significant digits of an upper bound that only matters in size.
  ///
  /// @param value a finite number
  /// @return a number that is not below it
  public static String sizeAtMost(double value) {
    return size(sized(value, RoundingMode.CEILING));
  }

  /// Two significant digits of a lower bound that only matters in size.
  ///
  /// @param value a finite number
  /// @return a number that is not above it
  public static String sizeAtLeast(double value) {
    return size(sized(value, RoundingMode.FLOOR));
  }

  private static double sized(double value, RoundingMode mode) {
    return BigDecimal.valueOf(value).round(new MathContext(SIZE_DIGITS, mode)).doubleValue();
  }
}
