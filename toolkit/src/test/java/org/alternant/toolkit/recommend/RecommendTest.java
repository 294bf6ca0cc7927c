package org.alternant.toolkit.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.trial.EmulatedTrials;
import org.alternant.toolkit.trial.TableTrials;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Recommendations are what designs and measurements say.
class RecommendTest {

  private static final RecommendTask TINY =
      RecommendTask.customary()
          .withBudget(5)
          .withLower(0.1)
          .withShapes(List.of(new MatrixShape(16, 12)));

  private static Recommended recommended(RecommendTask task) {
    return assertInstanceOf(Recommended.class, Recommend.of(task, ProgressListener.NONE));
  }

  private static CoefficientTable designed(int budget) {
    TrialTask trial =
        new TrialTask(
            Precision.BFLOAT16,
            RoundingRules.of(Epilogue.ADDMM),
            TINY.samples(),
            null,
            new EmulatedTrials());
    return Design.of(
            DesignTask.builder()
                .degrees(Degrees.withinProducts(budget))
                .lower(0.1)
                .trial(trial)
                .build())
        .orThrow()
        .table();
  }

  @Test
  void theTableIsTheDesignAndAllAreMeasuredOnTheSameMatrices() {
    Recommended recommended = recommended(TINY);
    assertFalse(recommended.shipped());
    assertEquals(designed(5), recommended.chosen().table());
    TableTrials trials = new TableTrials(TINY.input(), Recommend.matrices(TINY));
    assertEquals(trials.of(designed(5)), recommended.chosen());
    assertEquals(Recommend.inUse(trials, 5), recommended.inUse());
    assertTrue(recommended.inUse().stream().allMatch(row -> row.products() <= 5));
    assertEquals(List.of(new MatrixShape(12, 16)), Recommend.matrices(TINY).shapes());
  }

  @Test
  void neighboursCostMoreAndErrLessOrCostLess() {
    Recommended recommended = recommended(TINY);
    TableTrials.Row better = recommended.better();
    TableTrials.Row cheaper = recommended.cheaper();
    assertNotNull(better);
    assertNotNull(cheaper);
    assertEquals(6, better.products());
    assertEquals(4, cheaper.products());
    assertTrue(error(better) < error(recommended.chosen()));
  }

  private static double error(TableTrials.Row row) {
    return Objects.requireNonNull(row.measured().worstError());
  }

  @Test
  void whatBreaksIsNotRecommended() {
    RecommendTask task =
        TINY.withBudget(15)
            .withLower(1e-30)
            .withShapes(List.of(new MatrixShape(8, 8)))
            .in(Precision.BFLOAT16, RoundingRules.of(TargetRuntime.PYTORCH_CPU));
    RecommendOutcome.None none =
        assertInstanceOf(RecommendOutcome.None.class, Recommend.of(task, ProgressListener.NONE));
    assertInstanceOf(Unreachable.Breaks.class, none.reason());
  }

  @Test
  void tasksOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> TINY.withBudget(1));
    assertThrows(IllegalArgumentException.class, () -> TINY.withLower(1));
    assertThrows(IllegalArgumentException.class, () -> TINY.withLower(Double.NaN));
  }

  /// Where a shipped table was designed for what is asked, it is the answer.
  @Test
  @Tag("slow")
  void theCustomaryAnswerIsShipped() {
    Recommended recommended = recommended(RecommendTask.customary());
    assertTrue(recommended.shipped());
    assertEquals(Catalogue.find("bfloat16-15").orElseThrow(), recommended.chosen().table());
    TableTrials.Row better = Objects.requireNonNull(recommended.better());
    TableTrials.Row cheaper = Objects.requireNonNull(recommended.cheaper());
    assertTrue(error(better) < error(recommended.chosen()) && better.products() > 15);
    assertTrue(error(cheaper) > error(recommended.chosen()) && cheaper.products() < 15);
    assertTrue(error(recommended.chosen()) < error(recommended.inUse().getFirst()));
  }
}
