package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.solver.Compositions;
import org.alternant.solver.certificate.CertificationOutcome.Certified;
import org.alternant.solver.exact.Dyadic;
import org.alternant.testing.Slow;
import org.junit.jupiter.api.Test;

/// Random compositions of every degree to 63, with wild coefficients, on any interval: no sample
/// escapes an image, and the witness attains the worst case.
class WildTableTest {

  private static final long SEED = 20260105;

  /// Relative (observed: 2e-16).
  private static final double WITNESS_TOLERANCE = 1e-12;

  @Test
  void noneOfTwentyThousandSamplesEscapes() {
    run(100, 200);
  }

  @Slow
  @Test
  void noneOfHalfAMillionSamplesEscapes() {
    run(1_000, 500);
  }

  private static void run(int tables, int samples) {
    SplittableRandom random = new SplittableRandom(SEED);
    int certified = 0;
    for (int i = 0; certified < tables; i++) {
      assertTrue(i < 2 * tables, certified + " of " + i + " tables stay within binary64");
      List<Step> steps = new ArrayList<>();
      for (int t = random.nextInt(1, 5); t > 0; t--) {
        steps.add(step(1 + 2 * random.nextInt(32), i % 4, random));
      }
      Interval input = input(random);
      if (new TableCertifier(steps).certify(input) instanceof Certified found) {
        assertHolds(steps, input, found, samples, random);
        certified++;
      }
    }
  }

  private static void assertHolds(
      List<Step> steps, Interval input, Certified found, int samples, SplittableRandom random) {
    String context = steps.stream().map(Step::coefficients).toList() + " on " + input;
    Interval output = found.certificate().output();
    Dyadic lower = Dyadic.of(output.lower());
    Dyadic upper = Dyadic.of(output.upper());
    for (int i = 0; i < samples; i++) {
      double x =
          switch (i) {
            case 0 -> input.lower();
            case 1 -> input.upper();
            default ->
                Math.clamp(
                    input.lower() + random.nextDouble() * (input.upper() - input.lower()),
                    input.lower(),
                    input.upper());
          };
      Dyadic value = Compositions.at(steps, x);
      assertTrue(
          lower.compareTo(value) <= 0 && value.compareTo(upper) <= 0,
          () -> x + " escapes " + output + ": " + context);
    }
    double worst = found.certificate().worstCaseError();
    assertTrue(
        input.lower() <= found.witness() && found.witness() <= input.upper(),
        () -> found.witness() + " is outside: " + context);
    Dyadic attained = Dyadic.ONE.minus(Compositions.at(steps, found.witness())).abs();
    assertTrue(attained.compareTo(Dyadic.of(worst)) <= 0, context);
    assertTrue(
        attained.doubleValue() >= worst * (1 - WITNESS_TOLERANCE),
        () -> attained.doubleValue() + " of " + worst + ": " + context);
  }

  private static Interval input(SplittableRandom random) {
    double end = random.nextDouble(-1, 3);
    double other =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> end + random.nextDouble(1e-12);
          case 2 -> Math.pow(10, -300 * random.nextDouble());
          default -> random.nextDouble(-1, 1);
        };
    return new Interval(Math.min(end, other), Math.max(end, other));
  }

  private static Step step(int degree, int kind, SplittableRandom random) {
    List<Double> coefficients = new ArrayList<>();
    double falling = random.nextDouble(1, 10);
    for (int i = 0; i <= degree / 2; i++) {
      double size = random.nextDouble(-1, 1);
      coefficients.add(
          switch (kind) {
            case 0 -> size / (i + 1);
            case 1 -> (i % 2 == 0 ? falling : -falling);
            case 2 -> size * Math.pow(10, random.nextDouble(-20, 5));
            default -> random.nextInt(4) == 0 ? size : 0;
          });
      falling *= random.nextDouble(20, 60) / ((2 * i + 2) * (2 * i + 3));
    }
    return Step.of(coefficients);
  }
}
