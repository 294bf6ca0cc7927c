package org.alternant.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alternant.cli.Errors.BadInput;
import org.alternant.coefficients.Catalogue;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.TableFormatException;
import org.alternant.coefficients.TableLiteral;
import org.alternant.coefficients.TableReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// The argument that names a table: `-` for standard input, the name of a shipped table, a file, or
/// a literal, in this order.
final class TableArgument {

  /// What can only be meant as a literal: it starts like a number and has a separator, or is a
  /// number.
  private static final Pattern LITERAL =
      Pattern.compile("\\s*[-+.]?[0-9][^,;]*[,;].*|\\s*[-+]?[0-9.]+\\s*", Pattern.DOTALL);

  @Parameters(
      paramLabel = "TABLE",
      description = "A file, - for standard input, a shipped table's name, or 'a,b,c; a,b,c'.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private String argument;

  /// The argument as it was given.
  String argument() {
    return argument;
  }

  CoefficientTable read() throws BadInput, IOException {
    return read(argument);
  }

  static CoefficientTable read(String argument) throws BadInput, IOException {
    if (argument.equals("-")) {
      return read("standard input", System.in);
    }
    Optional<CoefficientTable> shipped = Catalogue.find(argument);
    if (shipped.isPresent()) {
      return shipped.get();
    }
    Path file = file(argument);
    if (file == null || !Files.exists(file)) {
      if (LITERAL.matcher(argument).matches()) {
        return TableLiteral.parse(argument);
      }
      throw new BadInput(
          "no file and no shipped table is named '"
              + argument
              + "'; 'alternant catalogue' lists the shipped tables");
    }
    if (Files.isDirectory(file)) {
      throw new BadInput(argument + ": is a directory, not a table");
    }
    try (InputStream input = Files.newInputStream(file)) {
      return read(argument, input);
    }
  }

  private static @Nullable Path file(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static CoefficientTable read(String name, InputStream input)
      throws BadInput, IOException {
    try {
      return TableReader.read(input);
    } catch (TableFormatException e) {
      throw new BadInput(name + ": " + e.getMessage());
    }
  }
}
