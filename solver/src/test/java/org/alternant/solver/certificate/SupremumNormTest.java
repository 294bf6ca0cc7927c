package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.solver.exact.Dyadic;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our enclosure of max |1 − p| over an interval and the one that Sollya's `supnorm` proves, for
/// every step of every shipped table on the interval it receives, and for random steps: they always
/// overlap.
@Tag("external")
class SupremumNormTest {

  private static final long SEED = 20260106;

  /// `supnorm` returns [l, r] with r ≤ l (1 + 2⁻ᵇⁱᵗˢ), about.
  private static final int ACCURACY_BITS = 60;

  /// Our upper bounds exceed the maximum by less than this part of the largest value.
  private static final int ENCLOSURE_BITS = 150;

  private static final Pattern DYADIC =
      Pattern.compile("\\[(-?\\d+)b(-?\\d+);(-?\\d+)b(-?\\d+)\\]");

  private record Problem(Step step, Interval interval) {}

  @TempDir private Path folder;

  @Test
  void enclosuresOfShippedStepsOverlapSollyas() throws IOException, InterruptedException {
    List<Problem> problems = new ArrayList<>();
    for (CoefficientTable table : Catalogue.forSign()) {
      Interval input = new Interval(1e-3, 1);
      CertificationOutcome outcome = new TableCertifier(table.steps()).certify(input);
      Certificate certificate = ((CertificationOutcome.Certified) outcome).certificate();
      for (int t = 0; t < table.steps().size(); t++) {
        if (table.steps().get(t).plan() == null) {
          problems.add(new Problem(table.steps().get(t), input));
        }
        input = certificate.steps().get(t).image();
      }
    }
    assertOverlap(problems);
  }

  @Test
  void enclosuresOfRandomStepsOverlapSollyas() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<Double> coefficients =
          IntStream.rangeClosed(0, random.nextInt(1, 12))
              .mapToObj(j -> random.nextDouble(-2, 2))
              .toList();
      double lower = random.nextDouble(-1, 1);
      problems.add(
          new Problem(
              Step.of(coefficients), new Interval(lower, lower + random.nextDouble(0.01, 1))));
    }
    assertOverlap(problems);
  }

  private void assertOverlap(List<Problem> problems) throws IOException, InterruptedException {
    ExternalTool sollya = ExternalTool.named("sollya");
    String script =
        problems.stream()
            .map(SupremumNormTest::supnorm)
            .collect(Collectors.joining("\n", "prec = 1000!; display = dyadic!;\n", "\nquit;\n"));
    List<String> answers = sollya.reading(script).runQuietly(folder).lines().toList();
    assertEquals(problems.size(), answers.size(), () -> String.join("\n", answers));
    for (int i = 0; i < problems.size(); i++) {
      assertOverlaps(problems.get(i), answers.get(i));
    }
  }

  private static void assertOverlaps(Problem problem, String answer) {
    Matcher numbers = DYADIC.matcher(answer);
    assertTrue(numbers.matches(), () -> answer + " for " + problem);
    Dyadic theirLower = dyadic(numbers.group(1), numbers.group(2));
    Dyadic theirUpper = dyadic(numbers.group(3), numbers.group(4));
    ExactStep.Image image =
        new ExactStep(problem.step())
            .image(Dyadic.of(problem.interval().lower()), Dyadic.of(problem.interval().upper()));
    Dyadic ourUpper =
        Dyadic.ONE.minus(image.lower()).abs().max(Dyadic.ONE.minus(image.upper()).abs());
    Dyadic size = image.lower().abs().max(image.upper().abs()).max(Dyadic.ONE);
    Dyadic ourLower = ourUpper.minus(size.scaled(-ENCLOSURE_BITS));
    assertTrue(theirLower.compareTo(ourUpper) <= 0, () -> answer + " is above: " + problem);
    assertTrue(theirUpper.compareTo(ourLower) >= 0, () -> answer + " is below: " + problem);
  }

  /// Dyadic constants are exact in Sollya; decimal ones would be rounded.
  private static String supnorm(Problem problem) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < problem.step().coefficients().size(); i++) {
      terms.add(dyadic(problem.step().coefficients().get(i)) + " * x^" + (2 * i + 1));
    }
    return "supnorm(%s, 1, [%s; %s], absolute, 2^(-%d));"
        .formatted(
            String.join(" + ", terms),
            dyadic(problem.interval().lower()),
            dyadic(problem.interval().upper()),
            ACCURACY_BITS);
  }

  private static String dyadic(double value) {
    Dyadic exact = Dyadic.of(value);
    return "(" + exact.significand() + "b" + exact.exponent() + ")";
  }

  private static Dyadic dyadic(String significand, String exponent) {
    return new Dyadic(new BigInteger(significand), Integer.parseInt(exponent));
  }
}
