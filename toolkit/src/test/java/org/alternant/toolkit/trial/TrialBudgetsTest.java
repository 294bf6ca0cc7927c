package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.toolkit.design.Choice;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.design.TrialTask;
import org.junit.jupiter.api.Test;

/// Designs by sample runs for an error, for a list of costs, and with numbers on a grid.
class TrialBudgetsTest {

  private static final double ERROR = 0.1;

  private static DesignTask.Builder task(Degrees degrees, RoundingRules rounding) {
    TrialTask trial =
        new TrialTask(
            Precision.BFLOAT16,
            rounding,
            List.of(new MatrixShape(12, 16)),
            0.002,
            new EmulatedTrials());
    return DesignTask.builder().degrees(degrees).lower(0.1).trial(trial);
  }

  private static DesignTask.Builder task(Degrees degrees) {
    return task(degrees, RoundingRules.of(Epilogue.ADDMM));
  }

  private static Choice.Tried tried(Degrees degrees) {
    Designed designed = Design.of(task(degrees).build()).orThrow();
    return assertInstanceOf(Choice.Tried.class, designed.choice());
  }

  @Test
  void theCheapestScheduleOfAnErrorIsFound() {
    Choice.Trial found = tried(Degrees.searched(DesignSearch.maximumError(ERROR))).chosen();
    assertTrue(found.worstError() <= ERROR, found.toString());
    int fewer = found.products() - 1;
    assertTrue(tried(Degrees.withinProducts(fewer)).chosen().worstError() > ERROR);
  }

  @Test
  void theListFallsAndEndsWithWhatIsChosen() {
    Choice.Tried tried = tried(Degrees.withinProducts(7).withFront());
    List<Choice.Front> front = tried.front();
    assertEquals(tried.chosen(), front.getLast().trial());
    assertTrue(front.size() > 2);
    for (int i = 1; i < front.size(); i++) {
      assertTrue(front.get(i).trial().products() > front.get(i - 1).trial().products());
      assertTrue(front.get(i).trial().error() < front.get(i - 1).trial().error());
    }
    Choice.Trial alone =
        tried(Degrees.withinProducts(front.getFirst().trial().products())).chosen();
    assertEquals(alone, front.getFirst().trial());
  }

  @Test
  void anErrorBelowWhatRoundingLeavesIsOutOfReach() {
    for (double error : new double[] {1e-9, 1e-3}) {
      DesignSearch search = DesignSearch.maximumError(error);
      Unreachable.ErrorNotMeasured reason =
          assertInstanceOf(
              Unreachable.ErrorNotMeasured.class,
              Design.of(task(Degrees.searched(search)).build()));
      assertEquals(error < 1e-6, reason.best() == null);
    }
  }

  /// The certificate is of what the numbers on the grid compute, and the file makes the table
  /// again.
  @Test
  void plansHaveTheirNumbersOnAGrid() {
    CoefficientGrid grid = new CoefficientGrid.Format(Precision.BFLOAT16);
    Designed designed = Design.of(task(Degrees.of(3, 9)).coefficients(grid).build()).orThrow();
    CoefficientTable table = designed.table();
    assertTrue(
        table.steps().stream()
            .flatMapToDouble(step -> Objects.requireNonNull(step.plan()).numbers())
            .allMatch(number -> grid.nearest(number) == number));
    assertFalse(Objects.requireNonNull(table.measured()).breaks());
    assertEquals(table, TableReader.read(TableWriter.write(table)));
    DesignRequest request = Objects.requireNonNull(table.design());
    TrialRuns runs = Objects.requireNonNull(request.trial());
    assertEquals(0.002, runs.room());
    DesignTask again =
        task(new Degrees.Listed(request.degrees())).coefficients(request.coefficients()).build();
    assertEquals(table, Design.of(again).orThrow().table());
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    RoundingRules rules = RoundingRules.of(TargetRuntime.PYTORCH_CPU);
    DesignTask.Builder rounded =
        task(Degrees.of(3, 9), rules).coefficients(new CoefficientGrid.Decimal(4));
    assertThrows(IllegalArgumentException.class, () -> Design.of(rounded.build()));
    DesignSearch rated =
        DesignSearch.budget(7)
            .withRates(
                List.of(
                    new DesignSearch.Rate(Precision.BFLOAT16, 1),
                    new DesignSearch.Rate(Precision.TFLOAT32, 0.5)));
    DesignTask.Builder listed = task(Degrees.searched(rated).withFront());
    assertThrows(IllegalArgumentException.class, listed::build);
  }
}
