package org.alternant.cli.options;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.format.TableImport;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.coefficients.format.TableReader;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.files.MatrixFormatException;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// The argument that names a table: `-` for standard input, the name of a shipped table, a file, or
/// a literal, in this order.
public final class TableArgument {

  /// What can only be meant as a literal: it starts like a number and has a separator, or is a
  /// number.
  private static final Pattern LITERAL =
      Pattern.compile("\\s*[-+.]?[0-9][^,;]*[,;].*|\\s*[-+]?[0-9.]+\\s*", Pattern.DOTALL);

  /// What can only be meant as a list of rows.
  private static final Pattern BRACKET = Pattern.compile("\\s*[\\[(]");

  /// What a table's name cannot hold.
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]");

  /// The longest name.
  private static final int NAME_LENGTH = 100;

  @Parameters(
      paramLabel = "TABLE",
      description =
          "A file (JSON, rows as Python writes them, .npy), - for standard input, a shipped table's"
              + " name, or 'a,b,c; a,b,c'.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private String argument;

  /// The argument as it was given.
  public String argument() {
    return argument;
  }

  public CoefficientTable read() throws BadInput, IOException {
    return read(argument);
  }

  public static CoefficientTable read(String argument) throws BadInput, IOException {
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
      if (BRACKET.matcher(argument).lookingAt()) {
        return TableImport.parse(argument);
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

  /// One step a row; rows of lower degree end in zeros.
  private static List<List<Double>> rows(DMatrixRMaj matrix) {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < matrix.numRows; i++) {
      int start = i * matrix.numCols;
      rows.add(Arrays.stream(matrix.data, start, start + matrix.numCols).boxed().toList());
    }
    return rows;
  }

  /// The name of a table that brings none: that of its file, as far as it can be one.
  private static String tableName(String source) {
    Path file = file(source);
    Path last = file == null ? null : file.getFileName();
    String stem = last == null ? "" : last.toString().replaceFirst("\\.[A-Za-z]+$", "");
    String name = NOT_IN_NAMES.matcher(stem).replaceAll("-").replaceFirst("^[._-]+", "");
    return name.isEmpty() ? "rows" : name.substring(0, Math.min(name.length(), NAME_LENGTH));
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
      byte[] bytes = input.readNBytes(TableReader.MAX_BYTES + 1);
      return MatrixFile.isNpy(bytes)
          ? TableImport.of(rows(MatrixFile.parse(bytes)), tableName(name))
          : TableImport.read(bytes, tableName(name));
    } catch (TableFormatException | MatrixFormatException e) {
      throw new BadInput(name + ": " + e.getMessage());
    }
  }
}
