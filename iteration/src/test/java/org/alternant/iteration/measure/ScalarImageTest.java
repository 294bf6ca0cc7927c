package org.alternant.iteration.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.run.Tables;
import org.junit.jupiter.api.Test;

class ScalarImageTest {

  /// A step of Newton's iteration for A^(−1/3).
  private static final Step ROOT =
      Step.of(TableFunction.inverseRoot(3), List.of(4.0 / 3, -1.0 / 3));

  @Test
  void isOddAndExactOnDyadicNumbers() {
    List<Step> steps = List.of(Tables.step(1.5, -0.5), Tables.step(2, 0, 1));
    // p(1/2) = 11/16, q(11/16) = 11/8 + (11/16)⁵.
    double expected = 1.375 + 161051.0 / 1048576;
    assertEquals(expected, ScalarImage.of(steps, 0.5));
    assertEquals(-expected, ScalarImage.of(steps, -0.5));
    assertEquals(0, ScalarImage.of(steps, 0));
    assertEquals(0.5, ScalarImage.of(List.of(), 0.5));
  }

  /// Every Newton–Schulz polynomial has the fixed point 1; at degree 41 its coefficients reach
  /// 1e11, so that binary64 would lose 5 digits. The coefficients' own rounding leaves 1e-6.
  @Test
  void survivesCancellation() {
    var step = Tables.newtonSchulz(20);
    BigDecimal sum = BigDecimal.ZERO;
    for (double coefficient : step.coefficients()) {
      sum = sum.add(new BigDecimal(coefficient));
    }
    assertEquals(sum.doubleValue(), ScalarImage.of(List.of(step), 1));
  }

  @Test
  void repeatedPowersVanishInsteadOfLeavingTheRange() {
    var cubes = Collections.nCopies(60, Tables.step(0, 1));
    assertEquals(0, ScalarImage.of(cubes, Double.MIN_VALUE));
    assertEquals(1, ScalarImage.of(cubes, 1));
  }

  /// Whatever is asked for first.
  @Test
  void tracesHaveTheImagesOfTheFirstSteps() {
    for (List<Step> steps : List.of(Tables.NANOCHAT_5, Collections.nCopies(4, ROOT))) {
      List<Double> inputs = List.of(1.0, 0.3, 1e-3);
      ScalarImage.Trace trace = new ScalarImage.Trace(steps, inputs);
      for (int count : new int[] {2, 0, 4, 3, 1}) {
        assertEquals(
            inputs.stream().map(x -> ScalarImage.of(steps.subList(0, count), x)).toList(),
            trace.after(count));
      }
    }
  }
}
