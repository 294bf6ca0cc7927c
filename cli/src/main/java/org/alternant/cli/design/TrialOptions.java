package org.alternant.cli.design;

import java.util.List;
import org.alternant.cli.options.RuntimeOptions;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.trial.EmulatedTrials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of a design by sample runs.
final class TrialOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RuntimeOptions runtime;

  @Option(
      names = "--room",
      paramLabel = "R",
      description =
          "With sample runs: how far above what may be met a step reaches, relative to that"
              + " (default: the best of several, from 1/8 to 1 unit of roundoff).")
  private @Nullable Double room;

  /// Whether an option asks for sample runs.
  boolean given() {
    return runtime.given() || room != null;
  }

  void check() {
    runtime.check();
    if (room != null && !(room >= 0 && room <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--room must be from 0 to 1, found " + MessageText.number(room));
    }
  }

  /// The runs that are asked for.
  ///
  /// @param shapes of the matrices; none: the customary ones
  TrialTask task(Precision precision, List<MatrixShape> shapes) {
    return new TrialTask(
        precision,
        runtime.rules(Epilogue.ADDMM),
        shapes.isEmpty()
            ? TrialTask.CUSTOMARY_SHAPES
            : shapes.stream().map(TrialTask::sample).distinct().toList(),
        room,
        new EmulatedTrials());
  }
}
