package org.alternant.coefficients.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// A JSON value together with its place in the document, so that every complaint can name it.
///
/// @param node the value
/// @param place its path from the root, such as `steps[2].interval`; empty for the root
record JsonCursor(JsonValue node, String place) {
  private static final Pattern PLAIN_NAME = Pattern.compile("[$A-Za-z0-9_-]{1,40}");

  /// Requires an object with no other fields than these.
  void allow(List<String> names) {
    object()
        .fields()
        .forEach(
            (name, value) -> {
              if (!names.contains(name)) {
                throw child(name, value)
                    .error("unknown field (expected one of " + String.join(", ", names) + ")");
              }
            });
  }

  /// Requires an object.
  JsonObject object() {
    if (!(node instanceof JsonObject object)) {
      throw expected("an object");
    }
    return object;
  }

  /// Whether this is an object with a field of this name.
  boolean has(String name) {
    return field(name) != null;
  }

  /// The value of a field that must be there.
  JsonCursor get(String name) {
    JsonValue value = field(name);
    if (value == null) {
      throw new TableFormatException(childPlace(name), "missing");
    }
    return child(name, value);
  }

  /// Reads the value of a field that may be left out; null where it is.
  <T> @Nullable T find(String name, Function<JsonCursor, T> read) {
    JsonValue value = field(name);
    return value == null ? null : read.apply(child(name, value));
  }

  /// The elements of an array.
  List<JsonCursor> elements() {
    if (!(node instanceof JsonArray array)) {
      throw expected("an array");
    }
    List<JsonCursor> elements = new ArrayList<>(array.elements().size());
    for (JsonValue element : array.elements()) {
      elements.add(new JsonCursor(element, place + "[" + elements.size() + "]"));
    }
    return elements;
  }

  double number() {
    if (!(node instanceof JsonValue.Numeric number)) {
      throw expected("a number");
    }
    return number.value();
  }

  /// An integer, however it is written: JSON does not tell 5.0 from 5.
  int integer() {
    if (!(node instanceof JsonValue.Numeric number) || number.value() != (int) number.value()) {
      throw expected("an integer");
    }
    return (int) number.value();
  }

  String text() {
    if (!(node instanceof JsonValue.Text text)) {
      throw expected("a string");
    }
    return text.value();
  }

  <E extends Enum<E>> E choice(Class<E> type) {
    return EnumIds.find(type, text())
        .orElseThrow(() -> expected("one of " + String.join(", ", EnumIds.all(type))));
  }

  /// Constructs a record from this value, and names the place where the record refuses.
  <T> T construct(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  TableFormatException expected(String expectation) {
    return error("expected " + expectation + ", found " + found());
  }

  TableFormatException error(String problem) {
    return new TableFormatException(place, problem);
  }

  private String found() {
    return switch (node) {
      case JsonObject object -> "an object";
      case JsonArray array -> "an array";
      case JsonValue.Text text -> MessageText.quote(text.value());
      case JsonValue.Numeric number -> number.text();
      case JsonValue.Truth truth -> Boolean.toString(truth.value());
      case JsonValue.Null none -> "null";
    };
  }

  private @Nullable JsonValue field(String name) {
    return node instanceof JsonObject object ? object.get(name) : null;
  }

  private JsonCursor child(String name, JsonValue value) {
    return new JsonCursor(value, childPlace(name));
  }

  private String childPlace(String name) {
    String shown = shown(name);
    return place.isEmpty() ? shown : place + "." + shown;
  }

  private static String shown(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : MessageText.quote(name);
  }
}
