package org.alternant.exports;

import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;

/// Why a table is not exported.
public sealed interface Refusal {

  /// What no table changes: the target cannot be written in this way. [Exports#refusal] says so
  /// before there is a table.
  sealed interface OfTarget extends Refusal {

    /// The target that refuses.
    ///
    /// @return the runtime
    ExportTarget target();
  }

  /// What the runtime cannot take of this table.
  sealed interface OfRuntime extends Refusal {}

  /// The target is not written in this precision.
  ///
  /// @param target it has [ExportTarget#precisions]
  /// @param precision what was asked for
  record PrecisionNotWritten(ExportTarget target, Precision precision) implements OfTarget {}

  /// The target takes matrices of any shape, and none can be prescribed.
  ///
  /// @param target see [ExportTarget#takesShape]
  record ShapeNotTaken(ExportTarget target) implements OfTarget {}

  /// The target is data and cannot check itself.
  ///
  /// @param target see [ExportTarget#check]
  record NoSelfCheck(ExportTarget target) implements OfTarget {}

  /// The self-check writes a matrix of the model's shape into the file, and this one is too large.
  ///
  /// @param target the runtime
  /// @param shape what was asked for
  /// @param most the most entries that are written
  record SelfCheckTooLarge(ExportTarget target, MatrixShape shape, int most) implements OfTarget {}

  /// The table stops after its last row, and more steps were asked for.
  ///
  /// @param rows how many rows it has
  /// @param steps what was asked for
  record MoreStepsThanRows(int rows, int steps) implements Refusal {}

  /// A coefficient, or a number of a plan, is too large for the precision in which it is to be
  /// written.
  ///
  /// @param coefficient the number
  /// @param precision the precision
  record CoefficientOverflow(double coefficient, Precision precision) implements Refusal {}

  /// The table is to run in a format in which it breaks, or may break.
  ///
  /// @param precision the format
  /// @param certain whether it breaks by the estimate that is in its favour
  record BreaksIn(Precision precision, boolean certain) implements Refusal {}

  /// Already the first step magnifies rounding errors so much that no two programs agree.
  record SelfCheckUnstable() implements Refusal {}

  /// The runtime computes polar factors, and the table is for a clip.
  record ClipNotTaken() implements OfRuntime {}

  /// The runtime has one triple of coefficients for all steps, and the table's rows differ.
  ///
  /// @param row the first row that differs from the first, counted from 1
  record RowsDiffer(int row) implements OfRuntime {}

  /// The runtime divides by the norm alone, and one triple for all steps cannot carry the table's
  /// normalization factor.
  ///
  /// @param factor of the table's normalization
  record FactorNotCarried(double factor) implements OfRuntime {}

  /// The runtime runs fewer steps.
  ///
  /// @param steps what was asked for
  /// @param most the most that it runs
  record TooManySteps(int steps, int most) implements OfRuntime {}

  /// The runtime takes three coefficients a step, and the table has a step with more.
  ///
  /// @param degree the degree of that step
  record DegreeTooHigh(int degree) implements OfRuntime {}

  /// The runtime takes coefficients alone, and a step is computed by a plan that they do not say.
  ///
  /// @param row the first such row, counted from 1
  record PlanNotTaken(int row) implements OfRuntime {}

  /// The code runs all steps in one format, and a step needs a finer one.
  ///
  /// @param row the first such row, counted from 1
  /// @param precision its format
  record PrecisionNotTaken(int row, Precision precision) implements OfRuntime {}

  /// The first row, divided by powers of the normalization factor, leaves binary64.
  ///
  /// @param factor of the table's normalization
  record FirstRowOverflow(double factor) implements OfRuntime {}

  /// The document has a column for each coefficient, and so many do not fit on a page.
  ///
  /// @param degree the highest degree
  /// @param columns the coefficients of that step
  /// @param most the most that fit
  record TooManyColumns(int degree, int columns, int most) implements OfRuntime {}

  /// The model has the steps unrolled, and that would make it too large.
  ///
  /// @param nodes how many it would have, about
  /// @param most the most that are written
  record TooManyNodes(long nodes, int most) implements OfRuntime {}
}
