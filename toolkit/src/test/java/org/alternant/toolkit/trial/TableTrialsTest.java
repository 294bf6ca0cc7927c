package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.format.Catalogue;
import org.junit.jupiter.api.Test;

/// Tables on the same matrices.
class TableTrialsTest {

  private static final Interval INPUT = new Interval(1e-2, 1);
  private static final TrialRuns RUNS =
      new TrialRuns(
          Precision.BFLOAT16,
          RoundingRules.of(Epilogue.ADDMM),
          0,
          List.of(new MatrixShape(12, 16)),
          2,
          3);

  private final TableTrials trials = new TableTrials(INPUT, RUNS);

  private static CoefficientTable shipped(String name) {
    return Catalogue.find(name).orElseThrow();
  }

  @Test
  void aTableIsMeasuredAsItsStepsAre() {
    CoefficientTable table = shipped("jordan-5");
    TableTrials.Row row = trials.of(table);
    assertEquals(
        new EmulatedTrials()
            .measurement(INPUT, RUNS)
            .of(table.steps(), RoundingRules.of(Epilogue.ADDMM)),
        row.measured());
    assertEquals(15, row.products());
  }

  /// Its rows expect matrices divided by 1.01: the same as p(x/1.01), but for rounding.
  @Test
  void aTableGetsMatricesDividedByItsFactor() {
    CoefficientTable table = shipped("polar-express-8-safety-1.01");
    assertEquals(1.01, table.conventions().normalization().factor());
    double divided = Objects.requireNonNull(trials.of(table).measured().worstError());
    assertEquals(
        new EmulatedTrials()
            .measurement(INPUT, RUNS, 1.01)
            .of(table.steps(), RoundingRules.of(Epilogue.ADDMM)),
        trials.of(table).measured());
    assertTrue(divided < 0.02, "error " + divided);
  }

  @Test
  void aBudgetCutsRowsAndRepeatsTheLastWhereTheTableSaysSo() {
    List<Step> steps = trials.within(shipped("polar-express-8"), 16).orElseThrow().steps();
    assertEquals(shipped("polar-express-8").steps().subList(0, 5), steps);
    CoefficientTable repeated = shipped("newton-schulz-3");
    assertEquals(
        List.of(repeated.steps().getFirst(), repeated.steps().getFirst()),
        trials.within(repeated, 5).orElseThrow().steps());
    assertEquals(
        shipped("nanochat-5").steps(),
        trials.within(shipped("nanochat-5"), 99).orElseThrow().steps());
    assertEquals(Optional.empty(), trials.within(shipped("jordan-5"), 2));
  }
}
