package org.alternant.coefficients.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/// The one style in which JSON is written here: UTF-8, two spaces of indentation, `\n` at line
/// ends, fields in the order of the tree, numbers as [Double#toString] writes them, and arrays of
/// scalars and objects of numbers (intervals) on one line.
public final class JsonWriter {
  private static final String INDENT = "  ";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private JsonWriter() {}

  /// Writes a tree.
  ///
  /// @param json the tree
  /// @return the text, with a final newline
  /// @throws IllegalArgumentException if a number is not finite (JSON cannot express it) or a text
  ///   has an unpaired surrogate
  public static byte[] write(JsonValue json) {
    return write(json, "\n");
  }

  /// Writes a tree on one line, for files of one value a line.
  ///
  /// @param json the tree
  /// @return the text, with a final newline and no other
  /// @throws IllegalArgumentException as [#write]
  public static byte[] writeLine(JsonValue json) {
    return write(json, "");
  }

  private static byte[] write(JsonValue json, String lineBreak) {
    StringBuilder out = new StringBuilder();
    append(json, lineBreak, out);
    out.append('\n');
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(out));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text has an unpaired surrogate", e);
    }
  }

  /// @param lineBreak what begins a line; empty: all is on one
  private static void append(JsonValue json, String lineBreak, StringBuilder out) {
    switch (json) {
      case JsonObject object -> appendObject(object, lineBreak, out);
      case JsonArray array -> appendArray(array, lineBreak, out);
      case JsonValue.Text text -> appendText(text.value(), out);
      case JsonValue.Numeric number -> appendNumber(number, out);
      case JsonValue.Truth truth -> out.append(truth.value());
      case JsonValue.Null none -> out.append("null");
    }
  }

  private static void appendObject(JsonObject json, String lineBreak, StringBuilder out) {
    boolean oneLine =
        lineBreak.isEmpty()
            || json.fields().values().stream().allMatch(v -> v instanceof JsonValue.Numeric);
    String inner = oneLine ? "" : lineBreak + INDENT;
    out.append('{');
    for (Iterator<Map.Entry<String, JsonValue>> i = json.fields().entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<String, JsonValue> field = i.next();
      out.append(inner);
      appendText(field.getKey(), out);
      append(field.getValue(), inner, out.append(": "));
      out.append(separator(i, oneLine));
    }
    out.append(oneLine ? "" : lineBreak).append('}');
  }

  private static void appendArray(JsonArray json, String lineBreak, StringBuilder out) {
    boolean oneLine =
        lineBreak.isEmpty() || json.elements().stream().noneMatch(JsonValue::isContainer);
    String inner = oneLine ? "" : lineBreak + INDENT;
    out.append('[');
    for (Iterator<JsonValue> i = json.elements().iterator(); i.hasNext(); ) {
      append(i.next(), inner, out.append(inner));
      out.append(separator(i, oneLine));
    }
    out.append(oneLine ? "" : lineBreak).append(']');
  }

  private static String separator(Iterator<?> rest, boolean oneLine) {
    return !rest.hasNext() ? "" : oneLine ? ", " : ",";
  }

  private static void appendText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (isInvisible(c)) {
            out.append("\\u").append(HEX.toHexDigits((short) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// JSON demands it of few, but what is read on a terminal must not steer it or reorder lines.
  private static boolean isInvisible(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void appendNumber(JsonValue.Numeric number, StringBuilder out) {
    if (!Double.isFinite(number.value())) {
      throw new IllegalArgumentException("JSON has no number " + number.text());
    }
    out.append(number.text());
  }
}
