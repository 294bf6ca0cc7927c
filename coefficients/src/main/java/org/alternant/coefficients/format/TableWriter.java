package org.alternant.coefficients.format;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.json.JsonWriter;
import org.alternant.coefficients.text.EnumIds;
import org.jspecify.annotations.Nullable;

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
    return JsonWriter.write(toJson(table));
  }

  /// A table as it stands in its file, for embedding in other JSON.
  ///
  /// @param table the table
  /// @return a new tree
  public static JsonObject toJson(CoefficientTable table) {
    JsonObject json = object();
    json.put("$schema", SCHEMA);
    json.put("formatVersion", CoefficientTable.FORMAT_VERSION);
    json.put("name", table.name());
    putText(json, "description", table.description());
    TableFunction function = table.function();
    json.put("function", EnumIds.of(function.kind()));
    if (function.isRoot()) {
      json.put("root", function.root());
    }
    put(json, "bound", function.bound(), JsonValue.Numeric::new);
    json.set("steps", array(table.steps(), TableWriter::toJson));
    json.set("conventions", toJson(table.conventions()));
    put(json, "design", table.design(), TableWriter::toJson);
    put(json, "certificate", table.certificate(), TableWriter::toJson);
    put(json, "measured", table.measured(), TableWriter::toJson);
    json.set("provenance", toJson(table.provenance()));
    return json;
  }

  /// A step as it stands in a table.
  ///
  /// @param step the step
  /// @return a new tree
  public static JsonObject toJson(Step step) {
    JsonObject json = object();
    json.put("degree", step.degree());
    json.set("coefficients", array(step.coefficients(), JsonValue.Numeric::new));
    json.set(
        "coefficientsHex",
        array(step.coefficients(), c -> new JsonValue.Text(Double.toHexString(c))));
    put(json, "interval", step.interval(), TableWriter::toJson);
    put(json, "designInterval", step.designInterval(), TableWriter::toJson);
    put(json, "error", step.error(), TableWriter::toJson);
    put(json, "precision", step.precision(), TableWriter::id);
    put(json, "plan", step.plan(), TableWriter::toJson);
    return json;
  }

  /// An interval as it stands in a table.
  ///
  /// @param interval the interval
  /// @return a new tree
  public static JsonObject toJson(Interval interval) {
    return object().put("lower", interval.lower()).put("upper", interval.upper());
  }

  /// An error bracket as it stands in a table.
  ///
  /// @param error the bracket
  /// @return a new tree
  public static JsonObject toJson(ErrorBracket error) {
    return object().put("lower", error.lower()).put("upper", error.upper());
  }

  /// A certificate as it stands in a table.
  ///
  /// @param certificate the certificate
  /// @return a new tree
  public static JsonObject toJson(Certificate certificate) {
    JsonObject json = object();
    json.set("input", toJson(certificate.input()));
    json.set("output", toJson(certificate.output()));
    json.put("worstCaseError", certificate.worstCaseError());
    json.set("steps", array(certificate.steps(), s -> object().set("image", toJson(s.image()))));
    put(json, "signSafeUpper", certificate.signSafeUpper(), JsonValue.Numeric::new);
    return json;
  }

  private static JsonObject toJson(EvaluationPlan plan) {
    JsonObject json =
        object()
            .put("scale", plan.scale())
            .put("shift", plan.shift())
            .put("identity", plan.identity());
    json.set("products", array(plan.products(), TableWriter::toJson));
    put(json, "last", plan.last(), TableWriter::numbers);
    return json;
  }

  private static JsonObject toJson(EvaluationPlan.Product product) {
    JsonObject json = object();
    json.set("left", numbers(product.left()));
    json.set("right", numbers(product.right()));
    put(json, "add", product.add(), TableWriter::numbers);
    return json;
  }

  private static JsonObject toJson(Conventions conventions) {
    JsonObject json = object();
    json.set("normalization", toJson(conventions.normalization()));
    json.set("safetyFactor", toJson(conventions.safetyFactor()));
    json.put("tail", EnumIds.of(conventions.tail()));
    put(json, "precision", conventions.precision(), TableWriter::id);
    put(json, "runtime", conventions.runtime(), TableWriter::id);
    return json;
  }

  private static JsonObject toJson(Normalization normalization) {
    return object()
        .put("norm", EnumIds.of(normalization.norm()))
        .put("factor", normalization.factor())
        .put("epsilon", normalization.epsilon());
  }

  private static JsonObject toJson(SafetyFactor safetyFactor) {
    return object()
        .put("value", safetyFactor.value())
        .put("bakedInto", EnumIds.of(safetyFactor.bakedInto()));
  }

  private static JsonObject toJson(DesignRequest design) {
    JsonObject json = object();
    json.set("degrees", array(design.degrees(), JsonValue.Numeric::new));
    json.put("lower", design.lower())
        .put("upper", design.upper())
        .put("cushion", design.cushion())
        .put("safetyFactor", design.safetyFactor())
        .put("safetyPlacement", EnumIds.of(design.safetyPlacement()));
    put(json, "band", design.band(), TableWriter::toJson);
    put(json, "search", design.search(), TableWriter::toJson);
    put(json, "rounding", design.rounding(), TableWriter::toJson);
    put(json, "coefficients", design.coefficients(), grid -> new JsonValue.Text(grid.id()));
    put(json, "trial", design.trial(), TableWriter::toJson);
    return json;
  }

  private static JsonObject toJson(TrialRuns trial) {
    JsonObject json = object();
    json.put("precision", EnumIds.of(trial.precision()));
    put(json, "precisions", trial.precisions(), list -> array(list, TableWriter::id));
    putRounding(json, trial.rounding());
    json.put("room", trial.room());
    json.set("shapes", array(trial.shapes(), TableWriter::toJson));
    return json.put("matrices", trial.matrices()).put("seed", trial.seed());
  }

  /// A measurement as it stands in a table.
  ///
  /// @param measured the measurement
  /// @return a new tree
  public static JsonObject toJson(Measured measured) {
    JsonObject json = object();
    json.put("precision", EnumIds.of(measured.precision()));
    putRounding(json, measured.rounding());
    json.put("seed", measured.seed()).put("matrices", measured.matrices());
    json.set("kinds", array(measured.kinds(), kind -> new JsonValue.Text(EnumIds.of(kind))));
    json.set("shapes", array(measured.shapes(), TableWriter::toJson));
    put(json, "worstError", measured.worstError(), JsonValue.Numeric::new);
    put(json, "medianError", measured.medianError(), JsonValue.Numeric::new);
    put(json, "structured", measured.structured(), TableWriter::toJson);
    return json;
  }

  private static JsonObject toJson(Measured.Structured structured) {
    JsonObject json = object().put("matrices", structured.matrices());
    put(json, "largest", structured.largest(), JsonValue.Numeric::new);
    return json;
  }

  /// Puts rules of rounding into a tree, as they stand in a table.
  ///
  /// @param json an object without them
  /// @param rounding the rules
  public static void putRounding(JsonObject json, RoundingRules rounding) {
    json.put("epilogue", EnumIds.of(rounding.epilogue()));
    if (rounding.storage() != RoundingRules.Storage.FORMAT) {
      json.put("storage", EnumIds.of(rounding.storage()));
    }
    put(json, "runtime", rounding.runtime(), TableWriter::id);
  }

  private static JsonObject toJson(MatrixShape shape) {
    return object().put("rows", shape.rows()).put("columns", shape.columns());
  }

  private static JsonObject toJson(RoundingAssumptions rounding) {
    return object()
        .put("precision", EnumIds.of(rounding.precision()))
        .put("rows", rounding.shape().rows())
        .put("columns", rounding.shape().columns())
        .put("coherence", rounding.coherence())
        .put("slack", rounding.slack())
        .put("lowerSlack", rounding.lowerSlack());
  }

  private static JsonObject toJson(DesignSearch search) {
    JsonObject json = object();
    json.set("allowedDegrees", array(search.allowedDegrees(), JsonValue.Numeric::new));
    put(json, "steps", search.steps(), JsonValue.Numeric::new);
    json.put("measure", EnumIds.of(search.measure()));
    MatrixShape shape = search.shape();
    if (shape != null) {
      json.put("rows", shape.rows()).put("columns", shape.columns());
    }
    json.put("form", EnumIds.of(search.form()));
    put(json, "gramPrecision", search.gramPrecision(), TableWriter::id);
    put(json, "budget", search.budget(), JsonValue.Numeric::new);
    put(json, "maximumError", search.maximumError(), JsonValue.Numeric::new);
    put(json, "rates", search.rates(), list -> array(list, TableWriter::toJson));
    return json;
  }

  private static JsonObject toJson(DesignSearch.Rate rate) {
    return object().put("precision", EnumIds.of(rate.precision())).put("rate", rate.rate());
  }

  static JsonObject toJson(Provenance provenance) {
    JsonObject json = object().put("generator", provenance.generator());
    putText(json, "source", provenance.source());
    return json;
  }

  private static JsonObject object() {
    return new JsonObject();
  }

  private static JsonArray numbers(List<Double> numbers) {
    return array(numbers, JsonValue.Numeric::new);
  }

  static <T> JsonArray array(Collection<T> elements, Function<T, JsonValue> toJson) {
    return new JsonArray().addAll(elements.stream().map(toJson).toList());
  }

  private static JsonValue id(Enum<?> constant) {
    return new JsonValue.Text(EnumIds.of(constant));
  }

  static void putText(JsonObject json, String name, @Nullable String text) {
    put(json, name, text, JsonValue.Text::new);
  }

  static <T> void put(
      JsonObject json, String name, @Nullable T value, Function<T, JsonValue> toJson) {
    if (value != null) {
      json.set(name, toJson.apply(value));
    }
  }
}
