package org.alternant.coefficients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.alternant.coefficients.DesignSearch.Rate;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.format.TableWriter;
import org.junit.jupiter.api.Test;

/// Steps that are run in different formats.
class MixedPrecisionTest {

  private static final Step QUINTIC = Step.of(List.of(1.875, -1.25, 0.375));
  private static final Step CUBIC = Step.of(List.of(1.5, -0.5));
  private static final List<Rate> RATES =
      List.of(new Rate(Precision.BFLOAT16, 2), new Rate(Precision.TFLOAT32, 1));

  @Test
  void aStepIsRunInItsOwnFormatUnlessTheRunIsFiner() {
    Step step = QUINTIC.withPrecision(Precision.TFLOAT32);
    assertEquals(Precision.TFLOAT32, step.precisionIn(Precision.BFLOAT16));
    assertEquals(Precision.TFLOAT32, step.precisionIn(Precision.FLOAT16));
    assertEquals(Precision.FLOAT32, step.precisionIn(Precision.FLOAT32));
    assertEquals(Precision.FLOAT64, step.precisionIn(Precision.FLOAT64));
    assertEquals(Precision.BFLOAT16, QUINTIC.precisionIn(Precision.BFLOAT16));
    assertTrue(Step.isMixed(List.of(QUINTIC, step), Precision.BFLOAT16));
    assertFalse(Step.isMixed(List.of(QUINTIC, step), Precision.FLOAT64));
    assertFalse(Step.isMixed(List.of(step, step), Precision.BFLOAT16));
  }

  @Test
  void otherCoefficientsLeaveTheFormat() {
    Step step = QUINTIC.withPrecision(Precision.TFLOAT32);
    assertEquals(Precision.TFLOAT32, step.withCoefficients(CUBIC.coefficients()).precision());
    assertEquals(Precision.TFLOAT32, step.withPlan(EvaluationPlan.scaling(2)).precision());
  }

  /// Three products of a quintic in the fast format, two of a cubic in one half as fast.
  @Test
  void aProductCostsAsManyOfTheFastestFormatAsTakeAsLong() {
    List<Step> steps = List.of(QUINTIC, CUBIC.withPrecision(Precision.TFLOAT32));
    assertEquals(3 + 2 * 2, IterationCost.rated(steps, Precision.BFLOAT16, RATES));
    assertEquals(2 * 5, IterationCost.rated(steps, Precision.TFLOAT32, RATES));
    assertThrows(
        IllegalArgumentException.class, () -> IterationCost.rated(steps, Precision.FLOAT64, RATES));
  }

  @Test
  void ratesArePositiveAndOneForEachFormat() {
    for (double rate : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new Rate(Precision.FLOAT32, rate));
    }
    DesignSearch search = DesignSearch.budget(9);
    assertThrows(IllegalArgumentException.class, () -> search.withRates(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> search.withRates(List.of(RATES.getFirst(), new Rate(Precision.BFLOAT16, 1))));
    assertThrows(IllegalArgumentException.class, () -> search.inGramForm(null).withRates(RATES));
  }

  private static CoefficientTable table(List<Precision> designed, Step... steps) {
    TrialRuns runs =
        new TrialRuns(
            Precision.BFLOAT16, RoundingRules.FUSED, 0.01, List.of(new MatrixShape(8, 8)), 1, 1);
    return new CoefficientTable(
        "mixed",
        null,
        List.of(steps),
        Conventions.DEFAULT,
        DesignRequest.of(List.of(5, 3), 0.1)
            .withSearch(DesignSearch.budget(9).withRates(RATES))
            .withTrial(runs.withPrecisions(designed)),
        null,
        new Provenance("a test", null));
  }

  @Test
  void aDesignSaysWhichStepIsRunInWhichFormat() {
    Step last = CUBIC.withPrecision(Precision.TFLOAT32);
    List<Precision> formats = List.of(Precision.BFLOAT16, Precision.TFLOAT32);
    CoefficientTable table = table(formats, QUINTIC, last);
    assertEquals(table, TableReader.read(TableWriter.write(table)));
    String file = new String(TableWriter.write(table), StandardCharsets.UTF_8);
    TableFormatException refused =
        assertThrows(
            TableFormatException.class,
            () ->
                TableReader.read(
                    file.replaceFirst("\"tfloat32\"", "\"tf32\"")
                        .getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "steps[1].precision: expected one of float64, float32, tfloat32, bfloat16, float16, found"
            + " \"tf32\"",
        refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> table(formats, QUINTIC, CUBIC));
    assertThrows(
        IllegalArgumentException.class, () -> table(List.of(Precision.TFLOAT32), QUINTIC, last));
  }

  @Test
  void noStepOfADesignIsCoarserThanItsRun() {
    TrialRuns runs =
        new TrialRuns(
            Precision.FLOAT16, RoundingRules.FUSED, 0, List.of(new MatrixShape(8, 8)), 1, 1);
    assertThrows(
        IllegalArgumentException.class, () -> runs.withPrecisions(List.of(Precision.BFLOAT16)));
    assertEquals(Precision.TFLOAT32, runs.withPrecisions(List.of(Precision.TFLOAT32)).precision(0));
    assertEquals(Precision.FLOAT16, runs.precision(7));
  }
}
