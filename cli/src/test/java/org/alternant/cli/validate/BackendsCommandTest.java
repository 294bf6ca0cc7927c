package org.alternant.cli.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.alternant.cli.Run;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;
import org.alternant.iteration.run.MatrixArithmetic;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BackendsCommandTest {

  /// A backend that only tells about itself.
  private record Told(String name, Availability availability, Set<Precision> precisions)
      implements Backend {
    @Override
    public MatrixArithmetic<?> arithmetic(Precision precision) {
      throw new UnsupportedOperationException();
    }
  }

  private static final List<Backend> TOLD =
      List.of(
          new Told(
              "one",
              new Availability.Available("A device, version 1"),
              EnumSet.of(Precision.FLOAT16, Precision.FLOAT32)),
          new Told(
              "another",
              new Availability.Unavailable(
                  List.of("libx.so: no such file", "kernel:1: error\n  here", "install libx")),
              Set.of()));

  private static String told(String... arguments) {
    CommandLine commandLine = new CommandLine(new BackendsCommand(TOLD));
    StringWriter out = new StringWriter();
    commandLine.setOut(new PrintWriter(out));
    assertEquals(0, commandLine.execute(arguments));
    return out.toString();
  }

  @Test
  void listsDevicesAndPrecisionsOrReasons() {
    assertEquals(
        """
        backend  computes on
        one      A device, version 1
                 in float32, float16
        another  nothing: it is not available
                 - libx.so: no such file
                 - kernel:1: error here
                 - install libx
        """,
        told());
  }

  @Test
  void jsonHasTheSame() {
    assertEquals(
        JsonMapper.builder()
            .build()
            .readTree(
                """
                [{"name": "one", "available": true, "device": "A device, version 1",
                  "precisions": ["float32", "float16"]},
                 {"name": "another", "available": false,
                  "reasons": ["libx.so: no such file", "kernel:1: error\\n  here", "install libx"]}]
                """),
        JsonMapper.builder().build().readTree(told("--json")));
  }

  @Test
  void theBackendsOfThisMachineAreListedInOrder() {
    Run run = Run.of("backends");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("\nejml     EJML on "), run.out());
    assertTrue(
        run.out().contains("\n         in float64, float32, tfloat32, bfloat16, float16\n"),
        run.out());
    JsonNode json = Run.of("backends", "--json").json();
    List<String> names = json.values().stream().map(node -> node.get("name").asString()).toList();
    assertEquals(Backends.all().stream().map(Backend::name).toList(), names);
    assertEquals(List.of("ejml", "blas", "opencl"), names.subList(0, 3));
    for (JsonNode node : json.values()) {
      String list = node.get("available").asBoolean() ? "precisions" : "reasons";
      assertFalse(node.get(list).isEmpty(), node::toString);
    }
  }
}
