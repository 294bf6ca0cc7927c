package org.alternant.iteration.files;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The lines of a Matrix Market file that are neither blank nor comments, one at a time.
final class MatrixMarketLines {

  private static final Pattern SPACES = Pattern.compile("[ \t]+");
  private static final Pattern COUNT = Pattern.compile("[0-9]++");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]++");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(?:nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private final byte[] bytes;
  private int next;
  private int number;
  private String line = "";

  MatrixMarketLines(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Goes to the file's first line, which looks like a comment.
  void advanceToBanner() {
    readLine();
  }

  /// Goes to the next line with content.
  ///
  /// @return whether there is one
  boolean advance() {
    while (next < bytes.length) {
      readLine();
      if (!line.isEmpty() && !line.startsWith("%")) {
        return true;
      }
    }
    return false;
  }

  /// Goes to the next line with content, which must exist.
  ///
  /// @param what what it should hold
  void require(String what) throws MatrixFormatException {
    if (!advance()) {
      throw error("the file ends before " + what);
    }
  }

  private void readLine() {
    int end = next;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    line = strip(new String(bytes, next, end - next, StandardCharsets.ISO_8859_1));
    next = end + 1;
    number++;
  }

  /// Without the spaces around it and the carriage return of a Windows line.
  private static String strip(String raw) {
    int start = 0;
    int end = raw.endsWith("\r") ? raw.length() - 1 : raw.length();
    while (start < end && isSpace(raw.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(raw.charAt(end - 1))) {
      end--;
    }
    return raw.substring(start, end);
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '\t';
  }

  /// The bytes after the current line.
  int remaining() {
    return Math.max(0, bytes.length - next);
  }

  /// The words of the current line.
  ///
  /// @param count how many there must be
  /// @param what what they mean
  String[] words(int count, String what) throws MatrixFormatException {
    String[] words = SPACES.split(line, -1);
    if (words.length != count) {
      throw error(
          "expected "
              + what
              + ", found "
              + words.length
              + (words.length == 1 ? " word: " : " words: ")
              + MatrixFormatException.quote(line));
    }
    return words;
  }

  /// A size in the line of sizes.
  int size(String word, String what) throws MatrixFormatException {
    if (!COUNT.matcher(word).matches()) {
      throw error(
          "expected the number of " + what + ", found " + MatrixFormatException.quote(word));
    }
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw error("the number of " + what + " is too large: " + MatrixFormatException.quote(word));
    }
  }

  /// An index, counted from 1 in the file and from 0 in the result.
  int index(String word, String what, int size) throws MatrixFormatException {
    if (!COUNT.matcher(word).matches()) {
      throw error("expected a " + what + ", found " + MatrixFormatException.quote(word));
    }
    // Unlike parseInt, parseDouble takes any number of digits.
    double index = Double.parseDouble(word);
    if (index < 1 || index > size) {
      throw error(what + " " + MatrixFormatException.quote(word) + " is not between 1 and " + size);
    }
    return (int) index - 1;
  }

  /// A value.
  double number(String word, MatrixMarketHeader.Field field) throws MatrixFormatException {
    if (NOT_FINITE.matcher(word).matches()) {
      throw error("entries must be finite, found " + MatrixFormatException.quote(word));
    }
    boolean integer = field == MatrixMarketHeader.Field.INTEGER;
    if (!(integer ? INTEGER : REAL).matcher(word).matches()) {
      throw error(
          "expected "
              + (integer ? "an integer" : "a number")
              + ", found "
              + MatrixFormatException.quote(word));
    }
    double value = Double.parseDouble(word);
    if (!Double.isFinite(value)) {
      throw error(
          "entries must be in the range of binary64, found " + MatrixFormatException.quote(word));
    }
    return value;
  }

  MatrixFormatException error(String message) {
    return MatrixFormatException.atLine(number, message);
  }
}
