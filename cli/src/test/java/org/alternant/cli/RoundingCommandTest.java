package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.format.TableReader;
import org.alternant.solver.design.ScheduleDesigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `design --precision` and `verify --precision`.
class RoundingCommandTest {

  private static final String FIVE = "design --degree 5 --steps 5 --lower 1e-3 --precision ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bfloat16",
        "bfloat16 --coefficients bfloat16",
        "bfloat16 --safety 1.02",
        "float16 --shape 256,256 --coherence 2 --rounding-slack 0.5,0.25"
      })
  void theRequestIsRecordedAndMakesTheSameRows(String options) {
    Run run = Run.of((FIVE + options + " -q").split(" "));
    assertEquals(0, run.status(), run.err());
    CoefficientTable table = TableReader.read(run.out().getBytes(StandardCharsets.UTF_8));
    DesignRequest request = table.design();
    assertNotNull(request);
    assertNotNull(request.rounding());
    assertEquals(table.steps(), ScheduleDesigner.design(request));
  }

  /// What `design` promises, `verify` finds in the written table.
  @Test
  void designAndVerifyAgree(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("table.json");
    Run design = Run.of((FIVE + "float16 -o " + file).split(" "));
    assertEquals(0, design.status(), design.err());
    String promise =
        design
            .err()
            .lines()
            .filter(
                line ->
                    line.startsWith("by the model of float16 rounding for every 1024×4096 matrix"))
            .findFirst()
            .orElseThrow();
    assertTrue(promise.contains("every singular value stays in [0.18"), promise);
    assertTrue(design.err().contains("in place of a safety factor: 1 + 4.9e-04, "), design.err());
    Run verify = Run.of("verify", file.toString(), "--precision", "float16");
    assertEquals(0, verify.status(), verify.err());
    assertTrue(verify.out().contains(promise), verify.out());
    assertEquals(
        Precision.FLOAT16, TableReader.read(Files.readAllBytes(file)).conventions().precision());
  }

  @Test
  void jsonHasTheModelAndTheImages() {
    Run run = Run.of("verify nanochat-5 --precision float16 --json".split(" "));
    JsonNode rounding = new JsonMapper().readTree(run.out()).get("rounding");
    assertEquals("float16", rounding.get("precision").asString());
    assertEquals(64, rounding.get("coherence").asDouble());
    assertEquals(1.22, rounding.get("slack").asDouble());
    assertTrue(rounding.get("bounded").asBoolean());
    assertEquals(6, rounding.get("images").size());
  }

  /// With a precision the maximum is held against what rounding leaves of the promise.
  @ParameterizedTest
  @CsvSource({"0.15, 1", "0.25, 0"})
  void theMaximumErrorIncludesRounding(String maximum, int status) {
    Run run =
        Run.of(
            ("verify nanochat-5 --precision float16 --coherence 3 --max-error " + maximum)
                .split(" "));
    assertEquals(status, run.status(), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bfloat16 --cushion 0.02 | a design for a precision chooses the cushions itself: leave out the cushion
          bfloat16 --safety 1.01 --safety-placement post-hoc | a design for a precision takes a safety factor in the loop only
          bfloat16 --rounding-slack 0.1,0.2 | the slack of lower ends must be positive and at most that of upper ends, 0.1; found 0.2
          bfloat16 --rounding-slack 1,2,3 | Invalid value for option '--rounding-slack': expected S or S,L, found '1,2,3'
          bfloat16 --rounding-slack 1e300 | slack must be above 0 and at most 1000000, found 1.0E300
          bfloat16 --coherence 0.5 | coherence must be 1 or more, found 0.5
          bfloat16 --shape 48,96 --rounding-slack 1.2,1.2 | singular values of 0.001 may be lost in bfloat16 rounding of 48×96 matrices before the first step: raise the lower end, or allow for smaller errors there (--rounding-slack 1.2,0.05)
          """)
  void mistakesGetOneLine(String options, String message) {
    Run run = Run.of((FIVE + options).split(" "));
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains(message), run.err());
  }

  /// Equal entries have equal errors, for which only a design for every matrix has room.
  @ParameterizedTest
  @CsvSource({"'', 0", "'--rounding-slack 1.2,0.05', 1", "'--coherence 3 --safety 1.01', 0"})
  void matricesOfEqualEntriesNeedRoom(String options, int status, @TempDir Path folder)
      throws IOException {
    Path table = folder.resolve("table.json");
    Run.of((FIVE + "bfloat16 --shape 32,127 -q -o " + table + " " + options).trim().split(" "));
    Path ones = folder.resolve("ones.mtx");
    Files.writeString(
        ones, "%%MatrixMarket matrix array real general\n32 127\n" + "1\n".repeat(32 * 127));
    Run run =
        Run.of(
            "validate", table.toString(), "--matrix", ones.toString(), "--precision", "bfloat16");
    assertEquals(status, run.status(), run.out() + run.err());
  }

  /// What belongs to a precision is not passed over where there is none.
  @ParameterizedTest
  @ValueSource(strings = {"--rounding-slack 1", "--coherence 2", "--shape 48,96"})
  void optionsOfTheModelNeedAPrecision(String options) {
    String message = options.replaceFirst(" .*", "") + " is for --precision";
    for (String command :
        new String[] {"design --degree 5 --steps 5 --lower 1e-3 ", "verify nanochat-5 "}) {
      Run run = Run.of((command + options).split(" "));
      assertEquals(2, run.status(), run.out());
      assertEquals("", run.out());
      assertTrue(run.err().contains(message), run.err());
    }
  }

  @Test
  void theSmallestLowerEndIsSaidToBeThatOfExactArithmetic() {
    String command = "verify polar-express-8 --find-lower 0.5";
    assertTrue(
        Run.of((command + " --precision bfloat16").split(" "))
            .out()
            .contains("a worst-case error of at most 0.5 in exact arithmetic: "));
    assertFalse(Run.of(command.split(" ")).out().contains("exact arithmetic"));
  }

  /// Of both kinds: searched for by rates, and given.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--budget 12 --rates bf16=1,tf32=0.5",
        "--degrees 3,5,5,3 --step-precisions bf16,bf16,bf16,tf32"
      })
  void aMixedDesignIsShownAndRunInItsFormats(String options, @TempDir Path folder)
      throws IOException {
    Run run =
        Run.of(
            ("design --lower 0.1 --precision bf16 --runtime pytorch --shape 16,24 --room 0.004 "
                    + options)
                .split(" "));
    assertEquals(0, run.status(), run.err());
    CoefficientTable table = TableReader.read(run.out().getBytes(StandardCharsets.UTF_8));
    assertEquals(Precision.TFLOAT32, table.steps().getLast().precision());
    assertTrue(run.err().contains(" run in"), run.err());
    assertEquals(options.contains("--rates"), run.err().contains("cost: as much as "));
    Path file = Files.writeString(folder.resolve("mixed.json"), run.out());
    Run validated =
        Run.of("validate", file.toString(), "--rows", "16", "--cols", "24", "--precision", "bf16");
    assertEquals(0, validated.status(), validated.out() + validated.err());
    assertTrue(validated.out().contains("bfloat16 then tfloat32"), validated.out());
    Run exact = Run.of("validate", file.toString(), "--rows", "16", "--cols", "24", "--json");
    assertFalse(exact.out().contains("\"precisions\""), exact.out());
    Run compared = Run.of("compare", file.toString(), "--lower", "0.1", "--precision", "bf16");
    assertTrue(compared.out().contains("tfloat32)"), compared.out());
    Run bounded = Run.of("verify", file.toString(), "--precision", "bf16", "--shape", "16,24");
    assertEquals(2, bounded.status(), bounded.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--precision bf16 --budget 8 --rates tf32=0.5 | no rate for --precision bfloat16",
        "--precision bf16 --budget 8 --rates bf16=0 | must be positive",
        "--precision bf16 --budget 8 --rates bf16=1,half=2 | found 'half'",
        "--precision bf16 --budget 8 --rates bf16=1,bf16=2 | named twice",
        "--precision tf32 --budget 8 --rates bf16=1,tf32=0.5 | coarser than --precision tfloat32",
        "--precision bf16 --degrees 3,3 --rates bf16=1 | --rates is for a search",
        "--budget 8 --rates bf16=1 | are for --precision",
        "--degrees 3,3 --step-precisions bf16,bf16 | are for --precision",
        "--precision bf16 --degrees 3,3 --step-precisions bf16 | expected 2 formats, found 1",
        "--precision tf32 --degrees 3,3 --step-precisions bf16,tf32 | coarser",
        "--precision bf16 --budget 8 --step-precisions bf16,tf32 | for given degrees"
      })
  void formatsThatDoNotGoTogetherAreRefused(String options, String named) {
    Run run = Run.of(("design --lower 0.1 " + options.strip()).split(" "));
    assertEquals(2, run.status(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(named.strip()), run.err());
  }

  /// Degrees that the model does not cover, and options of sample runs, give steps plans.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--degrees 3,9 --precision float16 --room 0.002",
        "--degrees 3,5 --precision bfloat16 --epilogue fused --room 0.01",
        "--budget 4 --precision bfloat16 --epilogue unfused --room 0.01"
      })
  void aDesignBySampleRunsRecordsThem(String options) {
    Run run = Run.of(("design --lower 0.01 --shape 16,8 " + options).split(" "));
    assertEquals(0, run.status(), run.err());
    CoefficientTable table = TableReader.read(run.out().getBytes(StandardCharsets.UTF_8));
    assertTrue(table.steps().stream().allMatch(step -> step.plan() != null));
    TrialRuns trial = Objects.requireNonNull(Objects.requireNonNull(table.design()).trial());
    assertEquals(new MatrixShape(8, 16), trial.shapes().getFirst());
    assertEquals(trial.precision(), Objects.requireNonNull(table.measured()).precision());
    assertTrue(run.err().contains("measured, not proved: "), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--budget 9 --cushion 0.1, --room",
    "--budget 9 --coherence 2, --coherence",
    "--budget 9 --room 2, --room",
    "'--degrees 3,7 --room 0.1', '[3, 5, 9, 17]'",
    "--degree 5 --steps 3 --band 0.7;1.2, --band"
  })
  void whatDoesNotGoWithSampleRunsIsRefusedByName(String options, String named) {
    String lower = options.contains("--band") ? "" : "--lower 0.01 ";
    Run run =
        Run.of(("design --precision bfloat16 " + lower + options.replace(';', ',')).split(" "));
    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().contains(named), run.err());
  }

  /// The model is of fused operations: nothing is said of runs that round more often.
  @ParameterizedTest
  @CsvSource({
    "jordan-5, --runtime pytorch-cpu",
    "jordan-5, --epilogue unfused",
    "jordan-5, --storage float32",
    "jordan-5, --runtime loop"
  })
  void noBoundIsPrintedForRunsThatTheModelIsNotAbout(String table, String options) {
    String command = "verify " + table + " --precision float16 --shape 8,8 " + options;
    Run run = Run.of(command.split(" "));
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("NOT BOUNDED for "), run.out());
    assertFalse(run.out().contains("by the model of"), run.out());
    JsonNode json = new JsonMapper().readTree(Run.of((command + " --json").split(" ")).out());
    assertFalse(json.get("rounding").get("bounded").asBoolean());
  }
}
