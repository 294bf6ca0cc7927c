package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The commands with tables for inverse roots.
class RootCommandsTest {

  /// From root-oracle.json: root 4, q = 4, from 1e-4.
  private static final double ORACLE_ERROR = 0.5149170958515413;

  @TempDir private Path folder;

  private String table() {
    return folder.resolve("root.json").toString();
  }

  private String design(String options) {
    Run run =
        Run.of(("design --function inverse-root " + options + " --force -o " + table()).split(" "));
    assertEquals(0, run.status(), run.err());
    return run.err();
  }

  @Test
  void solvePrintsQBesideTheDegree() {
    Run run = Run.of("solve --root 4 --degree 17 --lower 1e-4".split(" "));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("best polynomial for the inverse root 4, degree 17 (q = 4)"));
    assertTrue(run.out().contains("x^13"));
    JsonNode json = Run.of("solve --root 4 --degree 17 --lower 1e-4 --json".split(" ")).json();
    assertEquals(4, json.get("q").intValue());
    assertEquals(4, json.get("root").intValue());
    assertEquals(ORACLE_ERROR, json.get("error").get("upper").doubleValue(), 2e-16);
    assertEquals(1e-4, json.get("reference").get(0).doubleValue());
    assertEquals(6, json.get("reference").size());
  }

  /// The figures of issue 26 that `design` is to reach.
  @ParameterizedTest
  @CsvSource({
    "4, 14, 4.750e-5, '5,9,13,17,21,25'",
    "4, 16, 2.132e-8, '5,9,13,17,21,25'",
    "4, 12, 8.89e-3, '5,9,13,17,21,25'",
    "4, 16, 1.4e-12, '5,9,13,17,21,25,29,33'",
    "2, 12, 3.045e-3, '3,5,7,9,11,13'",
    "1, 15, 5.02e-8, '2,3,4,5,6,7'"
  })
  void budgetsReachTheirFigures(int root, int products, double error, String degrees)
      throws Exception {
    String summary =
        design(
            "--root %d --lower 1e-4 --budget %d --allowed-degrees %s"
                .formatted(root, products, degrees));
    assertTrue(
        summary.contains(
            "A = G/‖G‖_F with eigenvalues in [1.0E-4, 1.0] gives A^(1/" + root + ") X"));
    assertTrue(summary.contains("cost: " + products + " products of the coupled iteration"));
    Run verified =
        Run.of("verify", table(), "--max-error", Double.toString(error * 1.005), "--json");
    assertEquals(0, verified.status(), verified.err());
    double worst = verified.json().get("worstCaseError").doubleValue();
    assertTrue(worst > 0.94 * error, () -> worst + " is better than the best");
    String text = Files.readString(folder.resolve("root.json"));
    assertTrue(text.contains("\"function\": \"inverse-root\",\n  \"root\": " + root + ","), text);
  }

  /// A single step of q = 1 costs nothing, from which doubling would not get away.
  @Test
  void leastCostForAnErrorIsFound() {
    String summary = design("--root 4 --lower 1e-4 --max-error 1e-6 --allowed-degrees 5,9,17,25");
    assertTrue(summary.contains("cost: 16 products"), summary);
    assertTrue(design("--root 4 --lower 0.5 --max-error 0.5").contains("cost: 0 products"));
  }

  @Test
  void frontCushionSafetyFactorAndBandAreThere() {
    Run front =
        Run.of(
            "design --function inverse-root --root 2 --lower 1e-2 --budget 9 --pareto -q"
                .split(" "));
    assertEquals(0, front.status(), front.err());
    assertTrue(front.out().contains("(q "), front.out());
    design("--root 3 --lower 1e-3 --degrees 7,4,10 --cushion 0.01 --safety 1.01");
    assertEquals(0, Run.of("verify", table()).status());
    assertTrue(
        design("--root 5 --delta 0.01 --budget 12").contains("every eigenvalue of A^(1/5) X"));
  }

  @Test
  void aDesignIsVerifiedAuditedComparedAndPlotted() {
    design("--root 3 --lower 1e-3 --degrees 7,7,7");
    Run verify = Run.of("verify", table(), "--find-lower", "0.5");
    assertEquals(0, verify.status(), verify.err());
    assertTrue(verify.out().contains("for the inverse root 3 of eigenvalues in [0.001, 1.0]"));
    assertTrue(verify.out().contains("float32   survives"));
    Run audit = Run.of("audit", table());
    assertEquals(0, audit.status(), audit.err());
    assertTrue(audit.out().contains("recipe with lower 0.001, cushion 0.0"), audit.out());
    assertFalse(audit.out().contains("Gram"));
    assertEquals(0, Run.of("compare", table()).status());
    String figure = folder.resolve("root.svg").toString();
    Run plot = Run.of("plot", table(), "-o", figure);
    assertEquals(0, plot.status(), plot.err());
  }

  @Test
  void coefficientsLieOnAGrid() throws Exception {
    String summary =
        design("--root 4 --lower 1e-2 --degrees 9,5 --coefficients decimal:2 --safety 1.02");
    assertTrue(summary.contains("found in decimal:2"), summary);
    assertTrue(summary.contains("with inputs up to 1.02 u"), summary);
    assertEquals(0, Run.of("verify", table()).status());
    String text = Files.readString(folder.resolve("root.json"));
    assertTrue(text.contains("\"coefficients\": \"decimal:2\""), text);
    assertTrue(text.contains("\"interval\": {\"lower\": 0.01, \"upper\": 1.0}"), text);
    assertTrue(
        design("--root 3 --lower 0.3 --degree 4 --steps 1 --coefficients decimal:1")
            .contains("proved optimal: no coefficients in decimal:1 err less"));
  }

  /// With a cushion and a safety factor as well, which an audit finds as eigenvalues.
  @Test
  void auditFindsTheRecipe() {
    design("--root 4 --lower 1e-3 --degree 9 --steps 4 --cushion 0.02 --safety 1.01");
    Run audit = Run.of("audit", table());
    assertTrue(audit.out().contains("lower 0.001, cushion 0.02, safety factor 1.01"), audit.out());
  }

  @Test
  void whatRootsHaveNotIsRefusedInOneLine() {
    design("--root 4 --lower 1e-2 --degree 9 --steps 2");
    String design = "design --function inverse-root --root 4 --degree 9 --steps 2 ";
    List<String> usage =
        List.of(
            "verify " + table() + " --lower -1",
            "compare " + table() + " jordan-5",
            "compare " + table() + " --precision bfloat16",
            "audit " + table() + " --shape 64,128",
            "plot " + table() + " jordan-5 -o x.svg",
            "design --root 4 --lower 0.1 --degree 9 --steps 2",
            "design --function inverse-root --lower 0.1 --degree 9 --steps 2",
            "design --function inverse-root --root 17 --lower 0.1 --degree 9 --steps 2",
            "design --function inverse-root --root 4 --lower 0.1 --degree 6 --steps 2",
            "design --function inverse-root --root 4 --lower 0.1 --budget 9 --form gram",
            "design --function inverse-root --root 4 --lower 0.1 --flops 1e9 --shape 64,128",
            design + "--lower 0.1 --runtime pytorch",
            design + "--lower 0.1 --precision bfloat16 --shape 64,32",
            design + "--lower 0.1 --precision float64 --storage float32",
            design + "--band 0.9,1.1 --precision bfloat16",
            design + "--lower 0.1 --precision float64",
            design + "--lower 0.1 --rates bfloat16=1",
            design + "--lower 0.1 --coherence 3",
            design + "--lower 0.1 --coefficients bfloat16 --precision bfloat16",
            "design --function inverse-root --root 4 --lower 0.1 --budget 9 --coefficients"
                + " bfloat16",
            "solve --root 0 --degree 5 --lower 0.1",
            "solve --root 3 --degree 5 --lower 0.1");
    usage.forEach(command -> assertRefused(2, command));
    List<String> input =
        List.of("export " + table() + " --to rust", design + "--from-matrices x.npy");
    input.forEach(command -> assertRefused(3, command));
  }

  /// What rounding leaves is estimated by every rule, and what it leaves nothing of is not
  /// recommended.
  @Test
  void saysWhatRoundingLeaves() {
    design("--root 4 --lower 1e-2 --degree 17 --steps 2 --precision float32");
    for (String command :
        List.of("compare %s --runtime jax", "verify %s --epilogue fused", "audit %s")) {
      Run run = Run.of(command.formatted(table()).split(" "));
      assertEquals(0, run.status(), run.err());
      assertTrue(run.out().contains("float32"), run.out());
    }
    assertRefused(
        1,
        "design --function inverse-root --root 1 --lower 1e-3 --degree 9 --steps 2 --precision"
            + " bfloat16");
  }

  private static void assertRefused(int status, String command) {
    Run run = Run.of(command.split(" "));
    assertEquals(status, run.status(), () -> command + ": " + run.err());
    assertEquals("", run.out(), command);
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
