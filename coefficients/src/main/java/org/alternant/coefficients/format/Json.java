package org.alternant.coefficients.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/// The one style in which JSON is written here: UTF-8, two spaces of indentation, `\n` at line
/// ends, fields in the order of the tree, numbers as [Double#toString] writes them, and arrays of
/// scalars and objects of numbers (intervals) on one line.
public final class Json {
  private static final String INDENT = "  ";

  private Json() {}

  /// Writes a tree.
  ///
  /// @param json the tree
  /// @return the text, with a final newline
  /// @throws IllegalArgumentException if a number is not finite (JSON has no word for it) or a text
  ///   has an unpaired surrogate
  public static byte[] write(JsonNode json) {
    StringBuilder out = new StringBuilder();
    append(json, "\n", out);
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

  private static void append(JsonNode json, String lineBreak, StringBuilder out) {
    switch (json.getNodeType()) {
      case OBJECT -> appendObject(json, lineBreak, out);
      case ARRAY -> appendArray(json, lineBreak, out);
      case STRING -> appendText(json.stringValue(), out);
      case NUMBER -> appendNumber(json, out);
      case BOOLEAN -> out.append(json.booleanValue());
      case NULL -> out.append("null");
      default -> throw new IllegalArgumentException("not JSON: " + json.getNodeType());
    }
  }

  private static void appendObject(JsonNode json, String lineBreak, StringBuilder out) {
    boolean oneLine = json.isEmpty() || json.valueStream().allMatch(JsonNode::isNumber);
    String inner = lineBreak + INDENT;
    out.append('{');
    for (Iterator<Map.Entry<String, JsonNode>> i = json.properties().iterator(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> field = i.next();
      out.append(oneLine ? "" : inner);
      appendText(field.getKey(), out);
      append(field.getValue(), inner, out.append(": "));
      out.append(separator(i, oneLine));
    }
    out.append(oneLine ? "" : lineBreak).append('}');
  }

  private static void appendArray(JsonNode json, String lineBreak, StringBuilder out) {
    boolean oneLine = json.valueStream().noneMatch(JsonNode::isContainer);
    String inner = lineBreak + INDENT;
    out.append('[');
    for (Iterator<JsonNode> i = json.iterator(); i.hasNext(); ) {
      append(i.next(), inner, out.append(oneLine ? "" : inner));
      out.append(separator(i, oneLine));
    }
    out.append(oneLine ? "" : lineBreak).append(']');
  }

  private static String separator(Iterator<?> rest, boolean oneLine) {
    return !rest.hasNext() ? "" : oneLine ? ", " : ",";
  }

  private static void appendText(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }

  private static void appendNumber(JsonNode json, StringBuilder out) {
    if (!Double.isFinite(json.doubleValue())) {
      throw new IllegalArgumentException("JSON has no number " + json.asString());
    }
    out.append(json.asString());
  }
}
