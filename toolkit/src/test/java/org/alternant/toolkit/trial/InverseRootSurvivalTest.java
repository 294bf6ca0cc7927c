package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.certificate.CertificationOutcome.Certified;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.rounding.SampleSpectrum;
import org.alternant.solver.rounding.Survival;
import org.alternant.testing.Slow;
import org.junit.jupiter.api.Test;

/// What is said of an inverse root's survival, against runs.
class InverseRootSurvivalTest {

  private static final EjmlBackend BACKEND = new EjmlBackend();
  private static final RoundingRules EAGER = RoundingRules.of(TargetRuntime.PYTORCH);
  private static final TargetRuntime[] RUNTIMES = TargetRuntime.values();

  /// What the error that is said may be exceeded by. *Observed*: 1.6.
  private static final double ABOUT = 2;

  private final List<String> wrong = new ArrayList<>();

  /// How many were said to survive, to be unclear, to break.
  private final int[] said = new int[3];

  private static List<Step> steps(int root, double lower, double cushion, int... q) {
    TableFunction function = TableFunction.inverseRoot(root);
    List<Integer> degrees = Arrays.stream(q).mapToObj(function::exponent).toList();
    return ScheduleDesigner.design(
        DesignRequest.of(function, degrees, new Interval(lower, 1)).withCushion(cushion));
  }

  private static Optional<Interval> image(List<Step> steps, double lower) {
    return new TableCertifier(steps).certify(new Interval(lower, 1)) instanceof Certified certified
        ? Optional.of(certified.certificate().output())
        : Optional.empty();
  }

  private static Map<Precision, Survival> survival(List<Step> steps, double lower) {
    Interval input = new Interval(lower, 1);
    return InverseRootSurvival.of(steps, input, image(steps, lower).orElseThrow(), EAGER);
  }

  /// The largest error of runs on eigenvalues of every kind; infinite where one is not finite.
  private static double worst(
      List<Step> steps, double lower, Precision precision, RoundingRules rules, int order) {
    MatrixIteration iteration =
        new MatrixIteration(steps, Normalization.NONE, precision).with(rules);
    double worst = 0;
    for (TrialRuns.Kind kind : TrialRuns.Kind.values()) {
      double[] values = SampleSpectrum.values(kind, new Interval(lower, 1), order);
      List<Double> eigenvalues = Arrays.stream(values).boxed().toList();
      worst =
          BACKEND.run(iteration, TestMatrix.symmetric(eigenvalues, order))
                  instanceof Outcome.Finished finished
              ? Math.max(worst, Measures.of(iteration, finished).worstError())
              : Double.POSITIVE_INFINITY;
    }
    return worst;
  }

  /// No design that is said to survive breaks, and none that is said to break has an error below
  /// half of the bound that it is said to miss.
  private void hold(Random random) {
    Precision precision = Survival.FORMATS.get(random.nextInt(Survival.FORMATS.size()));
    double decades = precision == Precision.FLOAT32 ? 4.5 : 1.5;
    double lower = StrictMath.pow(10, -0.7 - decades * random.nextDouble());
    int[] q = new int[2 + random.nextInt(3)];
    Arrays.setAll(q, _ -> random.nextInt(5) == 0 ? 8 : 1 + random.nextInt(6));
    double cushion = random.nextBoolean() ? 0 : 0.05 * random.nextDouble();
    List<Step> steps = steps(1 + random.nextInt(6), lower, cushion, q);
    Optional<Interval> image = image(steps, lower);
    if (image.isEmpty() || image.get().lower() < 0 || image.get().upper() > 2) {
      return;
    }
    RoundingRules rules = RoundingRules.of(RUNTIMES[random.nextInt(RUNTIMES.length)]);
    Survival survival =
        Objects.requireNonNull(
            InverseRootSurvival.of(steps, new Interval(lower, 1), image.get(), rules)
                .get(precision));
    double exact = image.get().error();
    double worst = worst(steps, lower, precision, rules, 48);
    boolean holds =
        switch (survival) {
          case Survival.Survives(Interval reached) ->
              worst <= exact + Survival.TOLERANCE && worst <= ABOUT * reached.error();
          case Survival.Ran _ -> false;
          case Survival.Unclear _ -> true;
          case Survival.Breaks _ -> worst >= (exact + Survival.TOLERANCE) / 2;
        };
    said[survival.survives() ? 0 : survival instanceof Survival.Unclear ? 1 : 2]++;
    if (!holds) {
      wrong.add(
          "%s %s %s of %s: %s, run: %s"
              .formatted(precision, rules.name(), lower, Arrays.toString(q), survival, worst));
    }
  }

  @Test
  void designsAreRunAsTheyAreSaidToBe() {
    Random random = new Random(11);
    for (int k = 0; k < 40; k++) {
      hold(random);
    }
    assertEquals(List.of(), wrong);
    assertTrue(said[0] > 0 && said[2] > 0, Arrays.toString(said));
  }

  @Slow
  @Test
  void manyDesignsAreRunAsTheyAreSaidToBe() {
    Random random = new Random(12);
    for (int k = 0; k < 250; k++) {
      hold(random);
    }
    assertEquals(List.of(), wrong);
    assertTrue(said[1] < (said[0] + said[1] + said[2]) / 3, Arrays.toString(said));
  }

  /// What FUNCTIONS.md says: q = 8 and a smallest eigenvalue of 1e-4 for the inverse are beyond
  /// binary32's digits, q ≤ 4 for the fourth root are not.
  @Test
  void roundingIsCountedAndNotTheCertificate() {
    Survival fourth = survival(steps(4, 1e-4, 0, 4, 4, 4), 1e-4).get(Precision.FLOAT32);
    Interval reached = assertInstanceOf(Survival.Survives.class, fourth).image();
    assertTrue(reached.error() < 1e-3, reached::toString);
    Survival inverse = survival(steps(1, 1e-4, 0, 8, 8, 8), 1e-4).get(Precision.FLOAT32);
    assertFalse(
        inverse instanceof Survival.Survives(Interval image) && image.error() < 0.01,
        () -> String.valueOf(inverse));
    assertInstanceOf(
        Survival.Breaks.class,
        survival(steps(2, 1e-5, 0, 4, 4, 4, 4), 1e-5).get(Precision.BFLOAT16));
  }

  /// Where coefficients are rounded to the format, it is what the rounded steps do that is widened.
  @Test
  void roundedCoefficientsAreOtherSteps() {
    int survivors = 0;
    for (int[] q : new int[][] {{4, 4}, {6, 3}, {8, 2}, {2, 2, 2}}) {
      for (double lower : new double[] {0.05, 0.1, 0.3}) {
        for (int root : new int[] {1, 2, 4}) {
          List<Step> steps = steps(root, lower, 0, q);
          survivors += requireRoundedImagesInside(steps, lower);
        }
      }
    }
    assertTrue(survivors > 20, "few survive: " + survivors);
  }

  /// How many formats are said to be survived.
  private static int requireRoundedImagesInside(List<Step> steps, double lower) {
    Interval exact = image(steps, lower).orElseThrow();
    RoundingRules rules = RoundingRules.of(TargetRuntime.PYTORCH_CPU);
    int survivors = 0;
    for (Map.Entry<Precision, Survival> one :
        InverseRootSurvival.of(steps, new Interval(lower, 1), exact, rules).entrySet()) {
      if (one.getValue() instanceof Survival.Survives(Interval reached)) {
        Interval image = image(rounded(steps, one.getKey()), lower).orElseThrow();
        assertTrue(
            reached.lower() <= image.lower() && image.upper() <= reached.upper(),
            () -> one.getKey() + ": " + reached + " of " + image + " by " + steps);
        survivors++;
      }
    }
    return survivors;
  }

  private static List<Step> rounded(List<Step> steps, Precision precision) {
    return steps.stream()
        .map(step -> step.withPlan(Scheme.planOf(step).roundedTo(precision).orElseThrow()))
        .toList();
  }

  /// A number beyond a format is no number in it.
  @Test
  void coefficientsBeyondTheFormatBreakIt() {
    Step wild = Step.of(TableFunction.inverseRoot(2), List.of(1e5, -1e5 + 1.0));
    Interval one = new Interval(1, 1);
    Survival survival =
        InverseRootSurvival.of(List.of(wild), one, one, RoundingRules.of(TargetRuntime.PYTORCH_CPU))
            .get(Precision.FLOAT16);
    assertInstanceOf(Survival.Breaks.class, survival);
  }

  /// Where nothing can be said, nothing is.
  @Test
  void nothingIsSaidOfSingularMatricesAndLongSchedules() {
    List<Step> steps = steps(2, 0.1, 0, 2);
    Interval image = new Interval(0, 1.5);
    assertTrue(InverseRootSurvival.of(steps, new Interval(0, 1), image, EAGER).isEmpty());
    List<Step> many = Collections.nCopies(31, steps.getFirst());
    assertTrue(InverseRootSurvival.of(many, new Interval(0.1, 1), image, EAGER).isEmpty());
  }
}
