package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alternant.testing.ExternalTool;
import org.alternant.toolkit.figure.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The commands with tables of parts.
class FormulaCommandsTest {

  private static final String CLIP = "design --function clip --bound 2 --budget 14";
  private static final String SOFT = "design --function soft-threshold --threshold 0.5 --budget 14";
  private static final String PSD = "design --function psd --budget 10";

  @TempDir private Path folder;

  private String design(String command) {
    String file = folder.resolve("table.json").toString();
    Run run = Run.of((command + " --force -o " + file).split(" "));
    assertEquals(0, run.status(), run.err());
    return file;
  }

  @Test
  void aDesignIsVerified() throws Exception {
    String file = design(CLIP);
    Run verify = Run.of("verify", file);
    assertEquals(0, verify.status(), verify.err());
    assertTrue(verify.out().contains("cost               14 products"), verify.out());
    JsonNode json = Run.of("verify", file, "--json", "--max-error", "0.0045").json();
    double error = json.get("worstCaseError").doubleValue();
    assertTrue(error <= 0.0045 && error > 0.001, () -> "error " + error);
    assertEquals(1, Run.of("verify", file, "--max-error", "0.001").status());
    String text = Files.readString(Path.of(file));
    assertEquals(text, Files.readString(Path.of(design(CLIP))));
  }

  @ParameterizedTest
  @CsvSource({"uniform, 24, 40", "log-uniform, 40, 24", "adversarial, 16, 16"})
  void runsOfTheClipKeepTheCertificate(String spectrum, int rows, int columns) {
    assertInside(design(CLIP), spectrum, rows, columns, 0.0045);
  }

  @ParameterizedTest
  @CsvSource({"uniform, 24, 40", "log-uniform, 40, 24", "adversarial, 16, 16"})
  void runsOfTheSoftThresholdKeepTheCertificate(String spectrum, int rows, int columns) {
    // Half of the clip's on [0, 2].
    assertInside(design(SOFT), spectrum, rows, columns, 0.0023);
  }

  /// With few products a composition errs less, with more the formula; each says what the other
  /// does.
  @Test
  void theBetterClipIsTaken() {
    Run few = Run.of("design --function clip --bound 2 --budget 7".split(" "));
    assertEquals(0, few.status(), few.err());
    assertTrue(few.err().contains("chosen for its error: a formula of 7 products errs"), few.err());
    assertTrue(few.out().contains("\"steps\""), few.out());
    Run more = Run.of(CLIP.split(" "));
    assertTrue(
        more.err().contains("chosen for its error: a composition of 4 quintics errs by 0.00664888"),
        more.err());
    assertTrue(more.out().contains("\"parts\""), more.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "adversarial"})
  void runsOfTheProjectionKeepTheCertificate(String spectrum) {
    assertInside(design(PSD), spectrum, 24, 24, 0.0039);
  }

  private static void assertInside(
      String file, String spectrum, int rows, int columns, double reachable) {
    Run run =
        Run.of(
            "validate",
            file,
            "--rows",
            String.valueOf(rows),
            "--cols",
            String.valueOf(columns),
            "--spectrum",
            spectrum,
            "--precision",
            "float64,float32",
            "--json");
    assertEquals(0, run.status(), () -> run.out() + run.err());
    JsonNode json = run.json();
    double certified = json.get("certified").get("worstCaseError").doubleValue();
    assertEquals(2, json.get("runs").size());
    JsonNode exact = json.get("runs").get(0);
    assertEquals("inside", exact.get("verdict").stringValue());
    double distance = exact.get("distance").doubleValue();
    assertTrue(distance <= certified + 1e-11 && distance <= reachable, () -> "error " + distance);
    double rounded = json.get("runs").get(1).get("distance").doubleValue();
    assertTrue(rounded <= certified + 1e-4, () -> "error " + rounded);
  }

  @Test
  void valuesThatTheTableIsNotForAreOutside() {
    Run run =
        Run.of("validate", design(PSD), "--rows", "8", "--cols", "8", "--spectrum-upper", "1.2");
    assertEquals(1, run.status(), run.out());
    assertTrue(run.out().contains("OUTSIDE: values the table is not for"), run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "numpy, " + CLIP,
    "pytorch, " + CLIP,
    "jax, " + CLIP,
    "numpy, " + SOFT,
    "numpy, " + PSD,
    "jax, " + PSD
  })
  void exportsAreWritten(String target, String command) {
    Run run = Run.of("export", design(command), "--to", target, "--with-test");
    assertEquals(0, run.status(), run.err());
    Map<String, String> functions =
        Map.of(CLIP, "clip_singular_values", SOFT, "soft_threshold", PSD, "project_psd");
    assertTrue(run.out().contains("def " + functions.get(command) + "(x):"), run.out());
    assertTrue(run.out().contains("come out within 0.00"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {CLIP, SOFT, PSD})
  void theNumpyModuleAgreesWithOurRun(String command) throws Exception {
    Path module = folder.resolve("module.py");
    Run run =
        Run.of("export", design(command), "--to", "numpy", "--with-test", "-o", module.toString());
    assertEquals(0, run.status(), run.err());
    ExternalTool python = ExternalTool.pythonWith("numpy");
    String answer = python.runQuietly(folder, module.toString());
    assertTrue(answer.startsWith("entries agree within"), answer);
  }

  /// As a composition that does is not.
  @Test
  void aClipThatErrsByOneOrMoreIsNotWritten() {
    for (String bound : List.of("1e20", "1e7", "1.000000000000001")) {
      Run run = Run.of(("design --function clip --budget 8 --bound " + bound).split(" "));
      JsonNode json = run.status() == 0 ? run.json() : null;
      assertTrue(
          json == null
              ? run.status() == 1 && run.out().isEmpty()
              : json.get("certificate").get("worstCaseError").doubleValue() < 1,
          run.err());
    }
    Run none = Run.of("design --function clip --budget 8 --bound 1e20".split(" "));
    assertEquals(1, none.status());
    assertTrue(none.err().contains("is proved to err by less than 1"), none.err());
  }

  /// What is read as integers is no reason to cut the result off.
  @Test
  void integersComeOutAsNumbersAndComplexOnesAreRefused() throws Exception {
    ExternalTool python = ExternalTool.pythonWith("numpy");
    Path module = folder.resolve("psd.py");
    assertEquals(
        0, Run.of("export", design(PSD), "--to", "numpy", "-o", module.toString()).status());
    String answer =
        python.runQuietly(
            folder,
            "-c",
            """
            import numpy as np, psd
            p = psd.project_psd([[1, 0], [0, -1]])
            assert np.abs(p - [[1, 0], [0, 0]]).max() < 0.01, p
            try:
                psd.project_psd(1j * np.eye(2))
            except TypeError as e:
                print(e)
            """);
    assertTrue(answer.startsWith("needs real numbers"), answer);
  }

  /// Edited after it was certified.
  @Test
  void aTableThatStatesWhatIsNotProvedIsRefused() throws Exception {
    Path file = Path.of(design(PSD));
    String text = Files.readString(file);
    Files.writeString(
        file, text.replace("\"worstCaseError\": 0.0027", "\"worstCaseError\": 0.0026"));
    assertRefused("verify " + file, "certificate.worstCaseError is stated to be 0.0026");
    assertRefused("export --to numpy " + file, "the file was edited");
  }

  @Test
  void otherCommandsSayWhoTakesTables() {
    String file = design(PSD);
    String message = "parts: only verify, validate, plot and export take a table of parts";
    assertRefused("audit " + file, message);
    assertRefused("compare " + file, message);
    assertRefused("export --to c " + file, "only numpy, pytorch and jax take a table of parts");
    assertRefused("export --to numpy --steps 2 " + file, "are not for tables of parts");
    assertRefused("verify --steps 2 " + file, "--steps is not for tables of parts");
    assertRefused("validate --rows 4 --cols 4 --trace " + file, "--trace is not for tables");
    assertRefused("validate --rows 4 --cols 5 " + file, "needs a square matrix");
  }

  @Test
  void aFigureShowsTheFunctionAndItsCertifiedError() throws Exception {
    String file = design(PSD);
    Path figure = folder.resolve("figure.svg");
    System.setProperty("java.awt.headless", "true");
    Figure.missingFonts().ifPresent(reason -> ExternalTool.missing("no fonts for Java: " + reason));
    Run run = Run.of(("plot " + file + " -o " + figure).split(" "));
    assertEquals(0, run.status(), run.err());
    String svg = Files.readString(figure);
    assertTrue(svg.contains("max(x, 0) on [-1.0, 1.0], certified worst-case error 0.0027"), svg);
  }

  @Test
  void aFigureOfPartsIsOfOneTableWithoutSteps() {
    String file = design(PSD);
    String to = " -o " + folder.resolve("figure.svg");
    assertRefused("plot " + file + " nanochat-5" + to, "a table of parts is drawn alone");
    assertRefused("plot nanochat-5 " + file + to, "a table of parts is drawn alone");
    assertRefused("plot " + file + " --panels steps" + to, "no steps of its own");
    assertRefused("plot " + file + " --steps 2" + to, "--steps is not for tables of parts");
    assertRefused("plot " + file + " --lower 1" + to, "--lower must be below --upper");
    assertRefused("plot " + file + " --size 500x300" + to, "a panel needs 400x220 pixels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--function psd | --function psd needs --budget N",
        "--function psd --budget 10 --bound 2 | --bound is for --function clip",
        "--function psd --budget 10 --lower 0.1 | --lower is not for --function psd",
        "--function psd --budget 2 | the budget of a psd must be from 3 to 30 products, found 2",
        "--function psd --budget 31 | the budget of a psd must be from 3 to 30 products, found 31",
        "--function clip --budget 14 | needs --bound B",
        "--function clip --budget 14 --bound 1 | bound must be above 1",
        "--function clip --budget 14 --bound 2 --cushion 0.1 | --cushion is not for a clip within a"
            + " budget"
      })
  void optionsThatMakeNoSenseAreRefused(String options, String message) {
    assertRefused("design " + options, message);
  }

  private static void assertRefused(String command, String message) {
    Run run = Run.of(command.split(" "));
    assertTrue(run.status() == 2 || run.status() == 3, () -> command + ": " + run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  /// x itself errs by the threshold, 0 by what is left of the bound.
  @ParameterizedTest
  @ValueSource(
      strings = {"--threshold 1e-12 --budget 14", "--threshold 0.1 --bound 0.10001 --budget 9"})
  void whatErrsAsMuchAsNothingIsNotWritten(String options) {
    Path file = folder.resolve("useless.json");
    Run run = Run.of(("design --function soft-threshold " + options + " -o " + file).split(" "));
    assertEquals(1, run.status(), run.err());
    assertTrue(run.err().contains("where x itself errs by the threshold"), run.err());
    assertFalse(Files.exists(file));
  }
}
