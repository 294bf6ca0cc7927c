package org.alternant.cli.text;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.json.JsonWriter;
import org.alternant.coefficients.text.EnumIds;
import picocli.CommandLine.Model.CommandSpec;

/// What goes to standard output.
public final class Output {

  private Output() {}

  /// Prints JSON and nothing else.
  public static void json(CommandSpec spec, JsonValue node) {
    utf8(spec, JsonWriter.write(node));
  }

  /// Puts a bound, or null where there is none.
  public static void put(JsonObject node, String field, OptionalDouble bound) {
    if (bound.isPresent()) {
      node.put(field, bound.getAsDouble());
    } else {
      node.putNull(field);
    }
  }

  /// Puts a number; null where it is beyond binary64.
  public static void putFinite(JsonObject node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    } else {
      node.putNull(field);
    }
  }

  /// Adds a number; null where it is beyond binary64.
  public static void addFinite(JsonArray array, double value) {
    if (Double.isFinite(value)) {
      array.add(value);
    } else {
      array.addNull();
    }
  }

  /// Puts the formats of steps where they are several.
  public static void putFormats(JsonObject node, List<Step> steps, Precision run) {
    if (Step.isMixed(steps, run)) {
      JsonArray precisions = node.putArray("precisions");
      steps.forEach(step -> precisions.add(EnumIds.of(step.precisionIn(run))));
    }
  }

  /// Prints text that is in UTF-8 already.
  public static void utf8(CommandSpec spec, byte[] text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(new String(text, StandardCharsets.UTF_8));
    out.flush();
  }

  /// Writes bytes that may be no text.
  public static void bytes(CommandSpec spec, byte[] bytes) {
    spec.commandLine().getOut().flush();
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
