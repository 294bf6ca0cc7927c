package org.alternant.cli.text;

import org.alternant.coefficients.Step;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.coefficients.text.EnumIds;

/// What is said about tables of parts.
public final class FormulaWords {

  private FormulaWords() {}

  /// The steps of the parts.
  public static TextTable parts(FormulaTable table) {
    TextTable steps = new TextTable("<part", "step", "degree", "<designed for");
    for (Part part : table.parts()) {
      for (int t = 0; t < part.steps().size(); t++) {
        Step step = part.steps().get(t);
        steps.row(
            EnumIds.of(part.role()),
            Integer.toString(t + 1),
            Integer.toString(step.degree()),
            step.interval() == null ? "" : Numbers.brief(step.interval()));
      }
    }
    return steps;
  }

  /// What is proved.
  public static String certified(FormulaCertificate certificate, FormulaTable table) {
    String what = table.function().actsOnSingularValues() ? "singular value" : "eigenvalue";
    return "every "
        + what
        + " x in "
        + Numbers.exact(certificate.input())
        + " comes out within "
        + Numbers.atMost(certificate.worstCaseError())
        + " of "
        + table.targetWords();
  }
}
