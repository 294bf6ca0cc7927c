package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixIterationTest {

  private static final CoefficientTable STOP = Tables.table(Tables.NANOCHAT_5, Tail.STOP);
  private static final CoefficientTable REPEAT = Tables.table(Tables.NANOCHAT_5, Tail.REPEAT_LAST);

  private static List<Step> steps(CoefficientTable table, int count) {
    return MatrixIteration.of(table, Precision.FLOAT64, count).steps();
  }

  @ParameterizedTest
  @EnumSource
  void aTableRunsAsItStands(Tail tail) {
    MatrixIteration iteration =
        MatrixIteration.of(Tables.table(Tables.NANOCHAT_5, tail), Precision.FLOAT32);
    assertEquals(
        new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, Precision.FLOAT32), iteration);
  }

  @Test
  void fewerStepsAreTheFirstRows() {
    assertEquals(Tables.NANOCHAT_5.subList(0, 2), steps(STOP, 2));
    assertEquals(Tables.NANOCHAT_5.subList(0, 2), steps(REPEAT, 2));
  }

  @Test
  void moreStepsAreTheTail() {
    assertEquals(Tables.NANOCHAT_5, steps(STOP, 5));
    assertThrows(IllegalArgumentException.class, () -> steps(STOP, 8));
    List<Step> repeated = new ArrayList<>(Tables.NANOCHAT_5);
    repeated.add(Tables.NANOCHAT_5.getLast());
    repeated.add(Tables.NANOCHAT_5.getLast());
    assertEquals(repeated, steps(REPEAT, 7));
  }

  @Test
  void refusesToDoNothing() {
    assertThrows(IllegalArgumentException.class, () -> steps(STOP, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MatrixIteration(List.of(), Tables.NANOCHAT, Precision.FLOAT64));
  }
}
