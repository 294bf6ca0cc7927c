package org.alternant.solver.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.FormulaCertifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What formulas reach within a budget.
class FormulaSearchTest {

  private static FormulaTable table(Formula formula, @Nullable Double bound, List<Part> parts) {
    return new FormulaTable(
        "test", null, formula, bound, null, parts, null, null, new Provenance("a test", null));
  }

  /// The errors that quintics and one or two steps of q = 4 were seen to reach in 2026, by the
  /// prototype of the formula; degrees up to 17 come closer.
  @ParameterizedTest
  @CsvSource({
    "CLIP, 2, 14, 0.0045",
    "CLIP, 2, 17, 0.0021",
    "CLIP, 3.5, 17, 0.0143",
    "CLIP, 3.5, 20, 0.0042",
    "CLIP, 3.5, 28, 3.6e-4",
    "PSD, , 10, 0.0039",
    "PSD, , 13, 0.0011",
    "PSD, , 16, 3.0e-4"
  })
  void errorsAreAtMostThoseOfThePrototype(
      Formula formula, @Nullable Double bound, int budget, double reachable) {
    FormulaTable table =
        table(formula, bound, FormulaSearch.parts(formula, bound, budget).orElseThrow());
    assertTrue(table.products() <= budget, () -> table.products() + " products");
    double error = proved(table);
    assertTrue(error <= reachable, () -> "error " + error);
  }

  private static double proved(FormulaTable table) {
    return new FormulaCertifier(table, ExactSteps.withinReason())
        .certify(table.nominal())
        .orElseThrow()
        .certificate()
        .worstCaseError();
  }

  /// Where the sign's error takes P beyond B² a divisor of high degree grows without bound, between
  /// points that are not dense there.
  @ParameterizedTest
  @CsvSource({"40, 19", "40, 23", "100, 21", "7.3, 11"})
  void moreProductsErrLess(double bound, int budget) {
    double previous = Double.POSITIVE_INFINITY;
    for (int products = budget; products < budget + 3; products++) {
      List<Part> parts = FormulaSearch.parts(Formula.CLIP, bound, products).orElseThrow();
      double error = proved(table(Formula.CLIP, bound, parts));
      assertTrue(error < previous, products + " products: " + error);
      previous = error;
    }
    assertTrue(previous < 1);
  }

  @ParameterizedTest
  @CsvSource({"CLIP, 2", "CLIP, 3.5", "CLIP, 10", "PSD,"})
  void theFewestProductsAreEnoughAndFewerAreNot(Formula formula, @Nullable Double bound) {
    int fewest = FormulaSearch.fewestProducts(formula);
    Optional<List<Part>> parts = FormulaSearch.parts(formula, bound, fewest);
    assertEquals(fewest, table(formula, bound, parts.orElseThrow()).products());
    assertTrue(FormulaSearch.parts(formula, bound, fewest - 1).isEmpty());
  }

  @Test
  void theSameRequestGivesTheSameParts() {
    assertEquals(
        FormulaSearch.parts(Formula.CLIP, 2.0, 14), FormulaSearch.parts(Formula.CLIP, 2.0, 14));
  }
}
