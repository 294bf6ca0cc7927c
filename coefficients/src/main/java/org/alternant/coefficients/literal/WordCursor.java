package org.alternant.coefficients.literal;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A place among the words of a text, what was seen on the way there, and what can be wrong.
abstract class WordCursor {
  /// A map of lists of rows nests four deep.
  private static final int DEEPEST = 16;

  final Tokens tokens;
  final Map<String, Node> names;
  final Dialect dialect;
  int index;
  int depth;
  boolean braces;
  int numberDepth;
  boolean keys;

  /// Starts at a word.
  ///
  /// @param tokens the text
  /// @param index the first word
  /// @param names what names stand for
  /// @param dialect the language
  WordCursor(Tokens tokens, int index, Map<String, Node> names, Dialect dialect) {
    this.tokens = tokens;
    this.index = index;
    this.names = names;
    this.dialect = dialect;
  }

  /// The word behind what was read.
  int index() {
    return index;
  }

  /// How deep in brackets a number stood; 0: none did.
  int numberDepth() {
    return numberDepth;
  }

  /// Whether there were values with keys: what stands behind a key can be read by itself.
  boolean hasKeys() {
    return keys;
  }

  <T> T nested(Supplier<T> inner) {
    if (++depth > DEEPEST) {
      throw error(token().start(), "nested more than " + DEEPEST + " deep");
    }
    T value = inner.get();
    depth--;
    return value;
  }

  void close(String bracket) {
    if (!token().is(bracket)) {
      throw expected("'" + bracket + "'", token());
    }
    index++;
  }

  Token token() {
    tokens.count(tokens.get(index).start());
    return tokens.get(index);
  }

  String found(Token token) {
    return tokens.source().found(token.start());
  }

  LiteralException expected(String expectation, Token token) {
    return tokens.source().expected(expectation, token.start());
  }

  LiteralException error(int at, String problem) {
    return tokens.source().error(at, problem);
  }

  List<Node> sized(List<Node> elements, int at) {
    if (elements.size() > FoundTables.MOST_ROWS) {
      throw error(at, "more than " + FoundTables.MOST_ROWS + " values in a list");
    }
    return elements;
  }

  boolean isPython() {
    return dialect == Dialect.PYTHON;
  }

  /// A list that can be joined, repeated and cut as Python does.
  Node.Items list(Node node, int at) {
    if (!(node instanceof Node.Items items)) {
      throw error(at, "expected a list; numbers are not added, write the sum");
    }
    if (!items.python()) {
      throw error(at, "arithmetic with an array: write its numbers");
    }
    return items;
  }

  Node.Numeric number(Node node, int at) {
    if (!(node instanceof Node.Numeric number)) {
      throw error(at, "expected numbers about " + tokens.source().found(at));
    }
    return number;
  }
}
