package org.alternant.coefficients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A table says one thing: its conventions do not deny its design.
class CoefficientTableTest {

  private static final DesignRequest PLAIN = DesignRequest.of(List.of(3, 3), 0.1);
  private static final DesignRequest SAFE = PLAIN.withSafetyFactor(1.02);

  private static CoefficientTable table(SafetyFactor safety, DesignRequest design) {
    Step plain = Step.of(List.of(1.5, -0.5));
    Step step = new Step(plain.coefficients(), new Interval(0.1, 1), null, null, null);
    return new CoefficientTable(
        "test",
        null,
        List.of(step, plain),
        new Conventions(Normalization.FROBENIUS, safety, Tail.STOP, Precision.FLOAT16),
        design,
        null,
        new Provenance("a test", null));
  }

  private static String refusal(SafetyFactor safety, DesignRequest design) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> table(safety, design)).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void theConventionsSayTheSafetyFactorOfTheDesign(DesignRequest.SafetyPlacement placement) {
    SafetyFactor safety = SafetyFactor.designed(1.02);
    assertEquals(new SafetyFactor(1.02, BakedInto.ALL_BUT_LAST), safety);
    CoefficientTable table = table(safety, SAFE.withSafetyFactor(1.02, placement));
    assertEquals(safety, table.conventions().safetyFactor());
  }

  @Test
  void aDesignWithoutSafetyFactorHasNone() {
    assertEquals(SafetyFactor.NONE, SafetyFactor.designed(1));
    assertEquals(PLAIN, table(SafetyFactor.NONE, PLAIN).design());
  }

  @Test
  void conventionsThatDenyTheDesignAreRefused() {
    assertEquals(
        "the design has a safety factor of 1.02 in every row but the last, the conventions no"
            + " safety factor",
        refusal(SafetyFactor.NONE, SAFE));
    assertEquals(
        "the design has no safety factor, the conventions a safety factor of 1.02 in no row",
        refusal(new SafetyFactor(1.02, BakedInto.NONE), PLAIN));
    refusal(SafetyFactor.designed(1.01), SAFE);
    refusal(new SafetyFactor(1.02, BakedInto.ALL), SAFE);
    refusal(new SafetyFactor(1.02, BakedInto.NONE), SAFE);
  }

  /// Of a table of two cubic steps on [0.1, 1] for float16.
  @Test
  void stepsThatDenyTheDesignAreRefusedWithBothFigures() {
    assertEquals(
        "the design has 3 steps, the table 2",
        refusal(SafetyFactor.NONE, PLAIN.withDegrees(List.of(3, 3, 3))));
    assertEquals(
        "the design has degree 5 in step 2, the step degree 3",
        refusal(SafetyFactor.NONE, PLAIN.withDegrees(List.of(3, 5))));
    assertEquals(
        "the design has interval [0.2, 1.0] in step 1, the step [0.1, 1.0]",
        refusal(SafetyFactor.NONE, PLAIN.withLower(0.2)));
    assertEquals(
        "the design has cushion 0.5, which makes its lower end 0.5 in step 1, the step lower end"
            + " 0.1",
        refusal(SafetyFactor.NONE, PLAIN.withCushion(0.5)));
    assertEquals(
        "the design has degree 3, its search allows [5, 7]",
        refusal(
            SafetyFactor.NONE,
            PLAIN.withSearch(DesignSearch.budget(9).withAllowedDegrees(List.of(5, 7)))));
    assertEquals(
        "the design has 2 steps, its search 4",
        refusal(SafetyFactor.NONE, PLAIN.withSearch(DesignSearch.budget(9).withSteps(4))));
    assertEquals(
        "the design is for bfloat16, the conventions for float16",
        refusal(
            SafetyFactor.NONE,
            PLAIN.withRounding(RoundingAssumptions.of(Precision.BFLOAT16, new MatrixShape(8, 8)))));
  }
}
