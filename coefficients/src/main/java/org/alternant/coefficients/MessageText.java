package org.alternant.coefficients;

/// Makes foreign text fit for a one-line message: short, and without characters that would break
/// the line, move the cursor or reorder what stands around them.
public final class MessageText {
  private static final int LONGEST_QUOTE = 40;
  private static final int LONGEST_SENTENCE = 200;

  private MessageText() {}

  /// A value from the input, shortened, escaped and in double quotes.
  ///
  /// @param value the text
  /// @return it, fit for a message of one line
  public static String quote(String value) {
    return '"' + clean(value.replace("\\", "\\\\").replace("\"", "\\\""), LONGEST_QUOTE) + '"';
  }

  /// A sentence that may hold pieces of the input.
  ///
  /// @param sentence the text
  /// @return it, fit for a message of one line
  public static String sentence(String sentence) {
    return clean(sentence, LONGEST_SENTENCE);
  }

  private static String clean(String text, int longest) {
    StringBuilder result = new StringBuilder();
    text.codePoints().limit(longest).forEach(c -> appendVisible(c, result));
    return text.codePoints().skip(longest).findAny().isPresent()
        ? result.append('…').toString()
        : result.toString();
  }

  private static void appendVisible(int codePoint, StringBuilder result) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          result.append(String.format("\\u%04x", codePoint));
      default -> result.appendCodePoint(codePoint);
    }
  }
}
