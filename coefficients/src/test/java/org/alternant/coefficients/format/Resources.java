package org.alternant.coefficients.format;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;

/// The resources beside the classes of this package.
final class Resources {

  /// An independent reader and writer of JSON. To it as to us all numbers are binary64: the
  /// schema's validator cannot compare integers with numbers beyond them.
  static final JsonMapper JSON = JsonMapper.builder().nodeFactory(new Binary64()).build();

  private static final class Binary64 extends JsonNodeFactory {
    private static final long serialVersionUID = 1;

    @Override
    public NumericNode numberNode(int value) {
      return numberNode((double) value);
    }
  }

  private Resources() {}

  static byte[] bytes(String name) {
    try (InputStream input = requireNonNull(Resources.class.getResourceAsStream(name), name)) {
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String name) {
    return JSON.readTree(bytes(name));
  }
}
