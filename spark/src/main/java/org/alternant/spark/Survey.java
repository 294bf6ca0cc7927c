package org.alternant.spark;

import org.alternant.cli.Main;
import org.alternant.cli.survey.SurveyCommand;

/// `alternant survey` on a cluster, with the same options, output and exit status.
public final class Survey {

  private Survey() {}

  /// Runs the survey and exits with its status.
  ///
  /// @param arguments the words after `survey`
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// Runs the survey.
  ///
  /// @return the exit status
  static int run(String... arguments) {
    Cluster cluster = new Cluster();
    return Main.run(
        "survey",
        new SurveyCommand((task, progress) -> cluster.observe(task, progress)),
        cluster.locations()::path,
        arguments);
  }
}
