package org.alternant.coefficients.literal;

import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// Numbers as people and programs write them. [Double#parseDouble] alone would also take `1d`,
/// `NaN` and text with spaces around it.
public final class NumberText {
  /// A decimal number, with or without a fraction and an exponent.
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  /// A hexadecimal floating-point number, as [Double#toHexString], C's `%a` and Python's
  /// `float.hex` write it.
  public static final Pattern HEXADECIMAL =
      Pattern.compile("[-+]?0[xX][0-9a-fA-F]+(\\.[0-9a-fA-F]+)?[pP][-+]?[0-9]+");

  /// The beginning of a number that is not 0.
  private static final Pattern NOT_ZERO =
      Pattern.compile("[-+]?([0.]*[1-9]|0[xX][0.]*[1-9a-fA-F])");

  /// What a number of a program's begins with, before the letters that tell its type; digits may be
  /// grouped by `_`.
  static final Pattern BEGINNING =
      Pattern.compile(
          "0[xX][0-9a-fA-F]+(\\.[0-9a-fA-F]+)?[pP][-+]?[0-9]+"
              + "|([0-9]+(_[0-9]+)*(\\.([0-9]+(_[0-9]+)*)?)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private NumberText() {}

  /// A number that no binary64 number stands for: it must not be taken for 0 or for infinity.
  ///
  /// @param number the nearest one, as [#parse] finds it
  /// @param text the number as it stands
  /// @return what is wrong with it; null if nothing is
  public static @Nullable String outOfRange(String text, double number) {
    boolean large = Double.isInfinite(number);
    boolean small = number == 0 && NOT_ZERO.matcher(text).lookingAt();
    return large || small
        ? "too "
            + (large ? "large" : "small")
            + " for a binary64 number: "
            + MessageText.quote(text)
        : null;
  }

  /// The binary64 number nearest to a decimal or hexadecimal one.
  ///
  /// @param text what was written
  /// @return the number, 0 or infinite where `text` is beyond binary64; empty if `text` is no
  ///   number
  public static OptionalDouble parse(String text) {
    return DECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : parseHexadecimal(text);
  }

  /// The binary64 number nearest to a hexadecimal one.
  ///
  /// @param text what was written
  /// @return the number, 0 or infinite where `text` is beyond binary64; empty if `text` is no such
  ///   number
  public static OptionalDouble parseHexadecimal(String text) {
    return HEXADECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
