package org.alternant.coefficients.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.literal.FoundTables;
import org.alternant.coefficients.literal.LiteralException;
import org.jspecify.annotations.Nullable;

/// Reads the forms in which people have coefficients, beside our own format:
///
/// - the JSON file of the Polar Express authors' package: `degree`, `params`, `coefficients`
///   (github NoahAmsel/PolarExpress, `save_coefficients`);
/// - any other file that holds rows as literals: see [FoundTables].
///
/// Nothing is executed. What these forms leave out takes its default: Frobenius norm, no safety
/// factor, stop after the last row.
public final class TableImport {

  /// An object with one of these is meant to be a table in our own format.
  private static final List<String> OWN_FIELDS =
      List.of("formatVersion", "function", "conventions");

  /// What the Polar Express authors' package writes.
  private static final List<String> PACKAGE_FIELDS = List.of("degree", "params", "coefficients");

  /// What a table may be called.
  private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private TableImport() {}

  /// The longest row that a flat list of numbers is: degree 17, the highest that one plan computes.
  private static final int LONGEST_FLAT = 9;

  /// Which rows of a file make the table.
  ///
  /// @param table what the table is called in the file; null: there is one only
  /// @param rowLength how many numbers of a flat list make a row; 0: all
  public record Selection(@Nullable String table, int rowLength) {

    /// The only table, its rows as they stand.
    public static final Selection ONLY = new Selection(null, 0);
  }

  /// Reads a table in any of these forms or in our own, by its first character and fields.
  ///
  /// @param file the content of the file
  /// @param name the name of a table that brings none
  /// @return the table
  /// @throws TableFormatException if it is no table in any form
  public static CoefficientTable read(byte[] file, String name) {
    return read(file, name, name, Selection.ONLY);
  }

  /// Reads one of the tables in a file in any of these forms or in our own.
  ///
  /// @param file the content of the file
  /// @param source the file's name, whose end tells the language
  /// @param name the name of a table that brings none
  /// @param selection which table, and how its rows are told apart
  /// @return the table
  /// @throws TableFormatException if it is no table in any form
  public static CoefficientTable read(
      byte[] file, String source, String name, Selection selection) {
    int first = 0;
    while (first < file.length && Character.isWhitespace(file[first])) {
      first++;
    }
    if (file.length > TableReader.MAX_BYTES || first == file.length) {
      return TableReader.read(file);
    }
    if (file[first] == '{' && selection.table() == null) {
      JsonCursor json = json(file, source);
      if (json != null && OWN_FIELDS.stream().anyMatch(json::has)) {
        return TableReader.read(file);
      }
      if (json != null && json.has("params")) {
        return polarExpress(json, name);
      }
    }
    return found(JacksonParser.decode(file), source, name, selection);
  }

  /// The file as JSON; null where it is code that begins with a brace.
  private static @Nullable JsonCursor json(byte[] file, String source) {
    try {
      return new JsonCursor(JacksonParser.parse(file), "");
    } catch (TableFormatException e) {
      String text = JacksonParser.decode(file);
      if (source.endsWith(".json") || OWN_FIELDS.stream().anyMatch(text::contains)) {
        throw e;
      }
      return null;
    }
  }

  private static CoefficientTable found(
      String text, String source, String name, Selection selection) {
    try {
      FoundTables.Rows found = FoundTables.find(text, source, selection.table());
      String called =
          selection.table() != null && TABLE_NAME.matcher(selection.table()).matches()
              ? selection.table()
              : name;
      return of(found.flat() ? split(found.rows(), selection) : found.rows(), called);
    } catch (LiteralException e) {
      throw new TableFormatException(e.place(), e.problem());
    }
  }

  /// The rows of a flat list, which is one row only where that is likely.
  ///
  /// @param rows rows; a single one is a flat list
  /// @param selection how many numbers make a row
  /// @return the rows
  /// @throws TableFormatException if that is unknown, or does not divide the list
  public static List<List<Double>> split(List<List<Double>> rows, Selection selection) {
    if (rows.size() != 1) {
      return rows;
    }
    List<Double> flat = rows.getFirst();
    int count = flat.size();
    int length = selection.rowLength() == 0 ? count : selection.rowLength();
    if (count % length != 0) {
      throw new TableFormatException(
          "", "a flat list of " + count + " numbers cannot be split into rows of " + length);
    }
    if (selection.rowLength() == 0 && count > LONGEST_FLAT) {
      throw new TableFormatException(
          "",
          "a flat list of "
              + count
              + " numbers is one polynomial of degree "
              + (2 * count - 1)
              + " or several rows; --flat 3 splits it into rows of three, --flat "
              + count
              + " keeps it");
    }
    List<List<Double>> split = new ArrayList<>();
    for (int i = 0; i < count; i += length) {
      split.add(flat.subList(i, i + length));
    }
    return split;
  }

  /// A table named `rows` from text.
  ///
  /// @param text the rows, in brackets
  /// @return the table
  /// @throws TableFormatException if it is not such rows
  public static CoefficientTable parse(String text) {
    return parse(text, Selection.ONLY);
  }

  /// A table named `rows` from text.
  ///
  /// @param text the rows, in brackets
  /// @param selection how its rows are told apart
  /// @return the table
  /// @throws TableFormatException if it is not such rows
  public static CoefficientTable parse(String text, Selection selection) {
    return found(text, "", "rows", selection);
  }

  /// A table from an array of rows, one a step.
  ///
  /// @param rows the coefficients c₀, c₁, …
  /// @param name the table's name
  /// @return the table
  /// @throws TableFormatException if they are no table
  public static CoefficientTable of(List<List<Double>> rows, String name) {
    return table(name, rows, "rows of numbers");
  }

  private static CoefficientTable polarExpress(JsonCursor json, String name) {
    json.allow(PACKAGE_FIELDS);
    List<String> missing = PACKAGE_FIELDS.stream().filter(field -> !json.has(field)).toList();
    if (!missing.isEmpty()) {
      throw new TableFormatException(
          "",
          "not a coefficient table: rows in an object are read as the Polar Express package writes"
              + " them, with "
              + String.join(", ", PACKAGE_FIELDS)
              + ", and here is no "
              + String.join(", no ", missing)
              + "; rows alone stand in brackets, [[1.5, -0.5], ...]");
    }
    int degree = json.get("degree").integer();
    json.construct(() -> TableFunction.SIGN.requireDegree(degree));
    json.get("params").object();
    List<List<Double>> rows = new ArrayList<>();
    for (JsonCursor row : json.get("coefficients").elements()) {
      List<Double> numbers = row.elements().stream().map(JsonCursor::number).toList();
      if (2 * numbers.size() - 1 != degree) {
        throw row.error(
            "expected "
                + (degree + 1) / 2
                + " numbers for degree "
                + degree
                + ", found "
                + numbers.size());
      }
      rows.add(numbers);
    }
    return table(name, rows, "polar_express, the package of the Polar Express authors");
  }

  private static CoefficientTable table(String name, List<List<Double>> rows, String generator) {
    List<Step> steps = new ArrayList<>();
    for (List<Double> row : rows) {
      try {
        steps.add(Step.of(row));
      } catch (IllegalArgumentException e) {
        throw new TableFormatException("row " + (steps.size() + 1), String.valueOf(e.getMessage()));
      }
    }
    try {
      return new CoefficientTable(
          name, null, steps, Conventions.DEFAULT, null, null, new Provenance(generator, null));
    } catch (IllegalArgumentException e) {
      throw new TableFormatException("", String.valueOf(e.getMessage()));
    }
  }
}
