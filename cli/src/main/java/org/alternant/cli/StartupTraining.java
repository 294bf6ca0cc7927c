package org.alternant.cli;

import org.alternant.cli.status.LostText;

/// What the launcher runs once after a build, to record the classes that commands load and link
/// (Java's AOT cache). Each line is a command a user is likely to start with.
final class StartupTraining {

  private static final String[] COMMANDS = {
    "--help",
    "solve --degree 5 --lower 1e-3",
    "solve --degree 9 --lower 0.5 --json",
    "design --degree 5 --steps 5 --lower 1e-3 --cushion 0.02 --safety 1.02",
    "design --degree 5 --steps 2 --lower 1e-2 --precision bfloat16",
    "design --budget 8 --lower 1e-3 --pareto",
    "design --degree 5 --steps 2 --lower 1e-2 --coefficients bfloat16",
    "recommend --budget 2 --shape 4,4 --lower 0.5",
    "verify nanochat-5",
    "verify jordan-5 --json",
    "audit nanochat-5",
    "compare nanochat-5 jordan-5",
    "export nanochat-5 --to pytorch --with-test",
    "catalogue",
    "catalogue nanochat-5",
    "validate nanochat-5 --rows 8 --cols 4",
    "validate nanochat-5 --rows 8 --cols 4 --precision float32 --spectrum gaussian --json",
    "validate nanochat-5 --rows 8 --cols 4 --precision bfloat16,float16 --form gram --trace",
    "solve --degree 4 --lower 1e-3"
  };

  private StartupTraining() {}

  /// Runs the commands in this process.
  ///
  /// @param arguments ignored
  public static void main(String[] arguments) {
    for (String command : COMMANDS) {
      String[] words = command.split(" ");
      LostText.find(words, "", "UTF-8");
      Main.commandLine(words).execute(words);
    }
  }
}
