package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alternant.cli.status.ExitStatus;
import org.alternant.coefficients.format.Catalogue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompareCommandTest {

  @Test
  void tablesStandSideBySide() {
    assertEquals(
        """
        table     steps  products  worst-case error  image                positive up to  error < 1 up to  survives (estimated)
        jordan-5      5        15  0.529457          [0.470543, 1.20237]  beyond 1024     1.2637751        float32 tfloat32 bfloat16 float16
        literal       1         2  0.998501          [0.00149999, 1.0]    1.7320508       1.7320508        float32 tfloat32 bfloat16 float16
        """,
        Run.of("compare", "jordan-5", "1.5,-0.5").out());
  }

  @Test
  void withoutArgumentsAllShippedTablesForTheSignAreCompared() {
    assertEquals(1 + Catalogue.forSign().size(), Run.of("compare").out().lines().count());
  }

  @Test
  void jsonCarriesTheCertificateAndNullWhereTheImagesOverflow() {
    JsonNode json = Run.of("compare", "cans-5", "1e200;1,0,1e200", "--json").json();
    assertEquals(
        0.11983551388523327, json.get(0).get("certificate").get("worstCaseError").doubleValue());
    assertTrue(json.get(1).get("certificate").isNull());
  }

  /// On the same matrices as `recommend`'s; a table that breaks says so.
  @Test
  void aPrecisionMeasures() {
    Run run = Run.of("compare", "nanochat-5", "cans-5", "--precision", "bfloat16");
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.getFirst().endsWith("bfloat16: median, worst; structured"), run.out());
    assertTrue(
        lines.get(1).matches("nanochat-5 .*  0\\.1[0-9]*, 0\\.[0-9]*; 1\\.[0-9]*"), run.out());
    assertTrue(lines.get(2).contains("breaks: "), run.out());
    assertTrue(lines.get(3).startsWith("measured, not proved"), run.out());
    JsonNode json =
        Run.of("compare", "nanochat-5", "cans-5", "--precision", "bfloat16", "--json").json();
    assertFalse(json.get(0).get("breaks").booleanValue());
    assertTrue(json.get(1).get("breaks").booleanValue());
    assertEquals(16, 2 * 4 * json.get(0).get("measured").get("matrices").intValue());
  }

  @Test
  void overflowIsAFailedBoundAndTheOthersAreCompared() {
    Run run = Run.of("compare", "1e200;1,0,1e200", "jordan-5");
    assertEquals(ExitStatus.CHECK_FAILED, run.status());
    assertTrue(run.out().contains("overflow") && run.out().contains("0.529457"), run.out());
  }

  /// A thousand proofs of ten thousand rows are too many where no two are the same.
  @Test
  @Tag("slow")
  void whatTakesTooMuchIsNotDetermined() {
    String rows =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "%.6f,-4.7750,2.0315".formatted(3.4345 + i * 1e-6))
            .collect(Collectors.joining(";"));
    Run compared = Run.of("compare", rows, "jordan-5");
    assertEquals(ExitStatus.CHECK_FAILED, compared.status());
    assertTrue(compared.out().contains("not determined"), compared.out());
    assertTrue(compared.out().contains("0.529457"), compared.out());
    assertEquals(1, compared.err().lines().count(), compared.err());
    JsonNode json = Run.of("compare", rows, "jordan-5", "--json").json();
    assertTrue(json.get(0).get("undetermined").booleanValue());
    assertFalse(json.get(0).has("signSafeUpper"), "null would say: positive up to 1024");
    assertFalse(json.get(0).has("unitErrorUpper"));
    assertTrue(json.get(1).has("signSafeUpper"));
    Run verified = Run.of("verify", rows, "--json");
    assertEquals(ExitStatus.CHECK_FAILED, verified.status());
    assertEquals("{\"undetermined\":true}", verified.out().replaceAll("\\s", ""));
    assertEquals(1, verified.err().lines().count(), verified.err());
  }
}
