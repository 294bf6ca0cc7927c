package org.alternant.coefficients.json;

/// Makes a tree from text. It refuses what JSON leaves open: duplicate fields, unpaired surrogates,
/// numbers beyond binary64.
@FunctionalInterface
public interface JsonParser {

  /// Parses one document.
  ///
  /// @param utf8 the document, UTF-8 without a byte order mark
  /// @return the tree
  /// @throws IllegalArgumentException if it is malformed; the message names the place
  JsonValue parse(byte[] utf8);
}
