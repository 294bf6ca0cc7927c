package org.alternant.coefficients.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GramRestartsTest {

  /// Ten times what it takes on a busy machine.
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static List<Step> shipped(String name) {
    return Catalogue.find(name).orElseThrow().steps();
  }

  /// `gram_newton_schulz.py` restarts before its third step by default.
  @Test
  void findsTheRestartThatThePublicImplementationShips() {
    assertEquals(
        List.of(2), GramRestarts.needed(shipped("gram-newton-schulz-5"), Precision.FLOAT16));
  }

  @Test
  void exactArithmeticNeedsNone() {
    assertEquals(List.of(), GramRestarts.needed(shipped("polar-express-8"), Precision.FLOAT64));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void noFewerRestartsAreEnough(Precision precision) {
    for (String name : Catalogue.forSign().stream().map(CoefficientTable::name).toList()) {
      List<Step> steps = shipped(name);
      List<Integer> needed = GramRestarts.needed(steps, precision);
      assertTrue(
          GramRestarts.excess(steps, new Form.Gram(needed), precision)
              <= GramRestarts.LARGEST_EXCESS,
          name);
      for (int left : needed) {
        List<Integer> fewer = needed.stream().filter(restart -> restart != left).toList();
        assertTrue(
            GramRestarts.excess(steps, new Form.Gram(fewer), precision)
                > GramRestarts.LARGEST_EXCESS,
            name + " without the restart after step " + left);
      }
    }
  }

  @Test
  void thousandsOfStepsTakeAMoment() {
    List<Step> steps = Collections.nCopies(10_000, shipped("jordan-5").getFirst());
    List<Integer> needed =
        assertTimeout(MOMENT, () -> GramRestarts.needed(steps, Precision.BFLOAT16));
    assertTrue(needed.size() > 1000);
    List<Step> unchanging = Collections.nCopies(10_000, Step.of(List.of(1.0)));
    assertEquals(
        List.of(), assertTimeout(MOMENT, () -> GramRestarts.needed(unchanging, Precision.FLOAT64)));
  }

  @Test
  void everyStepAloneIsTheLastResort() {
    List<Step> wild = Collections.nCopies(4, Step.of(List.of(1.0, -1e9)));
    assertEquals(List.of(1, 2, 3), GramRestarts.needed(wild, Precision.FLOAT16));
  }
}
