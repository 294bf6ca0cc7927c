package org.alternant.cli.design;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;

/// The summary of a clip's design.
final class ClipReport {

  private ClipReport() {}

  static List<String> lines(CoefficientTable table) {
    Certificate certificate = Objects.requireNonNull(table.certificate());
    TextTable steps = new TextTable("step", "degree", "<image of the singular values");
    for (int t = 0; t < table.steps().size(); t++) {
      steps.row(
          Integer.toString(t + 1),
          Integer.toString(table.steps().get(t).degree()),
          Numbers.brief(certificate.steps().get(t).image()));
    }
    List<String> lines = new ArrayList<>(steps.lines());
    lines.add(
        "certified: every singular value x in "
            + Numbers.exact(certificate.input())
            + " comes out within "
            + Numbers.atMost(certificate.worstCaseError())
            + " of min(x, 1), in "
            + Numbers.brief(certificate.output()));
    lines.add("the smallest are multiplied by " + Numbers.brief(slope(table)));
    lines.add("positive up to " + Numbers.bound(certificate.signSafeUpper()));
    lines.add(
        "cost: "
            + Numbers.count(IterationCost.of(table.steps(), Form.STANDARD).products(), "product"));
    return lines;
  }

  /// The slope of the composition at 0, the product of the steps'.
  static double slope(CoefficientTable table) {
    BigDecimal slope = BigDecimal.ONE;
    for (Step step : table.steps()) {
      slope = slope.multiply(step.exactCoefficients().getFirst());
    }
    return slope.doubleValue();
  }
}
