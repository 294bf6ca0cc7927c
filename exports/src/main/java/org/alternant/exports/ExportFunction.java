package org.alternant.exports;

import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;

/// What exported code computes of a matrix.
public enum ExportFunction {
  /// The polar factor, by a table for the sign.
  POLAR,
  /// A^(1/2) with its gradient, by a table for the sign or the inverse root 2.
  SQRT,
  /// A^(−1/2) with its gradient, by a table for the sign or the inverse root 2.
  INVSQRT,
  /// A^(−1/p), by a table for it.
  INVERSE_ROOT,
  /// U min(S, 1) Vᵀ of X = U S Vᵀ, by a table for it.
  CLIP;

  /// The products of one step of the gradient's iteration beside those of its polynomial: B², BC,
  /// and the two of the block.
  private static final int GRADIENT_STEP = 4;

  /// What a table computes unless something else is asked for.
  ///
  /// @param table what it approximates
  /// @return the polar factor, the inverse root or the clip
  public static ExportFunction usual(TableFunction table) {
    return switch (table.kind()) {
      case SIGN -> POLAR;
      case INVERSE_ROOT -> INVERSE_ROOT;
      case CLIP -> CLIP;
    };
  }

  /// Whether the steps act on a matrix of any shape, by its singular values.
  ///
  /// @return false for roots, which are of symmetric matrices
  public boolean actsOnSingularValues() {
    return this == POLAR || this == CLIP;
  }

  /// Whether a table computes this.
  ///
  /// @param table what it approximates
  /// @return true if its steps are for this function
  public boolean isComputedBy(TableFunction table) {
    return switch (this) {
      case POLAR -> table.isSign();
      case SQRT, INVSQRT -> !table.isClip() && table.root() == 2;
      case INVERSE_ROOT -> table.isRoot();
      case CLIP -> table.isClip();
    };
  }

  /// Whether the code comes with a backward pass of its own.
  ///
  /// @return true for the square roots
  public boolean hasGradient() {
    return this == SQRT || this == INVSQRT;
  }

  /// The steps as they are run: those of square roots by the coupled iteration of inverse roots,
  /// whatever their table is for. Polynomials and plans are the same.
  ///
  /// @param steps of a table
  /// @return the steps; changed ones without what is known about their intervals
  public List<Step> run(List<Step> steps) {
    return hasGradient() ? steps.stream().map(ExportFunction::coupled).toList() : steps;
  }

  private static Step coupled(Step step) {
    return new Step(
        TableFunction.inverseRoot(2),
        step.coefficients(),
        null,
        null,
        null,
        step.precision(),
        step.plan());
  }

  /// How many matrices are multiplied in a run.
  ///
  /// @return the products; the square root begins with A in place of I, and where no row is only a
  ///   factor, that product serves M too
  static int products(ExportRequest request) {
    List<Step> run = request.function().run(request.run());
    int products = IterationCost.of(run, Form.STANDARD).products();
    long full = run.stream().filter(step -> step.degree() > 1).count();
    boolean serves = full > 1 && !PythonRootLoops.scales(request);
    return request.function() == SQRT && full > 0 && !serves ? products + 1 : products;
  }

  /// How many matrices are multiplied for a gradient.
  ///
  /// @param steps that run
  /// @return the products
  int gradientProducts(List<Step> steps) {
    int products = this == INVSQRT ? 3 : 0;
    int last = -1;
    for (int t = 0; t < steps.size(); t++) {
      EvaluationPlan plan = Scheme.planOf(steps.get(t));
      if (!plan.scales()) {
        products += GRADIENT_STEP + 1 + 3 * plan.squareProducts();
        last = t;
      }
    }
    return last < 0 ? products : products - 1;
  }

  /// The targets that compute this.
  ///
  /// @return at least one
  public List<ExportTarget> targets() {
    return Arrays.stream(ExportTarget.values()).filter(target -> target.computes(this)).toList();
  }

  /// The name in messages and on the command line.
  @Override
  public String toString() {
    return EnumIds.of(this);
  }
}
