package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.alternant.cli.text.FormulaWords;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.FormulaWriter;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.toolkit.design.ClipChoice;
import org.jspecify.annotations.Nullable;

/// What is designed within a budget for a function that a formula makes.
///
/// @param table the file's content
/// @param lines the summary
@SuppressWarnings("ArrayRecordComponent") // Written as it is.
record FormulaReport(byte[] table, List<String> lines) {

  static FormulaReport of(FormulaTable table) {
    return new FormulaReport(FormulaWriter.write(table), lines(table));
  }

  /// The better of the two.
  ///
  /// @param choice with at least one of them
  static FormulaReport of(ClipChoice choice) {
    CoefficientTable composition = choice.composition();
    FormulaTable formula = choice.formula();
    if (composition != null && choice.prefersComposition()) {
      List<String> lines = new ArrayList<>(ClipReport.lines(composition));
      lines.add("chosen for its error: " + formulaWords(formula, choice));
      return new FormulaReport(TableWriter.write(composition), lines);
    }
    List<String> lines = new ArrayList<>(lines(Objects.requireNonNull(formula)));
    if (composition != null) {
      lines.add("chosen for its error: " + compositionWords(composition, choice));
    }
    return new FormulaReport(FormulaWriter.write(formula), lines);
  }

  private static String formulaWords(@Nullable FormulaTable formula, ClipChoice choice) {
    return formula == null
        ? "there is no formula with so few products"
        : "a formula of "
            + Numbers.count(formula.products(), "product")
            + " errs by "
            + Numbers.atMost(choice.formulaError());
  }

  private static String compositionWords(CoefficientTable composition, ClipChoice choice) {
    return "a composition of "
        + Numbers.count(composition.steps().size(), "quintic")
        + " errs by "
        + Numbers.atMost(choice.compositionError());
  }

  private static List<String> lines(FormulaTable table) {
    List<String> lines = new ArrayList<>(FormulaWords.parts(table).lines());
    lines.add("formula: " + table.function().text());
    lines.add(
        "certified: " + FormulaWords.certified(Objects.requireNonNull(table.certificate()), table));
    lines.add("cost: " + Numbers.count(table.products(), "product"));
    return lines;
  }
}
