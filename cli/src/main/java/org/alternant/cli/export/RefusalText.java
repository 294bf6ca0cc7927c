package org.alternant.cli.export;

import java.util.Optional;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.coefficients.EnumIds;
import org.alternant.exports.Refusal;
import org.alternant.toolkit.export.ExportTask;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Why a table is not exported, in words.
final class RefusalText {

  private RefusalText() {}

  /// What is wrong with the options, whatever the table; empty if it is the table.
  static Optional<String> ofOptions(Refusal refusal) {
    return Optional.ofNullable(
        switch (refusal) {
          case Refusal.PrecisionNotWritten(var target, var precision) ->
              "--precision: "
                  + target
                  + " is written in "
                  + String.join(" or ", target.precisions().stream().map(EnumIds::of).toList())
                  + ", found "
                  + EnumIds.of(precision);
          case Refusal.ShapeNotTaken(var target) ->
              "--shape is for onnx: " + target + " takes matrices of any shape";
          case Refusal.NoSelfCheck(var target) ->
              "--with-test: " + target + " holds data and cannot check itself";
          case Refusal.SelfCheckTooLarge(var shape, int most) ->
              "--with-test writes a matrix of that shape into the model; at most "
                  + most
                  + " entries, found "
                  + shape.rows()
                  + " times "
                  + shape.columns();
          default -> null;
        });
  }
}
