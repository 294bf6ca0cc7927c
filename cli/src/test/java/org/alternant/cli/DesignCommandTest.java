package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableReader;
import org.alternant.solver.design.ScheduleDesigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignCommandTest {

  /// What the issue of the published numbers allows: their last printed digits come from
  /// double-precision solvers.
  private static final double PUBLISHED = 1e-12;

  /// Rows 7 and 8 of the paper's listing carry noise past the tenth digit, by its own account.
  private static final double PUBLISHED_TAIL = 1e-9;

  private static final double FOUR_DECIMALS = 0.5e-4 * (1 + 1e-9);

  private static final String POLAR_EXPRESS =
      "design --degree 5 --steps 8 --lower 1e-3 --cushion 0.02407327424182761 -q";

  private static CoefficientTable design(String command) {
    Run run = Run.of(command.split(" "));
    assertEquals(0, run.status(), run.err());
    return TableReader.read(run.out().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Step> published(String name) {
    return Catalogue.find(name).orElseThrow().steps();
  }

  private static void assertRelative(Step expected, Step actual, double tolerance) {
    for (int j = 0; j < expected.coefficients().size(); j++) {
      double value = expected.coefficients().get(j);
      assertEquals(value, actual.coefficients().get(j), tolerance * Math.abs(value));
    }
  }

  @Test
  void reproducesThePolarExpressListing() {
    List<Step> steps = design(POLAR_EXPRESS).steps();
    List<Step> listing = published("polar-express-8");
    assertEquals(listing.size(), steps.size());
    for (int t = 0; t < 8; t++) {
      assertRelative(listing.get(t), steps.get(t), t < 6 ? PUBLISHED : PUBLISHED_TAIL);
    }
  }

  @Test
  void reproducesTheListingAfterItsPostHocSafetyFactor() {
    CoefficientTable table = design(POLAR_EXPRESS + " --safety 1.01 --safety-placement post-hoc");
    List<Step> listing = published("polar-express-8-safety-1.01");
    for (int t = 0; t < 8; t++) {
      assertRelative(listing.get(t), table.steps().get(t), t < 6 ? PUBLISHED : PUBLISHED_TAIL);
    }
    assertEquals(
        new SafetyFactor(1.01, SafetyFactor.BakedInto.ALL_BUT_LAST),
        table.conventions().safetyFactor());
  }

  @Test
  void reproducesNanochat() {
    List<Step> steps =
        design("design --degree 5 --steps 5 --lower 1e-3 --cushion 0.02 --safety 1.02 -q").steps();
    List<Step> listing = published("nanochat-5");
    for (int t = 0; t < 5; t++) {
      assertRelative(listing.get(t), steps.get(t), PUBLISHED);
    }
  }

  @Test
  void reproducesCansToItsFourDecimals() {
    List<Step> steps = design("design --degree 5 --steps 5 --lower 1e-3 --cushion 0 -q").steps();
    List<Step> listing = published("cans-5");
    for (int t = 0; t < 5; t++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(
            listing.get(t).coefficients().get(j),
            steps.get(t).coefficients().get(j),
            FOUR_DECIMALS);
      }
    }
  }

  @Test
  void sameRequestGivesSameBytes() {
    assertEquals(Run.of(POLAR_EXPRESS.split(" ")).out(), Run.of(POLAR_EXPRESS.split(" ")).out());
  }

  @Test
  void tableRegeneratesFromItsOwnDesignBlock() {
    CoefficientTable table =
        design(
            "design --degrees 3,5,9,17 --lower 3e-4 --upper 0.9 --cushion 0.05 --safety 1.03"
                + " --safety-placement post-hoc --tail repeat-last --name mixed -q");
    DesignRequest request = table.design();
    assertNotNull(request);
    assertEquals(table.steps(), ScheduleDesigner.design(request));
    assertEquals("mixed", table.name());
    assertEquals(Tail.REPEAT_LAST, table.conventions().tail());
  }

  @Test
  void summaryGoesToStandardErrorAndNamesEveryStep() {
    Run run = Run.of("design --degree 5 --steps 3 --lower 1e-2".split(" "));
    assertTrue(run.out().startsWith("{\n  \"$schema\""));
    assertEquals(
        """
        step  degree  interval             best polynomial on  minimax error E
           1       5  [0.01, 1.0]          the same            0.91909
           2       5  [0.08091, 1.91909]   the same            0.707204
           3       5  [0.292796, 1.70721]  the same            0.269436
        certified: every singular value in [0.01, 1.0] comes out in [0.730564, 1.26944], worst-case error 0.269436
        survives (estimated for ordinary matrices, pytorch): float32 tfloat32? float16
        """,
        run.err());
  }

  @Test
  void coefficientsOnAGridAreComparedWithNaiveRounding() {
    Run run = Run.of("design --degree 5 --steps 3 --lower 1e-2 --coefficients bfloat16".split(" "));
    assertEquals(
        """
        step  degree  interval             best polynomial on  minimax error E
           1       5  [0.01, 1.0]          the same            0.91909
           2       5  [0.096222, 2.28603]  the same            0.707594
           3       5  [0.383011, 2.23717]  the same            0.270019
        certified: every singular value in [0.01, 1.0] comes out in [0.729574, 1.27036], worst-case error 0.270426
        coefficients              worst-case error
        unrounded                 0.269436
        each rounded to bfloat16  1.61435
        found in bfloat16         0.270426
        survives (estimated for ordinary matrices, pytorch): float32 tfloat32 bfloat16? float16
        """,
        run.err());
    CoefficientTable table = TableReader.read(run.out().getBytes(StandardCharsets.UTF_8));
    assertEquals("degree-5-steps-3-lower-0.01-coefficients-bfloat16", table.name());
    DesignRequest request = table.design();
    assertNotNull(request);
    assertEquals(CoefficientGrid.parse("bfloat16"), request.coefficients());
    assertEquals(table.steps(), ScheduleDesigner.design(request));
  }

  @Test
  void gridIsComparedUnderTheSafetyFactorToo() {
    Run run =
        Run.of(
            "design --degree 5 --steps 3 --lower 1e-2 --safety 1.02 --coefficients decimal:2"
                .split(" "));
    assertEquals(
        """
        step  degree  interval              best polynomial on  minimax error E
           1       5  [0.01, 1.0]           the same            0.91909
           2       5  [0.0714799, 1.72962]  the same            0.711911
           3       5  [0.120253, 0.728475]  the same            0.282115
        certified: every singular value in [0.01, 1.0] comes out in [0.717731, 1.28218], worst-case error 0.282269
        coefficients               worst-case error  with inputs up to 1.02 u at every step but the last
        unrounded                  0.283532          0.283532
        each rounded to decimal:2  0.359914          0.831791
        found in decimal:2         0.282269          0.282269
        survives (estimated for ordinary matrices, pytorch): float32 tfloat32 bfloat16 float16
        """,
        run.err());
  }

  @Test
  void fileMayBeReadByWhoeverMayReadTheUsersFiles(@TempDir Path folder) throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "");
    assumeTrue(
        Files.getFileStore(plain).supportsFileAttributeView(PosixFileAttributeView.class),
        "no POSIX file permissions here");
    Path file = folder.resolve("table.json");
    Run.of(("design --degree 3 --steps 2 --lower 0.1 -q -o " + file).split(" "));
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
  }

  @Test
  void fileIsWrittenWholeAndNotOverwrittenWithoutForce(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("table.json");
    String[] command = ("design --degree 3 --steps 2 --lower 0.1 -q -o " + file).split(" ");
    assertEquals(0, Run.of(command).status());
    byte[] first = Files.readAllBytes(file);
    assertEquals("", Run.of(command).out());
    Files.writeString(file, "precious");
    Run refused = Run.of(command);
    assertEquals(2, refused.status());
    assertEquals(
        "alternant design: "
            + file
            + " exists; --force overwrites it"
            + " (try 'alternant design --help')\n",
        refused.err());
    assertEquals("precious", Files.readString(file));
    assertEquals(0, Run.of((String.join(" ", command) + " --force").split(" ")).status());
    assertEquals(new String(first, StandardCharsets.UTF_8), Files.readString(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void unwritableTargetLeavesNothing(@TempDir Path folder) {
    Path file = folder.resolve("absent").resolve("table.json");
    Run run = Run.of(("design --degree 3 --steps 2 --lower 0.1 -q -o " + file).split(" "));
    assertEquals(3, run.status());
    assertEquals(
        "alternant design: "
            + file
            + ": there is no directory "
            + file.getParent()
            + " to write to\n",
        run.err());
    assertFalse(Files.exists(file));
    Run directory =
        Run.of(("design --degree 3 --steps 2 --lower 0.1 --force -o " + folder).split(" "));
    assertEquals(3, directory.status());
    assertEquals(
        "alternant design: " + folder + ": is a directory; name a file in it\n", directory.err());
  }
}
