package org.alternant.iteration.files;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which tensors of a file are taken: those whose whole name matches one of some patterns. In a
/// pattern `*` stands for any letters and `?` for one; after `re:` it is a regular expression.
public final class TensorSelection {

  /// Every tensor.
  public static final TensorSelection ALL = new TensorSelection(List.of());

  private static final String REGULAR = "re:";

  private final List<Predicate<String>> patterns;

  /// Takes patterns.
  ///
  /// @param patterns none takes every tensor
  /// @throws IllegalArgumentException if a regular expression is malformed
  public TensorSelection(List<String> patterns) {
    this.patterns = patterns.stream().map(TensorSelection::compile).toList();
  }

  /// Whether every tensor is taken.
  ///
  /// @return whether there is no pattern
  public boolean takesAll() {
    return patterns.isEmpty();
  }

  private static Predicate<String> compile(String pattern) {
    if (pattern.startsWith(REGULAR)) {
      try {
        return Pattern.compile(pattern.substring(REGULAR.length())).asMatchPredicate();
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'%s' is no regular expression: %s".formatted(pattern, e.getDescription()), e);
      }
    }
    return new Glob(pattern.codePoints().toArray())::matches;
  }

  /// A pattern of letters, `*` and `?`, matched without backtracking into more than the last `*`:
  /// the work is at most the product of the two lengths.
  private static final class Glob {
    private final int[] pattern;

    Glob(int... pattern) {
      this.pattern = pattern.clone();
    }

    boolean matches(String name) {
      int[] letters = name.codePoints().toArray();
      int p = 0;
      int star = -1;
      int from = 0;
      for (int i = 0; i < letters.length; ) {
        if (p < pattern.length && pattern[p] == '*') {
          star = p++;
          from = i;
        } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == letters[i])) {
          p++;
          i++;
        } else if (star >= 0) {
          // The last star takes one more.
          p = star + 1;
          i = ++from;
        } else {
          return false;
        }
      }
      while (p < pattern.length && pattern[p] == '*') {
        p++;
      }
      return p == pattern.length;
    }
  }

  /// Whether a tensor is taken.
  ///
  /// @param name its name
  /// @return whether it is
  public boolean takes(String name) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.test(name));
  }
}
