package org.alternant.toolkit.survey;

import java.util.Arrays;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.format.JacksonParser;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.json.JsonWriter;
import org.alternant.toolkit.survey.SurveyedMatrix.Measured;

/// A matrix in a [SurveyJournal].
record JournalLine(Place place, Measured measured) {

  /// A file as it was.
  ///
  /// @param file its absolute path
  /// @param size in bytes
  /// @param modified when, as ISO 8601 has it
  record Stamp(String file, long size, String modified) {}

  /// Where a matrix is.
  ///
  /// @param index in its tensor
  record Place(Stamp stamp, String label, int index) {}

  /// The line, with its end.
  byte[] bytes() {
    SurveyedMatrix matrix = measured.matrix();
    JsonObject node =
        new JsonObject()
            .put("file", place.stamp.file)
            .put("size", place.stamp.size)
            .put("modified", place.stamp.modified)
            .put("label", place.label)
            .put("index", place.index)
            .put("name", matrix.name())
            .put("rows", matrix.shape().rows())
            .put("columns", matrix.shape().columns());
    if (Double.isFinite(matrix.frobeniusNorm())) {
      node.put("frobeniusNorm", matrix.frobeniusNorm());
    }
    node.put("coherence", matrix.coherence()).put("hidden", matrix.hidden());
    JsonArray values = node.putArray("singularValues");
    measured.values().forEach(values::add);
    return JsonWriter.writeLine(node);
  }

  /// Reads a line.
  ///
  /// @throws IllegalArgumentException if it is none
  static JournalLine of(byte[] line) {
    if (!(JacksonParser.parse(line) instanceof JsonObject node)) {
      throw new IllegalArgumentException("not an object");
    }
    double[] values =
        field(node, "singularValues", JsonArray.class).elements().stream()
            .mapToDouble(JournalLine::number)
            .toArray();
    MatrixShape shape = new MatrixShape((int) number(node, "rows"), (int) number(node, "columns"));
    if (values.length != shape.shorter() || !isAscending(values)) {
      throw new IllegalArgumentException("not the singular values of such a matrix");
    }
    return new JournalLine(
        new Place(
            new Stamp(text(node, "file"), (long) number(node, "size"), text(node, "modified")),
            text(node, "label"),
            (int) number(node, "index")),
        Measured.of(
            text(node, "name"),
            shape,
            node.get("frobeniusNorm") == null
                ? Double.POSITIVE_INFINITY
                : number(node, "frobeniusNorm"),
            number(node, "coherence"),
            number(node, "hidden"),
            values));
  }

  private static boolean isAscending(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Arrays.equals(sorted, values) && values[0] >= 0;
  }

  private static double number(JsonObject node, String name) {
    return field(node, name, JsonValue.Numeric.class).value();
  }

  private static double number(JsonValue value) {
    if (value instanceof JsonValue.Numeric numeric) {
      return numeric.value();
    }
    throw new IllegalArgumentException("not a number");
  }

  private static String text(JsonObject node, String name) {
    return field(node, name, JsonValue.Text.class).value();
  }

  private static <T extends JsonValue> T field(JsonObject node, String name, Class<T> type) {
    JsonValue value = node.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("no " + name);
    }
    return type.cast(value);
  }
}
