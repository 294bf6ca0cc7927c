package org.alternant.coefficients.literal;

/// A word of a source text.
///
/// @param kind what it is
/// @param text as it stands; of a string what it holds
/// @param start where it starts
/// @param end where it ends
/// @param firstOnLine whether nothing stands before it on its line
record Token(Kind kind, String text, int start, int end, boolean firstOnLine) {

  /// What a word is.
  enum Kind {
    NUMBER,
    NAME,
    TEXT,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /// Whether it opens brackets of any kind.
  boolean opens() {
    return is("[") || is("(") || is("{");
  }

  /// Whether it closes brackets of any kind.
  boolean closes() {
    return is("]") || is(")") || is("}");
  }

  /// What closes the brackets that it opens.
  String closing() {
    return is("[") ? "]" : is("(") ? ")" : "}";
  }

  /// Whether this can end a number or an expression, so that a sign after it may be an operator.
  boolean endsOperand() {
    return kind == Kind.NUMBER || kind == Kind.NAME || is(")");
  }
}
