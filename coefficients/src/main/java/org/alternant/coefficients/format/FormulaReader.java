package org.alternant.coefficients.format;

import java.util.List;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaDesign;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonParser;
import org.alternant.coefficients.text.MessageText;

/// Reads tables of parts in format version 1, as strictly as [TableReader] those of steps.
public final class FormulaReader {

  private FormulaReader() {}

  /// Whether a file is meant to be a table of parts: a JSON object with `parts`.
  ///
  /// @param file the content of a file
  /// @return false also where it is no JSON
  public static boolean holdsParts(byte[] file) {
    return isObjectWith(file, "parts");
  }

  /// Whether a file is a JSON object with a field.
  static boolean isObjectWith(byte[] file, String field) {
    if (file.length > TableReader.MAX_BYTES || !isObject(file)) {
      return false;
    }
    try {
      return new JsonCursor(JacksonParser.parse(file), "").has(field);
    } catch (TableFormatException e) {
      return false;
    }
  }

  private static boolean isObject(byte[] file) {
    int first = 0;
    while (first < file.length && Character.isWhitespace(file[first])) {
      first++;
    }
    return first < file.length && file[first] == '{';
  }

  /// Reads a table.
  ///
  /// @param file the content of the file
  /// @return the table
  /// @throws TableFormatException if it is not exactly a table of parts
  public static FormulaTable read(byte[] file) {
    TableReader.requireSize(file);
    return read(file, JacksonParser::parse);
  }

  /// Reads a table by another parser than Jackson's.
  ///
  /// @param file the content of the file
  /// @param parser makes a tree of it
  /// @return the table
  /// @throws TableFormatException if it is not exactly a table of parts
  public static FormulaTable read(byte[] file, JsonParser parser) {
    JsonCursor json = new JsonCursor(parser.parse(file), "");
    TableReader.requireFormat(json);
    json.allow(
        List.of(
            "$schema",
            "formatVersion",
            "name",
            "description",
            "function",
            "bound",
            "threshold",
            "parts",
            "design",
            "certificate",
            "provenance"));
    TableReader.requireText(json.get("$schema"), TableWriter.SCHEMA);
    return json.construct(
        () ->
            new FormulaTable(
                TableReader.name(json.get("name")),
                json.find("description", JsonCursor::text),
                json.get("function").choice(Formula.class),
                json.find("bound", JsonCursor::number),
                json.find("threshold", JsonCursor::number),
                json.get("parts").elements().stream().map(FormulaReader::part).toList(),
                json.find("design", FormulaReader::design),
                json.find("certificate", FormulaReader::certificate),
                TableReader.provenance(json.get("provenance"))));
  }

  private static Part part(JsonCursor json) {
    json.allow(List.of("role", "function", "root", "steps"));
    Formula.Role role = json.get("role").choice(Formula.Role.class);
    TableFunction function = TableReader.function(json);
    if (!function.equals(role.function())) {
      JsonCursor found = json.get(json.has("root") ? "root" : "function");
      throw found.expected(MessageText.quote(role.function().words()) + " for this role");
    }
    return json.construct(
        () ->
            new Part(
                role,
                json.get("steps").elements().stream()
                    .map(step -> TableReader.step(step, function))
                    .toList()));
  }

  private static FormulaDesign design(JsonCursor json) {
    json.allow(List.of("budget"));
    return json.construct(() -> new FormulaDesign(json.get("budget").integer()));
  }

  private static FormulaCertificate certificate(JsonCursor json) {
    json.allow(List.of("input", "worstCaseError"));
    return json.construct(
        () ->
            new FormulaCertificate(
                TableReader.interval(json.get("input")), json.get("worstCaseError").number()));
  }
}
