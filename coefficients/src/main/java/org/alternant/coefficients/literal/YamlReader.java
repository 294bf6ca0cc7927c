package org.alternant.coefficients.literal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads YAML's lists and maps that are nested by indentation; values are read as literals.
final class YamlReader {
  private static final int DEEPEST = 16;
  private static final Pattern KEY =
      Pattern.compile("(\"[^\"]*\"|'[^']*'|[^\\s#:,\\[\\]{}-][^#:,\\[\\]{}]*?):(?=\\s|$)\\s*");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
  private static final Pattern SKIPPED = Pattern.compile("\\s*(#.*|---.*|\\.\\.\\.|%.*)?");

  private final SourceText source;
  private final List<int[]> lines = new ArrayList<>();
  private int next;

  private YamlReader(SourceText source) {
    this.source = source;
    String text = source.text();
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (!SKIPPED.matcher(text.substring(start, end)).matches()) {
        lines.add(new int[] {start, start, end});
      }
      start = end + 1;
    }
  }

  /// The document's literals.
  static List<Found> read(SourceText source) {
    YamlReader reader = new YamlReader(source);
    if (reader.lines.isEmpty()) {
      return List.of();
    }
    Node root = reader.block(0);
    if (reader.next < reader.lines.size()) {
      throw source.error(
          reader.lines.get(reader.next)[1], "indented otherwise than the lines before");
    }
    return List.of(new Found("", root));
  }

  /// How far a line's content stands from its start; moved by what was read of it.
  private int indent(int[] line) {
    int at = line[1];
    while (at < line[2] && source.text().charAt(at) == ' ') {
      at++;
    }
    line[1] = at;
    return at - line[0];
  }

  private Node block(int depth) {
    int[] first = lines.get(next);
    int indent = indent(first);
    int at = first[1];
    if (depth > DEEPEST) {
      throw source.error(at, "nested more than " + DEEPEST + " deep");
    }
    boolean list = isItem(first);
    List<Node> elements = new ArrayList<>();
    SequencedMap<String, Node> fields = new LinkedHashMap<>();
    while (next < lines.size()
        && indent(lines.get(next)) == indent
        && isItem(lines.get(next)) == list) {
      int[] line = lines.get(next);
      if (list) {
        line[1]++;
        elements.add(indent(line) < line[2] - line[0] ? item(depth) : value(indent, depth));
        continue;
      }
      Matcher key = KEY.matcher(source.text()).region(line[1], line[2]);
      if (!key.lookingAt()) {
        throw source.expected("a key and ':'", line[1]);
      }
      line[1] = key.end();
      String name = key.group(1).replaceAll("^[\"']|[\"']$", "").strip();
      if (fields.put(name, value(indent, depth)) != null) {
        throw source.error(key.start(), "the key stands twice");
      }
    }
    return list ? new Node.Items(elements, false, at) : new Node.Fields(fields, at);
  }

  private boolean isItem(int[] line) {
    String text = source.text();
    return line[1] < line[2]
        && text.charAt(line[1]) == '-'
        && (line[1] + 1 == line[2] || text.charAt(line[1] + 1) == ' ');
  }

  /// What stands behind `- `: a list or map that begins there, or a value.
  private Node item(int depth) {
    int[] line = lines.get(next);
    boolean key = KEY.matcher(source.text()).region(line[1], line[2]).lookingAt();
    return isItem(line) || key ? block(depth + 1) : scalar(line);
  }

  /// The value of a key, or of an item that stands alone in its line.
  private Node value(int indent, int depth) {
    int[] line = lines.get(next);
    String rest = COMMENT.matcher(source.text().substring(line[1], line[2])).replaceFirst("");
    if (!rest.isBlank()) {
      return scalar(line);
    }
    next++;
    if (next == lines.size()) {
      return new Node.Other(null, line[2]);
    }
    int[] inner = lines.get(next);
    int inside = indent(inner);
    boolean nested = inside > indent || (inside == indent && isItem(inner));
    return nested
        ? inline(inner) ? scalar(inner) : block(depth + 1)
        : new Node.Other(null, line[2]);
  }

  private boolean inline(int[] line) {
    return "[{".indexOf(source.text().charAt(line[1])) >= 0;
  }

  /// A number, a list or map in brackets, which may go on over lines, or what is no literal.
  private Node scalar(int[] line) {
    boolean brackets = line[1] < line[2] && inline(line);
    Tokens tokens = new Tokens(source, line[1], brackets ? source.text().length() : line[2]);
    ExpressionReader reader = new ExpressionReader(tokens, 0, Map.of(), Dialect.DATA);
    try {
      Node node = reader.read();
      Token end = tokens.get(reader.index());
      if (!end.firstOnLine()) {
        throw source.expected("the end of the line", end.start());
      }
      while (next < lines.size() && lines.get(next)[0] < tokens.get(reader.index() - 1).end()) {
        next++;
      }
      return node;
    } catch (LiteralException e) {
      next++;
      boolean number = Character.isDigit(source.text().charAt(Math.min(line[1] + 1, line[2] - 1)));
      return new Node.Other(brackets || number ? e : null, line[1]);
    }
  }
}
