package org.alternant.cli.export;

import org.alternant.cli.options.StepCount;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.Refusal;

/// Why a table is not exported, in words.
final class RefusalText {

  private RefusalText() {}

  /// What is wrong with the options, whatever the table.
  static String of(Refusal.OfTarget refusal) {
    return switch (refusal) {
      case Refusal.PrecisionNotWritten(var target, var precision) ->
          "--precision: "
              + target
              + " is written in "
              + String.join(" or ", target.precisions().stream().map(EnumIds::of).toList())
              + ", found "
              + EnumIds.of(precision);
      case Refusal.FunctionNotWritten(var target, var function) ->
          "--to "
              + target
              + " does not take the function "
              + function
              + "; "
              + String.join(", ", function.targets().stream().map(ExportTarget::toString).toList())
              + " do";
      case Refusal.ShapeNotTaken(var target) ->
          "--shape is for onnx: " + target + " takes matrices of any shape";
      case Refusal.NoSelfCheck(var target) ->
          "--with-test: " + target + " holds data and cannot check itself";
      case Refusal.SelfCheckTooLarge(_, var shape, int most) ->
          "--with-test writes a matrix of this shape into the model: at most "
              + most
              + " entries, found "
              + shape.rows()
              + " times "
              + shape.columns();
    };
  }

  /// What is wrong with a table.
  ///
  /// @param table its name
  /// @param target the runtime
  static String of(Refusal refusal, String table, ExportTarget target) {
    // Long: a list of cases.
    return switch (refusal) {
      case Refusal.FunctionNotWritten notWritten -> table + ": " + of(notWritten);
      case Refusal.OfTarget ofTarget -> of(ofTarget);
      case Refusal.MoreStepsThanRows(int rows, int steps) -> StepCount.stopped(table, rows, steps);
      case Refusal.CoefficientOverflow(double coefficient, var precision) ->
          table + ": coefficient " + coefficient + " is too large for " + EnumIds.of(precision);
      case Refusal.BreaksIn(var function, var precision, boolean certain) ->
          table
              + (certain ? " breaks in " : " may break in ")
              + EnumIds.of(precision)
              + " (estimated for ordinary matrices; "
              + (function.isSign() ? "verify --check" : "validate")
              + " runs some); take one that survives it ("
              + (function.isSign() ? "recommend" : "design --function inverse-root")
              + " --precision "
              + EnumIds.of(precision)
              + "), or give --allow-breaking";
      case Refusal.FunctionOfOtherTable(var function, var approximated) ->
          table
              + " is for the "
              + approximated.words()
              + "; --function "
              + function
              + " takes a table for "
              + switch (function) {
                case POLAR -> "the sign";
                case CLIP -> "a clip";
                case SQRT, INVSQRT -> "the sign or the inverse root 2";
                case INVERSE_ROOT -> "an inverse root (design --function inverse-root --root P)";
              };
      case Refusal.SurvivalUnknown(var precision) ->
          table
              + ": whether roots survive "
              + EnumIds.of(precision)
              + " is not estimated; let validate --precision "
              + EnumIds.of(precision)
              + " run it, and export without --precision";
      case Refusal.SelfCheckUnstable() ->
          table + ": its steps magnify rounding errors so much that no self-check would hold";
      case Refusal.OfRuntime ofRuntime ->
          table + " cannot be exported to " + target + ": " + reason(ofRuntime);
    };
  }

  /// Why a runtime cannot take a table, without their names.
  private static String reason(Refusal.OfRuntime refusal) {
    // Long: a sentence for each reason.
    return switch (refusal) {
      case Refusal.RowsDiffer(int row) ->
          "it uses one triple for all steps, but row "
              + row
              + " of this table differs from the first; --to pytorch and --to dion take all rows";
      case Refusal.FactorNotCarried(double factor) ->
          "it divides by the norm alone, but this table divides by "
              + factor
              + " times the norm, which one triple for all steps cannot make up for; --to pytorch"
              + " can";
      case Refusal.TooManySteps(int steps, int most) ->
          "it runs at most " + most + " steps, found " + steps;
      case Refusal.DegreeTooHigh(int degree) ->
          "it takes three coefficients a step, but this table has a step of degree " + degree;
      case Refusal.PlanNotTaken(int row) ->
          "it takes coefficients alone, but row "
              + row
              + " of this table has an evaluation plan, without which it may fail in half"
              + " precision; --to pytorch, --to dion and --to jax run plans";
      case Refusal.PrecisionNotTaken(int row, var precision) ->
          "it runs all rows in one format, but row "
              + row
              + " of this table is to be run in "
              + EnumIds.of(precision)
              + "; --to pytorch and --to dion run each row in its own";
      case Refusal.RootInOneFormat(int row, var precision) ->
          "the coupled iteration runs all rows in one format, but row "
              + row
              + " of this table is to be run in "
              + EnumIds.of(precision);
      case Refusal.FirstRowOverflow(double factor) ->
          "its first row leaves the range of binary64 when divided by powers of " + factor;
      case Refusal.TooManyColumns(int degree, int columns, int most) ->
          "a step of degree "
              + degree
              + " has "
              + columns
              + " coefficients, but at most "
              + most
              + " columns fit on a page; --to csv takes any number";
      case Refusal.TooManyNodes(long nodes, int most) ->
          "the unrolled iteration would have about "
              + nodes
              + " nodes, but at most "
              + most
              + " are written; give fewer --steps";
    };
  }
}
