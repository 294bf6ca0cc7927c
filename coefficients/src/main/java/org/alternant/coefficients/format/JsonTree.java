package org.alternant.coefficients.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.alternant.coefficients.MessageText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Parses one JSON document (RFC 8259, UTF-8 without a byte order mark) into a tree, and refuses
/// what the format leaves open: duplicate fields, unpaired surrogates, numbers beyond binary64.
/// Every number becomes the nearest binary64 number.
///
/// The tree is built from Jackson's tokens and not by its `JsonMapper`: that would more than double
/// the time a command needs to read its first table, and would hide where a duplicate field is.
final class JsonTree {
  /// A table nests six deep; deeper input is no table, and would cost stack.
  private static final int DEEPEST = 16;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /// What Jackson's messages say about its own configuration or list for every bad token.
  private static final Pattern NOISE =
      Pattern.compile(
          "(: was expecting | ?: expected a valid value )?\\(JSON String.*"
              + "|: enable `.*"
              + "|, from `[^`]*`"
              + "|: maybe a \\(non-standard\\) comment.*",
          Pattern.DOTALL);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;

  private JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  /// Parses a document.
  ///
  /// @throws TableFormatException if it is malformed, with the line and column
  static JsonNode parse(byte[] utf8) {
    String text = decode(utf8);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JsonTree(parser).document();
    }
  }

  /// The text of a file.
  ///
  /// @throws TableFormatException if it is not UTF-8 or starts with a byte order mark
  static String decode(byte[] utf8) {
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new TableFormatException("byte " + (bytes.position() + 1), "not UTF-8");
    }
    if (text.startsWith("\ufeff")) {
      throw new TableFormatException("byte 1", "starts with a byte order mark; remove it");
    }
    return text;
  }

  private JsonNode document() {
    try {
      if (parser.nextToken() == null) {
        throw new TableFormatException("", "the input is empty");
      }
      JsonNode root = value();
      if (parser.nextToken() != null) {
        throw error("more text after the end of the table");
      }
      return root;
    } catch (UnexpectedEndOfInputException e) {
      throw new TableFormatException(place(e.getLocation()), "the input ends too early");
    } catch (JacksonException e) {
      String problem = NOISE.matcher(e.getOriginalMessage()).replaceAll("");
      throw new TableFormatException(place(e.getLocation()), MessageText.sentence(problem));
    }
  }

  private JsonNode value() {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.stringNode(text(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.numberNode(number(parser.getString()));
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IllegalStateException("a JSON value cannot start with " + token);
    };
  }

  private ObjectNode object() {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = text(parser.currentName());
      if (object.has(name)) {
        throw error("duplicate field " + MessageText.quote(name));
      }
      parser.nextToken();
      object.set(name, value());
    }
    return object;
  }

  private ArrayNode array() {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private String text(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw error("unpaired surrogate in " + MessageText.quote(text));
    }
    return text;
  }

  private double number(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw error("too large for a binary64 number: " + MessageText.quote(text));
    }
    return number;
  }

  private TableFormatException error(String problem) {
    return new TableFormatException(place(parser.currentTokenLocation()), problem);
  }

  private String place(@Nullable TokenStreamLocation location) {
    TokenStreamLocation known = location == null ? parser.currentLocation() : location;
    return String.format(Locale.ROOT, "line %d, column %d", known.getLineNr(), known.getColumnNr());
  }
}
