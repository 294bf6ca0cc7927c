package org.alternant.coefficients.format;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonValue;

/// Reads the forms in which people have coefficients, beside our own format:
///
/// - a Python or JSON list or tuple of rows, each a list or tuple of numbers, with comments, commas
///   at the end and a name in front (`coeffs_list = [ … ]`); one row may stand alone;
/// - the JSON file of the Polar Express authors' package: `degree`, `params`, `coefficients`
///   (github NoahAmsel/PolarExpress, `save_coefficients`).
///
/// Nothing is evaluated: numbers, brackets and commas are read, and anything else is an error with
/// its line and column. What these forms leave out takes its default: Frobenius norm, no safety
/// factor, stop after the last row.
public final class TableImport {

  /// An object with one of these is meant to be a table in our own format.
  private static final List<String> OWN_FIELDS =
      List.of("formatVersion", "function", "conventions");

  /// What the Polar Express authors' package writes.
  private static final List<String> PACKAGE_FIELDS = List.of("degree", "params", "coefficients");

  private TableImport() {}

  /// Reads a table in any of these forms or in our own, by its first character and fields.
  ///
  /// @param file the content of the file
  /// @param name the name of a table that brings none
  /// @return the table
  /// @throws TableFormatException if it is no table in any form
  public static CoefficientTable read(byte[] file, String name) {
    int first = 0;
    while (first < file.length && Character.isWhitespace(file[first])) {
      first++;
    }
    if (file.length > TableReader.MAX_BYTES || first == file.length) {
      return TableReader.read(file);
    }
    if (file[first] != '{') {
      return table(name, RowsParser.parse(JacksonParser.decode(file)));
    }
    JsonCursor json = new JsonCursor(JacksonParser.parse(file), "");
    if (OWN_FIELDS.stream().anyMatch(json::has)) {
      return TableReader.read(file);
    }
    if (json.has("params") || holdsRows(json)) {
      return polarExpress(json, name);
    }
    throw new TableFormatException(
        "",
        "not a coefficient table: expected rows of numbers in [ ], or an object with "
            + String.join(", ", OWN_FIELDS)
            + " and more, as 'alternant design' writes it; found "
            + json.fieldNames());
  }

  /// Whether there are coefficients, and not those of a single polynomial.
  private static boolean holdsRows(JsonCursor json) {
    return json.has("coefficients")
        && !(json.get("coefficients").node() instanceof JsonArray array
            && !array.elements().isEmpty()
            && array.elements().getFirst() instanceof JsonValue.Numeric);
  }

  /// A table named `rows` from text.
  ///
  /// @param text the rows, in brackets
  /// @return the table
  /// @throws TableFormatException if it is not such rows
  public static CoefficientTable parse(String text) {
    return table("rows", RowsParser.parse(text));
  }

  /// A table from an array of rows, one a step.
  ///
  /// @param rows the coefficients c₀, c₁, …
  /// @param name the table's name
  /// @return the table
  /// @throws TableFormatException if they are no table
  public static CoefficientTable of(List<List<Double>> rows, String name) {
    return table(name, rows);
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

  private static CoefficientTable table(String name, List<List<Double>> rows) {
    return table(name, rows, "rows of numbers");
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
