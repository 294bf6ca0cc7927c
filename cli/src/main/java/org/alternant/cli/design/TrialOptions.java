package org.alternant.cli.design;

import java.util.List;
import org.alternant.cli.options.Choices;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.trial.EmulatedTrials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of a design by sample runs.
final class TrialOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--epilogue",
      paramLabel = "RULE",
      completionCandidates = Choices.Ids.class,
      description =
          "With sample runs: what is rounded. fused: a product with its addition, and a"
              + " combination, once (compiled loops); addmm: products so, other operations one by"
              + " one (eager torch.addmm); unfused: every operation (default: addmm, which serves"
              + " fused runs too).")
  private @Nullable Epilogue epilogue;

  @Option(
      names = "--room",
      paramLabel = "R",
      description =
          "With sample runs: how far above the largest singular value that is met a step reaches,"
              + " relative to it (default: the best of 1, 2 and 4 units of roundoff).")
  private @Nullable Double room;

  /// Whether an option asks for sample runs.
  boolean given() {
    return epilogue != null || room != null;
  }

  void check() {
    if (room != null && !(room >= 0 && room <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--room must be from 0 to 1, found " + MessageText.number(room));
    }
  }

  /// The runs that are asked for.
  ///
  /// @param shape of the matrices; null: the customary ones
  TrialTask task(Precision precision, @Nullable MatrixShape shape) {
    return new TrialTask(
        precision,
        epilogue == null ? Epilogue.ADDMM : epilogue,
        shape == null ? TrialTask.CUSTOMARY_SHAPES : List.of(TrialTask.sample(shape)),
        room,
        new EmulatedTrials());
  }
}
