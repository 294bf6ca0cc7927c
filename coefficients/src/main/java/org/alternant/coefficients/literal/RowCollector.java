package org.alternant.coefficients.literal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what stands between brackets: values with commas between, or a matrix with semicolons
/// or ends of lines between its rows and spaces or commas between its numbers.
final class RowCollector {
  private final Token open;
  private final List<Node> rows = new ArrayList<>();
  private List<Node> row = new ArrayList<>();
  private boolean commas;
  private boolean semicolons;
  private boolean matrixLanguage;
  private @Nullable LiteralException space;

  RowCollector(Token open) {
    this.open = open;
  }

  /// Whether semicolons and spaces separate numbers: in [ ] around numbers only.
  boolean allowsMatrix() {
    return open.is("[") && row.stream().allMatch(Node.Numeric.class::isInstance);
  }

  void add(Node value) {
    row.add(value);
  }

  void comma() {
    commas = true;
  }

  void newRow() {
    semicolons = true;
    rows.add(new Node.Items(row, false, row.isEmpty() ? open.start() : row.getFirst().at()));
    row = new ArrayList<>();
  }

  /// Numbers that only a space separates.
  ///
  /// @param problem what is wrong with that if this is no matrix
  /// @param newLine whether a line ended there
  /// @param matrices whether the language writes matrices so
  void space(LiteralException problem, boolean newLine, boolean matrices) {
    space = space == null ? problem : space;
    matrixLanguage = matrices;
    if (newLine && matrices) {
      newRow();
    }
  }

  boolean isOneValue() {
    return rows.isEmpty() && row.size() == 1 && !commas;
  }

  Node only() {
    return row.getFirst();
  }

  /// The list, or the matrix.
  Node.Items items(boolean python, SourceText source) {
    if (space != null && (commas || (!semicolons && !matrixLanguage))) {
      throw space;
    }
    if (!semicolons) {
      if (row.isEmpty() || row.size() > FoundTables.MOST_ROWS) {
        throw source.error(
            open.start() + 1,
            row.isEmpty()
                ? "no numbers in the brackets"
                : "more than " + FoundTables.MOST_ROWS + " values in a list");
      }
      return new Node.Items(row, python, open.start());
    }
    if (!row.isEmpty()) {
      newRow();
    }
    long lengths = rows.stream().map(r -> ((Node.Items) r).elements().size()).distinct().count();
    if (lengths != 1 || !rows.stream().allMatch(RowCollector::isNumbers)) {
      throw source.error(open.start(), "the rows of a matrix differ in length");
    }
    return new Node.Items(rows, false, open.start());
  }

  private static boolean isNumbers(Node row) {
    List<Node> elements = ((Node.Items) row).elements();
    return !elements.isEmpty() && elements.stream().allMatch(Node.Numeric.class::isInstance);
  }
}
