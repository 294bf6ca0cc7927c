package org.alternant.coefficients.format;

import java.util.Collection;
import java.util.function.Function;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Scheme;
import org.alternant.coefficients.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes tables in format version 1, deterministically: equal tables give equal bytes on every
/// machine, and [TableReader] reads the same table back, bit for bit.
public final class TableWriter {
  /// The file name of the JSON Schema, which every table names in `$schema`.
  public static final String SCHEMA = "coefficient-table-v1.schema.json";

  private TableWriter() {}

  /// Writes a table.
  ///
  /// @param table the table
  /// @return the content of the file, UTF-8, with a final newline
  /// @throws IllegalArgumentException if a text in the table has an unpaired surrogate
  public static byte[] write(CoefficientTable table) {
    return Json.write(toJson(table));
  }

  /// A table as it stands in its file, for embedding in other JSON.
  ///
  /// @param table the table
  /// @return a new tree
  public static ObjectNode toJson(CoefficientTable table) {
    ObjectNode json = object();
    json.put("$schema", SCHEMA);
    json.put("formatVersion", CoefficientTable.FORMAT_VERSION);
    json.put("name", table.name());
    putText(json, "description", table.description());
    json.put("function", CoefficientTable.FUNCTION);
    json.set("steps", array(table.steps(), TableWriter::toJson));
    json.set("conventions", toJson(table.conventions()));
    put(json, "design", table.design(), TableWriter::toJson);
    put(json, "certificate", table.certificate(), TableWriter::toJson);
    json.set("provenance", toJson(table.provenance()));
    return json;
  }

  /// A step as it stands in a table.
  ///
  /// @param step the step
  /// @return a new tree
  public static ObjectNode toJson(Step step) {
    ObjectNode json = object();
    json.put("degree", step.degree());
    json.set("coefficients", array(step.coefficients(), nodes()::numberNode));
    json.set(
        "coefficientsHex",
        array(step.coefficients(), c -> nodes().stringNode(Double.toHexString(c))));
    put(json, "interval", step.interval(), TableWriter::toJson);
    put(json, "designInterval", step.designInterval(), TableWriter::toJson);
    put(json, "error", step.error(), TableWriter::toJson);
    put(json, "scheme", step.scheme(), TableWriter::toJson);
    return json;
  }

  /// An interval as it stands in a table.
  ///
  /// @param interval the interval
  /// @return a new tree
  public static ObjectNode toJson(Interval interval) {
    return object().put("lower", interval.lower()).put("upper", interval.upper());
  }

  /// An error bracket as it stands in a table.
  ///
  /// @param error the bracket
  /// @return a new tree
  public static ObjectNode toJson(ErrorBracket error) {
    return object().put("lower", error.lower()).put("upper", error.upper());
  }

  /// A certificate as it stands in a table.
  ///
  /// @param certificate the certificate
  /// @return a new tree
  public static ObjectNode toJson(Certificate certificate) {
    ObjectNode json = object();
    json.set("input", toJson(certificate.input()));
    json.set("output", toJson(certificate.output()));
    json.put("worstCaseError", certificate.worstCaseError());
    json.set("steps", array(certificate.steps(), s -> object().set("image", toJson(s.image()))));
    put(json, "signSafeUpper", certificate.signSafeUpper(), nodes()::numberNode);
    return json;
  }

  private static ObjectNode toJson(Scheme scheme) {
    return object().put("kind", EnumIds.of(scheme.kind()));
  }

  private static ObjectNode toJson(Conventions conventions) {
    ObjectNode json = object();
    json.set("normalization", toJson(conventions.normalization()));
    json.set("safetyFactor", toJson(conventions.safetyFactor()));
    json.put("tail", EnumIds.of(conventions.tail()));
    put(json, "precision", conventions.precision(), p -> nodes().stringNode(EnumIds.of(p)));
    return json;
  }

  private static ObjectNode toJson(Normalization normalization) {
    return object()
        .put("norm", EnumIds.of(normalization.norm()))
        .put("factor", normalization.factor())
        .put("epsilon", normalization.epsilon());
  }

  private static ObjectNode toJson(SafetyFactor safetyFactor) {
    return object()
        .put("value", safetyFactor.value())
        .put("bakedInto", EnumIds.of(safetyFactor.bakedInto()));
  }

  private static ObjectNode toJson(DesignRequest design) {
    ObjectNode json = object();
    json.set("degrees", array(design.degrees(), nodes()::numberNode));
    json.put("lower", design.lower())
        .put("upper", design.upper())
        .put("cushion", design.cushion())
        .put("safetyFactor", design.safetyFactor())
        .put("safetyPlacement", EnumIds.of(design.safetyPlacement()));
    put(json, "band", design.band(), TableWriter::toJson);
    put(json, "search", design.search(), TableWriter::toJson);
    put(json, "rounding", design.rounding(), TableWriter::toJson);
    put(json, "coefficients", design.coefficients(), grid -> nodes().stringNode(grid.id()));
    return json;
  }

  private static ObjectNode toJson(RoundingAssumptions rounding) {
    return object()
        .put("precision", EnumIds.of(rounding.precision()))
        .put("rows", rounding.rows())
        .put("columns", rounding.columns())
        .put("coherence", rounding.coherence())
        .put("slack", rounding.slack())
        .put("lowerSlack", rounding.lowerSlack());
  }

  private static ObjectNode toJson(DesignSearch search) {
    ObjectNode json = object();
    json.set("allowedDegrees", array(search.allowedDegrees(), nodes()::numberNode));
    put(json, "steps", search.steps(), nodes()::numberNode);
    json.put("measure", EnumIds.of(search.measure()));
    put(json, "rows", search.rows(), nodes()::numberNode);
    put(json, "columns", search.columns(), nodes()::numberNode);
    json.put("form", EnumIds.of(search.form()));
    put(json, "gramPrecision", search.gramPrecision(), p -> nodes().stringNode(EnumIds.of(p)));
    put(json, "budget", search.budget(), nodes()::numberNode);
    put(json, "maximumError", search.maximumError(), nodes()::numberNode);
    return json;
  }

  private static ObjectNode toJson(Provenance provenance) {
    ObjectNode json = object().put("generator", provenance.generator());
    putText(json, "source", provenance.source());
    return json;
  }

  private static JsonNodeFactory nodes() {
    return JsonNodeFactory.instance;
  }

  private static ObjectNode object() {
    return nodes().objectNode();
  }

  private static <T> ArrayNode array(Collection<T> elements, Function<T, JsonNode> toJson) {
    return nodes().arrayNode().addAll(elements.stream().map(toJson).toList());
  }

  private static void putText(ObjectNode json, String name, @Nullable String text) {
    put(json, name, text, nodes()::stringNode);
  }

  private static <T> void put(
      ObjectNode json, String name, @Nullable T value, Function<T, JsonNode> toJson) {
    if (value != null) {
      json.set(name, toJson.apply(value));
    }
  }
}
