package org.alternant.iteration.run;

import java.util.List;

/// Whether a backend can compute on this machine.
public sealed interface Availability {

  /// It can.
  ///
  /// @param device what computes, with the versions that matter, for a person to read
  record Available(String device) implements Availability {}

  /// It cannot.
  ///
  /// @param reasons everything that was tried and how it failed, and what would help; at least one
  record Unavailable(List<String> reasons) implements Availability {

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there is no reason
    public Unavailable {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("an unavailable backend gives a reason");
      }
    }
  }
}
