package org.alternant.coefficients.format;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Numbers as people and programs write them. [Double#parseDouble] alone would also take `1d`,
/// `NaN` and text with spaces around it.
final class NumberText {
  /// A decimal number, with or without a fraction and an exponent.
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  /// A hexadecimal floating-point number, as [Double#toHexString], C's `%a` and Python's
  /// `float.hex` write it.
  static final Pattern HEXADECIMAL =
      Pattern.compile("[-+]?0[xX][0-9a-fA-F]+(\\.[0-9a-fA-F]+)?[pP][-+]?[0-9]+");

  private NumberText() {}

  /// The binary64 number nearest to a decimal or hexadecimal one.
  ///
  /// @return the number, infinite where `text` is beyond binary64; empty if `text` is no number
  static OptionalDouble parse(String text) {
    return DECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : parseHexadecimal(text);
  }

  /// The binary64 number nearest to a hexadecimal one.
  ///
  /// @return the number, infinite where `text` is beyond binary64; empty if `text` is no such
  ///   number
  static OptionalDouble parseHexadecimal(String text) {
    return HEXADECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
