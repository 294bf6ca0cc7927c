package org.alternant.coefficients.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.coefficients.text.MessageText;

/// Parses rows of numbers as Python and JSON write them:
///
///     file   = [ name [":" annotation] "=" ] ( rows | row )
///     rows   = "[" row { "," row } [","] "]"     also with ( )
///     row    = "[" number { "," number } [","] "]"     also with ( )
///
/// with white space and comments from `#` to the end of the line anywhere between.
final class RowsParser {

  /// The text before a bracket: `NAME =` or `NAME: annotation =`, on one line.
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*[ \\t]*(:[^=\\n#]*)?=(?!=)");

  /// Every character that may belong to a number, so that a malformed one is quoted whole.
  private static final Pattern WORD = Pattern.compile("[^\\s,\\[\\](){}#]+");

  private final String text;
  private int position;

  private RowsParser(String text) {
    this.text = text;
  }

  static List<List<Double>> parse(String text) {
    return new RowsParser(text).file();
  }

  private List<List<Double>> file() {
    skip();
    Matcher assignment = ASSIGNMENT.matcher(text).region(position, text.length());
    if (assignment.lookingAt()) {
      position = assignment.end();
      skip();
    }
    char close = open("a list of rows");
    skip();
    List<List<Double>> rows = new ArrayList<>();
    if (isOpening()) {
      while (isOpening()) {
        char rowClose = open("a row");
        rows.add(numbers(rowClose));
        separator(close);
      }
      expect(close, "a row or '" + close + "'");
    } else {
      rows.add(numbers(close));
    }
    skip();
    if (position < text.length()) {
      throw error("more text after the end of the rows: " + found());
    }
    return rows;
  }

  /// The numbers of a row and its end.
  private List<Double> numbers(char close) {
    List<Double> numbers = new ArrayList<>();
    skip();
    while (position < text.length() && text.charAt(position) != close) {
      numbers.add(number());
      separator(close);
    }
    if (numbers.isEmpty()) {
      throw error(
          position < text.length()
              ? "no numbers in the brackets"
              : "expected a number, found " + found());
    }
    expect(close, "a number or '" + close + "'");
    return numbers;
  }

  private double number() {
    Matcher word = WORD.matcher(text).region(position, text.length());
    if (position < text.length() && text.charAt(position) == '{') {
      throw error("not a coefficient table: expected rows of numbers, found an object in { }");
    }
    if (!word.lookingAt()) {
      throw error("expected a number, found " + found());
    }
    OptionalDouble number = NumberText.parse(word.group());
    if (number.isEmpty()) {
      throw error("not a number: " + MessageText.quote(word.group()));
    }
    String problem = NumberText.outOfRange(word.group(), number.getAsDouble());
    if (problem != null) {
      throw error(problem);
    }
    position = word.end();
    return number.getAsDouble();
  }

  /// A comma, or nothing before the closing bracket.
  private void separator(char close) {
    skip();
    if (position < text.length() && text.charAt(position) == ',') {
      position++;
      skip();
    } else if (position == text.length() || text.charAt(position) != close) {
      throw error("expected ',' or '" + close + "', found " + found());
    }
  }

  private boolean isOpening() {
    return position < text.length() && "[(".indexOf(text.charAt(position)) >= 0;
  }

  /// Passes an opening bracket; returns the closing one.
  private char open(String what) {
    if (!isOpening()) {
      throw error("expected " + what + " in [ ] or ( ), found " + found());
    }
    return text.charAt(position++) == '[' ? ']' : ')';
  }

  private void expect(char wanted, String description) {
    if (position == text.length() || text.charAt(position) != wanted) {
      throw error("expected " + description + ", found " + found());
    }
    position++;
  }

  private void skip() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '#') {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (" \t\r\n".indexOf(c) >= 0) {
        position++;
      } else {
        return;
      }
    }
  }

  private String found() {
    return position == text.length()
        ? "the end of the input"
        : MessageText.quote(text.substring(position, Math.min(text.length(), position + 20)));
  }

  private TableFormatException error(String problem) {
    String before = text.substring(0, position);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = position - (before.lastIndexOf('\n') + 1) + 1;
    return new TableFormatException(
        String.format(Locale.ROOT, "line %d, column %d", line, column), problem);
  }
}
