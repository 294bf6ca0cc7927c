package org.alternant.coefficients.literal;

import java.util.Locale;
import java.util.Set;

/// What differs between languages in what a literal means, told by a file's name.
enum Dialect {
  /// `+` joins lists and `*` repeats them.
  PYTHON,
  /// Spaces separate the numbers of a matrix, and `*` multiplies them.
  MATRICES,
  /// None of these.
  OTHER;

  private static final Set<String> OF_MATRICES = Set.of("jl", "m");
  private static final Set<String> OF_PYTHON = Set.of("", "py", "pyi", "txt", "md", "markdown");

  static Dialect of(String extension) {
    return OF_MATRICES.contains(extension)
        ? MATRICES
        : OF_PYTHON.contains(extension) ? PYTHON : OTHER;
  }

  /// The end of a file's name behind the last point; empty where there is none.
  static String extension(String file) {
    int point = file.lastIndexOf('.');
    String end = point < 0 ? "" : file.substring(point + 1);
    return end.matches("[A-Za-z0-9]{1,8}") ? end.toLowerCase(Locale.ROOT) : "";
  }
}
