package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.alternant.solver.Oracle;
import org.alternant.solver.Oracle.Row;
import org.alternant.solver.Relative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The solver against two independent oracles, see [Oracle].
class MinimaxOracleTest {

  /// A bracket's relative width is at most 2⁻⁶⁴, and the oracles have 25 digits.
  private static final double BRACKET_TOLERANCE = 0x1p-64;

  /// What the digits the oracle lacks may hide.
  private static final double ORACLE_TOLERANCE = 1e-24;

  /// The value is rounded to 64 bits and then to binary64: half an ulp and a little. Wanted: 1e-14.
  private static final double IMAGE_TOLERANCE = 0x1.01p-53;

  static List<Row> rows() {
    return Oracle.rows();
  }

  @Test
  void oraclesCoverEveryRegime() {
    assertEquals(63 + 32, rows().size());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void coefficientsAreCorrectlyRounded(Row row) {
    assertEquals(
        row.coefficients().stream().map(BigDecimal::doubleValue).toList(),
        row.solved().coefficients());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void extendedCoefficientsAreAsAccurateAsTheyPromise(Row row) {
    BestPolynomial best = row.solved();
    double promised = Math.pow(2, -best.accuracyBits()) + ORACLE_TOLERANCE;
    for (int j = 0; j < best.extended().size(); j++) {
      Relative.assertClose(
          row.coefficients().get(j), best.extended().get(j).toBigDecimal(), promised);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bracketHoldsTheMinimaxErrorAndNothingElse(Row row) {
    BestPolynomial best = row.solved();
    Relative.assertClose(
        row.minimaxError(), best.errorLower().toBigDecimal(), BRACKET_TOLERANCE + ORACLE_TOLERANCE);
    Relative.assertClose(
        row.minimaxError(), best.errorUpper().toBigDecimal(), BRACKET_TOLERANCE + ORACLE_TOLERANCE);
    BigDecimal slack = row.minimaxError().multiply(BigDecimal.valueOf(ORACLE_TOLERANCE));
    assertTrue(
        best.errorLower().toBigDecimal().compareTo(row.minimaxError().add(slack)) <= 0
            && best.errorUpper().toBigDecimal().compareTo(row.minimaxError().subtract(slack)) >= 0,
        "the oracle's E lies outside the bracket");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void slopeAtTheLowerEndIsRoundedToTheLastBit(Row row) {
    Relative.assertClose(
        row.lowerImageOverLower(),
        new BigDecimal(row.solved().lowerImageOverLower()),
        IMAGE_TOLERANCE);
  }
}
