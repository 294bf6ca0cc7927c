package org.alternant.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Lines of aligned columns.
public final class TextTable {

  private static final String GAP = "  ";
  private static final String LEFT = "<";

  private final boolean[] left;
  private final List<List<String>> rows = new ArrayList<>();

  /// Starts a table with its heading; headings that begin with `<` are of left-aligned columns.
  public TextTable(String... heading) {
    left = new boolean[heading.length];
    for (int c = 0; c < heading.length; c++) {
      left[c] = heading[c].startsWith(LEFT);
    }
    rows.add(Arrays.stream(heading).map(h -> h.startsWith(LEFT) ? h.substring(1) : h).toList());
  }

  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /// The lines, without trailing spaces.
  public List<String> lines() {
    int[] widths = IntStream.range(0, left.length).map(this::width).toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < left.length; c++) {
        String padding = " ".repeat(widths[c] - length(row.get(c)));
        line.append(c == 0 ? "" : GAP)
            .append(left[c] ? row.get(c) + padding : padding + row.get(c));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
