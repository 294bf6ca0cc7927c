package org.alternant.toolkit.validate;

import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Certificate;

/// What [Validation#run] finds.
///
/// @param request what was asked for
/// @param certificate what is proved about the steps that were run, for the inputs that the table
///   was made for; empty where its images overflow
/// @param runs every matrix in every precision: by batches, in a batch by precisions, and then by
///   matrices
public record ValidationResult(
    ValidationRequest request, Optional<Certificate> certificate, List<ValidationRun> runs) {

  /// Copies the list.
  public ValidationResult {
    runs = List.copyOf(runs);
  }

  /// Whether the table broke its promise in any run.
  ///
  /// @return whether one is outside
  public boolean anyOutside() {
    return runs.stream().anyMatch(run -> run.verdict().outside());
  }
}
