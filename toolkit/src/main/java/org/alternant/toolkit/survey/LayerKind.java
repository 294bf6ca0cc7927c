package org.alternant.toolkit.survey;

import java.util.regex.Pattern;

/// What layers of a model have in common: their names without numbers.
final class LayerKind {

  /// A number that stands for itself: not the 2 of `fc2` or `q_proj2`.
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}])[0-9]+(?![\\p{L}\\p{N}])");

  private LayerKind() {}

  /// The kind of a tensor.
  ///
  /// @param name its name, such as `layers.12.attn.q_proj.weight`
  /// @return the name with `*` for every number that stands between other characters than letters
  ///   and digits: `layers.*.attn.q_proj.weight`
  static String of(String name) {
    return NUMBER.matcher(name).replaceAll("*");
  }
}
