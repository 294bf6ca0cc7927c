package org.alternant.toolkit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.testing.CertificateChecker;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.design.LowerEnd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `check_certificate.py` takes and refuses the files that our own reader and proof take and
/// refuse.
@Tag("external")
class TwoReadersTest {

  private static final Interval INPUT = new Interval(1e-3, 1);

  private static final int PROVED = 0;
  private static final int REFUTED = 1;
  private static final int MALFORMED = 3;

  private static final String SEARCH =
      "\"search\": {\"allowedDegrees\": [3, 5], \"measure\": \"products\", \"form\": \"gram\","
          + " \"gramPrecision\": \"bfloat16\", \"budget\": 9, \"steps\": 5}";

  private static final String ROUNDING =
      "\"rounding\": {\"precision\": \"bfloat16\", \"rows\": 8, \"columns\": 9, \"coherence\": 3,"
          + " \"slack\": 1.2, \"lowerSlack\": 0.05}";

  private static final String PLACEMENT = "\"safetyPlacement\": \"in-loop\"";

  /// What replaces what in the designed table, and how the checker is to end.
  private static final Object[][] EDITS = {
    // Text that is no JSON, or JSON that is read in two ways.
    {"\"tail\"", "\"tail\": \"stop\", \"tail\"", MALFORMED},
    {"\"degree\": 5", "\"degree\": 5, \"degree\": 5", MALFORMED},
    {"\"worstCaseError\"", "\"worstCaseError\": 1, \"worstCaseError\"", MALFORMED},
    {"{\n", "\ufeff{\n", MALFORMED},
    {"{\n", "[{\n", MALFORMED},
    {"\"stop\"", "\"stop\",", MALFORMED},
    {"\"cushion\": 0.0", "\"cushion\": NaN", MALFORMED},
    {"\"factor\": 1.0", "\"factor\": Infinity", MALFORMED},
    {"\"factor\": 1.0", "\"factor\": 1e999", MALFORMED},
    {"\"factor\": 1.0", "\"factor\": 01", MALFORMED},
    {"\"factor\": 1.0", "\"factor\": " + "1".repeat(300), PROVED},
    {"\"factor\": 1.0", "\"factor\": 1." + "0".repeat(1000), MALFORMED},
    {"\"factor\": 1.0", "\"factor\": true", MALFORMED},
    {"\"alternant design\"", "\"a\\ud800\"", MALFORMED},
    {"\"alternant design\"", "\"a\tb\"", MALFORMED},
    {"\"alternant design\"", "\"\\u2003 \"", MALFORMED},
    {"\"alternant design\"", "\"\\u00a0\"", PROVED},
    {"\"alternant design\"", "\"\"", MALFORMED},
    // Fields.
    {"\"function\": \"sign\",", "", MALFORMED},
    {"\"function\": \"sign\"", "\"function\": \"sqrt\"", MALFORMED},
    {"\"function\": \"sign\"", "\"function\": \"sign\", \"x\": 1", MALFORMED},
    {"\"function\": \"sign\"", "\"function\": \"sign\", \"description\": null", MALFORMED},
    {"\"function\": \"sign\"", "\"function\": \"sign\", \"description\": \"\"", PROVED},
    {"\"formatVersion\": 1", "\"formatVersion\": 2", MALFORMED},
    {"\"formatVersion\": 1", "\"formatVersion\": true", MALFORMED},
    {"\"formatVersion\": 1", "\"formatVersion\": 1.0", PROVED},
    {"v1.schema", "v2.schema", MALFORMED},
    {"\"name\": \"degree", "\"name\": \"-degree", MALFORMED},
    {"\"name\": \"degree", "\"name\": \"degree\\n", MALFORMED},
    {"\"name\": \"degree", "\"name\": \"" + "x".repeat(100), MALFORMED},
    {"\"degree\": 5", "\"degree\": 4", MALFORMED},
    {"\"degree\": 5", "\"degree\": 7", MALFORMED},
    {"\"degree\": 5", "\"degree\": \"5\"", MALFORMED},
    {"\"degree\": 5", "\"degree\": 5e0", PROVED},
    {"8.47032880384807,", "8.47032880384808,", MALFORMED},
    {"8.47032880384807,", "\"8.47032880384807\",", MALFORMED},
    {"8.47032880384807,", "8.470328803848070000000000001,", PROVED},
    {"0x1.0f0ceefddc9dcp3", "0x1.0f0ceefddc9ddp3", MALFORMED},
    {"0x1.0f0ceefddc9dcp3", " 0x1.0f0ceefddc9dcp3", MALFORMED},
    {"0x1.0f0ceefddc9dcp3", "1.0f0ceefddc9dcp3", MALFORMED},
    {"0x1.0f0ceefddc9dcp3", "0X1.0F0CEEFDDC9DCP+3", PROVED},
    {"\"interval\": {\"lower\": 0.001", "\"interval\": {\"lower\": 2", MALFORMED},
    {"\"error\": {\"lower\": 0.99", "\"error\": {\"lower\": -0.99", MALFORMED},
    {"\"error\": {\"lower\": 0.991529696304208", "\"error\": {\"lower\": 1", MALFORMED},
    {"\"epsilon\": 0.0", "\"epsilon\": -1e-300", MALFORMED},
    {"\"epsilon\": 0.0", "\"epsilon\": 0.01e-400", MALFORMED},
    {"\"epsilon\": 0.0", "\"epsilon\": 0.00e-400", PROVED},
    {"\"frobenius\"", "\"Frobenius\"", MALFORMED},
    {"\"frobenius\"", "\"none\"", PROVED},
    {"\"factor\": 1.0", "\"factor\": 0", MALFORMED},
    {"\"bakedInto\": \"none\"", "\"bakedInto\": \"all\"", MALFORMED},
    {"\"value\": 1.0", "\"value\": 1.01", MALFORMED},
    {"\"stop\"", "\"repeat_last\"", MALFORMED},
    {"\"stop\"", "\"repeat-last\", \"precision\": \"bfloat16\"", PROVED},
    {"\"stop\"", "\"stop\", \"precision\": \"bfloat17\"", MALFORMED},
    // What was asked for.
    {"[5, 5, 5, 5, 5]", "[5, 5, 5, 5]", MALFORMED},
    {"[5, 5, 5, 5, 5]", "[5, 5, 5, 5, 6]", MALFORMED},
    {"\"cushion\": 0.0", "\"cushion\": 1", MALFORMED},
    {"\"cushion\": 0.0", "\"cushion\": 0.5", MALFORMED},
    {"\"cushion\": 0.0", "\"cushion\": 1e-5", PROVED},
    {"[5, 5, 5, 5, 5]", "[5, 5, 5, 5, 3]", MALFORMED},
    {"\"lower\": 0.001,\n", "\"lower\": 0.0011,\n", MALFORMED},
    {"\"lower\": 0.001,\n", "\"lower\": 0.001000000000000001,\n", PROVED},
    {"\"upper\": 1.0,\n", "\"upper\": 1.5,\n", MALFORMED},
    {"\"interval\": {\"lower\": 0.001", "\"interval\": {\"lower\": 0.0011", MALFORMED},
    {"\"lower\": 0.001,\n", "\"lower\": 1,\n", MALFORMED},
    {"\"safetyFactor\": 1.0", "\"safetyFactor\": 1.5", MALFORMED},
    {"in-loop", "post-hoc", PROVED},
    {"in-loop", "in loop", MALFORMED},
    {PLACEMENT, PLACEMENT + ", \"band\": {\"lower\": 0, \"upper\": 1}", MALFORMED},
    {PLACEMENT, PLACEMENT + ", \"coefficients\": \"decimal:18\"", MALFORMED},
    {PLACEMENT, PLACEMENT + ", \"coefficients\": \"float64\"", MALFORMED},
    {PLACEMENT, PLACEMENT + ", \"coefficients\": \"decimal:17\"", PROVED},
    {PLACEMENT, PLACEMENT + "," + SEARCH, PROVED},
    {PLACEMENT, PLACEMENT + "," + SEARCH.replace("[3, 5]", "[3, 7]"), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + SEARCH.replace("steps\": 5", "steps\": 4"), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + SEARCH.replace("gram\"", "standard\""), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + SEARCH.replace("[3, 5]", "[5, 3]"), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + SEARCH.replace("[3, 5]", "[1, 3]"), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + SEARCH.replace("products", "operations"), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + SEARCH.replace(": 9", ": 0"), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + SEARCH.replace("\"budget\": 9, ", ""), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + ROUNDING, PROVED},
    {PLACEMENT, PLACEMENT + "," + ROUNDING.replace("0.05", "1.5"), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + ROUNDING.replace("8", "0"), MALFORMED},
    {PLACEMENT, PLACEMENT + "," + ROUNDING.replace("8", "3000000000"), MALFORMED},
    {"in-loop\"", "post-hoc\"," + ROUNDING, MALFORMED},
    // Claims.
    {"\"worstCaseError\": 0.1134", "\"worstCaseError\": 0.1133", REFUTED},
    {"\"worstCaseError\": 0.1134", "\"worstCaseError\": 0.1135", PROVED},
    {"\"worstCaseError\": 0.1134", "\"worstCaseError\": -0.1134", MALFORMED},
    {"\"output\": {\"lower\": 0.88", "\"output\": {\"lower\": 0.89", REFUTED},
    {"\"image\": {\"lower\": 0.0084", "\"image\": {\"lower\": 0.0085", REFUTED},
    {"\"image\": {\"lower\": 0.0084", "\"image\": {\"lower\": 0.0083", PROVED},
    {"\"input\": {\"lower\": 0.001", "\"input\": {\"lower\": 0.0009", REFUTED},
    {"\"worstCaseError\"", "\"signSafeUpper\": 1e9, \"worstCaseError\"", PROVED},
    {"\"worstCaseError\"", "\"signSafeUpper\": -1, \"worstCaseError\"", MALFORMED},
    {"\"worstCaseError\"", "\"signSafeUpper\": null, \"worstCaseError\"", MALFORMED},
    {"0.991529696304208, \"upper\": 0.9915296963042081", "0, \"upper\": 0.9915", REFUTED},
    {"0.991529696304208, \"upper\": 0.9915296963042081", "0.99153, \"upper\": 1", REFUTED},
    {"0.991529696304208, \"upper\": 0.9915296963042081", "0.9915, \"upper\": 1", PROVED},
    {"\"interval\": {\"lower\": 0.001, \"upper\": 1.0},", "", REFUTED},
    {
      "\"interval\": {\"lower\": 0.001, \"upper\": 1.0}",
      "\"designInterval\": {\"lower\": 0.001, \"upper\": 1.0}",
      PROVED
    },
    {
      "\"interval\": {\"lower\": 0.001,",
      "\"designInterval\": {\"lower\": 0.001, \"upper\": 1.0}, \"interval\": {\"lower\": 0.002,",
      MALFORMED
    },
  };

  @TempDir private Path folder;

  private final Map<String, Integer> expected = new TreeMap<>();

  @Test
  void everyEditEndsAlikeInBoth() throws IOException, InterruptedException {
    Designed designed =
        assertInstanceOf(
            Designed.class,
            Design.of(DesignTask.builder().degrees(Degrees.repeated(5, 5)).lower(1e-3).build()));
    String table = text(designed.table());
    expected.put(table, PROVED);
    for (Object[] edit : EDITS) {
      edit(table, (String) edit[0], (String) edit[1], (Integer) edit[2]);
    }
    check();
  }

  /// Whatever a design asks for, its table agrees with it: in both.
  @Test
  void designsOfEveryKindAgreeWithTheirSteps() throws IOException, InterruptedException {
    MatrixShape shape = new MatrixShape(64, 256);
    CoefficientGrid grid = CoefficientGrid.parse("bfloat16");
    List<DesignTask.Builder> tasks =
        List.of(
            quintics().cushion(0.1).safetyFactor(1.02),
            quintics().cushion(0.1).safetyFactor(1.02).safetyPlacement(SafetyPlacement.POST_HOC),
            quintics().coefficients(grid).cushion(0.05).safetyFactor(1.01),
            quintics().rounding(Precision.BFLOAT16, shape).safetyFactor(1.01),
            quintics().rounding(Precision.BFLOAT16, shape).coefficients(grid),
            quintics().degrees(Degrees.withinProducts(4)).lower(0.037).upper(1.7),
            quintics().lowerEnd(LowerEnd.forBand(0.7, 1.2)));
    for (DesignTask.Builder task : tasks) {
      String table = text(Design.of(task.build()).orThrow().table());
      expected.put(table, PROVED);
      edit(
          table,
          "\"design\": {\n    \"degrees\": [",
          "\"design\": {\n    \"degrees\": [7, ",
          MALFORMED);
    }
    String rounded = text(Design.of(tasks.get(3).build()).orThrow().table());
    edit(rounded, "\"precision\": \"bfloat16\"", "\"precision\": \"float16\"", MALFORMED);
    String cushioned = text(Design.of(tasks.getFirst().build()).orThrow().table());
    edit(cushioned, "\"cushion\": 0.1", "\"cushion\": 0.2", MALFORMED);
    edit(cushioned, "\"cushion\": 0.1", "\"cushion\": 0", MALFORMED);
    check();
  }

  private static DesignTask.Builder quintics() {
    return DesignTask.builder().degrees(Degrees.repeated(5, 2)).lower(1e-2);
  }

  @Test
  void shippedTablesAreProvedByBoth() throws IOException, InterruptedException {
    for (CoefficientTable table : Catalogue.all()) {
      expected.put(text(table), PROVED);
      expected.put(text(Verification.certified(table, INPUT)), PROVED);
    }
    check();
  }

  /// Errors far below the spacing of binary64 numbers near 1, down to the least binary64 number;
  /// those above it are tight.
  @Test
  void tinyErrorsAreProvedByBoth() throws IOException, InterruptedException {
    double[][] designs = {
      {0.9, 3, 3, 3, 3, 3, 3, 3, 3},
      {0.5, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3},
      {0.5, 5, 5, 5, 5, 5, 5},
      {0.99999, 5, 5, 5, 5},
      {0.21, 9, 21, 9, 5, 5},
      {0.9, 3, 3, 3, 3, 3, 3, 3},
      {0.5, 5, 5, 5, 5, 5},
    };
    int tight = 0;
    for (double[] design : designs) {
      List<Integer> degrees = Arrays.stream(design).skip(1).mapToObj(d -> (int) d).toList();
      DesignTask.Builder task =
          DesignTask.builder().degrees(new Degrees.Listed(degrees)).lower(design[0]);
      CoefficientTable table = Design.of(task.build()).orThrow().table();
      expected.put(text(table), PROVED);
      double error = Objects.requireNonNull(table.certificate()).worstCaseError();
      if (error > Double.MIN_VALUE) {
        String claim = "\"worstCaseError\": ";
        edit(text(table), claim + error, claim + Math.nextDown(error), REFUTED);
        tight++;
      }
    }
    assertEquals(2, tight);
    check();
  }

  /// The certificate is about the expansion: of (4/3)(1.5 x − 0.5 x³) as the binary64 number next
  /// to 4/3 times each coefficient, with nothing rounded.
  @Test
  void plansAreExpandedByBoth() throws IOException, InterruptedException {
    EvaluationPlan shifted = new EvaluationPlan(1 / 3.0, 1 / 3.0, 1, List.of(), List.of(0.0, -1.5));
    Product square = new Product(List.of(0.0, 1.0), List.of(0.1, 1.0), List.of(0.0, -0.3));
    EvaluationPlan quintic = new EvaluationPlan(0.7, 0.6, 1, List.of(square), null);
    List<Step> steps = new ArrayList<>();
    for (EvaluationPlan plan : List.of(shifted, quintic, EvaluationPlan.scaling(0.9))) {
      steps.add(Step.of(List.of(0.0)).withPlan(plan));
    }
    CoefficientTable base = Catalogue.find("newton-schulz-3").orElseThrow();
    CoefficientTable planned =
        Verification.certified(
            new CoefficientTable(
                "planned", null, steps, base.conventions(), null, null, base.provenance()),
            INPUT);
    String table = text(planned);
    expected.put(table, PROVED);
    edit(table, "\"scale\": 0.7", "\"scale\": 0.71", MALFORMED);
    edit(table, "\"scale\": 0.7", "\"scale\": \"0.7\"", MALFORMED);
    edit(table, "\"scale\": 0.7", "\"scale\": 0.7, \"scale\": 0.7", MALFORMED);
    edit(table, "\"scale\": 0.7", "\"scale\": 0.7, \"sale\": 0.7", MALFORMED);
    edit(table, "\"shift\": 0.6,", "", MALFORMED);
    edit(table, "\"last\": [0.0, -1.5]", "\"last\": [0.0, -1.5, 0.0]", MALFORMED);
    edit(table, "\"last\": [0.0, -1.5]", "\"last\": [-0.0, -1.5]", PROVED);
    edit(table, "[0.1, 1.0]", "[0.1, 1.0, 0.0]", MALFORMED);
    edit(table, "[0.1, 1.0]", "[0.1, 1e-300]", MALFORMED);
    edit(table, "\"add\": [0.0, -0.3]", "\"add\": null", MALFORMED);
    check();
  }

  private static String text(CoefficientTable table) {
    return new String(TableWriter.write(table), StandardCharsets.UTF_8);
  }

  private void edit(String table, String from, String to, int status) {
    int place = table.indexOf(from);
    assertTrue(place >= 0, from);
    String edited = table.substring(0, place) + to + table.substring(place + from.length());
    expected.put(edited, status);
  }

  private void check() throws IOException, InterruptedException {
    List<String> tables = List.copyOf(expected.keySet());
    List<String> answers = CertificateChecker.answers(folder, tables);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      String table = tables.get(i);
      int status = Objects.requireNonNull(expected.get(table));
      String ours = ours(table);
      String answer = answers.get(i);
      boolean alike = ours.startsWith(Integer.toString(status)) && answer.startsWith(status + " ");
      if (!alike || (status == PROVED && !answer.equals("0 proved"))) {
        wrong.add(status + " expected, " + ours + " here, in Python " + answer);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /// What our own reader and proof say.
  private static String ours(String text) {
    try {
      CoefficientTable table = TableReader.read(text.getBytes(StandardCharsets.UTF_8));
      List<UnprovedClaim> unproved = Verification.recheck(table);
      return unproved.isEmpty() ? Integer.toString(PROVED) : REFUTED + " " + unproved;
    } catch (TableFormatException e) {
      return MALFORMED + " " + e.getMessage();
    }
  }
}
