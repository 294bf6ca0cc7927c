package org.alternant.coefficients.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// The tables of coefficients in a file as it is found: source code in any language whose literals
/// are lists in brackets or braces, JSON, TOML, YAML, comma-separated values, Markdown and LaTeX.
///
/// A table is a list of rows, each a list of numbers or of fields named a, b, c. Where a file holds
/// none, a list of numbers by itself is one row. Every coefficient is a number that stands in the
/// file, or a product, quotient or power of such: exact, and rounded once.
public final class FoundTables {

  /// So many elements has a list at most.
  static final int MOST_ROWS = 10_000;

  /// So many numbers are read from a file at most.
  private static final int MOST_NUMBERS = 1_000_000;

  /// So many names does a message list.
  private static final int LISTED = 20;

  /// Files that hold lines of numbers, or may: the others are code.
  private static final Set<String> OF_LINES =
      Set.of("", "csv", "tsv", "txt", "dat", "md", "markdown", "rst", "tex", "yaml", "yml");

  /// What a row's list is called among other fields.
  private static final Set<String> ROW_FIELDS = Set.of("coefficients", "coeffs", "coefs", "coef");

  /// Rows of coefficients.
  ///
  /// @param rows one list a step
  /// @param flat whether they stand as one list of numbers, and not as a list of lists
  public record Rows(List<List<Double>> rows, boolean flat) {

    /// Copies the lists.
    public Rows {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /// A table, or what looks like one and cannot be read.
  private record Candidate(
      String name,
      int line,
      @Nullable Rows rows,
      @Nullable LiteralException problem,
      boolean flat) {

    String shown() {
      return name.isEmpty() ? "@" + line : MessageText.visible(name) + " (line " + line + ")";
    }
  }

  private final SourceText source;
  private final List<Candidate> candidates = new ArrayList<>();
  private int numbers;

  private FoundTables(SourceText source) {
    this.source = source;
  }

  /// Finds a table.
  ///
  /// @param text the content of a file
  /// @param file its name, whose end tells the language; empty where it has none
  /// @param name what the table is called there, or `@` and the line where it stands; null: there
  ///   is one only
  /// @return its rows
  /// @throws LiteralException if there is none of this name, there are several, or it is malformed
  public static Rows find(String text, String file, @Nullable String name) {
    FoundTables tables = new FoundTables(new SourceText(text));
    for (Found found : tables.literals(Dialect.extension(file))) {
      if (found.node() == null) {
        tables.broken(found.name(), found.at(), found.problem(), found.flat());
      } else {
        tables.visit(found.name(), found.node());
      }
    }
    return tables.select(name);
  }

  private List<Found> literals(String extension) {
    Dialect dialect = Dialect.of(extension);
    if (extension.equals("md") || extension.equals("markdown")) {
      return LineReader.read(source, true, dialect);
    }
    if (extension.equals("yaml") || extension.equals("yml")) {
      return YamlReader.read(source);
    }
    if (extension.equals("csv") || extension.equals("tsv") || extension.equals("tex")) {
      return LineReader.read(source, false, dialect);
    }
    List<Found> code = CodeReader.read(new Tokens(source, 0, source.text().length()), dialect);
    boolean lists = code.stream().anyMatch(found -> !(found.node() instanceof Node.Numeric));
    return lists || !OF_LINES.contains(extension) ? code : LineReader.read(source, false, dialect);
  }

  private void visit(String name, Node literal) {
    Node node = unwrapped(literal);
    switch (node) {
      case Node.Numeric _ -> {
        // A number alone is no table.
      }
      case Node.Other other -> {
        if (other.problem() != null) {
          broken(name, other.at(), other.problem(), false);
        }
      }
      case Node.Fields fields -> {
        Optional<List<Node.Numeric>> row = namedRow(fields);
        if (row.isPresent()) {
          found(name, node.at(), List.of(row.get()), true);
        } else {
          fields.values().forEach((key, value) -> visit(joined(name, key), value));
        }
      }
      case Node.Items items -> visitItems(name, items);
    }
  }

  private void visitItems(String name, Node.Items items) {
    List<Node> elements = items.elements();
    if (elements.isEmpty()) {
      return;
    }
    if (elements.stream().allMatch(Node.Numeric.class::isInstance)) {
      found(name, items.at(), List.of(row(items).orElseThrow()), true);
      return;
    }
    List<Optional<List<Node.Numeric>>> rows = elements.stream().map(FoundTables::row).toList();
    if (rows.stream().allMatch(Optional::isPresent)) {
      found(name, items.at(), rows.stream().map(Optional::orElseThrow).toList(), false);
      return;
    }
    for (int i = 0; i < elements.size(); i++) {
      boolean odd = rows.get(i).isEmpty() && rows.stream().anyMatch(Optional::isPresent);
      if (odd
          || (elements.get(i) instanceof Node.Numeric
              && elements.stream().anyMatch(FoundTables::isList))) {
        int at = elements.get(i).at();
        Node element = elements.get(i);
        LiteralException cause = element instanceof Node.Other other ? other.problem() : null;
        broken(
            name,
            items.at(),
            cause != null ? cause : source.expected("a row of numbers", at),
            false);
        return;
      }
    }
    for (int i = 0; i < elements.size(); i++) {
      visit(joined(name, Integer.toString(i)), elements.get(i));
    }
  }

  private static boolean isList(Node node) {
    return node instanceof Node.Items;
  }

  /// A row among others: numbers, or fields that name or hold them.
  private static Optional<List<Node.Numeric>> row(Node node) {
    return switch (node) {
      case Node.Items items -> {
        boolean wraps = items.elements().size() == 1 && isList(items.elements().getFirst());
        yield wraps ? row(items.elements().getFirst()) : numerics(items.elements());
      }
      case Node.Fields fields -> {
        List<Node> lists =
            fields.values().entrySet().stream()
                .filter(field -> ROW_FIELDS.contains(field.getKey()))
                .<Node>map(Map.Entry::getValue)
                .toList();
        yield lists.size() == 1 && lists.getFirst() instanceof Node.Items items
            ? numerics(items.elements())
            : namedRow(fields);
      }
      case Node.Numeric _, Node.Other _ -> Optional.empty();
    };
  }

  private static Optional<List<Node.Numeric>> numerics(List<Node> nodes) {
    return nodes.stream().allMatch(Node.Numeric.class::isInstance)
        ? Optional.of(nodes.stream().map(Node.Numeric.class::cast).toList())
        : Optional.empty();
  }

  /// The numbers of fields that are named as coefficients are.
  private static Optional<List<Node.Numeric>> namedRow(Node.Fields fields) {
    List<String> names = List.copyOf(fields.values().keySet());
    List<String> coefficients = ColumnNames.coefficients(names).stream().map(names::get).toList();
    return coefficients.size() > 1 && ColumnNames.ascend(coefficients)
        ? numerics(coefficients.stream().map(name -> fields.values().get(name)).toList())
        : Optional.empty();
  }

  /// C++ has one more pair of braces around a `std::array`.
  private static Node unwrapped(Node node) {
    Node inner = node;
    while (inner instanceof Node.Items items
        && items.elements().size() == 1
        && items.elements().getFirst() instanceof Node.Items only
        && !only.elements().isEmpty()
        && only.elements().stream().allMatch(FoundTables::isList)) {
      inner = only;
    }
    return inner;
  }

  private void found(String name, int at, List<List<Node.Numeric>> rows, boolean flat) {
    List<List<Double>> rounded = new ArrayList<>();
    for (List<Node.Numeric> row : rows) {
      numbers += row.size();
      if (numbers > MOST_NUMBERS || candidates.size() > MOST_ROWS) {
        throw source.error(at, "more numbers than a table has: give the rows alone");
      }
      List<Double> values = new ArrayList<>();
      for (Node.Numeric number : row) {
        values.add(rounded(number));
      }
      if (values.isEmpty()) {
        broken(name, at, source.error(at, "a row without numbers"), flat);
        return;
      }
      rounded.add(values);
    }
    candidates.add(new Candidate(name, source.line(at), new Rows(rounded, flat), null, flat));
  }

  /// The nearest binary64 number; it must not be taken for 0 or for infinity.
  private double rounded(Node.Numeric number) {
    double value = number.value().rounded();
    if (Double.isInfinite(value) || (value == 0 && number.value().numerator().signum() != 0)) {
      throw source.error(number.at(), "beyond the binary64 numbers");
    }
    return value;
  }

  private void broken(String name, int at, @Nullable LiteralException problem, boolean flat) {
    candidates.add(new Candidate(name, source.line(at), null, problem, flat));
  }

  private static String joined(String name, String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  private Rows select(@Nullable String name) {
    List<Candidate> pool = candidates;
    if (name == null) {
      boolean lists = candidates.stream().anyMatch(candidate -> !candidate.flat());
      pool = lists ? candidates.stream().filter(c -> !c.flat()).toList() : candidates;
    } else {
      pool = named(name);
    }
    List<Rows> distinct = pool.stream().map(Candidate::rows).distinct().toList();
    if (distinct.size() != 1) {
      throw new LiteralException("", name == null ? ambiguous(pool) : unnamed(name, pool));
    }
    LiteralException problem = pool.getFirst().problem();
    if (problem != null) {
      throw pool.size() == 1 || (name == null && pool.getFirst().name().isEmpty())
          ? problem
          : new LiteralException("", ambiguous(pool));
    }
    return Objects.requireNonNull(distinct.getFirst());
  }

  private List<Candidate> named(String name) {
    List<Candidate> exact =
        candidates.stream()
            .filter(c -> c.name().equals(name) || name.equals("@" + c.line()))
            .toList();
    return exact.isEmpty()
        ? candidates.stream().filter(c -> c.name().endsWith("." + name)).toList()
        : exact;
  }

  private static String ambiguous(List<Candidate> pool) {
    return pool.isEmpty()
        ? "no rows of numbers found; expected lists in [ ], ( ) or { }, or rows one a line, as in"
            + " [[1.5, -0.5], ...]"
        : "holds "
            + pool.size()
            + " tables: "
            + names(pool)
            + "; name one, as in FILE#"
            + example(pool);
  }

  private String unnamed(String name, List<Candidate> pool) {
    String quoted = MessageText.quote(name);
    return pool.isEmpty()
        ? "no table is named "
            + quoted
            + (candidates.isEmpty()
                ? ", and there is no other"
                : "; there are " + names(candidates))
        : quoted
            + " stands for "
            + names(pool)
            + "; name one by its line, as in FILE#@"
            + pool.getFirst().line();
  }

  private static String example(List<Candidate> pool) {
    Candidate first = pool.getFirst();
    boolean unique = pool.stream().filter(c -> c.name().equals(first.name())).count() == 1;
    return unique && !first.name().isEmpty()
        ? MessageText.visible(first.name())
        : "@" + first.line();
  }

  private static String names(List<Candidate> pool) {
    return pool.stream().limit(LISTED).map(Candidate::shown).collect(Collectors.joining(", "))
        + (pool.size() > LISTED ? ", …" : "");
  }
}
