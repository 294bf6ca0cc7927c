package org.alternant.cli.validate;

import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.run.MatrixFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `validate` that say what is printed.
final class ReportOptions {

  @Option(names = "--trace", description = "Show the measures after every step.")
  private boolean trace;

  @Option(
      names = "--no-exact",
      description =
          "Leave out what needs the singular vectors: the exact polar factor, the distance from it,"
              + " and whether a direction lost its sign. Singular values alone take a fraction of"
              + " the time. Rounding is allowed what it may do to unit vectors.")
  private boolean noExact;

  @Option(
      names = "--singular-values",
      description =
          "With --json: list all singular values, not only the smallest and the largest; with"
              + " --trace, after every step.")
  private boolean singularValues;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--markdown", description = "Print one row of a Markdown table for each run.")
  private boolean markdown;

  /// What is wrong with the options in itself.
  ///
  /// @param repeated whether a distribution is printed
  /// @return a sentence, or null
  @Nullable String violation(boolean repeated) {
    if (json && markdown) {
      return "--json and --markdown cannot be combined";
    }
    if (trace && markdown) {
      return "--trace and --markdown cannot be combined";
    }
    if (repeated && (trace || markdown)) {
      return "--repeat prints a distribution; leave out " + (trace ? "--trace" : "--markdown");
    }
    return singularValues && (!json || repeated)
        ? "--singular-values needs --json and cannot be combined with --repeat"
        : null;
  }

  /// What is wrong with the options for a function.
  ///
  /// @return a sentence, or null
  @Nullable String violation(MatrixFunction function) {
    return noExact && function != MatrixFunction.POLAR
        ? "--no-exact is for the polar factor; without it the result of "
            + EnumIds.of(function)
            + " cannot be measured"
        : null;
  }

  /// Whether the exact function is computed.
  boolean exact() {
    return !noExact;
  }

  boolean trace() {
    return trace;
  }

  boolean singularValues() {
    return singularValues;
  }

  boolean json() {
    return json;
  }

  boolean markdown() {
    return markdown;
  }
}
