package org.alternant.coefficients.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Certificate.CertifiedStep;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonParser;
import org.alternant.coefficients.literal.NumberText;
import org.alternant.coefficients.text.MessageText;

/// Reads tables in format version 1, strictly: a file that is not exactly a table gives one
/// [TableFormatException] that names the place, and nothing half-read.
///
/// A table has at most [CoefficientTable#MAX_STEPS] steps of degree at most
/// [TableFunction#MAX_DEGREE], in a file of at most [#MAX_BYTES]. Numbers are rounded to the
/// nearest binary64 number; where `coefficientsHex` and `coefficients` disagree after that, one of
/// them was edited by hand, and the file is refused.
public final class TableReader {
  /// The largest file that is read, in bytes: about twice a table with the most steps of degree 5.
  public static final int MAX_BYTES = 16 << 20;

  private TableReader() {}

  /// Reads a table from a stream to its end.
  ///
  /// @param input the file; not closed
  /// @return the table
  /// @throws IOException if the stream cannot be read
  /// @throws TableFormatException if what it holds is not a table
  public static CoefficientTable read(InputStream input) throws IOException {
    return read(input.readNBytes(MAX_BYTES + 1));
  }

  /// Reads a table.
  ///
  /// @param file the content of the file
  /// @return the table
  /// @throws TableFormatException if it is not a table
  public static CoefficientTable read(byte[] file) {
    requireSize(file);
    return read(file, JacksonParser::parse);
  }

  static void requireSize(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new TableFormatException("", "the input is longer than " + MAX_BYTES + " bytes");
    }
  }

  /// Reads a table by another parser than Jackson's.
  ///
  /// @param file the content of the file
  /// @param parser makes a tree of it
  /// @return the table
  /// @throws TableFormatException if it is not exactly a table
  public static CoefficientTable read(byte[] file, JsonParser parser) {
    return table(new JsonCursor(parser.parse(file), ""));
  }

  private static CoefficientTable table(JsonCursor json) {
    requireFormat(json);
    if (json.has("parts")) {
      throw json.get("parts").error("only verify, validate, plot and export take a table of parts");
    }
    json.allow(
        List.of(
            "$schema",
            "formatVersion",
            "name",
            "description",
            "function",
            "root",
            "bound",
            "steps",
            "conventions",
            "design",
            "certificate",
            "measured",
            "provenance"));
    requireText(json.get("$schema"), TableWriter.SCHEMA);
    TableFunction function = function(json);
    return json.construct(
        () ->
            new CoefficientTable(
                name(json.get("name")),
                json.find("description", JsonCursor::text),
                json.get("steps").elements().stream().map(step -> step(step, function)).toList(),
                conventions(json.get("conventions")),
                json.find("design", design -> design(design, function)),
                json.find("certificate", TableReader::certificate),
                json.find("measured", RunsReader::measured),
                provenance(json.get("provenance"))));
  }

  /// Checks the version before anything else: another version has other fields.
  static void requireFormat(JsonCursor json) {
    json.object();
    JsonCursor version = json.get("formatVersion");
    int found = version.integer();
    if (found != CoefficientTable.FORMAT_VERSION) {
      throw version.error("expected " + CoefficientTable.FORMAT_VERSION + ", found " + found);
    }
  }

  static void requireText(JsonCursor json, String expected) {
    if (!json.text().equals(expected)) {
      throw json.expected(MessageText.quote(expected));
    }
  }

  /// What the table approximates: a root goes with an inverse root, and only with it; a bound with
  /// a clip.
  static TableFunction function(JsonCursor json) {
    TableFunction.Kind kind = json.get("function").choice(TableFunction.Kind.class);
    if (kind != TableFunction.Kind.INVERSE_ROOT && json.has("root")) {
      throw json.get("root").error("a root goes with the function inverse-root only");
    }
    if (kind != TableFunction.Kind.CLIP && json.has("bound")) {
      throw json.get("bound").error("a bound goes with the function clip only");
    }
    return switch (kind) {
      case SIGN -> TableFunction.SIGN;
      case INVERSE_ROOT -> {
        JsonCursor root = json.get("root");
        int order = root.integer();
        yield root.construct(() -> TableFunction.inverseRoot(order));
      }
      case CLIP -> {
        JsonCursor bound = json.get("bound");
        double largest = bound.number();
        yield bound.construct(() -> TableFunction.clip(largest));
      }
    };
  }

  static String name(JsonCursor json) {
    return json.construct(() -> CoefficientTable.requireName(json.text()));
  }

  static Step step(JsonCursor json, TableFunction function) {
    json.allow(
        List.of(
            "degree",
            "coefficients",
            "coefficientsHex",
            "interval",
            "designInterval",
            "error",
            "precision",
            "plan"));
    int degree = degree(json.get("degree"), function);
    List<Double> coefficients =
        ofDegree(degree, function, json.get("coefficients")).stream()
            .map(JsonCursor::number)
            .toList();
    requireSame(coefficients, ofDegree(degree, function, json.get("coefficientsHex")));
    return json.construct(
        () ->
            new Step(
                function,
                coefficients,
                json.find("interval", TableReader::interval),
                json.find("designInterval", TableReader::interval),
                json.find("error", TableReader::errorBracket),
                json.find("precision", TableReader::precision),
                json.find("plan", TableReader::plan)));
  }

  /// A format's name.
  static Precision precision(JsonCursor json) {
    return json.choice(Precision.class);
  }

  private static int degree(JsonCursor json, TableFunction function) {
    return json.construct(() -> function.requireDegree(json.integer()));
  }

  /// The elements of an array that has one for each coefficient of a polynomial of this degree.
  private static List<JsonCursor> ofDegree(int degree, TableFunction function, JsonCursor json) {
    List<JsonCursor> elements = json.elements();
    int expected = function.size(degree);
    if (elements.size() != expected) {
      throw json.error(
          "expected "
              + expected
              + (expected == 1 ? " number" : " numbers")
              + " for degree "
              + degree
              + ", found "
              + elements.size());
    }
    return elements;
  }

  private static void requireSame(List<Double> coefficients, List<JsonCursor> hexadecimal) {
    for (int i = 0; i < coefficients.size(); i++) {
      double coefficient = coefficients.get(i);
      String text = hexadecimal.get(i).text();
      OptionalDouble bits = NumberText.parseHexadecimal(text);
      if (bits.isEmpty()
          || Double.compare(bits.getAsDouble(), coefficient) != 0
          || NumberText.outOfRange(text, coefficient) != null) {
        String expected = MessageText.quote(Double.toHexString(coefficient));
        throw hexadecimal.get(i).expected(expected + " for " + coefficient);
      }
    }
  }

  static Interval interval(JsonCursor json) {
    json.allow(List.of("lower", "upper"));
    return json.construct(
        () -> new Interval(json.get("lower").number(), json.get("upper").number()));
  }

  private static ErrorBracket errorBracket(JsonCursor json) {
    json.allow(List.of("lower", "upper"));
    return json.construct(
        () -> new ErrorBracket(json.get("lower").number(), json.get("upper").number()));
  }

  private static EvaluationPlan plan(JsonCursor json) {
    json.allow(List.of("scale", "shift", "identity", "products", "last"));
    List<EvaluationPlan.Product> products =
        json.get("products").elements().stream().map(TableReader::product).toList();
    return json.construct(
        () ->
            new EvaluationPlan(
                json.get("scale").number(),
                json.get("shift").number(),
                json.get("identity").number(),
                products,
                json.find("last", TableReader::numbers)));
  }

  private static EvaluationPlan.Product product(JsonCursor json) {
    json.allow(List.of("left", "right", "add"));
    return new EvaluationPlan.Product(
        numbers(json.get("left")),
        numbers(json.get("right")),
        json.find("add", TableReader::numbers));
  }

  private static List<Double> numbers(JsonCursor json) {
    return json.elements().stream().map(JsonCursor::number).toList();
  }

  private static Conventions conventions(JsonCursor json) {
    json.allow(List.of("normalization", "safetyFactor", "tail", "precision", "runtime"));
    return new Conventions(
        normalization(json.get("normalization")),
        safetyFactor(json.get("safetyFactor")),
        json.get("tail").choice(Tail.class),
        json.find("precision", TableReader::precision),
        json.find("runtime", runtime -> runtime.choice(TargetRuntime.class)));
  }

  private static Normalization normalization(JsonCursor json) {
    json.allow(List.of("norm", "factor", "epsilon"));
    return json.construct(
        () ->
            new Normalization(
                json.get("norm").choice(Norm.class),
                json.get("factor").number(),
                json.get("epsilon").number()));
  }

  private static SafetyFactor safetyFactor(JsonCursor json) {
    json.allow(List.of("value", "bakedInto"));
    return json.construct(
        () ->
            new SafetyFactor(
                json.get("value").number(), json.get("bakedInto").choice(BakedInto.class)));
  }

  private static DesignRequest design(JsonCursor json, TableFunction function) {
    json.allow(
        List.of(
            "degrees",
            "lower",
            "upper",
            "cushion",
            "safetyFactor",
            "safetyPlacement",
            "band",
            "search",
            "rounding",
            "coefficients",
            "trial"));
    return json.construct(
        () ->
            new DesignRequest(
                function,
                degrees(json.get("degrees"), function),
                json.get("lower").number(),
                json.get("upper").number(),
                json.get("cushion").number(),
                json.get("safetyFactor").number(),
                json.get("safetyPlacement").choice(SafetyPlacement.class),
                json.find("band", TableReader::interval),
                json.find("search", search -> search(search, function)),
                json.find("rounding", RunsReader::assumptions),
                json.find("coefficients", TableReader::grid),
                json.find("trial", RunsReader::trial)));
  }

  private static List<Integer> degrees(JsonCursor json, TableFunction function) {
    return json.elements().stream().map(one -> degree(one, function)).toList();
  }

  private static DesignSearch search(JsonCursor json, TableFunction function) {
    json.allow(
        List.of(
            "allowedDegrees",
            "steps",
            "measure",
            "rows",
            "columns",
            "form",
            "gramPrecision",
            "budget",
            "maximumError",
            "rates"));
    return json.construct(
        () ->
            new DesignSearch(
                function,
                degrees(json.get("allowedDegrees"), function),
                json.find("steps", JsonCursor::integer),
                json.get("measure").choice(DesignSearch.Measure.class),
                json.has("rows") || json.has("columns") ? shape(json) : null,
                json.get("form").choice(DesignSearch.FormKind.class),
                json.find("gramPrecision", TableReader::precision),
                json.find("budget", JsonCursor::number),
                json.find("maximumError", JsonCursor::number),
                json.find("rates", RunsReader::rates)));
  }

  /// The fields `rows` and `columns`, which stand among others.
  static MatrixShape shape(JsonCursor json) {
    return new MatrixShape(json.get("rows").integer(), json.get("columns").integer());
  }

  private static CoefficientGrid grid(JsonCursor json) {
    return json.construct(() -> CoefficientGrid.parse(json.text()));
  }

  private static Certificate certificate(JsonCursor json) {
    json.allow(List.of("input", "output", "worstCaseError", "steps", "signSafeUpper"));
    return json.construct(
        () ->
            new Certificate(
                interval(json.get("input")),
                interval(json.get("output")),
                json.get("worstCaseError").number(),
                json.get("steps").elements().stream().map(TableReader::certifiedStep).toList(),
                json.find("signSafeUpper", JsonCursor::number)));
  }

  private static CertifiedStep certifiedStep(JsonCursor json) {
    json.allow(List.of("image"));
    return new CertifiedStep(interval(json.get("image")));
  }

  static Provenance provenance(JsonCursor json) {
    json.allow(List.of("generator", "source"));
    return json.construct(
        () -> new Provenance(json.get("generator").text(), json.find("source", JsonCursor::text)));
  }
}
