package org.alternant.cli.options;

import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Options that do nothing without another one, or with what is asked for: what was asked for is
/// not ignored in silence.
public final class Companions {

  private Companions() {}

  /// Whether an option was typed.
  ///
  /// @param name such as `--force`
  public static boolean isGiven(CommandSpec spec, String name) {
    return spec.commandLine().getParseResult().hasMatchedOption(name);
  }

  /// Checks that nothing else is given.
  ///
  /// @param allowed the longest names of the options that do something
  /// @param advice what is said behind another one's name
  /// @throws ParameterException if another one is given
  public static void requireOnly(CommandSpec spec, Set<String> allowed, String advice) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!allowed.contains(option.longestName())) {
        throw new ParameterException(spec.commandLine(), option.longestName() + advice);
      }
    }
  }

  /// Checks that an option does not stand alone.
  ///
  /// @param name such as `--force`
  /// @param companions without one of which it does nothing
  /// @throws ParameterException if it does
  public static void require(CommandSpec spec, String name, String... companions) {
    if (isGiven(spec, name) && Stream.of(companions).noneMatch(each -> isGiven(spec, each))) {
      throw new ParameterException(
          spec.commandLine(), name + " does nothing without " + String.join(" or ", companions));
    }
  }
}
