package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AuditCommandTest {

  /// The minimax error of the best five quintics for 1e-3, and what rounding their coefficients to
  /// binary64 may add: half an ulp of 25, times the composition's slope of some 1e5 at 1. 2e-12 was
  /// seen.
  private static final double BEST_OF_FIVE = 0.11344845738157792;

  private static final double ROUNDING = 1e-10;

  static List<String> names() {
    return Catalogue.all().stream()
        .filter(table -> !table.function().isClip())
        .map(CoefficientTable::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyShippedTableGetsAllSections(String name) {
    Run run = Run.of("audit", name);
    assertEquals(0, run.status(), run.err());
    for (String section : new String[] {"Origin", "Digits", "Safe range", "Use", "Normalization"}) {
      assertTrue(run.out().contains("\n" + section + "\n"), run.out());
    }
    assertFalse(run.out().contains("NaN"), run.out());
  }

  @Test
  void figuresOfNanochatAreThoseOfItsCertificates() {
    JsonNode json = Run.of("audit", "nanochat-5", "--json").json();
    assertEquals(0.14112735647331076, json.get("worstCaseError").doubleValue());
    assertTrue(json.get("origin").get("agrees").booleanValue());
    assertEquals("in-loop", json.get("origin").get("safetyPlacement").stringValue());
    assertEquals(
        json.get("worstCaseError"), json.get("use").get("firstRows").get(4), "all five rows");
    assertEquals(json.get("worstCaseError"), json.get("use").get("lastRows").get(4));
    assertEquals(BEST_OF_FIVE, json.get("use").get("redesigned").doubleValue(), ROUNDING);
    JsonNode verified = Run.of("verify nanochat-5 --steps 6 --tail cycle --json".split(" ")).json();
    assertEquals(verified.get("output"), json.get("use").get("cycle").get(0), "one step more");
  }

  @Test
  void manyRestartsAreNotListedOneByOne() {
    String audit = Run.of("audit", "2,-1;".repeat(89) + "2,-1").out();
    List<String> restarts = audit.lines().filter(line -> line.startsWith("Gram, r")).toList();
    assertFalse(restarts.isEmpty());
    for (String line : restarts) {
      assertTrue(line.length() < 150, line);
    }
    assertTrue(audit.contains(", … "), audit);
  }

  @Test
  void tablesThatBreakAreFlaggedInWords() {
    assertTrue(Run.of("audit", "aol-4").out().contains("BREAKS BELOW 1"));
    assertTrue(Run.of("audit", "cubic5").out().contains("WITHIN ONE bfloat16 ULP OF 1"));
    assertTrue(Run.of("audit", "polar-express-8").out().contains("WITHIN ONE bfloat16 ULP OF 1"));
    assertFalse(Run.of("audit", "nanochat-5").out().contains("ULP OF 1"));
  }

  @Test
  void errorsOfManyRowsAreElided() {
    String literal = "1.5,-0.5;".repeat(25).replaceFirst(";$", "");
    String out = Run.of("audit", literal).out();
    String first = "worst-case error of the first 1 to 25 rows alone: ";
    String line = out.lines().filter(l -> l.startsWith(first)).findFirst().orElseThrow();
    String[] errors = line.substring(first.length()).split(", ", -1);
    assertEquals(11, errors.length, line);
    assertEquals("...", errors[8], line);
    String worst = out.lines().skip(1).findFirst().orElseThrow().split(" ", -1)[2];
    assertEquals(worst, errors[10], line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2,-1", "1e300,1,1e300", "0,0,0", "8,-25,18,-1e-300"})
  void strangeRowsGetAnAnswer(String literal) {
    Run run = Run.of("audit", literal);
    assertEquals(0, run.status(), run.err());
    assertEquals("literal", Run.of("audit", literal, "--json").json().get("table").stringValue());
  }
}
