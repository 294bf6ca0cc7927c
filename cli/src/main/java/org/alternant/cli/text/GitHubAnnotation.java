package org.alternant.cli.text;

/// A line that GitHub Actions shows beside a file: a workflow command.
public final class GitHubAnnotation {

  private GitHubAnnotation() {}

  /// An annotation.
  ///
  /// @param level `error`, `warning` or `notice`
  /// @param file the file it is about; empty: none
  /// @param title its title
  /// @param message its text
  /// @return one line
  public static String line(String level, String file, String title, String message) {
    return "::"
        + level
        + " "
        + (file.isEmpty() ? "" : "file=" + property(file) + ",")
        + "title="
        + property(title)
        + "::"
        + data(message);
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
