package org.alternant.cli.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Options that do nothing without another one: what was asked for is not ignored in silence.
public final class Companions {

  private Companions() {}

  /// Whether an option was typed.
  ///
  /// @param name such as `--force`
  public static boolean isGiven(CommandSpec spec, String name) {
    return spec.commandLine().getParseResult().hasMatchedOption(name);
  }

  /// Checks that an option does not stand alone.
  ///
  /// @param name such as `--force`
  /// @param companion without which it does nothing
  /// @throws ParameterException if it does
  public static void require(CommandSpec spec, String name, String companion) {
    if (isGiven(spec, name) && !isGiven(spec, companion)) {
      throw new ParameterException(spec.commandLine(), name + " does nothing without " + companion);
    }
  }
}
