package org.alternant.toolkit.validate;

/// How far rounding may carry a singular value out of a certified image: an estimate, not a proof
/// (`iteration.measure.RoundingRanges` states the model).
///
/// @param size the distance; 0 where nothing is allowed for
/// @param coversAllSteps whether it bounds the rounding errors of all steps together; else it is
///   that of the last step, since those of all have no bound
public record Allowance(double size, boolean coversAllSteps) {

  /// What a result has that is outside whatever rounding does.
  static final Allowance NONE = new Allowance(0, false);
}
