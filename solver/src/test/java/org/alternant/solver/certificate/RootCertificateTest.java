package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.CertificationOutcome.Certified;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates of steps for inverse roots, whose input is eigenvalues.
class RootCertificateTest {

  private static final int SAMPLES = 200;

  static IntStream roots() {
    return IntStream.rangeClosed(1, 16);
  }

  /// A negative step takes eigenvalues below 0, where a step for an odd root is another polynomial.
  @Test
  void signsOfNegativeStepsAreFollowedBelowZero() {
    TableFunction inverse = TableFunction.inverseRoot(1);
    assertSafe(2, inverse, List.of(List.of(-2.0), List.of(-0.5))); // x
    assertSafe(2 - 0x1p-29, inverse, List.of(List.of(-2.0, 1.0), List.of(-0.5))); // x - x^2/2
    assertSafe(0, inverse, List.of(List.of(-1.0), List.of(1.0, 1.0))); // -x + x^2
    assertSafe(Math.sqrt(5) - 1, inverse, List.of(List.of(-1.0), List.of(-1.0, 0.5))); // x + x^2/2
    TableFunction cube = TableFunction.inverseRoot(3);
    assertSafe(8, cube, List.of(List.of(-1.0), List.of(-1.0))); // y^(1/3)
  }

  /// @param upper up to where the composition is in (0, 2)
  private static void assertSafe(double upper, TableFunction function, List<List<Double>> rows) {
    SafeRange range = new SafeRange(rows.stream().map(row -> Step.of(function, row)).toList());
    double found = range.unitErrorUpper().orElseThrow();
    assertEquals(upper, found, 1e-8 * upper, rows::toString);
    assertTrue(range.signSafeUpper().orElse(SafeRange.LARGEST_UPPER) >= found);
  }

  /// A best polynomial's image is [1 − E, 1 + E], but for the rounding of its coefficients, which
  /// can matter as much as they are large.
  @ParameterizedTest
  @MethodSource("roots")
  void imageOfABestPolynomialIsItsErrorAboutOne(int root) {
    TableFunction function = TableFunction.inverseRoot(root);
    for (int q : List.of(1, 2, 3, 5)) {
      double lower = 0.01;
      BestPolynomial best =
          RemezExchange.solve(
                  root,
                  function.exponent(q),
                  Powers.rootFloor(Dyadic.of(lower), root, 200),
                  Dyadic.ONE,
                  64)
              .orThrow();
      Certificate certificate =
          certified(List.of(Step.of(function, best.coefficients())), new Interval(lower, 1));
      double error = best.error().upper();
      double largest = best.coefficients().stream().mapToDouble(Math::abs).max().orElseThrow();
      double slack = (q + 1) * Math.ulp(largest);
      assertEquals(error, certificate.worstCaseError(), slack);
      assertEquals(1 - error, certificate.output().lower(), slack);
      assertEquals(1 + error, certificate.output().upper(), slack);
    }
  }

  /// Random compositions, with critical points and images anywhere, negative ones too.
  @ParameterizedTest
  @MethodSource("roots")
  void noSampleEscapesAndTheEndsAreAttained(int root) {
    SplittableRandom random = new SplittableRandom(root);
    TableFunction function = TableFunction.inverseRoot(root);
    for (int attempt = 0; attempt < 12; attempt++) {
      List<Step> steps = List.of(random(function, random), random(function, random));
      Interval input = new Interval(random.nextDouble(0, 0.4), random.nextDouble(0.5, 1.5));
      TableCertifier certifier = new TableCertifier(steps);
      if (!(certifier.certify(input) instanceof Certified certified)) {
        continue;
      }
      Certificate certificate = certified.certificate();
      Dyadic error = Dyadic.of(certificate.worstCaseError());
      double largest = 0;
      for (int i = 0; i <= SAMPLES; i++) {
        double y = input.nearest(input.lower() + (input.upper() - input.lower()) * i / SAMPLES);
        Dyadic x = Powers.rootFloor(Dyadic.of(y), root, 300);
        for (int t = 0; t < steps.size(); t++) {
          x = value(steps.get(t), x).rounded(300);
          Interval image = certificate.steps().get(t).image();
          assertTrue(
              image.lower() <= x.doubleValue() && x.doubleValue() <= image.upper(),
              () -> y + " escapes");
        }
        Dyadic missed = Dyadic.ONE.minus(x).abs();
        assertTrue(missed.compareTo(error.plus(Dyadic.ONE.scaled(-250))) <= 0, () -> y + " errs");
        largest = Math.max(largest, missed.doubleValue());
      }
      assertTrue(certified.certificate().worstCaseError() >= largest);
      double attained = certified.attainedError();
      assertEquals(certificate.worstCaseError(), attained, 1e-12 * attained, steps::toString);
      Double safe = certificate.signSafeUpper();
      if (safe != null && safe > 0) {
        assertPositive(steps, safe, root);
      }
    }
  }

  private static Step random(TableFunction function, SplittableRandom random) {
    List<Double> row = new ArrayList<>();
    int size = 2 + random.nextInt(4);
    for (int j = 0; j < size; j++) {
      row.add((j % 2 == 0 ? 1 : -1) * random.nextDouble(0.2, 2));
    }
    return Step.of(function, row);
  }

  private static void assertPositive(List<Step> steps, double safe, int root) {
    for (int i = 1; i <= SAMPLES; i++) {
      Dyadic x = Powers.rootFloor(Dyadic.of(safe * i / SAMPLES), root, 300);
      for (Step step : steps) {
        x = value(step, x).rounded(300);
      }
      assertTrue(x.signum() > 0);
    }
  }

  /// x ↦ 1.25 x − 0.25 x⁵ is largest at 1, exactly 1, and the image of eigenvalues [1/16, 1] begins
  /// at 5/8 − 1/128.
  @Test
  void valuesOfFewBitsAreExact() {
    List<Step> newton = List.of(Step.of(TableFunction.inverseRoot(4), List.of(1.25, -0.25)));
    Interval image = certified(newton, new Interval(1 / 16.0, 1)).output();
    assertEquals(new Interval(0.6171875, 1), image);
    assertEquals(new Interval(0, 1), certified(newton, new Interval(0, 4)).output());
  }

  /// The same polynomials for the sign and for the root 2: the input is squared.
  @Test
  void rootTwoIsTheSignOfSquareRoots() {
    List<Double> row = List.of(3.4445, -4.775, 2.0315);
    Certificate sign = certified(List.of(Step.of(row)), new Interval(0.125, 1));
    Certificate root =
        certified(List.of(Step.of(TableFunction.inverseRoot(2), row)), new Interval(0.015625, 1));
    assertEquals(sign.output(), root.output());
    assertEquals(sign.worstCaseError(), root.worstCaseError());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void eigenvaluesAreNotNegative(int root) {
    TableCertifier certifier =
        new TableCertifier(List.of(Step.of(TableFunction.inverseRoot(root), List.of(1.5, -0.5))));
    assertThrows(IllegalArgumentException.class, () -> certifier.certify(new Interval(-1e-9, 1)));
  }

  /// p is not odd for odd roots, so its values below 0 are others.
  @ParameterizedTest
  @MethodSource("roots")
  void imagesOfIntervalsBelowZeroAreEnclosed(int root) {
    Step step = Step.of(TableFunction.inverseRoot(root), List.of(0.5, 1.0, -0.75));
    ExactInterval image = new ExactStep(step).image(Dyadic.of(-1.25), Dyadic.of(0.5)).interval();
    Dyadic slack = Dyadic.ONE.scaled(-150);
    Dyadic lowest = Dyadic.TWO.scaled(20);
    Dyadic highest = lowest.negated();
    for (int i = 0; i <= 4 * SAMPLES; i++) {
      Dyadic value = value(step, Dyadic.of(-1.25 + 1.75 * i / (4 * SAMPLES)));
      lowest = lowest.min(value);
      highest = highest.max(value);
    }
    assertTrue(image.lower().minus(slack).compareTo(lowest) <= 0);
    assertTrue(image.upper().plus(slack).compareTo(highest) >= 0);
    // Sampling misses the extremes by little: no enclosure is loose.
    assertEquals(lowest.doubleValue(), image.lower().doubleValue(), 1e-2);
    assertEquals(highest.doubleValue(), image.upper().doubleValue(), 1e-2);
  }

  private static Dyadic value(Step step, Dyadic x) {
    Dyadic power = Powers.of(x, step.function().root());
    Dyadic value = Dyadic.ZERO;
    for (double coefficient : step.coefficients().reversed()) {
      value = value.times(power).plus(Dyadic.of(coefficient));
    }
    return value.times(x);
  }

  private static Certificate certified(List<Step> steps, Interval input) {
    return ((Certified) new TableCertifier(steps).certify(input)).certificate();
  }
}
