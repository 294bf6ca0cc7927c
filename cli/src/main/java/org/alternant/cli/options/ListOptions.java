package org.alternant.cli.options;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// What every option with several values refuses, whatever they are: a list without entries, a
/// blank entry, and, where the values are a set, one that is named twice.
///
/// Picocli drops blank entries at the end of a list, so that `,` would be a list of nothing: then
/// nothing is done, and that must not look like success.
public final class ListOptions {

  private ListOptions() {}

  /// Checks all options of a command line, then runs the command.
  public static int checkAndRun(ParseResult parsed) {
    for (ParseResult one = parsed; one != null; one = one.subcommand()) {
      if (!one.isUsageHelpRequested()) {
        for (ArgSpec argument : one.matchedArgs()) {
          check(one.commandSpec().commandLine(), argument);
        }
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static void check(CommandLine command, ArgSpec argument) {
    if (!argument.isOption() || !argument.isMultiValue()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (String value : argument.originalStringValues()) {
      for (String entry : entries(argument, value)) {
        if (entry.isBlank()) {
          throw new ParameterException(
              command, name(argument) + ": '" + value + "' has an empty entry");
        }
        if (!seen.add(entry) && argument.type() == Set.class) {
          throw new ParameterException(
              command, name(argument) + ": '" + entry + "' is named twice");
        }
      }
    }
  }

  private static List<String> entries(ArgSpec argument, String value) {
    return argument.splitRegex().isEmpty()
        ? List.of(value)
        : List.of(Pattern.compile(argument.splitRegex()).split(value, -1));
  }

  private static String name(ArgSpec argument) {
    return ((CommandLine.Model.OptionSpec) argument).longestName();
  }
}
