package org.alternant.coefficients.literal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Finds the literals in code: what stands behind `name =`, `name: type =`, `name[3][5] =`, `a, b,
/// c =`, `name{` and `key:`, and lists that begin a line. All else is passed over.
final class CodeReader {

  /// A type in front of `=` is shorter, in words.
  private static final int LONGEST_TYPE = 60;

  private final Tokens tokens;
  private final Dialect dialect;
  private final Map<String, Node> names = new HashMap<>();
  private final List<Found> found = new ArrayList<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final TomlSections sections = new TomlSections();
  private int index;

  private CodeReader(Tokens tokens, Dialect dialect) {
    this.tokens = tokens;
    this.dialect = dialect;
  }

  /// @param tokens the code
  /// @param dialect the language
  static List<Found> read(Tokens tokens, Dialect dialect) {
    CodeReader reader = new CodeReader(tokens, dialect);
    while (reader.token(0).kind() != Token.Kind.END) {
      reader.pass();
    }
    reader.found.addAll(reader.sections.found());
    return reader.found;
  }

  /// Reads a literal that stands here, or passes a word.
  private void pass() {
    Token first = token(0);
    tokens.count(first.start());
    int section = sections.header(tokens, index);
    if (section > 0) {
      index = section;
      return;
    }
    boolean anonymous = first.firstOnLine() && open.isEmpty() && first.opens();
    Target target = anonymous ? new Target("", index) : target();
    if (target != null && attempt(target)) {
      return;
    }
    if (target != null && !anonymous) {
      index = target.start;
      return;
    }
    if (first.opens()) {
      open.push(first.closing());
    } else if (first.text().equals(open.peek())) {
      open.pop();
    }
    index++;
  }

  /// What is given a value.
  ///
  /// @param name what it is called
  /// @param start the value's first word
  private record Target(String name, int start) {}

  /// What is given a value here; null: nothing.
  private @Nullable Target target() {
    Token first = token(0);
    boolean key = first.kind() == Token.Kind.TEXT;
    if (!key && first.kind() != Token.Kind.NAME) {
      return null;
    }
    StringBuilder name = new StringBuilder(first.text());
    int next = 1;
    while (!key
        && (token(next).is(".") || (token(next).is(",") && first.firstOnLine()))
        && token(next + 1).kind() == Token.Kind.NAME) {
      name.append(token(next).text()).append(token(next + 1).text());
      next += 2;
    }
    while (!key && token(next).is("[") && next < LONGEST_TYPE) {
      int dimension = token(next + 1).is("]") ? 1 : 2;
      if (!token(next + dimension).is("]")) {
        return null;
      }
      next += dimension + 1;
    }
    Token sign = token(next);
    if (sign.is("=") || sign.is(":=") || sign.is("=>")) {
      return new Target(name.toString(), index + next + 1);
    }
    if (sign.is("{") && !key) {
      return new Target(name.toString(), index + next);
    }
    if (!sign.is(":")) {
      return null;
    }
    int value = key ? 0 : behindType(next + 1);
    return value > 0
        ? new Target(name.toString(), index + value)
        : token(next + 1).firstOnLine() ? null : new Target(name.toString(), index + next + 1);
  }

  /// The word behind `type =`; 0 where no type and `=` follow.
  private int behindType(int start) {
    int inside = 0;
    for (int i = start; i < start + LONGEST_TYPE; i++) {
      Token next = token(i);
      if (next.is("=") && inside == 0) {
        return i + 1;
      }
      boolean opens = next.is("[") || next.is("(") || next.is("<");
      boolean closes = next.is("]") || next.is(")") || next.is(">");
      inside += opens ? 1 : closes ? -1 : 0;
      boolean ends = next.is(",") || next.is(";") || next.is("{") || next.is("}");
      if (inside < 0 || (inside == 0 && ends) || next.kind() == Token.Kind.END) {
        return 0;
      }
    }
    return 0;
  }

  /// Reads a value; false where it is none that can be read.
  private boolean attempt(Target target) {
    Token first = tokens.get(target.start);
    ExpressionReader reader = new ExpressionReader(tokens, target.start, names, dialect);
    try {
      Node value = reader.read();
      int end = reader.index();
      if (tokens.get(end).is(",") && open.isEmpty() && !target.name.isEmpty()) {
        Tuple tuple = tuple(value, end);
        value = tuple.items;
        end = tuple.end;
      }
      requireEnd(tokens.get(end), target);
      define(target, value, end);
      index = end;
      return true;
    } catch (LiteralException e) {
      if (reader.numberDepth() > 0 && !reader.hasKeys()) {
        boolean flat = reader.numberDepth() == 1 && !target.name.isEmpty();
        found.add(new Found(target.name, first.start(), null, e, flat));
      }
      return false;
    }
  }

  private record Tuple(Node items, int end) {}

  /// The other values of `name = 1.5, -0.5`; those of one name only where a line ends behind them.
  private Tuple tuple(Node first, int comma) {
    List<Node> elements = new ArrayList<>(List.of(first));
    int end = comma;
    while (tokens.get(end).is(",")) {
      if (tokens.get(end + 1).firstOnLine() || tokens.get(end + 1).kind() == Token.Kind.NAME) {
        return new Tuple(first, comma);
      }
      ExpressionReader reader = new ExpressionReader(tokens, end + 1, names, dialect);
      elements.add(reader.read());
      end = reader.index();
    }
    return new Tuple(new Node.Items(elements, dialect == Dialect.PYTHON, first.at()), end);
  }

  /// Checks that nothing is done with the value.
  private void requireEnd(Token next, Target target) {
    boolean closes = next.closes();
    boolean ends =
        next.kind() == Token.Kind.END
            || next.is(";")
            || (next.is(",") && !target.name.isEmpty())
            || (closes && next.text().equals(open.peek()))
            || (next.firstOnLine() && !closes && !next.is(","));
    if (!ends) {
      throw target.name.isEmpty()
          ? tokens
              .source()
              .error(
                  next.start(),
                  "more text after the end of the rows: " + tokens.source().found(next.start()))
          : tokens.source().expected("the end of the value", next.start());
    }
  }

  private void define(Target target, Node value, int end) {
    if (sections.put(target.name, value)) {
      return;
    }
    // A list that is made of its former self takes its place.
    boolean redefined = false;
    for (int i = target.start; i < end; i++) {
      redefined |= tokens.get(i).isName(target.name);
    }
    if (redefined) {
      found.removeIf(former -> former.name().equals(target.name));
    }
    names.put(target.name, value);
    found.add(new Found(target.name, value));
    List<String> parts = List.of(target.name.split(",", -1));
    if (parts.size() > 1
        && value instanceof Node.Items items
        && items.elements().size() == parts.size()) {
      for (int i = 0; i < parts.size(); i++) {
        names.put(parts.get(i), items.elements().get(i));
      }
    }
  }

  private Token token(int ahead) {
    return tokens.get(index + ahead);
  }

  /// The tables of a TOML file: `[name]`, and `[[name]]`, which stands once for each element.
  private static final class TomlSections {
    private final SequencedMap<String, Section> sections = new LinkedHashMap<>();
    private @Nullable SequencedMap<String, Node> current;

    private record Section(boolean list, int at, List<SequencedMap<String, Node>> values) {}

    /// The word behind a header; 0 where none stands here.
    int header(Tokens tokens, int index) {
      Token first = tokens.get(index);
      if (!first.firstOnLine() || !first.is("[")) {
        return 0;
      }
      boolean list = tokens.get(index + 1).is("[");
      int next = index + (list ? 2 : 1);
      StringBuilder name = new StringBuilder(tokens.get(next).text());
      while (tokens.get(next).kind() == Token.Kind.NAME && tokens.get(next + 1).is(".")) {
        next += 2;
        name.append('.').append(tokens.get(next).text());
      }
      int end = next + (list ? 3 : 2);
      boolean closed =
          tokens.get(next).kind() == Token.Kind.NAME
              && tokens.get(next + 1).is("]")
              && (!list || tokens.get(next + 2).is("]"))
              && tokens.get(end).firstOnLine()
              && tokens.get(end).kind() == Token.Kind.NAME;
      if (!closed) {
        return 0;
      }
      Section section =
          sections.computeIfAbsent(
              name.toString(), _ -> new Section(list, first.start(), new ArrayList<>()));
      current = new LinkedHashMap<>();
      section.values.add(current);
      return end;
    }

    boolean put(String name, Node value) {
      if (current == null || name.isEmpty()) {
        return false;
      }
      current.put(name, value);
      return true;
    }

    List<Found> found() {
      List<Found> found = new ArrayList<>();
      sections.forEach(
          (name, section) -> {
            List<Node> values =
                section.values.stream()
                    .<Node>map(fields -> new Node.Fields(fields, section.at))
                    .toList();
            found.add(
                new Found(
                    name,
                    section.list ? new Node.Items(values, false, section.at) : values.getFirst()));
          });
      return found;
    }
  }
}
