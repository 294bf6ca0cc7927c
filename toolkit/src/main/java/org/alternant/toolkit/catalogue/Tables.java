package org.alternant.toolkit.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.FormulaReader;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.format.TableImport;
import org.alternant.coefficients.format.TableImport.Selection;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.toolkit.verify.FormulaVerification;
import org.alternant.toolkit.verify.UnprovedClaim;
import org.alternant.toolkit.verify.Verification;
import org.jspecify.annotations.Nullable;

/// Finds and reads tables: everything that `alternant catalogue` and the table arguments of all
/// commands can do.
public final class Tables {

  /// What a table's name cannot hold.
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]");

  /// The longest name.
  private static final int NAME_LENGTH = 100;

  private Tables() {}

  /// The shipped tables.
  ///
  /// @return all of them with their figures, sorted by name
  public static List<ShippedTable> shipped() {
    return Catalogue.all().stream().map(ShippedTable::of).toList();
  }

  /// Reads the table that a text names, from text files alone.
  ///
  /// @param text a shipped table's name, a file, or rows
  /// @return the table
  /// @throws NoSuchFileException if it names nothing
  /// @throws IOException if it names a folder, or a file that cannot be read
  /// @throws UnprovedTableException if the file states what is not proved
  /// @throws TableFormatException if what it names is no table
  public static CoefficientTable read(String text) throws IOException {
    return read(text, RowsReader.NONE);
  }

  /// Reads the table that a text names.
  ///
  /// @param text a shipped table's name, a file, or rows
  /// @param arrays reads files that hold an array of rows
  /// @return the table
  /// @throws NoSuchFileException if it names nothing
  /// @throws IOException if it names a folder, or a file that cannot be read
  /// @throws UnprovedTableException if the file states what is not proved
  /// @throws TableFormatException if what it names is no table
  public static CoefficientTable read(String text, RowsReader arrays) throws IOException {
    return read(text, arrays, 0);
  }

  /// Reads the table that a text names.
  ///
  /// @param text a shipped table's name, a file, a file and a table in it (`file.py#NAME`), or rows
  /// @param arrays reads files that hold an array of rows
  /// @param rowLength how many numbers of a flat list make a row; 0: all
  /// @return the table
  /// @throws NoSuchFileException if it names nothing
  /// @throws IOException if it names a folder, or a file that cannot be read
  /// @throws UnprovedTableException if the file states what is not proved
  /// @throws TableFormatException if what it names is no table
  public static CoefficientTable read(String text, RowsReader arrays, int rowLength)
      throws IOException {
    Selection all = new Selection(null, rowLength);
    return switch (TableReference.of(text)) {
      case TableReference.Shipped shipped -> Catalogue.find(shipped.name()).orElseThrow();
      case TableReference.InFile(Path file, @Nullable String table) -> {
        try (InputStream input = Files.newInputStream(file)) {
          yield read(input, file.toString(), arrays, new Selection(table, rowLength));
        }
      }
      case TableReference.Literal literal -> TableLiteral.parse(literal.text(), all);
      case TableReference.Bracketed rows -> TableImport.parse(rows.text(), all);
      case TableReference.Folder _ ->
          throw new FileSystemException(text, null, "is a directory, not a table");
      case TableReference.Unknown _ -> throw new NoSuchFileException(text);
    };
  }

  /// Reads a table from a stream to its end.
  ///
  /// @param input the content of a file; not closed
  /// @param source the file's name, from which a table that brings no name gets one
  /// @param arrays reads files that hold an array of rows
  /// @return the table
  /// @throws IOException if the stream cannot be read, or holds a malformed array
  /// @throws UnprovedTableException if it states what is not proved
  /// @throws TableFormatException if what it holds is no table
  public static CoefficientTable read(InputStream input, String source, RowsReader arrays)
      throws IOException {
    return read(input, source, arrays, Selection.ONLY);
  }

  /// Reads a table from a stream to its end.
  ///
  /// @param input the content of a file; not closed
  /// @param source the file's name, from which a table that brings no name gets one
  /// @param arrays reads files that hold an array of rows
  /// @param selection which table of the file, and how its rows are told apart
  /// @return the table
  /// @throws IOException if the stream cannot be read, or holds a malformed array
  /// @throws UnprovedTableException if it states what is not proved
  /// @throws TableFormatException if what it holds is no table
  public static CoefficientTable read(
      InputStream input, String source, RowsReader arrays, Selection selection) throws IOException {
    byte[] bytes = input.readNBytes(TableReader.MAX_BYTES + 1);
    Optional<List<List<Double>>> rows = arrays.rows(bytes);
    return rows.isPresent()
        ? TableImport.of(TableImport.split(rows.get(), selection), name(source))
        : proved(TableImport.read(bytes, source, name(source), selection));
  }

  /// Reads a table of parts.
  ///
  /// @param file the content of a file
  /// @return the table; empty where the file is meant for something else
  /// @throws UnprovedTableException if it states what is not proved
  /// @throws TableFormatException if it is meant for a table of parts, and is none
  public static Optional<FormulaTable> readFormula(byte[] file) throws UnprovedTableException {
    if (!FormulaReader.holdsParts(file)) {
      return Optional.empty();
    }
    FormulaTable table = FormulaReader.read(file);
    List<UnprovedClaim> unproved = FormulaVerification.recheck(table);
    if (!unproved.isEmpty()) {
      throw new UnprovedTableException(unproved);
    }
    return Optional.of(table);
  }

  /// A file is not believed: whatever it says about its rows is proved before anyone sees it.
  private static CoefficientTable proved(CoefficientTable table) throws UnprovedTableException {
    List<UnprovedClaim> unproved = Verification.recheck(table);
    if (!unproved.isEmpty()) {
      throw new UnprovedTableException(unproved);
    }
    return table;
  }

  /// The name of a table that brings none: that of its file, as far as it can be one.
  private static String name(String source) {
    Path last = fileName(source);
    String stem = last == null ? "" : last.toString().replaceFirst("\\.[A-Za-z]+$", "");
    String name = NOT_IN_NAMES.matcher(stem).replaceAll("-").replaceFirst("^[._-]+", "");
    return name.isEmpty() ? "rows" : name.substring(0, Math.min(name.length(), NAME_LENGTH));
  }

  private static @Nullable Path fileName(String source) {
    try {
      return Path.of(source).getFileName();
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
