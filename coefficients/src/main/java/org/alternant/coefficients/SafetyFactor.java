package org.alternant.coefficients;

import org.alternant.coefficients.text.MessageText;

/// The safety factor s of a table: a row that carries it is p(x/s) instead of p(x), so that it
/// keeps its promise for inputs up to s times the upper end of its interval.
///
/// @param value s, at least 1
/// @param bakedInto the rows whose coefficients already carry it
public record SafetyFactor(double value, BakedInto bakedInto) {

  /// No safety factor: s = 1.
  public static final SafetyFactor NONE = new SafetyFactor(1, BakedInto.NONE);

  /// The rows whose coefficients carry the safety factor.
  public enum BakedInto {
    /// No row.
    NONE,
    /// Every row but the last.
    ALL_BUT_LAST,
    /// Every row.
    ALL
  }

  /// What a designed table says: the designer bakes the factor into every row but the last.
  ///
  /// @param value s, at least 1
  /// @return the factor; [#NONE] for s = 1
  /// @throws IllegalArgumentException if `value` is below 1 or not finite
  public static SafetyFactor designed(double value) {
    return value == 1 ? NONE : new SafetyFactor(value, BakedInto.ALL_BUT_LAST);
  }

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `value` is below 1 or not finite, or is 1 and yet baked in
  public SafetyFactor {
    if (!(value >= 1 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "safety factor must be 1 or more, found " + MessageText.number(value));
    }
    if (value == 1 && bakedInto != BakedInto.NONE) {
      throw new IllegalArgumentException("a safety factor of 1 is baked into no row");
    }
  }
}
