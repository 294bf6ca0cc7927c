package org.alternant.toolkit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Certificate.CertifiedStep;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.solver.certificate.Continuation;
import org.alternant.toolkit.verify.RecordedClaim.Part;
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
    assertEquals(OptionalDouble.empty(), proved.smallestLower());
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
    double found = verified(request.findingLowerEndFor(0.5)).smallestLower().orElseThrow();
    assertTrue(verified(request.on(new Interval(found, 1))).error() <= 0.5);
    assertTrue(verified(request.on(new Interval(found * (1 - LOCATION), 1))).error() > 0.5);
    assertEquals(
        OptionalDouble.empty(),
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
  void shippedCertificatesAreProvedAnew(CoefficientTable table) {
    RecordedClaim.Proved proved =
        assertInstanceOf(RecordedClaim.Proved.class, Verification.recheck(table));
    assertEquals(table.certificate(), proved.recorded());
    assertEquals(proved.recorded(), proved.proved());
  }

  @Test
  void everyPartThatSaysTooMuchIsNamed() {
    CoefficientTable table = Verification.certified(shipped("cubic5"), new Interval(1e-3, 1));
    Certificate sound = certificate(table);
    Interval output = sound.output();
    Interval tighter = new Interval(Math.nextUp(output.lower()), output.upper());
    List<CertifiedStep> steps = new ArrayList<>(sound.steps());
    steps.set(
        0,
        new CertifiedStep(
            new Interval(
                steps.getFirst().image().lower(),
                Math.nextDown(steps.getFirst().image().upper()))));
    double error = sound.worstCaseError();
    Double signSafe = sound.signSafeUpper();
    assertNotNull(signSafe);
    assertUnproved(EnumSet.of(Part.OUTPUT), table, sound, tighter, error, sound.steps(), signSafe);
    assertUnproved(
        EnumSet.of(Part.WORST_CASE_ERROR),
        table,
        sound,
        output,
        Math.nextDown(error),
        sound.steps(),
        signSafe);
    assertUnproved(EnumSet.of(Part.STEPS), table, sound, output, error, steps, signSafe);
    assertUnproved(
        EnumSet.of(Part.SIGN_SAFE_UPPER),
        table,
        sound,
        output,
        error,
        sound.steps(),
        signSafe * (1 + LOCATION));
    assertUnproved(
        EnumSet.of(Part.SIGN_SAFE_UPPER), table, sound, output, error, sound.steps(), null);
    assertUnproved(
        EnumSet.allOf(Part.class), table, sound, tighter, error / 2, steps, 2 * signSafe);
  }

  private static void assertUnproved(
      Set<Part> parts,
      CoefficientTable table,
      Certificate sound,
      Interval output,
      double error,
      List<CertifiedStep> steps,
      @Nullable Double signSafe) {
    Certificate claim = new Certificate(sound.input(), output, error, steps, signSafe);
    RecordedClaim.Unproved unproved =
        assertInstanceOf(RecordedClaim.Unproved.class, Verification.recheck(table.with(claim)));
    assertEquals(parts, unproved.unproved());
    assertEquals(sound, unproved.proved());
  }

  @Test
  void weakerClaimsAreProved() {
    CoefficientTable table = Verification.certified(shipped("cubic5"), new Interval(1e-3, 1));
    Certificate sound = certificate(table);
    Certificate weaker = new Certificate(sound.input(), new Interval(0, 2), 1, sound.steps(), 0.0);
    assertEquals(new RecordedClaim.Proved(weaker, sound), Verification.recheck(table.with(weaker)));
  }

  @Test
  void tablesWithoutACertificateClaimNothing() {
    assertEquals(new RecordedClaim.None(), Verification.recheck(TableLiteral.parse("1.5,-0.5")));
  }
}
