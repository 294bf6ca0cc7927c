package org.alternant.cli.options;

import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.CoefficientTable;
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

  /// Checks that a table has so many steps.
  ///
  /// @throws ParameterException if it stops before
  public static void requireOf(CommandSpec spec, CoefficientTable table, @Nullable Integer steps) {
    if (steps != null && table.stopsBefore(steps)) {
      throw new ParameterException(
          spec.commandLine(), stopped(table.name(), table.steps().size(), steps));
    }
  }

  /// What is wrong where more steps are asked for than a table has rows, and nothing runs after
  /// them.
  public static String stopped(String table, int rows, int steps) {
    return "--steps: "
        + table
        + " has "
        + Numbers.count(rows, "row")
        + " and stops after the last, found "
        + steps;
  }
}
