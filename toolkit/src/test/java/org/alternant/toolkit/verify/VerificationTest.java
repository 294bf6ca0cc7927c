package org.alternant.toolkit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Certificate.CertifiedStep;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.solver.certificate.Continuation;
import org.alternant.solver.certificate.SmallestLower;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.toolkit.verify.VerifyOutcome.Overflowed;
import org.alternant.toolkit.verify.VerifyOutcome.Verified;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// One call for everything that `verify` can do, and what a table's own certificate is worth.
class VerificationTest {

  /// Of the lower end found.
  private static final double LOCATION = 1e-9;

  private static final MatrixShape SHAPE = new MatrixShape(128, 256);

  private static CoefficientTable shipped(String name) {
    return Catalogue.find(name).orElseThrow();
  }

  private static Verified verified(VerifyRequest request) {
    return assertInstanceOf(Verified.class, Verification.of(request));
  }

  /// 1.5 x − 0.5 x³ on [0.5, 1]: 1 − 0.6875.
  private static VerifyRequest newtonSchulz() {
    return VerifyRequest.of(TableLiteral.parse("1.5,-0.5")).on(new Interval(0.5, 1));
  }

  private static Certificate certificate(CoefficientTable table) {
    Certificate certificate = table.certificate();
    assertNotNull(certificate);
    return certificate;
  }

  @Test
  void figuresOfOneStep() {
    Verified proved = verified(newtonSchulz());
    assertEquals(0.3125, proved.certificate().worstCaseError());
    assertEquals(0.3125, proved.error());
    assertEquals(0.3125, proved.attainedError());
    assertEquals(0.5, proved.witness());
    assertEquals(Math.sqrt(3), proved.unitErrorUpper().orElseThrow(), LOCATION);
    assertNull(proved.rounded());
    assertNull(proved.smallestLower());
    assertEquals(OptionalDouble.empty(), proved.margin());
    assertFalse(proved.exceedsMaximum());
  }

  @Test
  void stepsThatNothingContinuesDoNotRun() {
    VerifyRequest request = VerifyRequest.of(shipped("nanochat-5")).withSteps(6);
    assertTrue(request.stopsEarly());
    assertThrows(IllegalArgumentException.class, () -> Verification.of(request));
    assertEquals(6, verified(request.continuedBy(Continuation.CYCLE)).run().size());
    VerifyRequest repeating = VerifyRequest.of(shipped("cans-5")).withSteps(6);
    assertEquals(6, verified(repeating).run().size());
    assertTrue(repeating.continuedBy(Continuation.STOP).stopsEarly());
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.1875, false", "0.3125, 0, false", "0.25, -0.0625, true"})
  void marginIsWhatIsLeftOfTheMaximum(double maximum, double margin, boolean exceeded) {
    Verified proved = verified(newtonSchulz().within(maximum));
    assertEquals(margin, proved.margin().orElseThrow());
    assertEquals(exceeded, proved.exceedsMaximum());
  }

  @Test
  void withoutAnIntervalTheTablesOwnHolds() {
    assertEquals(new Interval(1e-3, 1), VerifyRequest.of(shipped("nanochat-5-exact")).input());
    assertEquals(new Interval(1e-3, 1), VerifyRequest.of(shipped("jordan-5")).input());
  }

  /// The rows 2x and x/2, on [1, 1].
  @ParameterizedTest
  @CsvSource({
    "1, STOP, 1, 2",
    "2, STOP, 2, 1",
    "5, REPEAT_LAST, 5, 0.125",
    "5, CYCLE, 5, 2",
    "6, CYCLE, 6, 1",
  })
  void stepsGoOnByTheContinuation(int steps, Continuation rule, int run, double image) {
    Verified proved =
        verified(
            VerifyRequest.of(TableLiteral.parse("2;0.5"))
                .on(new Interval(1, 1))
                .withSteps(steps)
                .continuedBy(rule));
    assertEquals(run, proved.run().size());
    assertEquals(run, proved.certificate().steps().size());
    assertEquals(new Interval(image, image), proved.certificate().output());
  }

  @Test
  void smallestLowerEndKeepsToTheError() {
    VerifyRequest request = VerifyRequest.of(shipped("cans-5"));
    SmallestLower smallest = verified(request.findingLowerEndFor(0.5)).smallestLower();
    double found = assertInstanceOf(SmallestLower.Found.class, smallest).lower();
    assertTrue(verified(request.on(new Interval(found, 1))).error() <= 0.5);
    assertTrue(verified(request.on(new Interval(found * (1 - LOCATION), 1))).error() > 0.5);
    assertEquals(
        new SmallestLower.None(),
        verified(VerifyRequest.of(shipped("jordan-5")).findingLowerEndFor(0.1)).smallestLower());
  }

  @Test
  void roundingCountsInTheErrorButNotInTheCertificate() {
    VerifyRequest request = VerifyRequest.of(shipped("jordan-5"));
    Verified exact = verified(request);
    Verified rounded =
        verified(request.rounded(RoundingAssumptions.of(Precision.FLOAT32, SHAPE)).within(0.53));
    assertEquals(exact.certificate(), rounded.certificate());
    assertNotNull(rounded.rounded());
    assertTrue(rounded.error() > exact.error());
    assertEquals(0.53 - rounded.error(), rounded.margin().orElseThrow());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Verification.of(
                VerifyRequest.of(TableLiteral.parse("1,1,1,1"))
                    .rounded(RoundingAssumptions.of(Precision.FLOAT32, SHAPE))));
  }

  @Test
  void overflowIsAnOutcome() {
    VerifyRequest request = VerifyRequest.of(TableLiteral.parse("1e200;1e200;1"));
    Overflowed overflowed = assertInstanceOf(Overflowed.class, Verification.of(request));
    assertEquals(2, overflowed.step());
    assertEquals(3, overflowed.run().size());
    assertNull(Verification.certified(request.table(), request.input()).certificate());
  }

  @Test
  void requestsAreChecked() {
    VerifyRequest request = newtonSchulz();
    assertThrows(IllegalArgumentException.class, () -> request.withSteps(0));
    assertThrows(IllegalArgumentException.class, () -> request.within(-1e-3));
    assertThrows(IllegalArgumentException.class, () -> request.within(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> request.findingLowerEndFor(-1.0));
  }

  static List<CoefficientTable> shippedTables() {
    return Catalogue.all();
  }

  @ParameterizedTest
  @MethodSource("shippedTables")
  void shippedClaimsAreProvedAnew(CoefficientTable table) {
    assertNotNull(table.certificate());
    assertEquals(List.of(), Verification.recheck(table));
  }

  @Test
  void everyFigureThatSaysTooMuchIsNamed() {
    // Long: a list of cases.
    CoefficientTable table = Verification.certified(shipped("cubic5"), new Interval(1e-3, 1));
    Certificate sound = certificate(table);
    Interval output = sound.output();
    List<CertifiedStep> steps = new ArrayList<>(sound.steps());
    Interval image = steps.getFirst().image();
    double lessUpper = Math.nextDown(image.upper());
    steps.set(0, new CertifiedStep(new Interval(image.lower(), lessUpper)));
    double error = sound.worstCaseError();
    double less = Math.nextDown(error);
    double moreLower = Math.nextUp(output.lower());
    Double signSafe = sound.signSafeUpper();
    assertNotNull(signSafe);
    double beyond = signSafe * (1 + LOCATION);
    UnprovedClaim lowError = new UnprovedClaim("certificate.worstCaseError", less, error);
    UnprovedClaim tightOutput =
        new UnprovedClaim("certificate.output.lower", moreLower, output.lower());
    UnprovedClaim tightImage =
        new UnprovedClaim("certificate.steps[0].image.upper", lessUpper, image.upper());
    UnprovedClaim farSign = new UnprovedClaim("certificate.signSafeUpper", beyond, signSafe);
    Interval tighter = new Interval(moreLower, output.upper());
    List<CertifiedStep> same = sound.steps();
    assertUnproved(List.of(tightOutput), table, sound, tighter, error, same, signSafe);
    assertUnproved(List.of(lowError), table, sound, output, less, same, signSafe);
    assertUnproved(List.of(tightImage), table, sound, output, error, steps, signSafe);
    assertUnproved(List.of(farSign), table, sound, output, error, same, beyond);
    assertUnproved(
        List.of(new UnprovedClaim("certificate.signSafeUpper", 1024, signSafe)),
        table,
        sound,
        output,
        error,
        same,
        null);
    assertUnproved(
        List.of(lowError, tightOutput, tightImage, farSign),
        table,
        sound,
        tighter,
        less,
        steps,
        beyond);
  }

  private static void assertUnproved(
      List<UnprovedClaim> unproved,
      CoefficientTable table,
      Certificate sound,
      Interval output,
      double error,
      List<CertifiedStep> steps,
      @Nullable Double signSafe) {
    Certificate claim = new Certificate(sound.input(), output, error, steps, signSafe);
    assertEquals(unproved, Verification.recheck(table.with(claim)));
  }

  /// A looser figure is a theorem too: an older version may have stated it.
  @Test
  void weakerClaimsAreProved() {
    CoefficientTable table = Verification.certified(shipped("cubic5"), new Interval(1e-3, 1));
    Certificate sound = certificate(table);
    Certificate weaker = new Certificate(sound.input(), new Interval(0, 2), 1, sound.steps(), 0.0);
    assertEquals(List.of(), Verification.recheck(table.with(weaker)));
  }

  @Test
  void nothingIsProvedOfImagesThatOverflow() {
    CoefficientTable table = TableLiteral.parse("1e200;1e200;1");
    CertifiedStep image = new CertifiedStep(new Interval(0, 1));
    Certificate claim =
        new Certificate(
            new Interval(0.1, 1), new Interval(0, 1), 1, List.of(image, image, image), null);
    assertEquals(
        List.of(new UnprovedClaim("certificate.worstCaseError", 1, Double.POSITIVE_INFINITY)),
        Verification.recheck(table.with(claim)));
  }

  @Test
  void tablesWithoutACertificateClaimNothing() {
    assertEquals(List.of(), Verification.recheck(TableLiteral.parse("1.5,-0.5")));
  }

  /// Plain, with a cushion and both safety factors, in a band, with rounding, on a grid, of several
  /// degrees, converged, from the smallest lower end: what a design says about its steps is proved
  /// anew, and half or twice each error is refuted.
  @ParameterizedTest
  @MethodSource("designs")
  void minimaxErrorsOfDesignsAreProvedAnew(DesignRequest request) {
    CoefficientTable table = table(ScheduleDesigner.design(request));
    assertEquals(List.of(), Verification.recheck(table));
    for (int t = 0; t < table.steps().size(); t++) {
      Step step = table.steps().get(t);
      ErrorBracket error = step.error();
      assertNotNull(error);
      if (error.upper() > 1e-12) {
        double half = error.lower() / 2;
        assertRefuted(table, t, new ErrorBracket(0, half), half, ".upper");
        double more = error.upper() * (1 + 1e-3);
        assertRefuted(table, t, new ErrorBracket(more, 2), more, ".lower");
      }
    }
  }

  private static void assertRefuted(
      CoefficientTable table, int step, ErrorBracket error, double stated, String end) {
    List<Step> steps = new ArrayList<>(table.steps());
    Step sound = steps.get(step);
    steps.set(
        step,
        new Step(sound.coefficients(), sound.interval(), sound.designInterval(), error, null));
    List<UnprovedClaim> unproved = Verification.recheck(table(steps));
    assertEquals(1, unproved.size());
    assertEquals("steps[" + step + "].error" + end, unproved.getFirst().place());
    assertEquals(stated, unproved.getFirst().stated());
    ErrorBracket right = sound.error();
    assertNotNull(right);
    assertEquals(right.upper(), unproved.getFirst().proved(), 1e-3 * right.upper());
  }

  private static CoefficientTable table(List<Step> steps) {
    return new CoefficientTable(
        "designed", null, steps, Conventions.DEFAULT, null, null, new Provenance("test", null));
  }

  static List<DesignRequest> designs() {
    DesignRequest plain = DesignRequest.of(List.of(5, 5, 5, 5, 5), 1e-3);
    DesignRequest mixed = DesignRequest.of(List.of(3, 9, 17, 1, 7, 5, 3), 0.037);
    return List.of(
        plain,
        mixed,
        DesignRequest.of(List.of(5, 5, 5), 1e-300),
        DesignRequest.of(List.of(9, 17, 17, 17, 11, 9), 1e-3),
        mixed.withCushion(0.1).withSafetyFactor(1.02, SafetyPlacement.POST_HOC),
        plain.withCushion(0.02).withSafetyFactor(1.01, SafetyPlacement.IN_LOOP),
        plain.withBand(new Interval(0.7, 1.2)),
        plain.withRounding(RoundingAssumptions.of(Precision.BFLOAT16, SHAPE)),
        DesignRequest.of(List.of(3, 5), 0.1).withCoefficients(CoefficientGrid.parse("decimal:2")));
  }
}
