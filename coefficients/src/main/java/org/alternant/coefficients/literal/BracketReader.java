package org.alternant.coefficients.literal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// Reads what stands in brackets: lists, matrices, values with keys, and comprehensions.
abstract class BracketReader extends WordCursor {
  BracketReader(Tokens tokens, int index, Map<String, Node> names, Dialect dialect) {
    super(tokens, index, names, dialect);
  }

  /// An expression.
  abstract Node read();

  /// A reader of the same text at another word.
  abstract BracketReader at(int word, Map<String, Node> bound);

  /// What stands in [ ] or ( ).
  Node brackets(Token open) {
    Node comprehension = comprehension(open);
    if (comprehension != null) {
      return comprehension;
    }
    boolean outerBraces = braces;
    braces &= open.is("(");
    String close = open.closing();
    index++;
    RowCollector rows = new RowCollector(open);
    while (!token().is(close)) {
      rows.add(read());
      separator(close, rows);
    }
    close(close);
    braces = outerBraces;
    return open.is("(") && rows.isOneValue()
        ? rows.only()
        : rows.items(isPython(), tokens.source());
  }

  /// A comma, a semicolon between the rows of a matrix, or the space between its numbers.
  private void separator(String close, RowCollector rows) {
    Token next = token();
    if (next.is(",")) {
      rows.comma();
      index++;
    } else if (next.is(";") && rows.allowsMatrix()) {
      rows.newRow();
      index++;
    } else if (!next.is(close)) {
      boolean signed = next.is("-") && tokens.get(index + 1).start() == next.end();
      boolean spaced = next.start() > tokens.get(index - 1).end();
      LiteralException problem = expected("',' or '" + close + "'", next);
      if (depth > 1
          || !rows.allowsMatrix()
          || !spaced
          || !(signed || next.kind() == Token.Kind.NUMBER)) {
        throw problem;
      }
      rows.space(problem, next.firstOnLine(), dialect == Dialect.MATRICES);
    }
  }

  Node inBraces(Token open) {
    boolean outerBraces = braces;
    braces = true;
    index++;
    SequencedMap<String, Node> fields = new LinkedHashMap<>();
    List<Node> elements = new ArrayList<>();
    while (!token().is("}")) {
      Token first = token();
      String key = key();
      if (key == null) {
        elements.add(read());
      } else if (fields.put(key, field()) != null) {
        throw error(first.start(), "the key " + MessageText.quote(key) + " stands twice");
      }
      if (!token().is("}")) {
        boolean separated = token().is(",") || (key != null && token().is(";"));
        if (!separated) {
          throw expected("',' or '}'", token());
        }
        index++;
      }
    }
    if (!fields.isEmpty() && !elements.isEmpty()) {
      throw error(open.start(), "values with and without keys in the same braces");
    }
    index++;
    braces = outerBraces;
    return fields.isEmpty()
        ? new Node.Items(sized(elements, open.start()), false, open.start())
        : new Node.Fields(fields, open.start());
  }

  /// Passes `key:`, `"key":`, `key =`, `.key =` or `key =>`; null where no key stands.
  private @Nullable String key() {
    int start = token().is(".") ? index + 1 : index;
    Token word = tokens.get(start);
    Token sign = tokens.get(start + 1);
    boolean isKey =
        (sign.is(":") || sign.is("=") || sign.is("=>"))
            && word.kind() != Token.Kind.SYMBOL
            && word.kind() != Token.Kind.END;
    if (!isKey) {
      return null;
    }
    keys = true;
    index = start + 2;
    return word.text();
  }

  /// A key's value. What is no literal is passed over, so that the other keys can be read.
  private Node field() {
    int start = index;
    int seen = numberDepth;
    int outer = depth;
    numberDepth = 0;
    braces = false;
    Node value;
    try {
      value = read();
      if (!token().is(",") && !token().is(";") && !token().is("}")) {
        throw expected("',' or '}'", token());
      }
    } catch (LiteralException e) {
      boolean rows = numberDepth > outer;
      value = new Node.Other(rows ? e : null, tokens.get(start).start());
      index = start;
      depth = outer;
      passValue();
    }
    numberDepth = Math.max(seen, numberDepth);
    braces = true;
    return value;
  }

  private void passValue() {
    int open = 0;
    while (token().kind() != Token.Kind.END
        && (open > 0 || (!token().is(",") && !token().is("}")))) {
      open += token().opens() ? 1 : 0;
      open -= token().closes() ? 1 : 0;
      index++;
    }
  }

  /// `[ element for names in list ]`, read once for each element of the list; null where it is
  /// none.
  @Nullable Node comprehension(Token open) {
    int inner = index + 1;
    int loop = loopIn(inner);
    if (loop < 0) {
      return null;
    }
    index = loop + 1;
    List<String> targets = new ArrayList<>();
    boolean bracketed = token().is("(");
    index += bracketed ? 1 : 0;
    while (token().kind() == Token.Kind.NAME && !token().isName("in")) {
      targets.add(token().text());
      index += tokens.get(index + 1).is(",") ? 2 : 1;
    }
    index += bracketed && token().is(")") ? 1 : 0;
    if (targets.isEmpty() || !token().isName("in")) {
      throw expected("names and 'in'", token());
    }
    index++;
    Node.Items list = list(read(), token().start());
    int end = index;
    close(open.closing());
    List<Node> elements = new ArrayList<>();
    for (Node element : list.elements()) {
      Map<String, Node> bound = new LinkedHashMap<>(names);
      bind(targets, element, bound);
      BracketReader reader = at(inner, bound);
      reader.depth = depth;
      elements.add(reader.read());
      if (reader.index != loop) {
        throw reader.expected("'for'", reader.token());
      }
    }
    index = end + 1;
    return new Node.Items(sized(elements, open.start()), isPython(), open.start());
  }

  /// The word `for` between brackets that open before a word; -1 where none is.
  private int loopIn(int inner) {
    int open = 0;
    for (int i = inner; tokens.get(i).kind() != Token.Kind.END && open >= 0; i++) {
      Token next = tokens.get(i);
      tokens.count(next.start());
      if (open == 0 && next.isName("for")) {
        return i;
      }
      open += next.opens() ? 1 : 0;
      open -= next.closes() ? 1 : 0;
    }
    return -1;
  }

  private void bind(List<String> targets, Node element, Map<String, Node> bound) {
    if (targets.size() == 1) {
      bound.put(targets.getFirst(), element);
      return;
    }
    Node.Items items = list(element, element.at());
    if (items.elements().size() != targets.size()) {
      throw error(
          element.at(),
          items.elements().size() + " numbers for the " + targets.size() + " names of the loop");
    }
    for (int i = 0; i < targets.size(); i++) {
      bound.put(targets.get(i), items.elements().get(i));
    }
  }
}
