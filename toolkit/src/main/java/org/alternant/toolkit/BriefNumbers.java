package org.alternant.toolkit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.alternant.coefficients.Interval;

/// Numbers for people: no more digits than are read.
public final class BriefNumbers {

  private static final MathContext SIX_DIGITS = new MathContext(6);

  private BriefNumbers() {}

  /// At most six significant digits.
  ///
  /// @param value a finite number
  /// @return the digits, as [Double#toString(double)] writes them
  public static String of(double value) {
    return Double.toString(new BigDecimal(value).round(SIX_DIGITS).doubleValue());
  }

  /// The ends, or centre and half-width where six digits would not tell the ends apart.
  ///
  /// @param interval with finite ends
  /// @return `[lower, upper]` or `centre ± half-width`
  public static String of(Interval interval) {
    double centre = (interval.lower() + interval.upper()) / 2;
    double radius = (interval.upper() - interval.lower()) / 2;
    if (radius < 1e-5 * centre) {
      return of(centre) + " ± " + size(radius);
    }
    return "[" + of(interval.lower()) + ", " + of(interval.upper()) + "]";
  }

  /// Two significant digits, for errors that only matter in size.
  ///
  /// @param value the number
  /// @return the digits with an exponent; `0` for zero
  public static String size(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }
}
