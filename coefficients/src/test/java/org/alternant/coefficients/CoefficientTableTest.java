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
    Step step = Step.of(List.of(1.5, -0.5));
    return new CoefficientTable(
        "test",
        null,
        List.of(step, step),
        new Conventions(Normalization.FROBENIUS, safety, Tail.STOP, null),
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
}
