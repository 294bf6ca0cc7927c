package org.alternant.iteration.files;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which tensors of a file are taken: those whose whole name matches one of some patterns. In a
/// pattern `*` stands for any letters and `?` for one; after `re:` it is a regular expression.
public final class TensorSelection {

  /// Every tensor.
  public static final TensorSelection ALL = new TensorSelection(List.of());

  private static final String REGULAR = "re:";

  private final List<Pattern> patterns;

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

  private static Pattern compile(String pattern) {
    if (pattern.startsWith(REGULAR)) {
      try {
        return Pattern.compile(pattern.substring(REGULAR.length()));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'%s' is no regular expression: %s".formatted(pattern, e.getDescription()), e);
      }
    }
    StringBuilder regular = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      regular.append(
          switch (letter) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(letter));
          });
    }
    return Pattern.compile(regular.toString(), Pattern.DOTALL);
  }

  /// Whether a tensor is taken.
  ///
  /// @param name its name
  /// @return whether it is
  public boolean takes(String name) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
