package org.alternant.coefficients.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds rows that are written one a line: comma-separated values, tables and lists in Markdown,
/// tables in LaTeX. Markdown's code is read as code.
final class LineReader {
  private static final Pattern RULE =
      Pattern.compile("[\\s|:+=-]*-[\\s|:+=-]*|\\s*\\\\(hline|toprule|midrule|bottomrule)\\s*");
  private static final Pattern BULLET = Pattern.compile("\\s*(?:[-*+]|\\d{1,4}[.)])\\s+");
  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)[\\s#]*");
  private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
  private static final Pattern LATEX_END = Pattern.compile("\\s*\\\\\\\\.*");
  private static final Pattern NUMBER_LIKE = Pattern.compile("[-+\u2212]?\\s*\\.?[0-9]");
  private static final Pattern ORNAMENT = Pattern.compile("\\\\num\\{|[\\s$`*\"{}]");

  /// How rows are written.
  private enum Form {
    MARKDOWN,
    LATEX,
    BULLETS,
    VALUES
  }

  /// A row: where its cells start and end, and how many there are with the empty ones at its end.
  private record Row(int at, List<int[]> cells, int width) {}

  private final SourceText source;
  private final String text;
  private final boolean markdown;
  private final Dialect dialect;
  private final List<Found> found = new ArrayList<>();
  private final List<Row> block = new ArrayList<>();
  private Form form = Form.VALUES;
  private String heading = "";

  private LineReader(SourceText source, boolean markdown, Dialect dialect) {
    this.dialect = dialect;
    this.source = source;
    this.text = source.text();
    this.markdown = markdown;
  }

  /// @param source the text
  /// @param markdown whether it is Markdown, whose prose may hold commas
  /// @param dialect whether fractions stand for numbers
  static List<Found> read(SourceText source, boolean markdown, Dialect dialect) {
    LineReader reader = new LineReader(source, markdown, dialect);
    int fence = -1;
    for (int start = 0; start < reader.text.length(); ) {
      int newline = reader.text.indexOf('\n', start);
      int end = newline < 0 ? reader.text.length() : newline;
      String line = reader.text.substring(start, end);
      if (markdown && FENCE.matcher(line).matches()) {
        reader.finish();
        if (fence >= 0) {
          reader.found.addAll(CodeReader.read(new Tokens(source, fence, start), Dialect.PYTHON));
        }
        fence = fence < 0 ? end : -1;
      } else if (fence < 0) {
        reader.line(line, start, end);
      }
      start = end + 1;
    }
    reader.finish();
    return reader.found;
  }

  private void line(String line, int start, int end) {
    Matcher title = HEADING.matcher(line);
    if (line.isBlank() || (markdown && title.matches())) {
      finish();
      heading = line.isBlank() ? heading : slug(title.group(1));
      return;
    }
    if (RULE.matcher(line).matches() || (!markdown && line.strip().startsWith("#"))) {
      return;
    }
    Form next = form(line);
    if (next == null || next != form) {
      finish();
    }
    if (next != null) {
      form = next;
      block.add(row(line, start, end));
    }
  }

  private @Nullable Form form(String line) {
    if (line.strip().startsWith("|")) {
      return Form.MARKDOWN;
    }
    if (line.indexOf('&') >= 0) {
      return Form.LATEX;
    }
    if (BULLET.matcher(line).lookingAt() && (markdown || !NUMBER_LIKE.matcher(line).lookingAt())) {
      return Form.BULLETS;
    }
    return markdown ? null : Form.VALUES;
  }

  private Row row(String line, int start, int end) {
    int from = start;
    int to = end;
    switch (form) {
      case MARKDOWN -> {
        from = start + line.indexOf('|') + 1;
        to =
            start
                + line.stripTrailing().length()
                - (line.strip().length() > 1 && line.strip().endsWith("|") ? 1 : 0);
      }
      case LATEX -> {
        int cut = line.indexOf("\\\\");
        to = cut >= 0 && LATEX_END.matcher(line.substring(cut)).matches() ? start + cut : end;
      }
      case BULLETS -> {
        Matcher bullet = BULLET.matcher(line);
        from = start + (bullet.lookingAt() ? bullet.end() : 0);
      }
      case VALUES -> {
        // The whole line.
      }
    }
    List<int[]> cells = cells(line, from, Math.max(from, to));
    int width = cells.size();
    while (cells.size() > 1 && cells.getLast()[0] == cells.getLast()[1]) {
      cells.removeLast();
    }
    return new Row(start, cells, width);
  }

  private List<int[]> cells(String line, int from, int to) {
    char separator =
        switch (form) {
          case MARKDOWN -> '|';
          case LATEX -> '&';
          case BULLETS -> '\n';
          case VALUES ->
              line.indexOf('\t') >= 0
                  ? '\t'
                  : line.indexOf(';') >= 0 ? ';' : line.indexOf(',') >= 0 ? ',' : ' ';
        };
    List<int[]> cells = new ArrayList<>();
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text.charAt(i) == separator) {
        cells.add(trimmed(start, i));
        start = i + 1;
      }
    }
    if (separator == ' ') {
      cells.removeIf(cell -> cell[0] == cell[1]);
    }
    return cells;
  }

  /// A cell without what surrounds its number.
  private int[] trimmed(int start, int end) {
    int from = start;
    int to = end;
    Matcher ornament = ORNAMENT.matcher(text).region(from, to);
    while (from < to && ornament.region(from, to).lookingAt()) {
      from = ornament.end();
    }
    while (to > from && ORNAMENT.matcher(text.substring(to - 1, to)).matches()) {
      to--;
    }
    return new int[] {from, to};
  }

  /// Reads the lines so far.
  private void finish() {
    if (block.isEmpty()) {
      return;
    }
    List<Row> rows = List.copyOf(block);
    block.clear();
    int at = rows.getFirst().at;
    try {
      List<Node> read = form == Form.BULLETS ? bullets(rows) : table(rows);
      if (!read.isEmpty()) {
        found.add(new Found(heading, new Node.Items(read, false, at)));
      }
    } catch (LiteralException e) {
      found.add(new Found(heading, at, null, e, false));
    }
  }

  /// The items of a list; empty where none of them is a row.
  private List<Node> bullets(List<Row> rows) {
    List<Node> read = new ArrayList<>();
    LiteralException problem = null;
    for (Row row : rows) {
      try {
        read.add(list(row.cells.getFirst()));
      } catch (LiteralException e) {
        problem = problem == null ? e : problem;
      }
    }
    if (!read.isEmpty() && problem != null) {
      throw problem;
    }
    return read;
  }

  /// `a, b, c` with or without brackets.
  private Node list(int[] cell) {
    Tokens tokens = new Tokens(source, cell[0], cell[1]);
    List<Node> elements = new ArrayList<>();
    int index = 0;
    do {
      ExpressionReader reader = new ExpressionReader(tokens, index, Map.of(), dialect);
      elements.add(reader.read());
      index = reader.index() + 1;
    } while (tokens.get(index - 1).is(","));
    requireEnd(tokens, index - 1);
    if (elements.size() == 1 && elements.getFirst() instanceof Node.Items items) {
      return items;
    }
    if (elements.size() == 1) {
      throw source.expected("several numbers", cell[0]);
    }
    return new Node.Items(elements, false, cell[0]);
  }

  /// The rows of a table; empty where it is about something else.
  private List<Node> table(List<Row> rows) {
    Row first = rows.getFirst();
    boolean header = first.cells.stream().noneMatch(this::isNumberLike);
    List<Row> body = header ? rows.subList(1, rows.size()) : rows;
    boolean numbers =
        body.stream().anyMatch(row -> row.cells.stream().allMatch(this::isNumberLike));
    List<Integer> columns;
    if (header) {
      List<String> names = first.cells.stream().map(c -> text.substring(c[0], c[1])).toList();
      columns = ColumnNames.coefficients(names);
      if (columns.isEmpty() && !numbers) {
        return List.of();
      }
      if (columns.isEmpty() || !ColumnNames.ascend(columns.stream().map(names::get).toList())) {
        throw source.error(
            first.at,
            "which columns are coefficients? name them a, b, c or c0, c1, c2, lowest power first");
      }
    } else {
      if (!numbers) {
        return List.of();
      }
      requireNoCount(rows);
      columns = IntStream.range(0, first.width).boxed().toList();
    }
    for (Row row : body) {
      if (row.width != first.width) {
        throw source.error(
            row.at, row.width + " values in the line, but " + first.width + " in the first");
      }
    }
    return body.stream().map(row -> numbers(row, columns, header)).toList();
  }

  private Node numbers(Row row, List<Integer> columns, boolean header) {
    String line = text.substring(row.at, Math.max(row.at, row.cells.getLast()[1]));
    if (form == Form.VALUES && line.indexOf(',') >= 0 && line.indexOf(';') >= 0) {
      throw source.error(row.at, "both , and ; in a line; write decimal points, and one of them");
    }
    if (!header && columns.size() == 1) {
      throw source.error(row.at, "one number in a line; write a row's numbers in one line");
    }
    List<Node> elements = new ArrayList<>();
    for (int column : columns) {
      if (column < row.cells.size() && row.cells.get(column)[0] < row.cells.get(column)[1]) {
        if (elements.size() < columns.indexOf(column)) {
          throw source.error(row.at, "a number is missing in the middle of the row");
        }
        elements.add(number(row.cells.get(column)));
      }
    }
    if (elements.isEmpty()) {
      throw source.error(row.at, "a row without numbers");
    }
    return new Node.Items(elements, false, row.at);
  }

  private Node number(int[] cell) {
    Tokens tokens = new Tokens(source, cell[0], cell[1]);
    // Files of values hold no fractions.
    Dialect inCells = form == Form.VALUES ? Dialect.DATA : dialect;
    ExpressionReader reader = new ExpressionReader(tokens, 0, Map.of(), inCells);
    Node number = reader.read();
    requireEnd(tokens, reader.index());
    if (!(number instanceof Node.Numeric)) {
      throw source.expected("a number", cell[0]);
    }
    return number;
  }

  private void requireEnd(Tokens tokens, int index) {
    if (tokens.get(index).kind() != Token.Kind.END) {
      throw source.error(
          tokens.get(index).start(),
          "expected a number alone, found " + source.found(tokens.get(index).start()));
    }
  }

  /// Refuses a first column 1, 2, 3 that has no name: it may number the rows.
  private void requireNoCount(List<Row> rows) {
    boolean counts = rows.size() > 1;
    String first = cell(rows.getFirst());
    for (int i = 0; i < rows.size() && counts; i++) {
      counts =
          (first.equals("0") || first.equals("1"))
              && cell(rows.get(i)).equals(Integer.toString(i + Integer.parseInt(first)));
    }
    if (counts) {
      throw source.error(
          rows.getFirst().at,
          "the first column counts the rows: leave it out, or name the columns");
    }
  }

  private String cell(Row row) {
    return text.substring(row.cells.getFirst()[0], row.cells.getFirst()[1]);
  }

  private boolean isNumberLike(int[] cell) {
    return NUMBER_LIKE.matcher(text).region(cell[0], cell[1]).lookingAt();
  }

  /// A heading as GitHub links to it.
  private static String slug(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
        .strip()
        .replaceAll("\\s", "-");
  }
}
