package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.CertificationOutcome.Certified;
import org.junit.jupiter.api.Test;

/// Certificates of clips: max |f(x) − min(x, 1)|.
class ClipErrorTest {

  private static final TableFunction CLIP = TableFunction.clip(3.5);
  private static final Interval WHOLE = new Interval(0, 3.5);
  private static final long SEED = 20261130;

  /// The hard cap of phess2/lipschitz-transformers, four quintics.
  private static final List<Step> HARD_CAP =
      List.of(
          Step.of(CLIP, List.of(0.805032, 0.206361, -0.019763)),
          Step.of(CLIP, List.of(0.649867, 0.162935, -0.01115)),
          Step.of(CLIP, List.of(1.810259, -0.200265, 0.008251)),
          Step.of(CLIP, List.of(1.004384, -0.18349, 0.014413)));

  /// What a bound exceeds an error by: 2⁻⁴⁴ of it, and what rounding to binary64 adds.
  private static final double TIGHTNESS = 1e-12;

  private static Certificate certificate(List<Step> steps, Interval input) {
    return certified(steps, input).certificate();
  }

  private static Certified certified(List<Step> steps, Interval input) {
    return assertInstanceOf(Certified.class, new TableCertifier(steps).certify(input));
  }

  /// f(x) − min(x, 1) without rounding.
  private static BigDecimal error(List<Step> steps, double x) {
    BigDecimal value = new BigDecimal(x);
    BigDecimal target = value.min(BigDecimal.ONE);
    for (Step step : steps) {
      BigDecimal y = value.multiply(value);
      BigDecimal q = BigDecimal.ZERO;
      for (BigDecimal coefficient : step.exactCoefficients().reversed()) {
        q = q.multiply(y).add(coefficient);
      }
      value = value.multiply(q);
    }
    return value.subtract(target);
  }

  private static List<Step> random(SplittableRandom random) {
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      steps.add(
          Step.of(
              CLIP,
              List.of(
                  random.nextDouble(0.6, 1.8),
                  random.nextDouble(-0.25, 0.25),
                  random.nextDouble(-0.02, 0.03))));
    }
    return steps;
  }

  /// The public table says 3.4 %, measured on points.
  @Test
  void hardCapErrsByWhatWasMeasured() {
    Certified certified = certified(HARD_CAP, WHOLE);
    double worst = certified.certificate().worstCaseError();
    assertEquals(0.0339, worst, 5e-5);
    assertEquals(worst, certified.attainedError(), TIGHTNESS * worst);
    assertEquals(
        certified.attainedError(), error(HARD_CAP, certified.witness()).abs().doubleValue());
  }

  @Test
  void exactSamplesNeverEscape() {
    SplittableRandom random = new SplittableRandom(SEED);
    int close = 0;
    for (int i = 0; i < 30; i++) {
      List<Step> steps = i == 0 ? HARD_CAP.subList(0, 2) : random(random);
      double end = random.nextDouble(0.01, 3.5);
      Interval input = i % 2 == 0 ? WHOLE : new Interval(end * random.nextDouble(), end);
      Certified certified = certified(steps, input);
      BigDecimal worst = new BigDecimal(certified.certificate().worstCaseError());
      double witness = certified.witness();
      assertTrue(input.lower() <= witness && witness <= input.upper(), "witness " + witness);
      BigDecimal largest = error(steps, witness).abs();
      assertEquals(1, largest.doubleValue() / worst.doubleValue(), TIGHTNESS);
      for (int k = 0; k <= 300; k++) {
        double wide = input.lower() + (input.upper() - input.lower()) * k / 300;
        // And about the witness, where it is closest.
        double near = input.nearest(witness + (k - 150) * Math.ulp(witness));
        for (double x : new double[] {wide, near}) {
          BigDecimal error = error(steps, input.nearest(x)).abs();
          assertTrue(error.compareTo(worst) <= 0, () -> steps + " at " + x);
          close += error.doubleValue() > 0.999 * worst.doubleValue() ? 1 : 0;
        }
      }
    }
    assertTrue(close > 5000, "only " + close + " close");
  }

  /// In the part up to 1 and beyond it.
  @Test
  void coefficientsMovedByAnUlpMoveTheError() {
    for (Interval input : List.of(WHOLE, new Interval(0, 1), new Interval(1, 3.5))) {
      double worst = certificate(HARD_CAP, input).worstCaseError();
      for (int t = 0; t < HARD_CAP.size(); t++) {
        List<Step> moved = new ArrayList<>(HARD_CAP);
        List<Double> row = new ArrayList<>(moved.get(t).coefficients());
        row.set(0, Math.nextUp(row.getFirst()));
        moved.set(t, Step.of(CLIP, row));
        double other = certificate(moved, input).worstCaseError();
        assertNotEquals(worst, other);
        assertEquals(worst, other, 1e-14);
      }
    }
  }

  /// |x (3 − x²)/2 − x| is largest at x = 1/√3, and 1/(3√3) there.
  @Test
  void interiorExtremeIsFoundInClosedForm() {
    List<Step> cubic = List.of(Step.of(CLIP, List.of(1.5, -0.5)));
    double error = certificate(cubic, new Interval(0, 1)).worstCaseError();
    assertEquals(1 / (3 * StrictMath.sqrt(3)), error, TIGHTNESS);
    double part = certificate(cubic, new Interval(0.75, 1)).worstCaseError();
    assertEquals(0.1640625, part, TIGHTNESS);
    // Beyond 1 the target is 1: at 1.5 the cubic is 0.5625.
    assertEquals(0.4375, certificate(cubic, new Interval(0.875, 1.5)).worstCaseError());
    assertEquals(0.4375, certificate(cubic, new Interval(1, 1.5)).worstCaseError());
  }

  @Test
  void identityErrsByNothingUpToOne() {
    List<Step> identity = List.of(Step.of(CLIP, List.of(1.0)));
    assertTrue(certificate(identity, new Interval(0, 1)).worstCaseError() <= Double.MIN_VALUE);
    assertEquals(2.5, certificate(identity, WHOLE).worstCaseError());
    assertEquals(0, certificate(identity, new Interval(1, 1)).worstCaseError());
  }

  /// What is positive beyond the bound stays so: the first zero of x (3 − x²)/2 is √3.
  @Test
  void signSafeRangeReachesBeyondTheBound() {
    List<Step> cubic = List.of(Step.of(CLIP, List.of(1.5, -0.5)));
    Double signSafe = certificate(cubic, new Interval(0, 1.5)).signSafeUpper();
    assertEquals(StrictMath.sqrt(3), signSafe == null ? 0 : signSafe, 1e-9);
  }

  @Test
  void pointsAreCertified() {
    for (double x : new double[] {0, Double.MIN_VALUE, 0.3, 1, 2}) {
      double worst = certificate(HARD_CAP, new Interval(x, x)).worstCaseError();
      double error = error(HARD_CAP, x).abs().doubleValue();
      assertEquals(error, worst, TIGHTNESS * worst + 2 * Double.MIN_VALUE);
    }
  }

  @Test
  void negativeSingularValuesAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> certificate(HARD_CAP, new Interval(-1, 1)));
    assertEquals(
        "the singular values that are clipped are not negative, found -1.0", e.getMessage());
  }

  /// A composition of degree 3⁴⁰ waves too often to be bounded by halving.
  @Test
  void whatTakesTooMuchIsNotDetermined() {
    List<Step> wild = Collections.nCopies(40, Step.of(CLIP, List.of(-3.0, 4.0)));
    CertificationOutcome outcome =
        new TableCertifier(wild, ExactSteps.within(20_000_000)).certify(new Interval(0, 1));
    assertInstanceOf(Undetermined.class, outcome);
  }

  /// T₃ = 4x³ − 3x five times: 243 waves between −1 and 1.
  @Test
  void manyWavesAreBounded() {
    List<Step> waves = Collections.nCopies(5, Step.of(CLIP, List.of(-3.0, 4.0)));
    double worst = certificate(waves, new Interval(0, 1)).worstCaseError();
    double sampled =
        IntStream.rangeClosed(0, 1000)
            .mapToDouble(i -> error(waves, i / 1024.0).abs().doubleValue())
            .max()
            .orElseThrow();
    assertTrue(worst >= sampled && worst < 2, worst + " " + sampled);
  }
}
