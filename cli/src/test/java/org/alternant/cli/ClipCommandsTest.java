package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The commands with tables for clips.
class ClipCommandsTest {

  private static final String DESIGN = "design --function clip --bound 3.5 --degree 5 --steps 2";

  /// Of two quintics on [0, 3.5].
  private static final double ERROR = 0.0291;

  @TempDir private Path folder;

  private String table() {
    return folder.resolve("clip.json").toString();
  }

  private Run design() {
    Run run = Run.of((DESIGN + " --force -o " + table()).split(" "));
    assertEquals(0, run.status(), run.err());
    return run;
  }

  @Test
  void aDesignIsVerifiedComparedAndPlotted() throws Exception {
    String summary = design().err();
    assertTrue(
        summary.contains(
            "certified: every singular value x in [0.0, 3.5] comes out within 0.02908"),
        summary);
    assertTrue(summary.contains("cost: 6 products"), summary);
    String text = Files.readString(folder.resolve("clip.json"));
    assertTrue(text.contains("\"function\": \"clip\",\n  \"bound\": 3.5,"), text);
    Run verify = Run.of("verify", table());
    assertEquals(0, verify.status(), verify.err());
    assertTrue(verify.out().contains("2 steps, for min(x, 1) on [0.0, 3.5]"), verify.out());
    JsonNode json =
        Run.of("verify", table(), "--json", "--max-error", String.valueOf(ERROR)).json();
    assertTrue(json.get("worstCaseError").doubleValue() <= ERROR);
    assertEquals(1, Run.of("verify", table(), "--max-error", "0.028").status());
    Run compare = Run.of("compare", table());
    assertEquals(0, compare.status(), compare.err());
    assertTrue(compare.out().contains("0.02908"), compare.out());
    String figure = folder.resolve("clip.svg").toString();
    Run plot = Run.of("plot", table(), "-o", figure);
    assertEquals(0, plot.status(), plot.err());
  }

  /// 14 cubics that go up and down four million times: no proof is found in time, and nothing is
  /// said of overflow.
  @Test
  @Tag("slow")
  void whatTakesTooMuchIsNotDetermined() throws Exception {
    TableFunction function = TableFunction.clip(Math.nextUp(1.0));
    List<Step> steps = Collections.nCopies(14, Step.of(function, List.of(3.0, -4.0)));
    CoefficientTable wild =
        new CoefficientTable(
            "wild",
            null,
            steps,
            new Conventions(new Normalization(Norm.NONE, 1, 0), SafetyFactor.NONE, Tail.STOP, null),
            null,
            null,
            new Provenance("test", null));
    Files.write(folder.resolve("clip.json"), TableWriter.write(wild));
    Run plot =
        Run.of("plot", table(), "--lower", "0.1", "-o", folder.resolve("clip.svg").toString());
    assertEquals(1, plot.status(), plot.err());
    assertTrue(plot.err().startsWith("alternant plot: wild: not determined: "), plot.err());
    assertEquals(1, plot.err().lines().count(), plot.err());
    Run run =
        Run.of("validate", table(), "--rows", "4", "--cols", "4", "--spectrum", "adversarial");
    assertEquals(3, run.status(), run.err());
    assertTrue(run.err().contains("wild: its proof takes more work than is allowed"), run.err());
  }

  /// All spectra, both shapes, both forms.
  @ParameterizedTest
  @CsvSource({
    "log-uniform, 24, 40, standard",
    "uniform, 40, 24, standard",
    "adversarial, 16, 16, standard",
    "rank-deficient, 16, 24, standard",
    "uniform, 24, 40, gram"
  })
  void runsKeepTheCertificate(String spectrum, int rows, int columns, String form) {
    design();
    Run run =
        Run.of(
            ("validate "
                    + table()
                    + " --backend ejml --json --precision float64,float32,bfloat16 --spectrum "
                    + spectrum
                    + " --rows "
                    + rows
                    + " --cols "
                    + columns
                    + " --form "
                    + form)
                .split(" "));
    assertEquals(0, run.status(), () -> run.out() + run.err());
    int judged = 0;
    for (JsonNode one : run.json()) {
      assertEquals("clip", one.get("function").stringValue());
      double error = one.get("measured").get("worstError").doubleValue();
      boolean exact = one.get("precision").stringValue().equals("float64");
      double certified = one.get("certifiedForMatrix").get("worstCaseError").doubleValue();
      assertTrue(error <= certified + (exact ? 1e-12 : 0.03), error + " beyond " + certified);
      assertTrue(one.get("normExcess").doubleValue() <= error);
      judged++;
    }
    assertEquals(3, judged);
  }

  @Test
  void matricesBeyondTheSignSafeEndAreOutside() {
    design();
    Run run =
        Run.of(
            ("validate " + table() + " --backend ejml --rows 8 --cols 8 --spectrum-upper 5")
                .split(" "));
    assertEquals(1, run.status(), run.out());
    assertTrue(run.out().contains("OUTSIDE"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "numpy", "pytorch", "jax", "csv", "markdown", "latex"})
  void exportsSayWhatTheyDo(String target) {
    design();
    Run run = Run.of("export", table(), "--to", target);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("off min(x, 1) by at most"), run.out());
    assertFalse(run.out().contains("polar"), run.out());
    assertFalse(run.out().contains("orthogonalize"), run.out());
    assertEquals(
        target.equals("numpy") || target.equals("pytorch") || target.equals("jax"),
        run.out().contains("def clip_singular_values("));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "dion", "torch-muon", "onnx", "rust"})
  void otherExportsAreRefused(String target) {
    design();
    Run run = Run.of("export", table(), "--to", target, "-o", folder.resolve("x").toString());
    assertEquals(3, run.status());
    assertTrue(run.err().contains("does not take the function clip; python"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cushion 0.1 | --cushion is not for --function clip",
        "--lower 0.1 | --lower is not for --function clip",
        "--budget 9 | --degree is not for a clip within a budget: give --bound and --budget",
        "--precision bfloat16 | --precision is not for --function clip",
        "--root 2 | --root is for --function inverse-root"
      })
  void optionsOfSchedulesAreRefused(String option, String message) {
    Run run = Run.of((DESIGN + " " + option).split(" "));
    assertEquals(2, run.status());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertRefused("design --function clip --degree 5 --steps 2", "needs --bound B");
    assertRefused(
        "design --function clip --bound 1 --degree 5 --steps 2", "--bound must be above 1");
    assertRefused("design --bound 2 --degree 5 --steps 2 --lower 0.1", "--bound is for");
    assertRefused(DESIGN.replace("2", "7"), "up to 6 steps");
    design();
    assertRefused("audit " + table(), "a clip is fitted as a whole");
    assertRefused("verify --find-lower 0.1 " + table(), "--find-lower is for");
    assertRefused("verify --precision bfloat16 " + table(), "not for the clip");
    assertRefused("verify --lower -1 " + table(), "--lower must not be negative for the clip");
    assertRefused("compare " + table() + " polar-express-8", "found clip, sign");
    assertRefused("plot " + table() + " polar-express-8 -o x.svg", "found clip, sign");
    assertRefused(
        "validate --function polar --rows 4 --cols 4 " + table(), "found some for the clip");
  }

  private static void assertRefused(String command, String message) {
    Run run = Run.of(command.split(" "));
    assertTrue(run.status() == 2 || run.status() == 3, () -> command + ": " + run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
