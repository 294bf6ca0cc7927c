package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.alternant.cli.text.FormulaWords;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.FormulaTable;

/// The summary of a formula's design.
final class FormulaReport {

  /// With fewer products than this a composition was seen to come closer: the table of
  /// docs/FUNCTIONS.md.
  private static final int FEW_PRODUCTS = 17;

  private FormulaReport() {}

  static List<String> lines(FormulaTable table) {
    List<String> lines = new ArrayList<>(FormulaWords.parts(table).lines());
    lines.add("formula: " + table.function().text());
    lines.add(
        "certified: " + FormulaWords.certified(Objects.requireNonNull(table.certificate()), table));
    lines.add("cost: " + Numbers.count(table.products(), "product"));
    int steps = table.products() / 3;
    if (table.function() == Formula.CLIP && table.products() < FEW_PRODUCTS) {
      lines.add(
          "note: with so few products a composition may come closer: --degree 5 --steps " + steps);
    }
    return lines;
  }
}
