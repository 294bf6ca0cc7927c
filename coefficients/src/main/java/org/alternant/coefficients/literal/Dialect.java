package org.alternant.coefficients.literal;

import java.util.Locale;
import java.util.Set;

/// What differs between languages in what a literal means, told by a file's name.
enum Dialect {
  /// `+` joins lists and `*` repeats them.
  PYTHON,
  /// Spaces separate the numbers of a matrix, and `*` multiplies them.
  MATRICES,
  /// Nothing is computed: a sign between numbers is an error.
  DATA,
  /// None of these.
  OTHER;

  private static final Set<String> OF_MATRICES = Set.of("jl", "m");
  private static final Set<String> OF_DATA =
      Set.of("json", "toml", "yaml", "yml", "csv", "tsv", "dat");
  private static final Set<String> OF_PYTHON = Set.of("", "py", "pyi", "txt", "md", "markdown");

  static Dialect of(String extension) {
    if (OF_MATRICES.contains(extension)) {
      return MATRICES;
    }
    if (OF_DATA.contains(extension)) {
      return DATA;
    }
    return OF_PYTHON.contains(extension) ? PYTHON : OTHER;
  }

  /// The end of a file's name behind the last point; empty where there is none.
  static String extension(String file) {
    int point = file.lastIndexOf('.');
    String end = point < 0 ? "" : file.substring(point + 1);
    return end.matches("[A-Za-z0-9]{1,8}") ? end.toLowerCase(Locale.ROOT) : "";
  }
}
