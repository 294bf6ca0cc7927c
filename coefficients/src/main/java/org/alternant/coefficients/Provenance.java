package org.alternant.coefficients;

import org.jspecify.annotations.Nullable;

/// Where a table comes from.
///
/// @param generator the program, person or paper that made the numbers
/// @param source where they were published; null if nowhere
public record Provenance(String generator, @Nullable String source) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `generator` is blank
  public Provenance {
    if (generator.isBlank()) {
      throw new IllegalArgumentException("generator must not be blank");
    }
  }
}
