package org.alternant.coefficients.literal;

import java.util.Locale;
import org.alternant.coefficients.text.MessageText;

/// A text whose places have a line and a column.
///
/// @param text the content of a file
record SourceText(String text) {

  /// What a message quotes of the text at most.
  private static final int QUOTED = 20;

  /// The line of a position, from 1.
  int line(int position) {
    return (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
  }

  /// What stands at a position, in words.
  String found(int position) {
    return position >= text.length()
        ? "the end of the input"
        : MessageText.quote(text.substring(position, Math.min(text.length(), position + QUOTED)));
  }

  LiteralException expected(String expectation, int position) {
    return error(position, "expected " + expectation + ", found " + found(position));
  }

  LiteralException error(int position, String problem) {
    int column = position - (text.lastIndexOf('\n', position - 1) + 1) + 1;
    return new LiteralException(
        String.format(Locale.ROOT, "line %d, column %d", line(position), column), problem);
  }
}
