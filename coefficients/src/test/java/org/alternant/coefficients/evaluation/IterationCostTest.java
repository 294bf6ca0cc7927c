package org.alternant.coefficients.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Step;
import org.junit.jupiter.api.Test;

class IterationCostTest {

  private static List<Step> quintics(int count) {
    return Collections.nCopies(count, Step.of(List.of(1.875, -1.25, 0.375)));
  }

  @Test
  void fiveQuinticStepsTakeFifteenProducts() {
    IterationCost cost = IterationCost.of(quintics(5), Form.STANDARD);
    assertEquals(new IterationCost(5, 5, 5), cost);
    assertEquals(15, cost.products());
    // 5 (2·2² 3 + 2·2² 3 + 2·2³), and half of all but 5 · 2·2² 3.
    assertEquals(320, cost.operations(new MatrixShape(2, 3)));
    assertEquals(320, cost.operations(new MatrixShape(3, 2)));
    assertEquals(220, cost.symmetricOperations(new MatrixShape(2, 3)));
  }

  /// Each step: R², QZ (but in the first of a stretch), RZ and ZRZ (but in the last).
  @Test
  void theGramFormTouchesTheRectangleOnlyWhereItRestarts() {
    assertEquals(
        new IterationCost(5 + 4 + 8, 1, 1),
        IterationCost.of(quintics(5), new Form.Gram(List.of())));
    assertEquals(
        new IterationCost(5 + 3 + 6, 2, 2),
        IterationCost.of(quintics(5), new Form.Gram(List.of(2))));
    assertEquals(
        new IterationCost(2, 2, 2), IterationCost.of(quintics(2), new Form.Gram(List.of(1))));
  }

  @Test
  void restartsAscend() {
    assertThrows(IllegalArgumentException.class, () -> new Form.Gram(List.of(2, 2)));
    assertThrows(IllegalArgumentException.class, () -> new Form.Gram(List.of(0)));
  }
}
