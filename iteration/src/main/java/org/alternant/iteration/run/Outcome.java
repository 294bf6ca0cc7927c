package org.alternant.iteration.run;

import org.ejml.data.DMatrixRMaj;

/// How a run of an iteration ended.
public sealed interface Outcome {

  /// Every step was run and the last iterate is finite.
  ///
  /// @param scaled X / (factor · ‖X‖ + epsilon) in binary64: the function's argument
  /// @param normalized the same rounded to the run's storage format: what the first step was
  ///   applied to
  /// @param result the last iterate: the function of `normalized`, of the same shape
  /// @param seconds the time the steps took, for the whole batch, without the normalization
  record Finished(DMatrixRMaj scaled, DMatrixRMaj normalized, DMatrixRMaj result, double seconds)
      implements Outcome {}

  /// An iterate had an entry that is NaN or infinite: the table expands a value that lies outside
  /// the interval it was made for, or the precision's range is too small.
  ///
  /// @param step the step that made it, from 1; 0 is the normalization
  record Overflowed(int step) implements Outcome {}
}
