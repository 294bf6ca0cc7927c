package org.alternant.toolkit.design;

import java.util.Optional;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.formula.FormulaSearch;
import org.jspecify.annotations.Nullable;

/// A clip within a budget of products: a composition of quintics, or a formula, whichever errs
/// less.
///
/// @param composition quintics that are fitted as a whole; null where none is designed
/// @param formula the formula; null where the budget is too small for one, or its error not
///   determined, or 1 or more
public record ClipChoice(@Nullable CoefficientTable composition, @Nullable FormulaTable formula) {

  /// The products of a quintic.
  private static final int QUINTIC = 3;

  /// More take long to fit, and are not tried.
  private static final int MOST_QUINTICS = 6;

  /// Designs both.
  ///
  /// @param bound the largest singular value, above 1
  /// @param budget the most products of a run
  /// @param name the table's name; null: one made of the others
  /// @param description what the table is for, in words; null: nothing is stated
  /// @return what was designed; the same on every machine
  /// @throws IllegalArgumentException if a number or the name is out of its range, or the budget
  ///   too small for anything
  public static ClipChoice of(
      double bound, int budget, @Nullable String name, @Nullable String description) {
    FormulaTable formula = null;
    if (budget >= FormulaSearch.fewestProducts(Formula.CLIP) || budget < QUINTIC) {
      formula =
          FormulaDesigns.of(
                  new FormulaDesigns.Task(Formula.CLIP, bound, null, budget, name, description))
              .filter(ClipChoice::isOfUse)
              .orElse(null);
    }
    int quintics = Math.min(budget / QUINTIC, MOST_QUINTICS);
    return new ClipChoice(composition(bound, quintics, name, description).orElse(null), formula);
  }

  /// What errs by 1 is no better than 0 for every singular value.
  private static boolean isOfUse(FormulaTable table) {
    FormulaCertificate proved = table.certificate();
    return proved != null && proved.worstCaseError() < 1;
  }

  private static Optional<CoefficientTable> composition(
      double bound, int quintics, @Nullable String name, @Nullable String description) {
    DesignTask task =
        DesignTask.builder()
            .function(TableFunction.clip(bound))
            .degrees(Degrees.repeated(5, quintics))
            .name(name)
            .description(description)
            .build();
    return Design.of(task) instanceof DesignOutcome.Designed designed
        ? Optional.of(designed.table())
        : Optional.empty();
  }

  /// Whether the composition errs less, or there is nothing else.
  ///
  /// @return true also where both are null
  public boolean prefersComposition() {
    return compositionError() <= formulaError();
  }

  /// The composition's error.
  ///
  /// @return what is proved; infinite where there is none
  public double compositionError() {
    Certificate proved = composition == null ? null : composition.certificate();
    return proved == null ? Double.POSITIVE_INFINITY : proved.worstCaseError();
  }

  /// The formula's error.
  ///
  /// @return what is proved; infinite where there is none
  public double formulaError() {
    FormulaCertificate proved = formula == null ? null : formula.certificate();
    return proved == null ? Double.POSITIVE_INFINITY : proved.worstCaseError();
  }
}
