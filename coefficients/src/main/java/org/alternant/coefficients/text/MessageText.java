package org.alternant.coefficients.text;

/// Makes foreign text fit for a one-line message: short, and without characters that would break
/// the line, move the cursor or reorder what stands around them.
public final class MessageText {
  private static final int LONGEST_QUOTE = 40;
  private static final int LONGEST_SENTENCE = 200;

  /// A line with a path or two, a reason and advice is shorter.
  private static final int LONGEST_LINE = 600;

  /// How much of the end of a longer one is shown: the advice.
  private static final int END_OF_LINE = 200;

  private MessageText() {}

  /// A value from the input, shortened, escaped and in double quotes.
  ///
  /// @param value the text
  /// @return it, fit for a message of one line
  public static String quote(String value) {
    return '"' + clean(value.replace("\\", "\\\\").replace("\"", "\\\""), LONGEST_QUOTE) + '"';
  }

  /// A number as people write it: 1, not 1.0.
  ///
  /// @param value the number
  /// @return its shortest decimal
  public static String number(double value) {
    return Double.toString(value).replaceFirst("\\.0$", "");
  }

  /// A sentence that may hold pieces of the input.
  ///
  /// @param sentence the text
  /// @return it, fit for a message of one line
  public static String sentence(String sentence) {
    return clean(sentence, LONGEST_SENTENCE);
  }

  /// A whole message that may hold pieces of the input, of which the middle is left out where it is
  /// long: its beginning says what is wrong, its end what to do.
  ///
  /// @param message the text, of any length, and of several lines
  /// @return it as one line
  public static String line(String message) {
    String line = visible(message.strip().replaceAll("\\R\\s*", " "));
    int length = line.codePointCount(0, line.length());
    return length <= LONGEST_LINE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE - END_OF_LINE - 1))
            + '…'
            + line.substring(line.offsetByCodePoints(line.length(), -END_OF_LINE));
  }

  /// A text of any length, such as a file's name, for a table or a sentence.
  ///
  /// @param text the text
  /// @return it with its invisible characters escaped
  public static String visible(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints().forEach(c -> appendVisible(c, result));
    return result.toString();
  }

  private static String clean(String text, int longest) {
    int length = text.codePointCount(0, text.length());
    return length <= longest
        ? visible(text)
        : visible(text.substring(0, text.offsetByCodePoints(0, longest))) + '…';
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
