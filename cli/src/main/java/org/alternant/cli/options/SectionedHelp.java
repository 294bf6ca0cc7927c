package org.alternant.cli.options;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alternant.cli.options.OptionSection.Sectioned;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A command's help with its options in titled sections, where the command has them; otherwise
/// picocli's, which sorts options by name.
///
/// Not picocli's argument groups: they take the options' defaults and mixins away, and cost time at
/// every start.
public final class SectionedHelp extends Help {

  public SectionedHelp(CommandSpec command, ColorScheme colours) {
    super(command, colours);
  }

  @Override
  public String optionList() {
    return commandSpec().userObject() instanceof Sectioned sectioned
        ? optionList(sectioned.sections())
        : super.optionList();
  }

  private String optionList(List<OptionSection> sections) {
    StringBuilder list = new StringBuilder();
    Set<OptionSpec> listed = new HashSet<>();
    // The positional parameters stand above, without a title.
    boolean first = commandSpec().positionalParameters().isEmpty();
    for (OptionSection section : sections) {
      List<OptionSpec> options = new ArrayList<>();
      for (String name : section.names()) {
        OptionSpec option = commandSpec().findOption(name);
        if (option == null) {
          throw new IllegalStateException("no option " + name + " in " + commandSpec().name());
        }
        options.add(option);
      }
      // A layout of its own for each section, with columns as wide as all options need.
      Layout layout = createDefaultLayout();
      layout.addAllOptions(options, parameterLabelRenderer());
      list.append(first ? "" : System.lineSeparator())
          .append(section.title())
          .append(':')
          .append(System.lineSeparator())
          .append(layout);
      first = false;
      listed.addAll(options);
    }
    for (OptionSpec option : commandSpec().options()) {
      if (!option.hidden() && !listed.contains(option)) {
        throw new IllegalStateException("no section has " + option.longestName());
      }
    }
    return list.toString();
  }
}
