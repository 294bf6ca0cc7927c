package org.alternant.toolkit.validate;

import java.util.List;
import java.util.OptionalInt;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.jspecify.annotations.Nullable;

/// A table to run, on what and how.
///
/// @param table the table
/// @param matrices on which matrices
/// @param precisions in which formats, one after the other; at least one
/// @param backend what computes
/// @param steps how many steps: the first rows, or on by the table's tail; empty: one for each row
/// @param function what is computed
/// @param form on which matrix the steps act
/// @param rounding where and how results are rounded
/// @param normalization how the matrices are scaled before the first step
/// @param damping ε, by which they are damped after that: 0 but for roots
/// @param traced whether the measures after every step are wanted; where a run is outside they are
///   taken anyway
/// @param exact whether the exact function is computed, by a full decomposition; where it is not,
///   results are compared by their singular values alone, which only the polar factor allows
public record ValidationRequest(
    CoefficientTable table,
    MatrixSource matrices,
    List<Precision> precisions,
    Backend backend,
    OptionalInt steps,
    MatrixFunction function,
    FormChoice form,
    RoundingRules rounding,
    NormalizationChoice normalization,
    double damping,
    boolean traced,
    boolean exact) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no precision, the exact function is left out and
  ///   it is not the polar factor, `steps` is below 1, the table stops before so many steps have
  ///   run, the form, the normalization or the damping does not fit the steps or the function, the
  ///   table is not for the function, or binary64 is to be stored in binary32
  public ValidationRequest {
    precisions = List.copyOf(precisions);
    if (precisions.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one precision");
    }
    if (steps.isPresent() && steps.getAsInt() < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, found " + steps.getAsInt());
    }
    if (!exact && function != MatrixFunction.POLAR) {
      throw new IllegalArgumentException(
          "only the polar factor can be measured without the exact function; "
              + EnumIds.of(function)
              + " is not");
    }
    for (Precision precision : precisions) {
      iteration(table, precision, steps, function, form, rounding, normalization, damping);
    }
  }

  /// Begins a request: the polar factor, or the inverse root that the table is for, in the standard
  /// form, in float64 by EJML.
  ///
  /// @param table the table
  /// @param matrices on which matrices
  /// @return a builder
  public static Builder of(CoefficientTable table, MatrixSource matrices) {
    return new Builder(table, matrices);
  }

  /// What is run, in each of the precisions.
  ///
  /// @return one iteration for each, in their order
  public List<MatrixIteration> iterations() {
    return precisions.stream()
        .map(
            precision ->
                iteration(
                    table, precision, steps, function, form, rounding, normalization, damping))
        .toList();
  }

  private static MatrixIteration iteration(
      CoefficientTable table,
      Precision precision,
      OptionalInt steps,
      MatrixFunction function,
      FormChoice form,
      RoundingRules rounding,
      NormalizationChoice normalization,
      double damping) {
    MatrixIteration plain =
        steps.isPresent()
            ? MatrixIteration.of(table, precision, steps.getAsInt())
            : MatrixIteration.of(table, precision);
    return plain
        .with(Normalization.NONE)
        .with(rounding)
        .with(function)
        .with(normalization.of(plain.normalization()))
        .withDamping(damping)
        .with(form.of(plain.steps(), precision));
  }

  /// Collects what differs from the usual.
  public static final class Builder {

    private final CoefficientTable table;
    private final MatrixSource matrices;
    private List<Precision> precisions = List.of(Precision.FLOAT64);
    private Backend backend = new EjmlBackend();
    private OptionalInt steps = OptionalInt.empty();
    private MatrixFunction function;
    private FormChoice form = new FormChoice.Given(Form.STANDARD);
    private RoundingRules rounding = RoundingRules.FUSED;
    private @Nullable NormalizationChoice normalization;
    private double damping;
    private boolean traced;
    private boolean exact = true;

    private Builder(CoefficientTable table, MatrixSource matrices) {
      this.table = table;
      this.matrices = matrices;
      function = MatrixFunction.usual(table.steps());
    }

    /// In which formats.
    ///
    /// @param chosen at least one
    /// @return this builder
    public Builder precisions(List<Precision> chosen) {
      precisions = chosen;
      return this;
    }

    /// In which formats.
    ///
    /// @param chosen at least one
    /// @return this builder
    public Builder precisions(Precision... chosen) {
      return precisions(List.of(chosen));
    }

    /// What computes.
    ///
    /// @param chosen such as [BackendSelection#named] finds
    /// @return this builder
    public Builder backend(Backend chosen) {
      backend = chosen;
      return this;
    }

    /// How many steps.
    ///
    /// @param count 1 or more
    /// @return this builder
    public Builder steps(int count) {
      steps = OptionalInt.of(count);
      return this;
    }

    /// What is computed.
    ///
    /// @param chosen the function
    /// @return this builder
    public Builder function(MatrixFunction chosen) {
      function = chosen;
      return this;
    }

    /// On which matrix the steps act.
    ///
    /// @param chosen the form
    /// @return this builder
    public Builder form(FormChoice chosen) {
      form = chosen;
      return this;
    }

    /// Where and how results are rounded.
    ///
    /// @param chosen the rules
    /// @return this builder
    public Builder rounding(RoundingRules chosen) {
      rounding = chosen;
      return this;
    }

    /// How the matrices are scaled; if this is not said, not at all where their singular values are
    /// prescribed, and else as the table says.
    ///
    /// @param chosen the scaling
    /// @return this builder
    public Builder normalization(NormalizationChoice chosen) {
      normalization = chosen;
      return this;
    }

    /// By what the matrices are damped.
    ///
    /// @param chosen ε, 0 or more
    /// @return this builder
    public Builder damping(double chosen) {
      damping = chosen;
      return this;
    }

    /// Whether the measures after every step are wanted.
    ///
    /// @param wanted whether they are
    /// @return this builder
    public Builder traced(boolean wanted) {
      traced = wanted;
      return this;
    }

    /// Whether the exact function is computed.
    ///
    /// @param wanted whether it is; needed for all but the polar factor
    /// @return this builder
    public Builder exact(boolean wanted) {
      exact = wanted;
      return this;
    }

    /// Makes the request.
    ///
    /// @return the request
    /// @throws IllegalArgumentException if its parts do not fit together
    public ValidationRequest build() {
      NormalizationChoice usual =
          matrices.prescribed() ? NormalizationChoice.NONE : NormalizationChoice.TABLE;
      return new ValidationRequest(
          table,
          matrices,
          precisions,
          backend,
          steps,
          function,
          form,
          rounding,
          normalization == null ? usual : normalization,
          damping,
          traced,
          exact);
    }
  }
}
