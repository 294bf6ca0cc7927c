package org.alternant.coefficients.format;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.literal.NumberText;
import org.alternant.coefficients.text.MessageText;

/// Tables as people type them: numbers separated by commas, rows by semicolons, as in `3.4445,
/// -4.775, 2.0315; 1.5, -0.5`. White space is free, rows may differ in length, a semicolon may
/// follow the last row, and numbers may be decimal or hexadecimal (`0x1.8p0`).
public final class TableLiteral {
  private static final Provenance PROVENANCE = new Provenance("literal", null);

  private TableLiteral() {}

  /// Reads a table named `literal`, with the default conventions.
  ///
  /// @param literal the rows
  /// @return the table
  /// @throws TableFormatException if it is not a literal; the message names the row and the number,
  ///   counted from 1
  public static CoefficientTable parse(String literal) {
    return parse(literal, TableImport.Selection.ONLY);
  }

  /// Reads a table named `literal`, with the default conventions.
  ///
  /// @param literal the rows
  /// @param selection how many numbers make a row, where there is one only
  /// @return the table
  /// @throws TableFormatException if it is not a literal; the message names the row and the number,
  ///   counted from 1
  public static CoefficientTable parse(String literal, TableImport.Selection selection) {
    List<List<Double>> rows = new ArrayList<>();
    for (String row : rows(literal)) {
      rows.add(row("row " + (rows.size() + 1), row));
    }
    List<Step> steps = new ArrayList<>();
    for (List<Double> row : TableImport.split(rows, selection)) {
      steps.add(step("row " + (steps.size() + 1), row));
    }
    try {
      return new CoefficientTable(
          "literal", null, steps, Conventions.DEFAULT, null, null, PROVENANCE);
    } catch (IllegalArgumentException e) {
      throw new TableFormatException("", String.valueOf(e.getMessage()));
    }
  }

  private static List<String> rows(String literal) {
    List<String> rows = List.of(literal.split(";", -1));
    return rows.size() > 1 && rows.getLast().isBlank() ? rows.subList(0, rows.size() - 1) : rows;
  }

  private static List<Double> row(String place, String row) {
    if (row.isBlank()) {
      throw new TableFormatException(place, "empty; expected numbers such as 1.5, -0.5");
    }
    List<Double> coefficients = new ArrayList<>();
    for (String number : row.split(",", -1)) {
      coefficients.add(number(place + ", number " + (coefficients.size() + 1), number.strip()));
    }
    return coefficients;
  }

  private static Step step(String place, List<Double> coefficients) {
    try {
      return Step.of(coefficients);
    } catch (IllegalArgumentException e) {
      throw new TableFormatException(place, String.valueOf(e.getMessage()));
    }
  }

  private static double number(String place, String text) {
    if (text.isEmpty()) {
      throw new TableFormatException(place, "missing");
    }
    OptionalDouble number = NumberText.parse(text);
    if (number.isEmpty()) {
      throw new TableFormatException(place, "not a number: " + MessageText.quote(text));
    }
    String problem = NumberText.outOfRange(text, number.getAsDouble());
    if (problem != null) {
      throw new TableFormatException(place, problem);
    }
    return number.getAsDouble();
  }
}
