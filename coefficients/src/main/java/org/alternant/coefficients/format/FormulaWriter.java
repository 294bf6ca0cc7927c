package org.alternant.coefficients.format;

import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.json.JsonWriter;
import org.alternant.coefficients.text.EnumIds;

/// Writes tables of parts in format version 1, as deterministically as [TableWriter] those of
/// steps.
public final class FormulaWriter {

  private FormulaWriter() {}

  /// Writes a table.
  ///
  /// @param table the table
  /// @return the content of the file, UTF-8, with a final newline
  /// @throws IllegalArgumentException if a text in the table has an unpaired surrogate
  public static byte[] write(FormulaTable table) {
    return JsonWriter.write(toJson(table));
  }

  /// A table as it stands in its file.
  ///
  /// @param table the table
  /// @return a new tree
  public static JsonObject toJson(FormulaTable table) {
    JsonObject json = new JsonObject();
    json.put("$schema", TableWriter.SCHEMA);
    json.put("formatVersion", CoefficientTable.FORMAT_VERSION);
    json.put("name", table.name());
    TableWriter.putText(json, "description", table.description());
    json.put("function", EnumIds.of(table.function()));
    TableWriter.put(json, "bound", table.bound(), JsonValue.Numeric::new);
    TableWriter.put(json, "threshold", table.threshold(), JsonValue.Numeric::new);
    json.set("parts", TableWriter.array(table.parts(), FormulaWriter::toJson));
    TableWriter.put(
        json, "design", table.design(), design -> new JsonObject().put("budget", design.budget()));
    TableWriter.put(json, "certificate", table.certificate(), FormulaWriter::toJson);
    json.set("provenance", TableWriter.toJson(table.provenance()));
    return json;
  }

  /// A certificate as it stands in a table.
  ///
  /// @param certificate the certificate
  /// @return a new tree
  public static JsonObject toJson(FormulaCertificate certificate) {
    JsonObject json = new JsonObject();
    json.set("input", TableWriter.toJson(certificate.input()));
    json.put("worstCaseError", certificate.worstCaseError());
    return json;
  }

  private static JsonObject toJson(Part part) {
    TableFunction function = part.role().function();
    JsonObject json = new JsonObject();
    json.put("role", EnumIds.of(part.role()));
    json.put("function", EnumIds.of(function.kind()));
    if (function.isRoot()) {
      json.put("root", function.root());
    }
    json.set("steps", TableWriter.array(part.steps(), TableWriter::toJson));
    return json;
  }
}
