package org.alternant.coefficients.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// A JSON array, built by adding to it.
public final class JsonArray implements JsonValue {

  private final List<JsonValue> elements = new ArrayList<>();

  /// Creates an empty array.
  public JsonArray() {}

  /// The elements.
  ///
  /// @return a view
  public List<JsonValue> elements() {
    return Collections.unmodifiableList(elements);
  }

  /// Adds a value.
  ///
  /// @param value the value
  /// @return this array
  public JsonArray add(JsonValue value) {
    elements.add(value);
    return this;
  }

  /// Adds a number.
  ///
  /// @param value the number
  /// @return this array
  public JsonArray add(double value) {
    return add(new Numeric(value));
  }

  /// Adds an integer.
  ///
  /// @param value the integer
  /// @return this array
  public JsonArray add(int value) {
    return add(new Numeric(value));
  }

  /// Adds a string.
  ///
  /// @param value the string
  /// @return this array
  public JsonArray add(String value) {
    return add(new Text(value));
  }

  /// Adds `null`.
  ///
  /// @return this array
  public JsonArray addNull() {
    return add(new Null());
  }

  /// Adds values.
  ///
  /// @param values the values
  /// @return this array
  public JsonArray addAll(Collection<? extends JsonValue> values) {
    elements.addAll(values);
    return this;
  }

  /// Adds an object to be filled.
  ///
  /// @return the new object
  public JsonObject addObject() {
    JsonObject object = new JsonObject();
    add(object);
    return object;
  }
}
