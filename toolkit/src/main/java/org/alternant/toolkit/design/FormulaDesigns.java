package org.alternant.toolkit.design;

import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.FormulaDesign;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.FormulaCertifier;
import org.alternant.solver.certificate.FormulaCertifier.Certified;
import org.alternant.solver.formula.FormulaSearch;
import org.jspecify.annotations.Nullable;

/// Designs tables of functions that are made of parts.
public final class FormulaDesigns {

  /// More products than this are far beyond what anything is run with, and take long to prove.
  public static final int LARGEST_BUDGET = 30;

  private FormulaDesigns() {}

  /// What is wanted.
  ///
  /// @param function the formula
  /// @param bound for singular values the largest, for the clip above 1; else null
  /// @param threshold of the soft threshold, below the bound; else null
  /// @param budget the most products of a run
  /// @param name the table's name; null: one made of the others
  /// @param description what the table is for, in words; null: nothing is stated
  public record Task(
      Formula function,
      @Nullable Double bound,
      @Nullable Double threshold,
      int budget,
      @Nullable String name,
      @Nullable String description) {

    /// Checks the budget.
    ///
    /// @throws IllegalArgumentException if it is too small for the formula, or beyond
    ///   [#LARGEST_BUDGET]; or if bound and threshold are out of range
    public Task {
      int fewest = FormulaSearch.fewestProducts(function);
      if (budget < fewest || budget > LARGEST_BUDGET) {
        throw new IllegalArgumentException(
            "the budget of a %s must be from %d to %d products, found %d"
                .formatted(EnumIds.of(function), fewest, LARGEST_BUDGET, budget));
      }
      clipBound();
    }

    private @Nullable Double clipBound() {
      return bound == null
          ? null
          : TableFunction.clip(FormulaTable.clipBound(bound, threshold)).bound();
    }
  }

  /// Designs a table, with its certificate on the numbers that it is meant for.
  ///
  /// @param task what is wanted; the same task gives the same table, bit for bit, on every machine
  /// @return the table; empty where the error is not determined by the work that is allowed
  /// @throws IllegalArgumentException if the bound or the name is not one
  public static Optional<FormulaTable> of(Task task) {
    List<Part> parts =
        FormulaSearch.parts(task.function, task.clipBound(), task.budget)
            .orElseThrow(() -> new IllegalStateException("no parts within " + task.budget));
    FormulaTable table =
        new FormulaTable(
            name(task),
            task.description,
            task.function,
            task.bound,
            task.threshold,
            parts,
            new FormulaDesign(task.budget),
            null,
            new Provenance(Design.GENERATOR, null));
    // What is read is proved again within reason, so that no more may be taken here.
    return new FormulaCertifier(table, ExactSteps.withinReason())
        .certify(table.nominal())
        .map(Certified::certificate)
        .map(table::with);
  }

  private static String name(Task task) {
    if (task.name != null) {
      return task.name;
    }
    String threshold = task.threshold == null ? "" : "-" + task.threshold;
    String bound = task.bound == null ? "" : "-bound-" + task.bound;
    return EnumIds.of(task.function) + threshold + bound + "-products-" + task.budget;
  }
}
