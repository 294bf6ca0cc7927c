package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.solver.Compositions;
import org.alternant.solver.certificate.CertificationOutcome.Certified;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.exact.Dyadic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Certificates of the shipped tables on [1e-3, 1], against figures from elsewhere and against
/// dense samples.
class TableCertifierTest {

  private static final MathContext DIGITS = new MathContext(700);

  private static final Interval CUSTOMARY = new Interval(1e-3, 1);

  /// The figures to compare with are given to six decimals.
  private static final double SIX_DECIMALS = 1e-6;

  /// How far a certified end may lie beyond what sampling with refinement attains (observed:
  /// 9e-16).
  private static final double EXCESS = 1e-9;

  /// How far the error at the witness may lie below the certified one (observed: 5e-16).
  private static final double WITNESS_TOLERANCE = 1e-12;

  /// The time allowed for five quintics on the warm JVM, in nanoseconds (observed: 5e5 to 2e6).
  private static final long FIVE_QUINTICS_NANOSECONDS = 20_000_000;

  private static final int SAMPLES = 50_000;

  static List<CoefficientTable> shipped() {
    return Catalogue.forSign();
  }

  @ParameterizedTest
  @CsvSource({
    "jordan-5, 0.470544, 1.202369",
    "you-6, 0.866304, 0.999335",
    "su-6, 0.974774, 1.010413",
    "nanochat-5, 0.858873, 1.141127",
    "gram-newton-schulz-5, 0.729003, 1.123559",
    "cans-5, 0.884374, 1.119836",
    "cubic5, 0.119140, 1.300000",
    "aol-4, -1.084441, 1.084441",
    "deepseek-v4-10, 1.000000, 1.000538",
  })
  void imagesAreTheKnownOnes(String name, double lower, double upper) {
    Interval output = certificate(steps(name), CUSTOMARY).output();
    assertEquals(lower, output.lower(), SIX_DECIMALS);
    assertEquals(upper, output.upper(), SIX_DECIMALS);
  }

  /// The samples are refined towards the extremes by ternary search: an oracle that knows nothing
  /// of critical points. The values at the best are exact.
  @ParameterizedTest
  @MethodSource("shipped")
  void samplesNeverEscapeAndComeCloseToBothEnds(CoefficientTable table) {
    Certificate certificate = certificate(table.steps(), CUSTOMARY);
    for (int t = 1; t <= table.steps().size(); t++) {
      List<Step> first = table.steps().subList(0, t);
      Interval image = certificate.steps().get(t - 1).image();
      Dyadic largest = Compositions.at(first, highest(first, CUSTOMARY, 1));
      Dyadic smallest = Compositions.at(first, highest(first, CUSTOMARY, -1));
      Dyadic above = Dyadic.of(image.upper()).minus(largest);
      Dyadic below = smallest.minus(Dyadic.of(image.lower()));
      assertTrue(above.signum() >= 0 && below.signum() >= 0, table.name() + ", step " + t);
      assertTrue(
          above.doubleValue() <= EXCESS && below.doubleValue() <= EXCESS,
          () -> table.name() + ": " + above.doubleValue() + ", " + below.doubleValue());
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void witnessAttainsTheWorstCaseError(CoefficientTable table) {
    Certified certified = certified(table.steps(), CUSTOMARY);
    double worst = certified.certificate().worstCaseError();
    double witness = certified.witness();
    assertTrue(CUSTOMARY.lower() <= witness && witness <= CUSTOMARY.upper());
    double error = Dyadic.ONE.minus(Compositions.at(table.steps(), witness)).abs().doubleValue();
    assertEquals(error, certified.attainedError());
    assertTrue(error <= worst && error >= worst - WITNESS_TOLERANCE, error + " of " + worst);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void outputIsTheLastImageAndTheErrorItsDistanceFromOne(CoefficientTable table) {
    Certificate certificate = certificate(table.steps(), CUSTOMARY);
    Interval output = certificate.output();
    assertEquals(CUSTOMARY, certificate.input());
    assertEquals(table.steps().size(), certificate.steps().size());
    assertEquals(certificate.steps().getLast().image(), output);
    double distance = Math.max(1 - output.lower(), output.upper() - 1);
    assertEquals(distance, certificate.worstCaseError(), Math.ulp(2.0));
  }

  /// The certificate is about these very binary64 numbers. (A last row that has converged may hide
  /// an ulp behind the outward rounding: there one of the coefficients must tell.)
  @ParameterizedTest
  @MethodSource("shipped")
  void oneUlpOfACoefficientChangesTheCertificate(CoefficientTable table) {
    Certificate before = certificate(table.steps(), CUSTOMARY);
    for (int t = 0; t < table.steps().size(); t++) {
      int changed = 0;
      for (int i = 0; i < table.steps().get(t).coefficients().size(); i++) {
        List<Step> moved = Compositions.moved(table.steps(), t, i, 1);
        changed += before.equals(certificate(moved, CUSTOMARY)) ? 0 : 1;
      }
      assertTrue(changed >= 1, table.name() + ", step " + (t + 1));
    }
    List<Step> moved = Compositions.moved(table.steps(), 0, 0, 1);
    assertNotEquals(before, certificate(moved, CUSTOMARY));
  }

  @Test
  void overflowNamesTheStep() {
    Step huge = Step.of(List.of(1e200));
    Step one = Step.of(List.of(1.0));
    assertEquals(new Overflow(1), outcome(List.of(huge, one), new Interval(1, 1e200)));
    assertEquals(new Overflow(2), outcome(List.of(huge, huge, one), CUSTOMARY));
    assertEquals(
        new Overflow(4),
        outcome(Collections.nCopies(9, Step.of(List.of(1.875, -1.25, 0.375))), new Interval(0, 9)));
  }

  /// 1 + MAX_VALUE is no binary64 number.
  @Test
  void anErrorBeyondBinary64IsAnOverflow() {
    Step largest = Step.of(List.of(-Double.MAX_VALUE));
    assertEquals(new Overflow(1), outcome(List.of(largest), CUSTOMARY));
    assertInstanceOf(Certified.class, outcome(List.of(largest), new Interval(0, 0.5)));
  }

  /// Zeros carry no exponents, tiny numbers few digits: 2⁻¹ to the 63⁸ would have 10¹⁴.
  @ParameterizedTest
  @CsvSource({"deepseek-v4-10, 0", "deepseek-v4-10, 4.9e-324", "jordan-5, 1e-300"})
  void intervalsReachZero(String name, double lower) {
    List<Step> steps = new ArrayList<>(steps(name));
    steps.addAll(steps(name));
    Certificate certificate = certificate(steps, new Interval(lower, 1));
    assertEquals(lower == 0, certificate.output().lower() == 0);
    assertEquals(1, certificate.worstCaseError());
  }

  @Test
  void valuesThatVanishAreEnclosedByZeroAndTheSmallestNumber() {
    List<Double> coefficients = new ArrayList<>(Collections.nCopies(31, 0.0));
    coefficients.add(1.0);
    List<Step> steps = Collections.nCopies(8, Step.of(coefficients));
    assertEquals(new Interval(0, 1), certificate(steps, new Interval(0.5, 1)).output());
    assertEquals(
        new Interval(0, Double.MIN_VALUE), certificate(steps, new Interval(0, 0.5)).output());
  }

  /// Steps that have converged are limit polynomials: their composition errs by far less than any
  /// fixed number of digits shows. Held against decimals of 700 digits at the witness.
  @Test
  void errorsFarBelowTheirDigitsAreEnclosed() {
    List<Step> steps =
        ScheduleDesigner.design(DesignRequest.of(List.of(9, 17, 17, 17, 11, 9), 1e-3));
    Certified certified = certified(steps, CUSTOMARY);
    BigDecimal x = new BigDecimal(certified.witness());
    for (Step step : steps) {
      BigDecimal square = x.multiply(x, DIGITS);
      BigDecimal value = BigDecimal.ZERO;
      for (double coefficient : step.coefficients().reversed()) {
        value = value.multiply(square, DIGITS).add(new BigDecimal(coefficient), DIGITS);
      }
      x = value.multiply(x, DIGITS);
    }
    double error = BigDecimal.ONE.subtract(x).abs().doubleValue();
    assertEquals(2.42e-298, error, 1e-300);
    assertEquals(error, certified.attainedError(), 1e-15 * error);
    assertEquals(error, certified.certificate().worstCaseError(), 1e-8 * error);
  }

  /// Below binary64 there is a bound and no more.
  @Test
  void errorsBelowBinary64AreBoundedByItsSmallestNumber() {
    List<Step> steps =
        ScheduleDesigner.design(DesignRequest.of(List.of(9, 17, 17, 17, 17, 17), 1e-3));
    Certified certified = certified(steps, CUSTOMARY);
    assertEquals(Double.MIN_VALUE, certified.certificate().worstCaseError());
    assertEquals(0, certified.attainedError());
  }

  /// Exactly 1, though the image touches 0 where no binary64 number lies.
  @Test
  void errorAtADoubleRootIsExactlyOne() {
    List<Step> steps = List.of(Step.of(List.of(0.0703125, -0.375, 0.5)));
    Certificate certificate = certificate(steps, new Interval(0.1, 1));
    assertEquals(new Interval(0, 0.1953125), certificate.output());
    assertEquals(1, certificate.worstCaseError());
    assertEquals(
        new SmallestLower.Every(), new TableCertifier(steps).safeRange().smallestLower(1, 1));
  }

  @Test
  void aPointHasAPointForItsImage() {
    Certified certified = certified(steps("newton-schulz-5"), new Interval(1, 1));
    assertEquals(new Interval(1, 1), certified.certificate().output());
    assertEquals(0, certified.certificate().worstCaseError());
    assertEquals(0, certified.attainedError());
    assertEquals(1, certified.witness());
  }

  @Test
  void oddTablesHaveOddImages() {
    for (CoefficientTable table : Catalogue.forSign()) {
      Interval output = certificate(table.steps(), CUSTOMARY).output();
      Interval mirrored = certificate(table.steps(), new Interval(-1, -1e-3)).output();
      assertEquals(new Interval(-output.upper(), -output.lower()), mirrored, table.name());
    }
  }

  @Test
  void anEmptyTableIsRefused() {
    assertEquals(
        "a composition needs at least one step",
        assertThrows(IllegalArgumentException.class, () -> new TableCertifier(List.of()))
            .getMessage());
  }

  @Test
  void fiveQuinticsTakeLessThanTwentyMilliseconds() {
    TableCertifier certifier = new TableCertifier(steps("cans-5"));
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 200; i++) {
      long start = System.nanoTime();
      certifier.certify(CUSTOMARY);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    assertTrue(fastest < FIVE_QUINTICS_NANOSECONDS, fastest + " ns");
  }

  /// Where the composition (or, with sign −1, its negative) is highest among points of even spacing
  /// and of even ratios, the best of them refined.
  private static double highest(List<Step> steps, Interval input, int sign) {
    DoubleUnaryOperator value = x -> sign * Compositions.inBinary64(steps, x);
    List<DoubleUnaryOperator> grids =
        List.of(
            share -> input.lower() + share * (input.upper() - input.lower()),
            share -> input.lower() * Math.pow(input.upper() / input.lower(), share));
    double highest = input.lower();
    for (DoubleUnaryOperator grid : grids) {
      DoubleUnaryOperator inside =
          share -> Math.clamp(grid.applyAsDouble(share), input.lower(), input.upper());
      double best = 0;
      double valueAtBest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i <= SAMPLES; i++) {
        double share = (double) i / SAMPLES;
        double found = value.applyAsDouble(inside.applyAsDouble(share));
        best = found > valueAtBest ? share : best;
        valueAtBest = Math.max(found, valueAtBest);
      }
      double below = Math.max(0, best - 1.0 / SAMPLES);
      double above = Math.min(1, best + 1.0 / SAMPLES);
      highest = higher(value, highest, inside.applyAsDouble(best));
      for (int i = 0; i < 60; i++) {
        double left = inside.applyAsDouble((2 * below + above) / 3);
        double right = inside.applyAsDouble((below + 2 * above) / 3);
        boolean rising = value.applyAsDouble(left) < value.applyAsDouble(right);
        highest = higher(value, highest, rising ? right : left);
        below = rising ? (2 * below + above) / 3 : below;
        above = rising ? above : (below + 2 * above) / 3;
      }
    }
    return highest;
  }

  private static double higher(DoubleUnaryOperator value, double x, double y) {
    return value.applyAsDouble(y) > value.applyAsDouble(x) ? y : x;
  }

  private static CertificationOutcome outcome(List<Step> steps, Interval input) {
    return new TableCertifier(steps).certify(input);
  }

  private static Certified certified(List<Step> steps, Interval input) {
    return assertInstanceOf(Certified.class, outcome(steps, input));
  }

  private static Certificate certificate(List<Step> steps, Interval input) {
    return certified(steps, input).certificate();
  }

  private static List<Step> steps(String name) {
    return Catalogue.find(name).orElseThrow().steps();
  }

  /// p(x) = (1 + 2⁻⁵³)x + x³ by a plan, of which the coefficients keep x + x³.
  @Test
  void whatAPlanComputesIsCertifiedAndNotItsRoundedCoefficients() {
    Step coefficients = Step.of(List.of(1.0, 1.0));
    Step planned =
        coefficients.withPlan(new EvaluationPlan(1, -1, 0x1p-53, List.of(), List.of(0.0, 1.0)));
    assertEquals(coefficients.coefficients(), planned.coefficients());
    Interval one = new Interval(1, 1);
    assertEquals(new Interval(2, 2), image(coefficients, one));
    assertEquals(new Interval(2, Math.nextUp(2.0)), image(planned, one));
  }

  private static Interval image(Step step, Interval input) {
    return assertInstanceOf(
            ImageOutcome.Enclosed.class, new TableCertifier(List.of(step)).image(input))
        .image();
  }
}
