package org.alternant.toolkit.export;

import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.exports.ExportTarget;
import org.jspecify.annotations.Nullable;

/// What to export, and how. [#of] fills in what most exports want; the other methods change one
/// thing each.
///
/// @param table the table
/// @param target the runtime
/// @param steps how many steps run unless the caller of the exported code says otherwise, at least
///   1
/// @param precision the format in which the coefficients are written
/// @param runIn the format in which the code will run and which the table must survive; null: any
/// @param runs what decides where the estimate of that is unclear; null: such a table is refused
/// @param shape the shape of the matrices where the target takes one; null: any
/// @param selfCheck what finds the vectors with which the export checks itself; null: no self-check
/// @param command the command that makes the same file again, for its head; null: the head names
///   none
public record ExportTask(
    CoefficientTable table,
    ExportTarget target,
    int steps,
    Precision precision,
    @Nullable Precision runIn,
    @Nullable SeededRuns runs,
    @Nullable MatrixShape shape,
    @Nullable SelfCheck selfCheck,
    @Nullable String command) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `steps` is below 1, or the table is for an inverse root
  public ExportTask {
    if (table.function().isRoot()) {
      table.function().requireSign("exports");
    }
    if (steps < 1) {
      throw new IllegalArgumentException("an export needs at least one step, found " + steps);
    }
  }

  /// One step a row, in the target's own precision, for matrices of any shape, without a
  /// self-check.
  ///
  /// @param table the table
  /// @param target the runtime
  /// @return the task
  public static ExportTask of(CoefficientTable table, ExportTarget target) {
    return new ExportTask(
        table,
        target,
        table.steps().size(),
        target.precisions().getFirst(),
        null,
        null,
        null,
        null,
        null);
  }

  /// With another number of steps: the first rows, or on by the tail rule.
  ///
  /// @param newSteps how many
  /// @return the task, otherwise the same
  public ExportTask withSteps(int newSteps) {
    return new ExportTask(
        table, target, newSteps, precision, runIn, runs, shape, selfCheck, command);
  }

  /// With the coefficients written in another precision.
  ///
  /// @param newPrecision one of the target's [ExportTarget#precisions]
  /// @return the task, otherwise the same
  public ExportTask withPrecision(Precision newPrecision) {
    return new ExportTask(
        table, target, steps, newPrecision, runIn, runs, shape, selfCheck, command);
  }

  /// For runs in one format, which the table must survive.
  ///
  /// @param newRunIn a format in which the target can be run, by [Export#rules]; null: any
  /// @param newRuns what decides where the estimate is unclear, such as
  ///   `org.alternant.toolkit.trial.SurvivalRuns::survived`; null: such a table is refused
  /// @return the task, otherwise the same
  public ExportTask withRunIn(@Nullable Precision newRunIn, @Nullable SeededRuns newRuns) {
    return new ExportTask(
        table, target, steps, precision, newRunIn, newRuns, shape, selfCheck, command);
  }

  /// For matrices of one shape.
  ///
  /// @param newShape the shape; null: any
  /// @return the task, otherwise the same
  public ExportTask withShape(@Nullable MatrixShape newShape) {
    return new ExportTask(
        table, target, steps, precision, runIn, runs, newShape, selfCheck, command);
  }

  /// With a self-check.
  ///
  /// @param newSelfCheck what finds its vectors, such as
  ///   `org.alternant.toolkit.selfcheck.SelfCheckRuns`; null: none
  /// @return the task, otherwise the same
  public ExportTask withSelfCheck(@Nullable SelfCheck newSelfCheck) {
    return new ExportTask(
        table, target, steps, precision, runIn, runs, shape, newSelfCheck, command);
  }

  /// With a command in the head.
  ///
  /// @param newCommand what makes the same file again; null: none
  /// @return the task, otherwise the same
  public ExportTask withCommand(@Nullable String newCommand) {
    return new ExportTask(
        table, target, steps, precision, runIn, runs, shape, selfCheck, newCommand);
  }
}
