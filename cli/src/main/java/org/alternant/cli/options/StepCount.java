package org.alternant.cli.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The value of `--steps`.
public final class StepCount {

  /// A schedule has converged long before; what is printed for each step would not end.
  public static final int MAXIMUM = 1000;

  private StepCount() {}

  /// Checks that there are at least 1 and at most `maximum` steps, where a number is given.
  ///
  /// @throws ParameterException if not
  public static void require(CommandSpec spec, @Nullable Integer steps, int maximum) {
    if (steps != null && (steps < 1 || steps > maximum)) {
      throw new ParameterException(
          spec.commandLine(), "--steps must be from 1 to " + maximum + ", found " + steps);
    }
  }
}
