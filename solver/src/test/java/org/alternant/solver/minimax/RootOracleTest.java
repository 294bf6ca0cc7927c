package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.alternant.solver.Oracle;
import org.alternant.solver.Oracle.RootRow;
import org.alternant.solver.Relative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The solver against the oracle for inverse roots, see [Oracle].
class RootOracleTest {

  /// A bracket's relative width is at most 2⁻⁶⁴ of E and of 1 − E, and the oracle has 40 digits.
  private static final double BRACKET_TOLERANCE = 0x1.01p-64;

  static List<RootRow> rows() {
    return Oracle.roots();
  }

  @Test
  void oracleCoversEveryRegime() {
    assertEquals(68, rows().size());
    assertEquals(
        List.of(1, 2, 3, 4, 5, 8, 16),
        rows().stream().map(RootRow::root).distinct().sorted().collect(Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void coefficientsAreCorrectlyRounded(RootRow row) {
    BestPolynomial best = row.solved();
    assertEquals(
        row.coefficients().stream().map(BigDecimal::doubleValue).toList(), best.coefficients());
    assertEquals(row.root() * row.q() + 1, best.degree());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bracketHoldsTheMinimaxErrorAndNothingElse(RootRow row) {
    BestPolynomial best = row.solved();
    Relative.assertClose(row.minimaxError(), best.errorLower().toBigDecimal(), BRACKET_TOLERANCE);
    Relative.assertClose(row.minimaxError(), best.errorUpper().toBigDecimal(), BRACKET_TOLERANCE);
    Relative.assertClose(row.oneMinusError(), best.lowerImage().toBigDecimal(), BRACKET_TOLERANCE);
  }
}
