package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.alternant.cli.options.RoundingOptions;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.SurvivalWords;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.rounding.RoundedImages;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.trial.InverseRootDesign;
import org.alternant.toolkit.trial.InverseRootDesign.Variant;

/// How `design` shows a choice of schedules for an inverse root by what rounding leaves of them.
final class InverseRootReport {

  /// Of so many schedules a line is shown.
  private static final int SHOWN = 5;

  private InverseRootReport() {}

  /// The summary of the chosen design, and what else there was.
  static List<String> lines(
      InverseRootDesign.Found found, RoundingAssumptions model, RoundingRules rules) {
    Precision precision = model.precision();
    CoefficientTable chosen = found.variants().getFirst().designed().table();
    List<String> lines =
        new ArrayList<>(DesignReport.lines(found.variants().getFirst().designed(), rules));
    lines.add(
        RoundedImages.isAbout(rules)
            ? RoundingOptions.summary(
                RoundedImages.of(
                    chosen.steps(), Objects.requireNonNull(chosen.certificate()).input(), model),
                chosen.function())
            : RoundingOptions.notBounded(rules));
    TextTable table =
        new TextTable(
            "<degrees",
            "cushion",
            "<certified error",
            "<expected in " + EnumIds.of(precision) + " (" + rules.name() + ")");
    found.variants().stream().limit(SHOWN).forEach(variant -> row(table, variant));
    lines.addAll(table.lines());
    return lines;
  }

  private static void row(TextTable table, Variant variant) {
    CoefficientTable designed = variant.designed().table();
    DesignRequest request = Objects.requireNonNull(designed.design());
    Certificate proved = Objects.requireNonNull(designed.certificate());
    table.row(
        SearchReport.degrees(
            designed.function(), designed.steps().stream().map(Step::degree).toList()),
        Numbers.brief(request.cushion()),
        Numbers.atMost(proved.worstCaseError()),
        Numbers.size(variant.error()));
  }

  /// Why no schedule is recommended.
  static String fails(InverseRootDesign.Breaks breaks, Precision precision, RoundingRules rules) {
    CoefficientTable table = breaks.variant().designed().table();
    TableFunction function = table.function();
    String words =
        switch (breaks.variant().survival()) {
          case Survival.Breaks(int _, Survival.Reason reason) ->
              SurvivalWords.words(function, reason);
          case Survival.Unclear(int _, Survival.Reason reason) ->
              "it is unclear whether " + SurvivalWords.words(function, reason);
          case Survival.Survives _, Survival.Ran _ ->
              throw new IllegalStateException("it survives");
        };
    return "no schedule that was tried is expected to survive "
        + EnumIds.of(precision)
        + " ("
        + rules.name()
        + ") from eigenvalues of "
        + Objects.requireNonNull(table.design()).lower()
        + " on: "
        + words
        + "; a larger --lower (and as much damping: validate --damping), or a wider --precision";
  }
}
