package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SolveCommandTest {

  /// From minimax-oracle.json: degree 5 on [0.999999, 1], where E is far below an ulp of 1.
  private static final double ORACLE_ERROR = 7.812511718762359E-20;

  private static final double ONE_ULP = 2.3e-16;

  @Test
  void jsonHasTheFieldsScriptsRelyOn() {
    Run run = Run.of("solve --degree 5 --lower 0.999999 --json".split(" "));
    assertEquals(0, run.status());
    assertEquals("", run.err());
    JsonNode json = run.json();
    assertEquals(5, json.get("degree").intValue());
    assertEquals(1.8750009375007324, json.get("coefficients").get(0).doubleValue());
    assertEquals(
        ORACLE_ERROR, json.get("error").get("lower").doubleValue(), ONE_ULP * ORACLE_ERROR);
    assertEquals(
        ORACLE_ERROR, json.get("error").get("upper").doubleValue(), ONE_ULP * ORACLE_ERROR);
    assertEquals(1 - ORACLE_ERROR, json.get("lowerImage").doubleValue());
    assertEquals(4, json.get("reference").size());
    assertEquals(4, json.get("alternation").size());
  }

  @Test
  void tableShowsCoefficientsBracketAndAlternation() {
    Run run = Run.of("solve --degree 3 --lower 0.1".split(" "));
    assertEquals(
        """
        best odd polynomial of degree 3 on [0.1, 1]

        power  coefficient          hexadecimal
          x^1  3.9634050793513875   0x1.fb50db8e4ea7cp1
          x^3  -3.5706352066228715  -0x1.c90a930f321a9p1

        minimax error E       in [0.6072301272714841, 0.6072301272714842]
        p(lower) = 1 - E      0.3927698727285159
        p(lower)/lower        3.9276987272851587
        """,
        run.out().substring(0, run.out().indexOf("found in")));
    assertTrue(run.out().contains("alternates on"));
  }

  @Test
  void traceGoesToStandardErrorAndIntoTheJson() {
    Run run = Run.of("solve --degree 31 --lower 1e-3 --trace --json".split(" "));
    JsonNode json = run.json();
    assertEquals(31, json.get("degree").intValue());
    assertTrue(run.err().startsWith("exchange  bits"), run.err());
    int exchanges = json.get("exchanges").intValue();
    assertEquals(1 + exchanges, run.err().lines().count());
    JsonNode trace = json.get("trace");
    assertEquals(exchanges, trace.size());
    JsonNode last = trace.get(exchanges - 1);
    assertEquals(
        json.get("error").get("lower").doubleValue(),
        last.get("levelledError").doubleValue(),
        ONE_ULP);
    assertTrue(last.get("excess").doubleValue() < ONE_ULP, last.toString());
    assertTrue(last.get("change").doubleValue() < ONE_ULP, last.toString());
    assertTrue(last.get("bits").intValue() >= 53);
  }

  @Test
  void jsonHasNoTraceUnlessAskedFor() {
    assertNull(Run.of("solve --degree 3 --lower 0.1 --json".split(" ")).json().get("trace"));
  }
}
