package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backends;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// `validate --backend blas` and `opencl` come to EJML's verdicts for every shipped table in every
/// precision. Where there is no library or device, the tests are skipped with a printed reason;
/// with `-Dexternal=required` they fail.
class BackendVerdictsTest {

  private static void require(String backend) {
    if (Backends.find(backend).orElseThrow().availability()
        instanceof Availability.Unavailable(List<String> reasons)) {
      ExternalTool.missing("backend " + backend + ": " + String.join("; ", reasons));
    }
  }

  static List<String> tables() {
    return Catalogue.forSign().stream().map(CoefficientTable::name).toList();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyShippedTableHasEjmlsVerdictsByOpenCl(String table) {
    assertEjmlsVerdicts(table, "opencl");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyShippedTableHasEjmlsVerdictsByBlas(String table) {
    assertEjmlsVerdicts(table, "blas");
  }

  private static void assertEjmlsVerdicts(String table, String backend) {
    require(backend);
    for (String matrix :
        List.of("--rows 40 --cols 67", "--rows 70 --cols 33 --spectrum gaussian --form gram")) {
      assertEquals(verdicts(table, matrix, "ejml"), verdicts(table, matrix, backend));
    }
  }

  /// The exit status and, for each precision, its name and whether the verdict is OUTSIDE. Whether
  /// rounding leads out of the certified image by an ulp or not depends on the order of summation.
  private static List<String> verdicts(String table, String matrix, String backend) {
    Run run =
        Run.of(
            Stream.of(
                    Stream.of("validate", table, "--backend", backend, "--precision", "all"),
                    Arrays.stream(matrix.split(" ")),
                    Stream.of("--json"))
                .flatMap(words -> words)
                .toArray(String[]::new));
    List<String> verdicts = new ArrayList<>();
    verdicts.add(String.valueOf(run.status()));
    for (JsonNode node : run.json().values()) {
      assertEquals(backend, node.get("backend").asString());
      boolean outside = node.get("verdict").asString().equals("outside");
      verdicts.add(node.get("precision").asString() + (outside ? " outside" : " within rounding"));
    }
    assertEquals(6, verdicts.size(), run::toString);
    return verdicts;
  }
}
