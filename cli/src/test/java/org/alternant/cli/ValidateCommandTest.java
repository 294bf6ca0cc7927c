package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ValidateCommandTest {

  /// The composition's slope at σ = 1, an end of the interval, is some 10⁵; 1e-10 was seen.
  private static final double FLOAT64_DEVIATION = 1e-9;

  @Test
  void designedTableFromStandardInputAgreesWithItsScalarImage() {
    Run design = Run.of("design --degree 5 --steps 5 --lower 1e-3 -q".split(" "));
    Run run = Run.withInput(design.out(), "validate - --rows 40 --cols 60 --json".split(" "));
    assertEquals(0, run.status(), run.err());
    JsonNode json = run.json();
    assertEquals("ejml", json.get("backend").stringValue());
    assertEquals("float64", json.get("precision").stringValue());
    assertTrue(json.get("deviation").doubleValue() <= FLOAT64_DEVIATION);
    assertTrue(json.get("agrees").booleanValue());
    // The spectrum attains the table's lower end, where the error is the design's: 0.1134….
    assertEquals(0.11344845738157792, json.get("measured").get("worstError").doubleValue(), 1e-3);
    assertTrue(json.get("singularValues").get("min").doubleValue() > 0.88);
    assertTrue(json.get("singularValues").get("max").doubleValue() < 1.12);
    assertTrue(json.get("orthogonalityError").doubleValue() > 0);
    assertTrue(json.get("seconds").doubleValue() > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rows 1 --cols 1",
        "--rows 1 --cols 7",
        "--rows 7 --cols 1",
        "--rows 20 --cols 11 --precision float32",
        "--rows 20 --cols 11 --spectrum gaussian --seed 7",
        "--rows 20 --cols 11 --spectrum dominant --normalization table",
        "--rows 20 --cols 11 --steps 2"
      })
  void everyKindOfGeneratedMatrixAgrees(String options) {
    Run run = Run.of(("validate nanochat-5 " + options).split(" "));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("agrees within rounding"), run.out());
  }

  @Test
  void overflowIsNamedWithItsStep() {
    Run run = Run.of("validate", "1e200,0,1e200; 1,0,1e200", "--rows", "4", "--cols", "4");
    assertEquals(1, run.status());
    assertEquals(
        "alternant validate: step 2 overflowed: a singular value lies outside the interval the"
            + " table is made for\n",
        run.err());
  }
}
