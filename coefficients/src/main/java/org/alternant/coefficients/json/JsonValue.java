package org.alternant.coefficients.json;

/// A JSON value (RFC 8259).
public sealed interface JsonValue
    permits JsonArray,
        JsonObject,
        JsonValue.Null,
        JsonValue.Numeric,
        JsonValue.Text,
        JsonValue.Truth {

  /// A string.
  ///
  /// @param value its characters
  record Text(String value) implements JsonValue {}

  /// A number: binary64, which holds all that tables and reports contain.
  ///
  /// @param value the nearest binary64 number
  /// @param text how it is written
  record Numeric(double value, String text) implements JsonValue {

    /// A binary64 number, written as the shortest decimal that gives it back.
    ///
    /// @param value the number
    public Numeric(double value) {
      this(value, Double.toString(value));
    }

    /// An integer, written with all its digits.
    ///
    /// @param value the integer
    public Numeric(long value) {
      this((double) value, Long.toString(value));
    }
  }

  /// `true` or `false`.
  ///
  /// @param value which
  record Truth(boolean value) implements JsonValue {}

  /// `null`.
  record Null() implements JsonValue {}

  /// Whether this holds other values.
  ///
  /// @return true for arrays and objects
  default boolean isContainer() {
    return this instanceof JsonArray || this instanceof JsonObject;
  }
}
