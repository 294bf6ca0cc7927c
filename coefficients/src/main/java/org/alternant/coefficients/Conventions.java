package org.alternant.coefficients;

import org.jspecify.annotations.Nullable;

/// What a runtime has to know beside the coefficients.
///
/// @param normalization how the matrix is scaled before the first step
/// @param safetyFactor the safety factor and the rows that carry it
/// @param tail what runs after the last row
/// @param precision the format the table is meant for; null for any
/// @param runtime what is to run it, by how it rounds; null for any
public record Conventions(
    Normalization normalization,
    SafetyFactor safetyFactor,
    Tail tail,
    @Nullable Precision precision,
    @Nullable TargetRuntime runtime) {

  /// For any runtime.
  ///
  /// @param normalization how the matrix is scaled before the first step
  /// @param safetyFactor the safety factor and the rows that carry it
  /// @param tail what runs after the last row
  /// @param precision the format the table is meant for; null for any
  public Conventions(
      Normalization normalization,
      SafetyFactor safetyFactor,
      Tail tail,
      @Nullable Precision precision) {
    this(normalization, safetyFactor, tail, precision, null);
  }

  /// Frobenius norm, no safety factor, stop after the last row, any precision.
  public static final Conventions DEFAULT =
      new Conventions(Normalization.FROBENIUS, SafetyFactor.NONE, Tail.STOP, null);
}
