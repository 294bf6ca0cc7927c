package org.alternant.toolkit.export;

import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.exports.ExportFunction;
import org.alternant.exports.ExportTarget;
import org.jspecify.annotations.Nullable;

/// What to export, and how. [#of] fills in what most exports want; the other methods change one
/// thing each.
///
/// @param table the table
/// @param target the runtime
/// @param function what the code computes; what the table does not compute is refused
/// @param steps how many steps run unless the caller of the exported code says otherwise, at least
///   1
/// @param precision the format in which the coefficients are written
/// @param runIn the format in which the code will run and which the table must survive; null: any
/// @param judge what tells in which formats the table survives
/// @param shape the shape of the matrices where the target takes one; null: any
/// @param selfCheck what finds the vectors with which the export checks itself; null: no self-check
/// @param command the command that makes the same file again, for its head; null: the head names
///   none
public record ExportTask(
    CoefficientTable table,
    ExportTarget target,
    ExportFunction function,
    int steps,
    Precision precision,
    @Nullable Precision runIn,
    SurvivalJudge judge,
    @Nullable MatrixShape shape,
    @Nullable SelfCheck selfCheck,
    @Nullable String command) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `steps` is below 1
  public ExportTask {
    if (steps < 1) {
      throw new IllegalArgumentException("an export needs at least one step, found " + steps);
    }
  }

  /// The polar factor, or the inverse root that the table is for: one step a row, in the target's
  /// own precision, for matrices of any shape, without a self-check.
  ///
  /// @param table the table
  /// @param target the runtime
  /// @return the task
  public static ExportTask of(CoefficientTable table, ExportTarget target) {
    return new ExportTask(
        table,
        target,
        ExportFunction.usual(table.function()),
        table.steps().size(),
        target.precisions().getFirst(),
        null,
        SurvivalJudge.WITHOUT_MATRICES,
        null,
        null,
        null);
  }

  /// For another function.
  ///
  /// @param newFunction what the code computes
  /// @return the task, otherwise the same
  public ExportTask withFunction(ExportFunction newFunction) {
    return new ExportTask(
        table, target, newFunction, steps, precision, runIn, judge, shape, selfCheck, command);
  }

  /// With another number of steps: the first rows, or on by the tail rule.
  ///
  /// @param newSteps how many
  /// @return the task, otherwise the same
  public ExportTask withSteps(int newSteps) {
    return new ExportTask(
        table, target, function, newSteps, precision, runIn, judge, shape, selfCheck, command);
  }

  /// With the coefficients written in another precision.
  ///
  /// @param newPrecision one of the target's [ExportTarget#precisions]
  /// @return the task, otherwise the same
  public ExportTask withPrecision(Precision newPrecision) {
    return new ExportTask(
        table, target, function, steps, newPrecision, runIn, judge, shape, selfCheck, command);
  }

  /// For runs in one format, which the table must survive.
  ///
  /// @param newRunIn a format in which the target can be run, by [Export#rules]; null: any
  /// @return the task, otherwise the same
  public ExportTask withRunIn(@Nullable Precision newRunIn) {
    return new ExportTask(
        table, target, function, steps, precision, newRunIn, judge, shape, selfCheck, command);
  }

  /// With another judge.
  ///
  /// @param newJudge what tells in which formats the table survives, such as
  ///   `org.alternant.toolkit.trial.SurvivalTrials`
  /// @return the task, otherwise the same
  public ExportTask withJudge(SurvivalJudge newJudge) {
    return new ExportTask(
        table, target, function, steps, precision, runIn, newJudge, shape, selfCheck, command);
  }

  /// For matrices of one shape.
  ///
  /// @param newShape the shape; null: any
  /// @return the task, otherwise the same
  public ExportTask withShape(@Nullable MatrixShape newShape) {
    return new ExportTask(
        table, target, function, steps, precision, runIn, judge, newShape, selfCheck, command);
  }

  /// With a self-check.
  ///
  /// @param newSelfCheck what finds its vectors, such as
  ///   `org.alternant.toolkit.selfcheck.SelfCheckRuns`; null: none
  /// @return the task, otherwise the same
  public ExportTask withSelfCheck(@Nullable SelfCheck newSelfCheck) {
    return new ExportTask(
        table, target, function, steps, precision, runIn, judge, shape, newSelfCheck, command);
  }

  /// With a command in the head.
  ///
  /// @param newCommand what makes the same file again; null: none
  /// @return the task, otherwise the same
  public ExportTask withCommand(@Nullable String newCommand) {
    return new ExportTask(
        table, target, function, steps, precision, runIn, judge, shape, selfCheck, newCommand);
  }
}
