package org.alternant.coefficients.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;

/// The tables shipped with this library: the ones in public use, with their numbers as published.
/// Each is a file of its own, read when it is asked for.
public final class Catalogue {
  private static final String FOLDER = "tables/";

  private Catalogue() {}

  /// The names of the shipped tables.
  ///
  /// @return the names, sorted
  public static List<String> names() {
    return new String(resource("index.txt"), StandardCharsets.UTF_8).lines().toList();
  }

  /// Reads one shipped table.
  ///
  /// @param name its name
  /// @return the table; empty if none has this name
  public static Optional<CoefficientTable> find(String name) {
    return names().contains(name) ? Optional.of(read(name)) : Optional.empty();
  }

  /// Reads all shipped tables.
  ///
  /// @return the tables, sorted by name
  public static List<CoefficientTable> all() {
    return names().stream().map(Catalogue::read).toList();
  }

  /// Reads the shipped tables for the sign function and the polar factor.
  ///
  /// @return the tables, sorted by name
  public static List<CoefficientTable> forSign() {
    return all().stream().filter(table -> table.function().isSign()).toList();
  }

  private static CoefficientTable read(String name) {
    return TableReader.read(resource(name + ".json"));
  }

  private static byte[] resource(String file) {
    try (InputStream input = Catalogue.class.getResourceAsStream(FOLDER + file)) {
      if (input == null) {
        throw new IllegalStateException("this build lacks " + FOLDER + file);
      }
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
