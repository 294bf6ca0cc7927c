package org.alternant.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.alternant.cli.model.CommandModels;
import org.alternant.cli.text.StandardOutput;

/// What the launcher runs after a build, to record what later starts need not do again.
///
/// - `models FOLDER` writes the commands' options ([CommandModels]).
/// - `short` and `all` run commands, so that Java's AOT cache has the classes that they load and
///   link. A start maps all classes of its cache, so that the commands that answer at once have one
///   of their own.
final class StartupTraining {

  /// The commands that answer at once.
  private static final String[] SHORT = {
    "solve --degree 5 --lower 1e-3",
    "solve --degree 9 --lower 0.5 --json",
    "design --degree 5 --steps 5 --lower 1e-3 --cushion 0.02 --safety 1.02",
    "design --budget 8 --lower 1e-3 --pareto",
    "verify nanochat-5",
    "verify jordan-5 --json",
    "solve --degree 4 --lower 1e-3"
  };

  private static final String[] OTHERS = {
    "--help",
    "design --degree 5 --steps 2 --lower 1e-2 --precision bfloat16",
    "design --degree 5 --steps 2 --lower 1e-2 --coefficients bfloat16",
    "recommend --budget 2 --shape 4,4 --lower 0.5",
    "audit nanochat-5",
    "compare nanochat-5 jordan-5",
    "export nanochat-5 --to pytorch --with-test",
    "catalogue",
    "catalogue nanochat-5",
    "validate nanochat-5 --rows 8 --cols 4",
    "validate nanochat-5 --rows 8 --cols 4 --precision float32 --spectrum gaussian --json",
    "validate nanochat-5 --rows 8 --cols 4 --precision bfloat16,float16 --form gram --trace"
  };

  private StartupTraining() {}

  /// Does one of the three in this process.
  ///
  /// @param arguments which
  /// @throws IOException if a model cannot be written
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("models")) {
      CommandModels.write(Main.commandLine(), Path.of(arguments[1]));
      return;
    }
    run(SHORT);
    if (arguments[0].equals("all")) {
      run(OTHERS);
    }
  }

  private static void run(String[] commands) {
    for (String command : commands) {
      String[] words = command.split(" ");
      Main.run(StandardOutput.ofProcess(), words);
    }
  }
}
