package org.alternant.iteration.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.ejml.data.DMatrixRMaj;

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
public record MatrixIteration(
    List<Step> steps,
    Normalization normalization,
    Precision precision,
    MatrixFunction function,
    Form form,
    RoundingRules rounding) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no step, the steps are for an inverse root, the
  ///   Gram form is asked for with a function other than the polar factor or with a restart after a
  ///   step that does not exist, binary64 is to be stored in binary32, or formats are mixed where
  ///   more than X goes from step to step: in the Gram form and in square roots
  public MatrixIteration {
    steps = List.copyOf(steps);
    for (Step step : steps) {
      step.function().requireSign("runs on matrices");
      rounding.requireStorage(step.precisionIn(precision));
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("an iteration needs at least one step");
    }
    if (Step.isMixed(steps, precision) && !carriesOnlyX(function, form)) {
      throw new IllegalArgumentException(
          "steps in different formats run for the polar factor or the sign in the standard form"
              + " only");
    }
    if (form instanceof Form.Gram gram) {
      if (function != MatrixFunction.POLAR) {
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

  private static boolean carriesOnlyX(MatrixFunction function, Form form) {
    return form instanceof Form.Standard
        && (function == MatrixFunction.POLAR || function == MatrixFunction.SIGN);
  }

  /// The polar factor in the standard form with fused epilogues.
  ///
  /// @param steps p₁ first; at least one
  /// @param normalization how the matrix is scaled before the first step
  /// @param precision the format
  public MatrixIteration(List<Step> steps, Normalization normalization, Precision precision) {
    this(steps, normalization, precision, MatrixFunction.POLAR, Form.STANDARD, RoundingRules.FUSED);
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
    return new MatrixIteration(steps, other, precision, function, form, rounding);
  }

  /// The same in another precision.
  ///
  /// @param other the format
  /// @return the changed iteration
  public MatrixIteration with(Precision other) {
    return new MatrixIteration(steps, normalization, other, function, form, rounding);
  }

  /// The same for another function.
  ///
  /// @param other what is computed
  /// @return the changed iteration
  public MatrixIteration with(MatrixFunction other) {
    return new MatrixIteration(steps, normalization, precision, other, form, rounding);
  }

  /// The same in another form.
  ///
  /// @param other on which matrix the steps act
  /// @return the changed iteration
  public MatrixIteration with(Form other) {
    return new MatrixIteration(steps, normalization, precision, function, other, rounding);
  }

  /// The same with other rounding points.
  ///
  /// @param other where and how results are rounded
  /// @return the changed iteration
  public MatrixIteration with(RoundingRules other) {
    return new MatrixIteration(steps, normalization, precision, function, form, other);
  }

  /// The same with other rounding points, and matrices and coefficients as they are.
  ///
  /// @param other where results are rounded
  /// @return the changed iteration
  public MatrixIteration with(Epilogue other) {
    return with(RoundingRules.of(other));
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
        rounding);
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
        steps.subList(0, count), normalization, precision, function, shorter, rounding);
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
