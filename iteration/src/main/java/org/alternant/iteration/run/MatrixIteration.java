package org.alternant.iteration.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.text.EnumIds;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// What a backend runs: X ← X / (factor · ‖X‖ + epsilon), then every step.
///
/// The coefficients are used as they stand: a safety factor that a table mentions without having it
/// baked into its rows changes nothing here.
///
/// @param steps p₁ first; at least one
/// @param normalization how the matrix is scaled before the first step
/// @param precision the format in which X and every intermediate matrix are kept; a step may have a
///   finer one ([Step#precisionIn]), to whose storage X is then rounded first
/// @param function what is computed
/// @param form on which matrix the steps act; [Form.Gram] for the polar factor only
/// @param rounding where and how results are rounded
/// @param damping ε: what the steps are applied to is (A + εI)/(1 + ε) for the normalized matrix A,
///   so that eigenvalues from 0 to 1 become those from ε/(1 + ε) to 1; for the roots only, else 0
public record MatrixIteration(
    List<Step> steps,
    Normalization normalization,
    Precision precision,
    MatrixFunction function,
    Form form,
    RoundingRules rounding,
    double damping) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no step, the steps are not for the function, the
  ///   Gram form is asked for with a function other than the polar factor or with a restart after a
  ///   step that does not exist, binary64 is to be stored in binary32, formats are mixed where more
  ///   than X goes from step to step, in the Gram form and in roots, or the damping is not 0 or
  ///   more and finite, or damping or the norm are for positive definite matrices and the function
  ///   is not
  public MatrixIteration {
    steps = List.copyOf(steps);
    for (Step step : steps) {
      rounding.requireStorage(step.precisionIn(precision));
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("an iteration needs at least one step");
    }
    function.requireFor(steps);
    requireDamping(function, normalization.norm(), damping);
    if (Step.isMixed(steps, precision) && !carriesOnlyX(function, form)) {
      throw new IllegalArgumentException(
          "steps in different formats run for the polar factor or the sign in the standard form"
              + " only");
    }
    if (form instanceof Form.Gram gram) {
      if (!function.actsOnSingularValues()) {
        throw new IllegalArgumentException("the Gram form computes the polar factor only");
      }
      if (!gram.restarts().isEmpty() && gram.restarts().getLast() >= steps.size()) {
        throw new IllegalArgumentException(
            "restarts must come before the last of "
                + steps.size()
                + " steps, found "
                + gram.restarts());
      }
    }
  }

  private static void requireDamping(MatrixFunction function, Norm norm, double damping) {
    if (!(damping >= 0 && damping < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the damping must be 0 or more, found " + damping);
    }
    if (norm.isOfSymmetric() && !function.needsPositiveDefinite()) {
      throw new IllegalArgumentException(
          "the norm " + EnumIds.of(norm) + " is for roots of positive definite matrices");
    }
    if (damping != 0 && !function.needsPositiveDefinite()) {
      throw new IllegalArgumentException("the damping is for roots of positive definite matrices");
    }
  }

  private static boolean carriesOnlyX(MatrixFunction function, Form form) {
    return form instanceof Form.Standard
        && (function.actsOnSingularValues() || function == MatrixFunction.SIGN);
  }

  /// The polar factor, or the inverse root that the steps are for, in the standard form with fused
  /// epilogues.
  ///
  /// @param steps p₁ first; at least one
  /// @param normalization how the matrix is scaled before the first step
  /// @param precision the format
  public MatrixIteration(List<Step> steps, Normalization normalization, Precision precision) {
    this(
        steps,
        normalization,
        precision,
        MatrixFunction.usual(steps),
        Form.STANDARD,
        RoundingRules.FUSED,
        0);
  }

  /// One step for every row of a table.
  ///
  /// @param table the table
  /// @param precision the format to run it in
  /// @return the iteration
  public static MatrixIteration of(CoefficientTable table, Precision precision) {
    return new MatrixIteration(table.steps(), table.conventions().normalization(), precision);
  }

  /// A chosen number of steps. Fewer than the table has rows: the first rows. More: what the
  /// table's tail says.
  ///
  /// @param table the table
  /// @param precision the format to run it in
  /// @param steps the number of steps asked for
  /// @return the iteration
  /// @throws IllegalArgumentException if `steps` is below 1, or the table stops before
  public static MatrixIteration of(CoefficientTable table, Precision precision, int steps) {
    return new MatrixIteration(table.run(steps), table.conventions().normalization(), precision);
  }

  /// The same with another normalization.
  ///
  /// @param other how the matrix is scaled
  /// @return the changed iteration
  public MatrixIteration with(Normalization other) {
    return new MatrixIteration(steps, other, precision, function, form, rounding, damping);
  }

  /// The same in another precision.
  ///
  /// @param other the format
  /// @return the changed iteration
  public MatrixIteration with(Precision other) {
    return new MatrixIteration(steps, normalization, other, function, form, rounding, damping);
  }

  /// The same for another function.
  ///
  /// @param other what is computed
  /// @return the changed iteration
  public MatrixIteration with(MatrixFunction other) {
    return new MatrixIteration(steps, normalization, precision, other, form, rounding, damping);
  }

  /// The same in another form.
  ///
  /// @param other on which matrix the steps act
  /// @return the changed iteration
  public MatrixIteration with(Form other) {
    return new MatrixIteration(steps, normalization, precision, function, other, rounding, damping);
  }

  /// The same with other rounding points.
  ///
  /// @param other where and how results are rounded
  /// @return the changed iteration
  public MatrixIteration with(RoundingRules other) {
    return new MatrixIteration(steps, normalization, precision, function, form, other, damping);
  }

  /// The same with other rounding points, and matrices and coefficients as they are.
  ///
  /// @param other where results are rounded
  /// @return the changed iteration
  public MatrixIteration with(Epilogue other) {
    return with(RoundingRules.of(other));
  }

  /// The root that the steps are for.
  ///
  /// @return p; 2 for the sign
  public int root() {
    return steps.getFirst().function().root();
  }

  /// The same with damping.
  ///
  /// @param other ε, 0 or more
  /// @return the changed iteration
  public MatrixIteration withDamping(double other) {
    return new MatrixIteration(steps, normalization, precision, function, form, rounding, other);
  }

  /// What the steps are applied to: the matrix normalized and damped, in binary64.
  ///
  /// @param input X: m×n, not changed
  /// @return a new matrix
  /// @throws IllegalArgumentException if the matrix is empty, has an entry that is NaN or infinite,
  ///   or is not square although damped
  public DMatrixRMaj scaled(DMatrixRMaj input) {
    DMatrixRMaj scaled = Normalizer.normalize(input, normalization);
    if (damping != 0) {
      function.requireShape(input.numRows, input.numCols);
      for (int i = 0; i < scaled.numRows; i++) {
        scaled.add(i, i, damping);
      }
      CommonOps_DDRM.divide(scaled, 1 + damping);
    }
    return scaled;
  }

  /// Carries out the operations of all steps.
  ///
  /// @param arithmetic what carries out one
  /// @param initial what the first step is applied to, k matrices m×n
  /// @param count k
  /// @param rows m
  /// @param columns n
  /// @param <M> the arithmetic's matrices
  /// @return the last iterate
  public <M> M run(MatrixArithmetic<M> arithmetic, M initial, int count, int rows, int columns) {
    return StepSequence.of(
            IterationRun.rounded(arithmetic, this), this, initial, count, rows, columns)
        .run();
  }

  /// The iteration as a sequence of iterations that are run in one format each, the first with the
  /// normalization, the others without.
  ///
  /// @return at least one; their steps name no format
  public List<MatrixIteration> inOneFormatEach() {
    return Precision.stretches(formatsOfSteps()).stream().map(this::part).toList();
  }

  private MatrixIteration part(Precision.Stretch stretch) {
    return new MatrixIteration(
        steps.subList(stretch.begin(), stretch.end()).stream()
            .map(step -> step.withPrecision(null))
            .toList(),
        stretch.begin() == 0 ? normalization : Normalization.NONE,
        stretch.precision(),
        function,
        form,
        rounding,
        stretch.begin() == 0 ? damping : 0);
  }

  /// The formats that steps are run in.
  ///
  /// @return one, or several where they are mixed
  public Set<Precision> formats() {
    return EnumSet.copyOf(formatsOfSteps());
  }

  private List<Precision> formatsOfSteps() {
    return steps.stream().map(step -> step.precisionIn(precision)).toList();
  }

  /// The format in which matrices are kept.
  ///
  /// @return the precision itself, or binary32
  public Precision stored() {
    return rounding.stored(precision);
  }

  /// The first t steps. Since runs are deterministic, its result is what the whole iteration has
  /// computed after t steps.
  ///
  /// @param count t, from 1 to the number of steps
  /// @return the shorter iteration
  public MatrixIteration first(int count) {
    Form shorter =
        form instanceof Form.Gram gram
            ? new Form.Gram(gram.restarts().stream().filter(restart -> restart < count).toList())
            : form;
    return new MatrixIteration(
        steps.subList(0, count), normalization, precision, function, shorter, rounding, damping);
  }

  /// Checks that the matrices of a batch have one shape.
  ///
  /// @param batch at least one matrix
  /// @throws IllegalArgumentException if they have not
  public static void requireOneShape(List<DMatrixRMaj> batch) {
    DMatrixRMaj first = batch.getFirst();
    for (DMatrixRMaj x : batch) {
      if (x.numRows != first.numRows || x.numCols != first.numCols) {
        throw new IllegalArgumentException(
            "the matrices of a batch have one shape, found "
                + first.numRows
                + "×"
                + first.numCols
                + " and "
                + x.numRows
                + "×"
                + x.numCols);
      }
    }
  }
}
