package org.alternant.toolkit.catalogue;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.alternant.coefficients.format.Catalogue;
import org.jspecify.annotations.Nullable;

/// What a text that names a table means.
public sealed interface TableReference {

  /// What can only be meant as a literal: it starts like a number and has a separator, or is a
  /// number.
  Pattern LITERAL =
      Pattern.compile(
          "\\s*[-+]?\\.?[0-9][^,;]*[,;].*"
              + "|\\s*[-+]?([0-9.]+([eE][-+]?[0-9]+)?|0[xX][0-9a-fA-F.]+[pP][-+]?[0-9]+)\\s*",
          Pattern.DOTALL);

  /// What can only be meant as a list of rows.
  Pattern BRACKET = Pattern.compile("\\s*[\\[(]");

  /// A shipped table.
  ///
  /// @param name its name
  record Shipped(String name) implements TableReference {}

  /// A file, or one of the tables in it.
  ///
  /// @param file where it is
  /// @param table what stands behind `#`; null: nothing does
  record InFile(Path file, @Nullable String table) implements TableReference {}

  /// The rows themselves, as people type them: `a,b,c; a,b,c`.
  ///
  /// @param text the rows
  record Literal(String text) implements TableReference {}

  /// The rows themselves, as Python writes them.
  ///
  /// @param text the rows, in brackets
  record Bracketed(String text) implements TableReference {}

  /// A folder, which is no table.
  ///
  /// @param folder where it is
  record Folder(Path folder) implements TableReference {}

  /// Nothing: no file and no shipped table has this name, and it is no rows.
  ///
  /// @param text what was given
  record Unknown(String text) implements TableReference {}

  /// Tells what a text means: the name of a shipped table, a file or rows, in this order.
  ///
  /// @param text the text
  /// @return what it names
  static TableReference of(String text) {
    if (Catalogue.names().contains(text)) {
      return new Shipped(text);
    }
    try {
      Path file = Path.of(text);
      if (Files.isDirectory(file)) {
        return new Folder(file);
      }
      if (Files.exists(file)) {
        return new InFile(file, null);
      }
      int mark = text.lastIndexOf('#');
      if (mark > 0 && Files.isRegularFile(Path.of(text.substring(0, mark)))) {
        return new InFile(Path.of(text.substring(0, mark)), text.substring(mark + 1));
      }
    } catch (InvalidPathException e) {
      // Rows may hold characters that no file's name can.
    }
    if (LITERAL.matcher(text).matches()) {
      return new Literal(text);
    }
    return BRACKET.matcher(text).lookingAt() ? new Bracketed(text) : new Unknown(text);
  }
}
