package org.alternant.coefficients.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.literal.NumberText;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Parses JSON by Jackson: one document (RFC 8259, UTF-8 without a byte order mark) into a tree,
/// and refuses what the format leaves open: duplicate fields, unpaired surrogates, numbers beyond
/// binary64. Every number becomes the nearest binary64 number.
///
/// The tree is built from Jackson's tokens and not by its `JsonMapper`: that would more than double
/// the time a command needs to read its first table, and would hide where a duplicate field is.
public final class JacksonParser {
  /// A table nests six deep; deeper input is no table and would only use up the stack.
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

  private final tools.jackson.core.JsonParser parser;

  private JacksonParser(tools.jackson.core.JsonParser parser) {
    this.parser = parser;
  }

  /// Parses a document.
  ///
  /// @param utf8 the document
  /// @return the tree
  /// @throws TableFormatException if it is malformed, with the line and column
  public static JsonValue parse(byte[] utf8) {
    String text = decode(utf8);
    try (tools.jackson.core.JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JacksonParser(parser).document();
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

  private JsonValue document() {
    try {
      if (parser.nextToken() == null) {
        throw new TableFormatException("", "the input is empty");
      }
      JsonValue root = value();
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

  private JsonValue value() {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new JsonValue.Text(text(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonValue.Numeric(number(parser.getString()));
      case VALUE_TRUE -> new JsonValue.Truth(true);
      case VALUE_FALSE -> new JsonValue.Truth(false);
      case VALUE_NULL -> new JsonValue.Null();
      default -> throw new IllegalStateException("a JSON value cannot start with " + token);
    };
  }

  private JsonObject object() {
    JsonObject object = new JsonObject();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = text(parser.currentName());
      if (object.get(name) != null) {
        throw error("duplicate field " + MessageText.quote(name));
      }
      parser.nextToken();
      object.set(name, value());
    }
    return object;
  }

  private JsonArray array() {
    JsonArray array = new JsonArray();
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
    String problem = NumberText.outOfRange(text, number);
    if (problem != null) {
      throw error(problem);
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
