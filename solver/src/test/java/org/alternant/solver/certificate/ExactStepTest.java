package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Images of single steps against exact samples.
class ExactStepTest {

  private static final long SEED = 20260103;
  private static final int SAMPLES = 60;

  /// What [ExactStep.Image] promises: 2⁻¹⁹¹ of the value …
  private static final int VALUE_BITS = 191;

  /// … and a multiple, here 16, of 2⁻²⁰⁰ Σ (2i+1)² |cᵢ| s^(2i+1).
  private static final int TERMS_BITS = 196;

  private static final Dyadic TINIEST = new Dyadic(BigInteger.ONE, ExactStep.SMALLEST_EXPONENT);

  @Test
  void imageEnclosesSamplesAndIsTightForEveryDegree() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int degree = 1; degree <= 63; degree += 2) {
      for (Step step : wild(degree, random)) {
        assertEncloses(step, 0, Math.scalb(1.0, random.nextInt(-3, 3)), random);
        assertEncloses(step, -random.nextDouble(), 2 * random.nextDouble(), random);
        assertEncloses(step, 0.001, 1, random);
        assertEncloses(step, -3, -0.01, random);
        assertEncloses(step, 0x1p-1074, 1, random);
        double point = random.nextDouble(0.5, 1.5);
        assertEncloses(step, point, Math.nextUp(point), random);
        assertEncloses(step, point, point, random);
        assertEncloses(step, 0, 0, random);
      }
    }
  }

  /// On [−1, 1] and beyond, Chebyshev polynomials have as many critical points as their degree
  /// allows, all with values ±1. Their coefficients are exact in binary64 up to degree 37.
  @ParameterizedTest
  @CsvSource({"3", "5", "9", "17", "31", "37"})
  void chebyshevPolynomialsAreEnclosedBetweenMinusOneAndOne(int degree) {
    ExactStep step = new ExactStep(Step.of(chebyshev(degree)));
    Dyadic tolerance = new Dyadic(BigInteger.ONE, -100);
    for (double lower : new double[] {-1, -0.9, 0, 0.4}) {
      ExactStep.Image image = step.image(Dyadic.of(lower), Dyadic.ONE);
      assertReaches(Dyadic.ONE, image.upper(), tolerance);
      // Degree 3 has its minimum at 1/2, every other one has several beyond.
      assertReaches(Dyadic.ONE, image.lower().negated(), tolerance);
    }
  }

  /// 15/8 x − 10/8 x³ + 3/8 x⁵ has p′(x) = 15/8 (1 − x²)²: double roots inside and at ends, no
  /// extremum.
  @Test
  void doubleCriticalPointsAreNoExtremes() {
    ExactStep step = new ExactStep(Step.of(List.of(1.875, -1.25, 0.375)));
    for (double[] ends : new double[][] {{0.3, 1.7}, {-1.5, 1.5}, {-1, 1}, {0, 1}, {1, 2}}) {
      ExactStep.Image image = step.image(Dyadic.of(ends[0]), Dyadic.of(ends[1]));
      assertEquals(step.at(Dyadic.of(ends[0])).doubleValue(), image.lower().doubleFloor());
      assertEquals(step.at(Dyadic.of(ends[1])).doubleValue(), image.upper().doubleCeiling());
    }
  }

  /// Values of few bits at critical points of many: a double root at √0.375 of x (y − 0.375)²/2; a
  /// maximum at 2/3 of 9/4 x − 27/16 x³, which is 1, and multiples of it; two double roots.
  @ParameterizedTest
  @CsvSource({
    "0.0703125;-0.375;0.5, 0.1, 1, 0, 0.1953125",
    "-0.0703125;0.375;-0.5, 0.1, 1, -0.1953125, 0",
    "2.25;-1.6875, 0.5, 0.75, 0.9140625, 1",
    "2.8125;-2.109375, 0.5, 0.75, 1.142578125, 1.25",
    "4.5;-3.375, 0.5, 1, 1.125, 2",
    "4.5;-3.375, -1, 1, -2, 2",
    // x (y − 3/8)² (y − 5/8)²
    "0.054931640625;-0.46875;1.46875;-2;1, 0.5, 0.8125, 0, 0.0010986328125",
  })
  void valuesOfFewBitsAreExact(
      String coefficients, double from, double to, double lower, double upper) {
    Step step = Step.of(Arrays.stream(coefficients.split(";")).map(Double::valueOf).toList());
    ExactStep.Image image = new ExactStep(step).image(Dyadic.of(from), Dyadic.of(to));
    assertEquals(lower, image.lower().doubleFloor());
    assertEquals(lower, image.lower().doubleCeiling());
    assertEquals(upper, image.upper().doubleFloor());
    assertEquals(upper, image.upper().doubleCeiling());
  }

  /// The limit polynomial of degree 5 takes 1 ± d to 1 ± (5/2 d³ ∓ …): nothing of it is lost next
  /// to 1, at a critical point that is a double root of p′.
  @ParameterizedTest
  @ValueSource(ints = {10, 60, 100, 300})
  void distancesToOneKeepTheirDigits(int exponent) {
    ExactStep step = new ExactStep(Step.of(List.of(1.875, -1.25, 0.375)));
    Dyadic distance = new Dyadic(BigInteger.ONE, -exponent);
    ExactStep.Image image = step.image(Dyadic.ONE.minus(distance), Dyadic.ONE.plus(distance));
    double below = Dyadic.ONE.minus(image.lower()).scaled(3 * exponent).doubleValue();
    double above = image.upper().minus(Dyadic.ONE).scaled(3 * exponent).doubleValue();
    assertEquals(2.5, below, 4 * Math.scalb(1.0, -exponent));
    assertEquals(2.5, above, 4 * Math.scalb(1.0, -exponent));
  }

  @Test
  void constantsAndZeroAreEnclosed() {
    ExactStep zero = new ExactStep(Step.of(List.of(0.0, 0.0, 0.0)));
    ExactStep.Image image = zero.image(Dyadic.ZERO, Dyadic.ONE);
    assertEquals(0, image.lower().signum());
    assertEquals(0, image.upper().signum());
    ExactStep line = new ExactStep(Step.of(List.of(-2.0)));
    assertEquals(-2, line.image(Dyadic.ZERO, Dyadic.ONE).lower().doubleValue());
    assertEquals(0, line.image(Dyadic.ZERO, Dyadic.ONE).upper().doubleValue());
  }

  /// Zeros are exact zeros: an exponent on one would grow by the degree with every step.
  @Test
  void zeroHasNoExponent() {
    ExactStep step = new ExactStep(Step.of(List.of(3.4445, -4.775, 2.0315)));
    Dyadic zero = new Dyadic(BigInteger.ZERO, -5000);
    assertEquals(Dyadic.ZERO, step.at(zero));
    assertEquals(Dyadic.ZERO, step.image(zero, Dyadic.ONE).lower());
  }

  @ParameterizedTest
  @CsvSource({
    // x(1 − x²)(4 − x²): roots 1 and 2.
    "4;-5;1, 0.999, 1",
    "4;-5;1, 1, 0",
    "4;-5;1, 1.5, 0",
    "4;-5;1, 3, 0",
    "4;-5;1, 1e300, 0",
    "-4;5;-1, 0.999, -1",
    "-4;5;-1, 1.001, 0",
    // x(1 − x²)²: a double root at 1.
    "1;-2;1, 0.999999, 1",
    "1;-2;1, 1, 0",
    "1;-2;1, 2, 0",
    // No root but 0.
    "1, 1e308, 1",
    "3.4445;-4.775;2.0315, 1e308, 1",
    "-1;-1, 1e308, -1",
    "0;0;1, 1e308, 1",
    "0;0, 1, 0",
    // Zeros before and after.
    "0;1;-1;0, 0.999, 1",
    "0;1;-1;0, 1, 0",
    // The root is at 1e150.
    "1e300;-1, 9.99e149, 1",
    "1e300;-1, 1.001e150, 0",
  })
  void signUpToIsTheSignWhereThereIsNoRoot(String coefficients, double upper, int sign) {
    Step step = Step.of(Arrays.stream(coefficients.split(";")).map(Double::valueOf).toList());
    assertEquals(sign, new ExactStep(step).signUpTo(Dyadic.of(upper)));
  }

  /// The only root of 1e300 x − 4.9e-324 x³ is 4.5e311.
  @Test
  void beyondBinary64TheWholeHalfLineCounts() {
    ExactStep step = new ExactStep(Step.of(List.of(1e300, -Double.MIN_VALUE)));
    assertEquals(1, step.signUpTo(Dyadic.of(Double.MAX_VALUE)));
    assertEquals(0, step.signUpTo(Dyadic.of(Double.MAX_VALUE).scaled(1)));
  }

  /// An upper end is at least the true one, and hardly more.
  private static void assertReaches(Dyadic exact, Dyadic end, Dyadic tolerance) {
    assertTrue(end.compareTo(exact) >= 0 && end.minus(exact).compareTo(tolerance) <= 0);
  }

  private static void assertEncloses(Step step, double from, double to, SplittableRandom random) {
    Dyadic lower = Dyadic.of(from);
    Dyadic upper = Dyadic.of(to);
    ExactStep exact = new ExactStep(step);
    ExactStep.Image image = exact.image(lower, upper);
    String context = step.coefficients() + " on [" + from + ", " + to + "]";
    for (int i = 0; i <= SAMPLES; i++) {
      double share = random.nextDouble();
      double x =
          switch (i) {
            case 0 -> from;
            case 1 -> to;
            default -> Math.clamp(from + share * (to - from), from, to);
          };
      Dyadic value = termByTerm(step, Dyadic.of(x));
      assertTrue(image.lower().compareTo(value) <= 0, () -> x + " escapes below: " + context);
      assertTrue(image.upper().compareTo(value) >= 0, () -> x + " escapes above: " + context);
    }
    Dyadic allowed =
        image
            .lower()
            .abs()
            .max(image.upper().abs())
            .scaled(-VALUE_BITS)
            .plus(terms(step, lower.abs().max(upper.abs())).scaled(-TERMS_BITS))
            .plus(TINIEST);
    for (Dyadic at : List.of(image.lowerAt(), image.upperAt())) {
      assertTrue(lower.compareTo(at) <= 0 && at.compareTo(upper) <= 0, context);
    }
    assertTrue(
        termByTerm(step, image.lowerAt()).minus(image.lower()).compareTo(allowed) <= 0, context);
    assertTrue(
        image.upper().minus(termByTerm(step, image.upperAt())).compareTo(allowed) <= 0, context);
  }

  /// Coefficients of size 1; over the whole range of binary64; falling by factorials; with zeros.
  private static List<Step> wild(int degree, SplittableRandom random) {
    List<Double> moderate = new ArrayList<>();
    List<Double> anySize = new ArrayList<>();
    List<Double> oscillating = new ArrayList<>();
    List<Double> sparse = new ArrayList<>();
    double falling = 10;
    for (int i = 0; i <= degree / 2; i++) {
      moderate.add(random.nextDouble(-1, 1));
      anySize.add(Math.scalb(random.nextDouble(-1, 1), random.nextInt(-1070, 1020)));
      oscillating.add((i % 2 == 0 ? falling : -falling) * random.nextDouble(0.9, 1.1));
      falling *= 100.0 / ((2 * i + 2) * (2 * i + 3));
      sparse.add(random.nextInt(3) == 0 ? random.nextDouble(-100, 100) : 0.0);
    }
    return List.of(Step.of(moderate), Step.of(anySize), Step.of(oscillating), Step.of(sparse));
  }

  /// T₂ₖ₊₁ by its three-term recurrence in integers.
  private static List<Double> chebyshev(int degree) {
    BigInteger[] before = {BigInteger.ONE};
    BigInteger[] current = {BigInteger.ZERO, BigInteger.ONE};
    for (int n = 1; n < degree; n++) {
      BigInteger[] next = new BigInteger[n + 2];
      for (int i = 0; i <= n + 1; i++) {
        BigInteger twice = i == 0 ? BigInteger.ZERO : current[i - 1].shiftLeft(1);
        next[i] = i < n ? twice.subtract(before[i]) : twice;
      }
      before = current;
      current = next;
    }
    List<Double> odd = new ArrayList<>();
    for (int i = 1; i <= degree; i += 2) {
      assertEquals(current[i], new BigDecimal(current[i].doubleValue()).toBigInteger());
      odd.add(current[i].doubleValue());
    }
    return odd;
  }

  /// p(x), not by Horner's rule.
  private static Dyadic termByTerm(Step step, Dyadic x) {
    Dyadic sum = Dyadic.ZERO;
    Dyadic power = x;
    for (double coefficient : step.coefficients()) {
      sum = sum.plus(Dyadic.of(coefficient).times(power));
      power = power.times(x).times(x);
    }
    return sum;
  }

  /// Σ (2i+1)² |cᵢ| s^(2i+1).
  private static Dyadic terms(Step step, Dyadic size) {
    Dyadic sum = Dyadic.ZERO;
    Dyadic power = size;
    for (int i = 0; i < step.coefficients().size(); i++) {
      double square = (2.0 * i + 1) * (2.0 * i + 1);
      sum =
          sum.plus(
              Dyadic.of(step.coefficients().get(i)).abs().times(power).times(Dyadic.of(square)));
      power = power.times(size).times(size);
    }
    return sum;
  }
}
