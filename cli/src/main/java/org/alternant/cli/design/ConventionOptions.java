package org.alternant.cli.design;

import org.alternant.cli.options.Choices;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Tail;
import picocli.CommandLine.Option;

/// The options of `design` that say how a runtime is to use the table.
final class ConventionOptions {

  @Option(
      names = "--tail",
      defaultValue = "stop",
      paramLabel = "RULE",
      completionCandidates = Choices.Ids.class,
      description =
          "What runs after the last row: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Tail tail;

  @Option(
      names = "--normalization-factor",
      defaultValue = "1",
      paramLabel = "F",
      description =
          "Matrices are divided by F times their Frobenius norm plus E (default:"
              + " ${DEFAULT-VALUE}).")
  private double normalizationFactor;

  @Option(
      names = "--normalization-epsilon",
      defaultValue = "0",
      paramLabel = "E",
      description = "See --normalization-factor (default: ${DEFAULT-VALUE}).")
  private double normalizationEpsilon;

  /// What runs after the last row.
  Tail tail() {
    return tail;
  }

  /// How matrices are scaled.
  ///
  /// @throws IllegalArgumentException if a number is out of its range
  Normalization normalization() {
    return new Normalization(Norm.FROBENIUS, normalizationFactor, normalizationEpsilon);
  }
}
