package org.alternant.coefficients.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.MessageText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSON value together with its place in the document, so that every complaint can name it.
///
/// @param node the value
/// @param place its path from the root, such as `steps[2].interval`; empty for the root
record JsonCursor(JsonNode node, String place) {
  private static final Pattern PLAIN_NAME = Pattern.compile("[$A-Za-z0-9_-]{1,40}");

  /// Requires an object with no other fields than these.
  void allow(List<String> names) {
    requireObject();
    for (String name : node.propertyNames()) {
      if (!names.contains(name)) {
        throw child(name, node.get(name))
            .error("unknown field (expected one of " + String.join(", ", names) + ")");
      }
    }
  }

  /// Requires an object.
  void requireObject() {
    if (!node.isObject()) {
      throw expected("an object");
    }
  }

  /// Whether this is an object with a field of this name.
  boolean has(String name) {
    return node.has(name);
  }

  /// The value of a field that must be there.
  JsonCursor get(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new TableFormatException(childPlace(name), "missing");
    }
    return child(name, value);
  }

  /// Reads the value of a field that may be left out; null where it is.
  <T> @Nullable T find(String name, Function<JsonCursor, T> read) {
    JsonNode value = node.get(name);
    return value == null ? null : read.apply(child(name, value));
  }

  /// The elements of an array.
  List<JsonCursor> elements() {
    if (!node.isArray()) {
      throw expected("an array");
    }
    List<JsonCursor> elements = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      elements.add(new JsonCursor(element, place + "[" + elements.size() + "]"));
    }
    return elements;
  }

  double number() {
    if (!node.isNumber()) {
      throw expected("a number");
    }
    return node.doubleValue();
  }

  /// An integer, however it is written: JSON does not tell 5.0 from 5.
  int integer() {
    if (!node.isNumber() || node.doubleValue() != (int) node.doubleValue()) {
      throw expected("an integer");
    }
    return (int) node.doubleValue();
  }

  String text() {
    if (!node.isString()) {
      throw expected("a string");
    }
    return node.stringValue();
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
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> MessageText.quote(node.stringValue());
      case NULL -> "null";
      default -> node.asString();
    };
  }

  private JsonCursor child(String name, JsonNode value) {
    return new JsonCursor(value, childPlace(name));
  }

  private String childPlace(String name) {
    String shown = PLAIN_NAME.matcher(name).matches() ? name : MessageText.quote(name);
    return place.isEmpty() ? shown : place + "." + shown;
  }
}
