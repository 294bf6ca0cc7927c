package org.alternant.coefficients.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words of a part of a text, found as they are asked for. White space and comments (`#`, `//`,
/// `--`, `%` to the end of the line, and `/* */`) are left out.
///
/// A sign that is a comment in one language and an operator in another (`15 // 8`, `5 % 3`) stays a
/// word where a number might follow: no literal has it, so it is refused and never misread.
final class Tokens {

  private static final Pattern NUMBER =
      Pattern.compile(
          "(0[xX][0-9a-fA-F]+(\\.[0-9a-fA-F]+)?[pP][-+]?[0-9]+"
              + "|([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?)[\\w.]*+");

  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*+");

  /// A string over several lines.
  private static final Pattern LONG_TEXT = Pattern.compile("(\"\"\"|''')(?s:.*?)\\1");

  private static final Pattern SYMBOL = Pattern.compile("\\*\\*|[-=]>|[-+*/=<>!:]=|::|(?s:.)");

  /// White space; a backslash joins lines.
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\ufeff]++|\\\\\\r?\\n");

  private static final Pattern BLOCK_COMMENT = Pattern.compile("/\\*(?s:.*?)\\*/|#=(?s:.*?)=#");

  private static final Pattern LINE_COMMENT = Pattern.compile("(#|//|--(?=\\s|$)|%).*+");

  /// What makes a comment's sign an operator: a number, or what one begins with.
  private static final Pattern OPERAND = Pattern.compile("(//|--|%)=?[ \\t]*[-+.(\\[0-9\u2212].*+");

  /// So many steps read any file that holds a table; a file that asks for more is refused.
  private static final int MOST_WORK = 20_000_000;

  private final SourceText source;
  private final int end;
  private final List<Token> found = new ArrayList<>();
  private int position;
  private int work;

  Tokens(SourceText source, int start, int end) {
    this.source = source;
    this.position = start;
    this.end = end;
  }

  SourceText source() {
    return source;
  }

  int end() {
    return end;
  }

  /// Counts a step, so that no file takes for ever.
  void count(int at) {
    if (++work > MOST_WORK) {
      throw source.error(at, "reading this takes too long: give the rows alone");
    }
  }

  /// A word by its number from 0; the end, again and again, behind the last.
  Token get(int index) {
    while (found.size() <= index && (found.isEmpty() || found.getLast().kind() != Token.Kind.END)) {
      found.add(next());
    }
    return found.get(Math.min(index, found.size() - 1));
  }

  private Token next() {
    boolean firstOnLine = skip();
    if (position >= end) {
      return new Token(Token.Kind.END, "", end, end, true);
    }
    Matcher match = match(LONG_TEXT);
    if (match != null) {
      return token(Token.Kind.TEXT, "", match, firstOnLine);
    }
    int quote = closingQuote();
    if (quote > 0) {
      String text = source.text().substring(position + 1, quote);
      Token string = new Token(Token.Kind.TEXT, text, position, quote + 1, firstOnLine);
      position = quote + 1;
      return string;
    }
    match = match(NUMBER);
    if (match != null) {
      return token(Token.Kind.NUMBER, match.group(), match, firstOnLine);
    }
    match = match(NAME);
    if (match != null) {
      return token(Token.Kind.NAME, match.group(), match, firstOnLine);
    }
    match = match(SYMBOL);
    if (match == null) {
      throw new IllegalStateException("every character is a symbol");
    }
    String symbol = match.group().replace('\u2212', '-');
    return token(Token.Kind.SYMBOL, symbol, match, firstOnLine);
  }

  /// Where a string ends that begins here and stays on its line; 0: none does.
  private int closingQuote() {
    String text = source.text();
    char quote = text.charAt(position);
    if (quote != '"' && quote != '\'') {
      return 0;
    }
    for (int i = position + 1; i < end && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == quote) {
        return i;
      }
      if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return 0;
  }

  private Token token(Token.Kind kind, String text, Matcher match, boolean firstOnLine) {
    position = match.end();
    return new Token(kind, text, match.start(), match.end(), firstOnLine);
  }

  /// Passes white space and comments; returns whether a line ended there.
  private boolean skip() {
    int before = position;
    while (position < end) {
      Matcher match = match(SPACE);
      match = match == null ? match(BLOCK_COMMENT) : match;
      match = match == null && !isOperator() ? match(LINE_COMMENT) : match;
      if (match == null) {
        break;
      }
      position = match.end();
    }
    return found.isEmpty() || source.text().substring(before, position).indexOf('\n') >= 0;
  }

  /// Whether what looks like a comment may be an operator with a number behind it.
  private boolean isOperator() {
    boolean afterOperand = !found.isEmpty() && found.getLast().endsOperand();
    return switch (source.text().charAt(position)) {
      case '%' -> afterOperand;
      case '/' -> afterOperand && match(OPERAND) != null;
      case '-' -> match(OPERAND) != null || (!found.isEmpty() && found.getLast().end() == position);
      default -> false;
    };
  }

  private @Nullable Matcher match(Pattern pattern) {
    Matcher matcher = pattern.matcher(source.text()).region(position, end);
    return matcher.lookingAt() ? matcher : null;
  }
}
