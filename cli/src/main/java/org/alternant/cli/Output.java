package org.alternant.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.alternant.coefficients.Json;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/// What goes to standard output.
final class Output {

  private Output() {}

  /// Prints JSON and nothing else.
  static void json(CommandSpec spec, JsonNode node) {
    utf8(spec, Json.write(node));
  }

  /// Prints text that is in UTF-8 already.
  static void utf8(CommandSpec spec, byte[] text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(new String(text, StandardCharsets.UTF_8));
    out.flush();
  }
}
