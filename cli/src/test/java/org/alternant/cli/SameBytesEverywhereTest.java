package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The same request gives the same bytes on every machine. `Math` computes the elementary functions
/// by what the processor has, within an ulp; `StrictMath` gives the same bits everywhere, as do
/// `sqrt`, `fma` and the four operations.
class SameBytesEverywhereTest {

  private static final Pattern OF_THE_PROCESSOR =
      Pattern.compile(
          "\\bMath\\s*(\\.|::)\\s*"
              + "(a?sin|a?cos|a?tan|atan2|sinh|cosh|tanh|exp|expm1|log|log10|log1p|pow|cbrt|hypot)\\b");

  private static final List<String> MODULES =
      List.of(
          "coefficients",
          "exports",
          "solver",
          "iteration",
          "toolkit",
          "cli",
          "spark",
          "benchmarks");

  @Test
  void elementaryFunctionsAreThoseOfStrictMath() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module : MODULES) {
      List<Path> sources = sources(Path.of("..", module, "src", "main", "java"));
      assertTrue(!sources.isEmpty(), module);
      for (Path source : sources) {
        OF_THE_PROCESSOR
            .matcher(Files.readString(source))
            .results()
            .forEach(match -> found.add(source + ": " + match.group()));
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void patternFindsCallsAndReferences() {
    List<String> calls = List.of("Math.pow(2, x)", "map(Math::exp)", "Math\n    .log10(x)");
    calls.forEach(call -> assertTrue(OF_THE_PROCESSOR.matcher(call).find(), call));
    List<String> exact = List.of("StrictMath.pow(2, x)", "Math.sqrt(x)", "Math.fma(x, y, z)");
    exact.forEach(call -> assertTrue(!OF_THE_PROCESSOR.matcher(call).find(), call));
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
