package org.alternant.cli.options;

import java.util.List;

/// Options that stand together in a command's help.
///
/// @param title what they are about
/// @param names the longest name of each, in the order in which they are shown
public record OptionSection(String title, List<String> names) {

  /// Copies the list.
  public OptionSection {
    names = List.copyOf(names);
  }

  public static OptionSection of(String title, String... names) {
    return new OptionSection(title, List.of(names));
  }

  /// A command whose options stand in sections.
  public interface Sectioned {

    /// The sections, which name every option of the command once.
    List<OptionSection> sections();
  }
}
