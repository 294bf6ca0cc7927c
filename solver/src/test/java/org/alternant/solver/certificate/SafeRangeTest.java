package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.solver.Compositions;
import org.alternant.solver.exact.Dyadic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How far up a composition stays positive, how far up it errs by less than 1, how far down an
/// error can be kept: each bracketed from both sides by exact evaluation.
class SafeRangeTest {

  private static final long SEED = 20260104;

  /// The figures to compare with are given to four or five decimals.
  private static final double PRINTED = 5e-6;

  /// Beyond the end found by a little more than its accuracy.
  private static final double BEYOND = 1 + 2 * SafeRange.LOCATION_ACCURACY;

  private static final double SLIGHTLY_SMALLER = 1 - 1e-9;
  private static final Interval CUSTOMARY = new Interval(1e-3, 1);

  static List<CoefficientTable> shipped() {
    return Catalogue.forSign();
  }

  @ParameterizedTest
  @CsvSource({"aol-4, 0.8837, 5e-5", "cubic5, 1.00352, 5e-6"})
  void compositionsWithASignChangeBreakWhereItIsKnown(String name, double known, double printed) {
    assertEquals(known, range(name).signSafeUpper().orElseThrow(), printed);
  }

  /// 3/2 x − 1/2 x³ is positive up to √3.
  @Test
  void newtonSchulzIsPositiveUpToTheRootOfThree() {
    double upper = range("newton-schulz-3").signSafeUpper().orElseThrow();
    Dyadic square = Dyadic.of(upper).times(Dyadic.of(upper));
    Dyadic beyond = Dyadic.of(upper * BEYOND);
    Dyadic three = new Dyadic(BigInteger.valueOf(3), 0);
    assertTrue(square.compareTo(three) <= 0);
    assertTrue(beyond.times(beyond).compareTo(three) > 0);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void signSafeUpperIsTheLargest(CoefficientTable table) {
    OptionalDouble found = new SafeRange(table.steps()).signSafeUpper();
    assertPositiveUpTo(found.orElse(SafeRange.LARGEST_UPPER), table.steps());
    if (found.isPresent()) {
      Dyadic beyond = Compositions.at(table.steps(), found.getAsDouble() * BEYOND);
      assertTrue(beyond.signum() <= 0, table.name());
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void unitErrorUpperIsTheLargest(CoefficientTable table) {
    double found = new SafeRange(table.steps()).unitErrorUpper().orElseThrow();
    for (double x : points(found)) {
      Dyadic value = Compositions.at(table.steps(), x);
      assertTrue(value.signum() > 0 && value.compareTo(Dyadic.TWO) < 0, table.name() + " " + x);
    }
    Dyadic beyond = Compositions.at(table.steps(), found * BEYOND);
    assertTrue(beyond.signum() <= 0 || beyond.compareTo(Dyadic.TWO) >= 0, table.name());
  }

  /// Issue 4 expects sign-safe ends of 1.01062, 1.02171 and 1.26458 for these three. They have
  /// none: every row (a, b, c) has a, c > 0 and b² < 4ac, so a + by + cy² has no real root and
  /// every step, hence the composition, is positive for all x > 0.
  @ParameterizedTest
  @CsvSource({"polar-express-8", "polar-express-8-safety-1.01", "deepseek-v4-10"})
  void rowsOfNegativeDiscriminantAreSignSafeEverywhere(String name) {
    for (Step step : steps(name)) {
      BigDecimal a = new BigDecimal(step.coefficients().get(0));
      BigDecimal b = new BigDecimal(step.coefficients().get(1));
      BigDecimal c = new BigDecimal(step.coefficients().get(2));
      assertTrue(a.signum() > 0 && c.signum() > 0);
      assertTrue(b.multiply(b).compareTo(a.multiply(c).multiply(BigDecimal.valueOf(4))) < 0);
    }
    assertEquals(OptionalDouble.empty(), range(name).signSafeUpper());
    assertPositiveUpTo(SafeRange.LARGEST_UPPER, steps(name));
  }

  /// What the three figures are: the input at which y = x² overflows x86's 80-bit `long double`
  /// (2¹⁶³⁸⁴) in the last step, where x (a + b y + c y y) gives −∞ + ∞ = NaN, which is not positive
  /// either.
  @ParameterizedTest
  @CsvSource({
    "polar-express-8, 1.01062",
    "polar-express-8-safety-1.01, 1.02171",
    "deepseek-v4-10, 1.26458"
  })
  void theSuspectedSignChangesAreOverflowOfLongDouble(String name, double figure) {
    List<Step> butLast = steps(name).subList(0, steps(name).size() - 1);
    Dyadic limit = new Dyadic(BigInteger.ONE, 16_384 / 2);
    assertTrue(Compositions.at(butLast, figure - PRINTED).compareTo(limit) < 0);
    assertTrue(Compositions.at(butLast, figure + PRINTED).compareTo(limit) >= 0);
  }

  @Test
  void signsOfNegativeStepsMultiply() {
    Step minus = Step.of(List.of(-1.0));
    Step newton = Step.of(List.of(1.5, -0.5));
    assertEquals(0, signSafe(minus));
    assertEquals(OptionalDouble.empty(), new SafeRange(List.of(minus, minus)).signSafeUpper());
    assertEquals(signSafe(newton), signSafe(minus, newton, minus));
    assertEquals(0, signSafe(minus, newton));
  }

  /// x³ (1 − x²) is positive up to 1, though its slope at 0 is not.
  @Test
  void leadingZerosDoNotCountAgainstTheSign() {
    double upper = signSafe(Step.of(List.of(0.0, 1.0, -1.0)));
    assertTrue(upper < 1 && upper * BEYOND > 1);
    assertEquals(0, signSafe(Step.of(List.of(0.0, 0.0))));
  }

  /// The second step's argument passes the largest binary64 number, the third's root lies beyond
  /// that, at 4.5e311, and is passed for inputs above 1e-191.
  @Test
  void rootsBeyondBinary64AreNotMissed() {
    List<Step> steps =
        List.of(
            Step.of(List.of(1e300, 1e300)),
            Step.of(List.of(1.0, 1.0)),
            Step.of(List.of(1e300, -Double.MIN_VALUE)));
    assertTrue(Compositions.at(steps, 1).signum() < 0);
    double found = new SafeRange(steps).signSafeUpper().orElseThrow();
    assertTrue(found < 1);
    assertPositiveUpTo(found, steps);
  }

  @Test
  void randomTablesAreBracketedFromBothSides() {
    SplittableRandom random = new SplittableRandom(SEED);
    int bounded = 0;
    for (int i = 0; i < 40; i++) {
      List<Step> steps = new ArrayList<>();
      for (int t = random.nextInt(1, 4); t > 0; t--) {
        List<Double> coefficients = new ArrayList<>(List.of(random.nextDouble(0.1, 3)));
        for (int j = random.nextInt(0, 5); j > 0; j--) {
          coefficients.add(random.nextDouble(-1, 1));
        }
        steps.add(Step.of(coefficients));
      }
      OptionalDouble found = new SafeRange(steps).signSafeUpper();
      assertPositiveUpTo(found.orElse(SafeRange.LARGEST_UPPER), steps);
      if (found.isPresent()) {
        assertTrue(Compositions.at(steps, found.getAsDouble() * BEYOND).signum() <= 0);
        bounded++;
      }
    }
    assertTrue(bounded > 10, bounded + " with a sign change");
  }

  @ParameterizedTest
  @CsvSource({
    "cans-5, 0.1",
    "cans-5, 0.9",
    "nanochat-5, 0.2",
    "polar-express-8, 1e-4",
    "deepseek-v4-10, 0.001",
    "jordan-5, 0.6",
    "you-6, 0.5",
  })
  void findLowerIsTheSmallest(String name, double error) {
    double lower = range(name).smallestLower(error, 1).proved().orElseThrow();
    assertTrue(worstCaseError(name, lower) <= error);
    assertTrue(worstCaseError(name, Math.nextDown(lower)) > error);
  }

  /// 1 − x is at most 0.5 from 0.5 on, and at most 0.1 from 0.9 on, as both stand in binary64.
  @Test
  void findLowerIsExact() {
    SafeRange identity = new SafeRange(List.of(Step.of(List.of(1.0))));
    assertEquals(new SmallestLower.Found(0.5), identity.smallestLower(0.5, 1));
    assertEquals(new SmallestLower.Found(0.9), identity.smallestLower(0.1, 1));
  }

  @Test
  void findLowerSaysWhenNoOrEveryLowerEndWillDo() {
    assertEquals(new SmallestLower.None(), range("jordan-5").smallestLower(0.1, 1));
    for (double error : new double[] {1, Math.nextUp(1.0), 7}) {
      assertEquals(new SmallestLower.Every(), range("deepseek-v4-10").smallestLower(error, 1));
      assertEquals(new SmallestLower.Every(), range("deepseek-v4-10").smallestLower(error, 0));
    }
    assertEquals(new SmallestLower.None(), range("deepseek-v4-10").smallestLower(0.5, 0));
    assertEquals(new SmallestLower.AtMost(-0.5), range("newton-schulz-3").smallestLower(3, -0.5));
  }

  /// Near 0 every odd composition errs by nearly 1, so that below 1 not every lower end serves, but
  /// the smallest may lie below all that are looked at.
  @Test
  void findLowerSaysWhereItStopsLooking() {
    SafeRange unit = new SafeRange(List.of(Step.of(List.of(0x1p999))));
    assertEquals(new SmallestLower.AtMost(0x1p-1000), unit.smallestLower(0.5, 0x1p-999));
    SmallestLower located = unit.smallestLower(0.25, 0x1p-999);
    assertInstanceOf(SmallestLower.Found.class, located);
    assertEquals(0.75 * 0x1p-999, located.proved().orElseThrow(), 1e-9 * 0x1p-999);
    assertEquals(new SmallestLower.None(), unit.smallestLower(0.25, 0x1p-1000));
  }

  private static double worstCaseError(String name, double lower) {
    return assertInstanceOf(
            CertificationOutcome.Certified.class,
            new TableCertifier(steps(name)).certify(new Interval(lower, CUSTOMARY.upper())))
        .certificate()
        .worstCaseError();
  }

  private static void assertPositiveUpTo(double bound, List<Step> steps) {
    for (double x : points(bound)) {
      assertTrue(Compositions.at(steps, x).signum() > 0, () -> x + " of " + bound);
    }
  }

  /// The bound, points with even spacing and with even ratios below it.
  private static List<Double> points(double bound) {
    List<Double> points = new ArrayList<>(Collections.singleton(bound));
    for (int i = 1; i < 60; i++) {
      points.add(bound * i / 60);
      points.add(bound * Math.scalb(1.0, -i));
    }
    points.add(bound * SLIGHTLY_SMALLER);
    return bound == 0 ? List.of() : points;
  }

  private static double signSafe(Step... steps) {
    return new SafeRange(List.of(steps)).signSafeUpper().orElseThrow();
  }

  private static SafeRange range(String name) {
    return new SafeRange(steps(name));
  }

  private static List<Step> steps(String name) {
    return Catalogue.find(name).orElseThrow().steps();
  }
}
