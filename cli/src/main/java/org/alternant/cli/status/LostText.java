package org.alternant.cli.status;

import java.util.Optional;

/// What was typed and what Java made of it: text that is not in Java's encoding of arguments and
/// file names arrives with U+FFFD in place of what is lost. The launcher sees to it that this
/// encoding is UTF-8; `java -jar` takes the locale's, which is ASCII in the locale C.
public final class LostText {

  private static final char REPLACEMENT = '\uFFFD';

  private static final String UTF_8 = "UTF-8";

  private LostText() {}

  /// What to say where text was lost.
  ///
  /// @param arguments as Java has them
  /// @param folder in which the program runs: relative names are looked up in it
  /// @param encoding of arguments and file names
  /// @return a line, or nothing where all is as it was typed
  public static Optional<String> find(String[] arguments, String folder, String encoding) {
    for (int i = 0; i < arguments.length; i++) {
      if (isLost(arguments[i])) {
        return Optional.of(say("argument " + (i + 1), encoding));
      }
    }
    return isLost(folder)
        ? Optional.of(say("the name of the current folder", encoding))
        : Optional.empty();
  }

  private static boolean isLost(String text) {
    return text.indexOf(REPLACEMENT) >= 0;
  }

  private static String say(String what, String encoding) {
    return encoding.equals(UTF_8)
        ? what + " is not UTF-8; give text and file names in UTF-8"
        : what
            + " cannot be read, as Java expects "
            + encoding
            + " here; set LC_ALL=C.UTF-8, or start alternant by its launcher";
  }
}
