package org.alternant.coefficients.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object, built by setting its fields, which keep their order.
public final class JsonObject implements JsonValue {

  private final Map<String, JsonValue> fields = new LinkedHashMap<>();

  /// Creates an empty object.
  public JsonObject() {}

  /// The fields in order.
  ///
  /// @return a view
  public Map<String, JsonValue> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /// The value of a field.
  ///
  /// @param name the field
  /// @return its value; null where there is no such field
  public @Nullable JsonValue get(String name) {
    return fields.get(name);
  }

  /// Sets a field.
  ///
  /// @param name the field
  /// @param value its value
  /// @return this object
  public JsonObject set(String name, JsonValue value) {
    fields.put(name, value);
    return this;
  }

  /// Sets a field to a number.
  ///
  /// @param name the field
  /// @param value the number
  /// @return this object
  public JsonObject put(String name, double value) {
    return set(name, new Numeric(value));
  }

  /// Sets a field to an integer.
  ///
  /// @param name the field
  /// @param value the integer
  /// @return this object
  public JsonObject put(String name, int value) {
    return set(name, new Numeric(value));
  }

  /// Sets a field to an integer.
  ///
  /// @param name the field
  /// @param value the integer
  /// @return this object
  public JsonObject put(String name, long value) {
    return set(name, new Numeric(value));
  }

  /// Sets a field to a truth value.
  ///
  /// @param name the field
  /// @param value the value
  /// @return this object
  public JsonObject put(String name, boolean value) {
    return set(name, new Truth(value));
  }

  /// Sets a field to a string.
  ///
  /// @param name the field
  /// @param value the string
  /// @return this object
  public JsonObject put(String name, String value) {
    return set(name, new Text(value));
  }

  /// Sets a field to `null`.
  ///
  /// @param name the field
  /// @return this object
  public JsonObject putNull(String name) {
    return set(name, new Null());
  }

  /// Sets a field to an array to be filled.
  ///
  /// @param name the field
  /// @return the new array
  public JsonArray putArray(String name) {
    JsonArray array = new JsonArray();
    set(name, array);
    return array;
  }

  /// Sets a field to an object to be filled.
  ///
  /// @param name the field
  /// @return the new object
  public JsonObject putObject(String name) {
    JsonObject object = new JsonObject();
    set(name, object);
    return object;
  }
}
