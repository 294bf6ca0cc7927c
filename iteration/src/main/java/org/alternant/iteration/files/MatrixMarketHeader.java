package org.alternant.iteration.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The first line and the line of sizes of a Matrix Market file.
///
/// @param layout how entries are listed
/// @param field what an entry is
/// @param symmetry which entries follow from others
/// @param rows m ≥ 1
/// @param columns n ≥ 1
/// @param storedEntries how many the file lists
record MatrixMarketHeader(
    Layout layout, Field field, Symmetry symmetry, int rows, int columns, long storedEntries) {

  /// The most entries, zeros included, of the dense matrix that a file is turned into, 512 MiB: a
  /// small coordinate file can announce any size.
  private static final long MOST_ENTRIES = 1L << 26;

  /// The most entries, zeros included, where fewer are listed than there are rows or columns: so
  /// few bytes must not cost the decomposition of a matrix that is singular anyway.
  private static final long MOST_ENTRIES_OF_FEW = 1L << 20;

  enum Layout {
    ARRAY,
    COORDINATE
  }

  enum Field {
    REAL,
    INTEGER,
    PATTERN
  }

  enum Symmetry {
    GENERAL,
    SYMMETRIC,
    SKEW_SYMMETRIC
  }

  /// Reads both lines.
  static MatrixMarketHeader parse(MatrixMarketLines lines) throws MatrixFormatException {
    lines.advanceToBanner();
    String[] words = lines.words(5, "%%MatrixMarket matrix, layout, field, symmetry");
    if (!words[1].equalsIgnoreCase("matrix")) {
      throw lines.error("holds a " + MatrixFormatException.quote(words[1]) + ", not a matrix");
    }
    Layout layout = choose(lines, words[2], Layout.values());
    Field field = choose(lines, words[3], Field.values());
    Symmetry symmetry = choose(lines, words[4], Symmetry.values());
    if (field == Field.PATTERN && (layout == Layout.ARRAY || symmetry == Symmetry.SKEW_SYMMETRIC)) {
      throw lines.error("a pattern can be neither an array nor skew-symmetric");
    }
    lines.require("the line of sizes");
    return layout == Layout.ARRAY
        ? arraySizes(lines, field, symmetry)
        : coordinateSizes(lines, field, symmetry);
  }

  private static <E extends Enum<E>> E choose(MatrixMarketLines lines, String word, E[] values)
      throws MatrixFormatException {
    List<String> known = new ArrayList<>();
    for (E value : values) {
      String name = hyphenated(value);
      if (word.equalsIgnoreCase(name)) {
        return value;
      }
      known.add(name);
    }
    throw lines.error(
        MatrixFormatException.quote(word)
            + " matrices are not read; these are: "
            + String.join(", ", known));
  }

  /// An enumeration constant as the format spells it.
  static String hyphenated(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static MatrixMarketHeader arraySizes(
      MatrixMarketLines lines, Field field, Symmetry symmetry) throws MatrixFormatException {
    String[] words = lines.words(2, "rows, columns");
    int rows = lines.size(words[0], "rows");
    int columns = lines.size(words[1], "columns");
    requireShape(lines, symmetry, rows, columns);
    long n = columns;
    long stored =
        switch (symmetry) {
          case GENERAL -> rows * n;
          case SYMMETRIC -> n * (n + 1) / 2;
          case SKEW_SYMMETRIC -> n * (n - 1) / 2;
        };
    return new MatrixMarketHeader(Layout.ARRAY, field, symmetry, rows, columns, stored);
  }

  private static MatrixMarketHeader coordinateSizes(
      MatrixMarketLines lines, Field field, Symmetry symmetry) throws MatrixFormatException {
    String[] words = lines.words(3, "rows, columns, entries");
    int rows = lines.size(words[0], "rows");
    int columns = lines.size(words[1], "columns");
    requireShape(lines, symmetry, rows, columns);
    int stored = lines.size(words[2], "entries");
    long listed = symmetry == Symmetry.GENERAL ? stored : 2L * stored;
    if (listed < Math.min(rows, columns) && (long) rows * columns > MOST_ENTRIES_OF_FEW) {
      throw lines.error(
          "of a "
              + rows
              + "×"
              + columns
              + " matrix only "
              + stored
              + " entries are listed: one that is so empty is read up to "
              + MOST_ENTRIES_OF_FEW
              + " entries, zeros included");
    }
    return new MatrixMarketHeader(Layout.COORDINATE, field, symmetry, rows, columns, stored);
  }

  private static void requireShape(
      MatrixMarketLines lines, Symmetry symmetry, int rows, int columns)
      throws MatrixFormatException {
    String shape = rows + "×" + columns;
    if (rows == 0 || columns == 0) {
      throw lines.error("the matrix is empty: " + shape);
    }
    if (symmetry != Symmetry.GENERAL && rows != columns) {
      throw lines.error("a " + hyphenated(symmetry) + " matrix is square, found " + shape);
    }
    if ((long) rows * columns > MOST_ENTRIES) {
      throw lines.error("a dense " + shape + " matrix has more than " + MOST_ENTRIES + " entries");
    }
  }

  /// The first row of a column that the file stores, from 0.
  int firstStoredRow(int column) {
    return switch (symmetry) {
      case GENERAL -> 0;
      case SYMMETRIC -> column;
      case SKEW_SYMMETRIC -> column + 1;
    };
  }
}
