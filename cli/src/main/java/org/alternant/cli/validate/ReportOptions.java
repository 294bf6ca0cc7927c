package org.alternant.cli.validate;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options of `validate` that say what is printed.
final class ReportOptions {

  @Option(names = "--trace", description = "Show the measures after every step.")
  private boolean trace;

  @Option(
      names = "--singular-values",
      description =
          "With --json: list all singular values, not only the smallest and the largest; with"
              + " --trace, after every step.")
  private boolean singularValues;

  @ArgGroup private @Nullable Format format;

  /// How the answer is printed.
  private static final class Format {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print one row of a Markdown table for each run.")
    private boolean markdown;
  }

  boolean trace() {
    return trace;
  }

  boolean singularValues() {
    return singularValues;
  }

  boolean json() {
    return format != null && format.json;
  }

  boolean markdown() {
    return format != null && format.markdown;
  }
}
