package org.alternant.cli.text;

import java.util.regex.Pattern;
import org.alternant.coefficients.text.MessageText;

/// Foreign text in Markdown.
public final class Markdown {

  /// What begins something else than text, or ends a table's cell. Not `_`, which within words, as
  /// in file names, is itself.
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*~<|&\\[]");

  private Markdown() {}

  /// A text that stands for itself, in one line.
  public static String text(String text) {
    return SPECIAL.matcher(MessageText.visible(text)).replaceAll("\\\\$0");
  }
}
