package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class VerifyCommandTest {

  /// The certified figures are exact up to one outward rounding.
  private static final double ONE_ULP = 0x1p-52;

  /// Of the lower end found.
  private static final double LOCATION = 1e-9;

  @Test
  void tableShowsImagesErrorAndSafeRange() {
    Run run = Run.of("verify", "jordan-5");
    assertEquals("", run.err());
    assertEquals(0, run.status());
    assertEquals(
        """
        table jordan-5, 5 steps, on [0.001, 1.0]

        step  degree  image
           1       5  [0.00344449, 1.20237]
           2       5  [0.0118643, 1.20237]
           3       5  [0.0408588, 1.20237]
           4       5  [0.140412, 1.20237]
           5       5  [0.470543, 1.20237]

        worst-case error   0.5294560487844603, attained at 0.001
        positive up to     beyond 1024
        error below 1 up to 1.2637751474076055: 1 + 3.3e+01 ulps of bfloat16, 2.7e+02 of float16

        format    estimated for ordinary matrices (pytorch; verify --check runs some)
        float32   survives, error about 5.3e-01
        tfloat32  survives, error about 5.4e-01
        bfloat16  survives, error about 6.9e-01
        float16   survives, error about 5.5e-01
        """,
        run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aol-4 | positive up to     0.8836980634222502: BREAKS BELOW 1",
        "cubic5 | ; WITHIN ONE bfloat16 ULP OF 1",
        "polar-express-8 | error below 1 up to 1.0000042012973707: 1 + 5.3e-04 ulps of bfloat16",
      })
  void narrowSafeRangesAreFlagged(String name, String line) {
    Run run = Run.of("verify", name);
    assertEquals(0, run.status());
    assertTrue(run.out().contains(line), run.out());
  }

  @Test
  void jsonHasTheFieldsScriptsRelyOn() {
    Run run = Run.of("verify cubic5 --lower 1e-3 --upper 1 --json".split(" ", -1));
    assertEquals(0, run.status());
    assertEquals("", run.err());
    JsonNode json = run.json();
    assertEquals(1e-3, json.at("/input/lower").doubleValue());
    assertEquals(1, json.at("/input/upper").doubleValue());
    assertEquals(0.119140, json.at("/output/lower").doubleValue(), 1e-6);
    assertEquals(1.300000, json.at("/output/upper").doubleValue(), 1e-6);
    double worst = json.get("worstCaseError").doubleValue();
    assertEquals(1 - json.at("/output/lower").doubleValue(), worst, ONE_ULP);
    assertEquals(worst, json.get("attainedError").doubleValue(), ONE_ULP);
    assertEquals(1e-3, json.get("witness").doubleValue());
    assertEquals(1.00352, json.get("signSafeUpper").doubleValue(), 5e-6);
    assertEquals(json.get("signSafeUpper").doubleValue(), json.get("unitErrorUpper").doubleValue());
    assertEquals(5, json.get("steps").size());
    assertEquals(json.get("output"), json.at("/steps/4/image"));
  }

  @Test
  void nothingBelowTheLimitIsNull() {
    JsonNode json = Run.of("verify", "jordan-5", "--json").json();
    assertTrue(json.get("signSafeUpper").isNull());
  }

  /// 1.5 x − 0.5 x³ on [0.5, 1]: 1 − 0.6875.
  @ParameterizedTest
  @CsvSource({"0.3125, 0, is within the maximum of 0.3125", "0.3124, 1, EXCEEDS"})
  void statusSaysWhetherTheMaximumErrorIsExceeded(String maximum, int status, String line) {
    Run run = Run.of("verify", "1.5,-0.5", "--lower", "0.5", "--max-error", maximum);
    assertEquals(status, run.status());
    assertEquals("", run.err());
    assertTrue(run.out().contains("worst-case error   0.3125, attained at 0.5"), run.out());
    assertTrue(run.out().contains(line), run.out());
    Run json = Run.of("verify", "1.5,-0.5", "--lower", "0.5", "--max-error", maximum, "--json");
    assertEquals(status, json.status());
    assertEquals(0.3125, json.json().get("worstCaseError").doubleValue());
  }

  /// The rows 2x and x/2, on [1, 1].
  @ParameterizedTest
  @CsvSource({
    "1, stop, 1, 2",
    "2, stop, 2, 1",
    "5, repeat-last, 5, 0.125",
    "5, cycle, 5, 2",
    "6, cycle, 6, 1",
  })
  void stepsGoOnByTheTailRule(int steps, String tail, int run, double image) {
    JsonNode json =
        Run.of(
                "verify",
                "2;0.5",
                "--lower",
                "1",
                "--upper",
                "1",
                "--steps",
                "" + steps,
                "--tail",
                tail,
                "--json")
            .json();
    assertEquals(run, json.get("steps").size());
    assertEquals(image, json.at("/output/lower").doubleValue());
    assertEquals(image, json.at("/output/upper").doubleValue());
  }

  @Test
  void withoutATailRuleTheTablesOwnHolds() {
    String repeated = Run.of("verify", "cans-5", "--steps", "7", "--json").out();
    String asked =
        Run.of("verify", "cans-5", "--steps", "7", "--tail", "repeat-last", "--json").out();
    assertEquals(asked, repeated);
    assertEquals(
        7, Run.of("verify", "cans-5", "--steps", "7", "--json").json().at("/steps").size());
  }

  /// The image touches 0 at √0.375: the error is exactly 1, wherever the interval begins.
  @Test
  void maximumIsNotExceededWhereItIsJustAttained() {
    Run run =
        Run.of(
            "verify",
            "--lower=0.1",
            "--max-error=1",
            "--find-lower=1",
            "--",
            "0.0703125,-0.375,0.5");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("error   1.0, attained at 0.6123724356957945"), run.out());
    assertTrue(run.out().contains("at most 1.0: every lower end serves\n"), run.out());
    assertTrue(run.out().contains("is within the maximum of 1.0"), run.out());
  }

  /// A point where it is attained is named only where there is one.
  @Test
  void errorsBelowBinary64AreBounds() {
    String table = Run.of("design", "--degrees=9,17,17,17,17,17", "--lower=1e-3", "-q").out();
    String out = Run.withInput(table, "verify", "-").out();
    assertTrue(out.contains("worst-case error   at most 4.9E-324\n"), out);
  }

  @Test
  void findLowerIsTheSmallestLowerEnd() {
    Run run = Run.of("verify", "cans-5", "--find-lower", "0.5", "--json");
    double found = run.json().get("foundLower").doubleValue();
    assertTrue(worstCaseError("cans-5", found) <= 0.5);
    assertTrue(worstCaseError("cans-5", found * (1 - LOCATION)) > 0.5);
    Run text = Run.of("verify", "cans-5", "--find-lower", "0.5");
    assertTrue(
        text.out()
            .contains("smallest lower end with a worst-case error of at most 0.5: " + found + "\n"),
        text.out());
    Run every = Run.of("verify", "jordan-5", "--find-lower", "1");
    assertTrue(every.out().contains("at most 1.0: every lower end serves\n"), every.out());
    assertEquals(
        0,
        Run.of("verify jordan-5 --find-lower 1 --json".split(" ", -1))
            .json()
            .get("foundLower")
            .doubleValue());
    Run least =
        Run.of("verify", "1e301", "--find-lower", "0.99", "--upper", "1e-301", "--lower=1e-301");
    assertTrue(
        least.out().contains(": at most 9.332636185032189E-302, the least searched\n"),
        least.out());
    Run none = Run.of("verify", "jordan-5", "--find-lower", "0.1");
    assertTrue(none.out().contains("at most 0.1: none\n"), none.out());
    assertTrue(
        Run.of("verify", "jordan-5", "--find-lower", "0.1", "--json")
            .json()
            .get("foundLower")
            .isNull());
  }

  @Test
  void intervalIsTheTablesUnlessOneIsGiven() {
    String table = Run.of("design --degree 3 --steps 2 --lower 0.01 -q".split(" ", -1)).out();
    JsonNode json = Run.withInput(table, "verify", "-", "--json").json();
    assertEquals(0.01, json.at("/input/lower").doubleValue());
    JsonNode wider = Run.withInput(table, "verify", "-", "--upper", "1.5", "--json").json();
    assertEquals(0.01, wider.at("/input/lower").doubleValue());
    assertEquals(1.5, wider.at("/input/upper").doubleValue());
  }

  @Test
  void intervalsMayReachZeroAndBelow() {
    JsonNode json = Run.of("verify", "1.5,-0.5", "--lower", "-1", "--json").json();
    assertEquals(-1, json.at("/output/lower").doubleValue());
    assertEquals(2, json.get("worstCaseError").doubleValue());
    assertEquals(-1, json.get("witness").doubleValue());
    Run zero = Run.of("verify", "deepseek-v4-10", "--lower", "0", "--json");
    assertEquals(1, zero.json().get("worstCaseError").doubleValue());
  }

  @Test
  void overflowIsSaidInOneLine() {
    Run run = Run.of("verify", "1e200;1e200;1", "--json");
    assertEquals(1, run.status());
    assertEquals("{\"overflowStep\": 2}\n", run.out());
    assertEquals(
        "alternant verify: the image of 0.001 to 1.0 leaves the range of binary64 in step 2\n",
        run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lower 2 --upper 1 | --lower must not be above --upper, found 2 and 1",
        "--lower 2 | --lower must not be above --upper, found 2 and 1",
        "--steps 0 | --steps must be from 1 to 1000, found 0",
        "--steps 1001 | --steps must be from 1 to 1000, found 1001",
        "--tail x | Invalid value for option '--tail': expected one of stop, repeat-last, cycle,"
            + " found 'x'",
        "--lower NaN | Invalid value for option '--lower': expected a decimal number, found 'NaN'",
      })
  void wrongUsageIsExplained(String options, String message) {
    Run run = Run.of(("verify newton-schulz-3 " + options).split(" ", -1));
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertEquals("alternant verify: " + message + " (try 'alternant verify --help')\n", run.err());
  }

  @Test
  void unknownTablesAreBadInput() {
    Run run = Run.of("verify", "no-such-table");
    assertEquals(3, run.status());
    assertEquals(
        "alternant verify: no file and no shipped table is named 'no-such-table'; 'alternant"
            + " catalogue' lists the shipped tables\n",
        run.err());
  }

  private static double worstCaseError(String table, double lower) {
    return Run.of("verify", table, "--lower", Double.toString(lower), "--json")
        .json()
        .get("worstCaseError")
        .doubleValue();
  }
}
