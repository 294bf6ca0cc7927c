package org.alternant.coefficients.format;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The resources beside the classes of this package.
final class Resources {

  /// An independent reader and writer of JSON.
  static final JsonMapper JSON = JsonMapper.builder().build();

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
