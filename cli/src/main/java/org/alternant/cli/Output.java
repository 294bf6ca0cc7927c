package org.alternant.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.alternant.coefficients.format.Json;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What goes to standard output.
final class Output {

  private Output() {}

  /// Prints JSON and nothing else.
  static void json(CommandSpec spec, JsonNode node) {
    utf8(spec, Json.write(node));
  }

  /// Puts a bound, or null where there is none.
  static void put(ObjectNode node, String field, OptionalDouble bound) {
    if (bound.isPresent()) {
      node.put(field, bound.getAsDouble());
    } else {
      node.putNull(field);
    }
  }

  /// Prints text that is in UTF-8 already.
  static void utf8(CommandSpec spec, byte[] text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(new String(text, StandardCharsets.UTF_8));
    out.flush();
  }
}
