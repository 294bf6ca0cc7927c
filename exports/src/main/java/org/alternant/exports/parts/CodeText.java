package org.alternant.exports.parts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.coefficients.Precision;

/// Pieces of code: numbers, identifiers, comments, templates. Whatever a user may have written goes
/// through [#comment], [#pythonString] or [#identifier].
public final class CodeText {

  /// No line of a generated file gets longer by foreign text than this.
  private static final int LONGEST_COMMENT = 1000;

  /// What a character of foreign text must be to stand for itself: no backslash, no quotes, nothing
  /// that ends or starts a comment in any of the languages.
  private static final Pattern HARMLESS =
      Pattern.compile("[\\p{L}\\p{N} .,:;=&'()\\[\\]_+@!/?^~|-]");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

  private CodeText() {}

  /// Foreign text for a comment in any language: in straight quotes, in one line, with every
  /// character that could mean something escaped as `<U+…>`.
  ///
  /// Two characters are harmless alone and not together: `*/`, `//`, `/*` and `--` begin or end
  /// comments, `??/` is a backslash in old C. The asterisk is always escaped, and so is a slash or
  /// question mark after another, and a hyphen after another.
  ///
  /// @param text what a user may have written
  /// @return the comment, without its marker
  public static String comment(String text) {
    StringBuilder result = new StringBuilder("\"");
    int previous = 0;
    int[] codePoints = text.codePoints().limit(LONGEST_COMMENT).toArray();
    for (int c : codePoints) {
      boolean doubled = (c == '/' || c == '?') && (previous == '/' || previous == '?');
      boolean kept =
          Character.isValidCodePoint(c)
              && HARMLESS.matcher(Character.toString(c)).matches()
              && !doubled;
      if (kept) {
        result.appendCodePoint(c);
      } else {
        result.append(escaped(c));
      }
      previous = c;
    }
    return result
        .append(codePoints.length < text.codePointCount(0, text.length()) ? "...\"" : "\"")
        .toString();
  }

  /// A command for a comment: like [#comment] without the quotes around it and with the characters
  /// that a shell command is made of.
  ///
  /// @param command what a user may have typed
  /// @return the comment, without its marker
  public static String command(String command) {
    StringBuilder result = new StringBuilder();
    int[] codePoints = command.codePoints().limit(LONGEST_COMMENT).toArray();
    int previous = 0;
    for (int c : codePoints) {
      boolean ascii = c >= ' ' && c < 0x7f && c != '\\' && c != '*' && c != '%' && c != '`';
      boolean doubled = (c == '/' || c == '?') && (previous == '/' || previous == '?');
      result.append(ascii && !doubled ? Character.toString(c) : escaped(c));
      previous = c;
    }
    return result
        .append(codePoints.length < command.codePointCount(0, command.length()) ? "..." : "")
        .toString();
  }

  /// Foreign text as a string of Python: in double quotes, with every character escaped but
  /// letters, digits and harmless signs of ASCII.
  ///
  /// @param text what a user may have written
  /// @return the literal
  public static String pythonString(String text) {
    StringBuilder result = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              boolean kept = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
              result.append(
                  kept
                      ? Character.toString(c)
                      : String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
            });
    return result.append('"').toString();
  }

  /// A match of one character, escaped.
  ///
  /// @param match of one character
  /// @return `<U+…>`
  public static String escaped(MatchResult match) {
    return escaped(match.group().codePointAt(0));
  }

  private static String escaped(int codePoint) {
    return String.format(Locale.ROOT, "<U+%04X>", codePoint);
  }

  /// A table's name as an identifier in every language: lower-case letters, digits and single
  /// underscores, starting with a letter. Names that differ only in case, punctuation or what
  /// precedes a digit may give the same.
  ///
  /// @param name of a table
  /// @return the identifier
  public static String identifier(String name) {
    String words =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    return words.isEmpty() || Character.isDigit(words.charAt(0)) ? "table_" + words : words;
  }

  /// The shortest decimal that rounds to this number in its format, as all the languages read it.
  ///
  /// @param value the number
  /// @param precision its format
  /// @return its digits
  public static String decimal(double value, Precision precision) {
    String text =
        precision == Precision.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
    return text.replace('E', 'e');
  }

  /// The same number in hexadecimal.
  ///
  /// @param value the number
  /// @param precision its format
  /// @return its digits
  public static String hexadecimal(double value, Precision precision) {
    return precision == Precision.FLOAT32
        ? Float.toHexString((float) value)
        : Double.toHexString(value);
  }

  /// Lines as comments; empty ones without a trailing space.
  ///
  /// @param marker what begins a comment
  /// @param lines the text
  /// @return the comment
  public static String commented(String marker, List<String> lines) {
    StringBuilder result = new StringBuilder();
    for (String line : lines) {
      result.append((marker + " " + line).stripTrailing()).append('\n');
    }
    return result.substring(0, result.length() - 1);
  }

  /// Lines that stand further right.
  ///
  /// @param lines the text
  /// @param spaces how far
  /// @return the text, further right
  public static String indented(String lines, int spaces) {
    return lines.indent(spaces).stripTrailing();
  }

  /// Fills a template: `{{name}}` becomes its value, and a line that is nothing but a placeholder
  /// with an empty value vanishes. Values are not searched for placeholders.
  ///
  /// @param template the text with placeholders
  /// @param values by the name of their placeholder
  /// @return the text
  public static String fill(String template, Map<String, String> values) {
    StringBuilder result = new StringBuilder();
    for (String line : template.split("\n", -1)) {
      Matcher matcher = PLACEHOLDER.matcher(line.strip());
      if (matcher.matches() && value(values, matcher.toMatchResult()).isEmpty()) {
        continue;
      }
      String filled =
          PLACEHOLDER
              .matcher(line)
              .replaceAll(match -> Matcher.quoteReplacement(value(values, match)));
      result.append(filled).append('\n');
    }
    return result.substring(0, result.length() - 1);
  }

  private static String value(Map<String, String> values, MatchResult match) {
    String value = values.get(match.group(1));
    if (value == null) {
      throw new IllegalArgumentException("no value for " + match.group());
    }
    return value;
  }
}
