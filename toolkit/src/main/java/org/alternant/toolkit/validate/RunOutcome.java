package org.alternant.toolkit.validate;

import org.alternant.iteration.measure.Measures;

/// How a run ended.
public sealed interface RunOutcome {

  /// Every step was run.
  ///
  /// @param measures what came out
  /// @param seconds the time the steps took, for the whole batch, without the normalization
  record Measured(Measures measures, double seconds) implements RunOutcome {}

  /// An iterate had an entry that is not finite.
  ///
  /// @param step the step that made it, from 1; 0 is the normalization
  record Overflowed(int step) implements RunOutcome {}
}
