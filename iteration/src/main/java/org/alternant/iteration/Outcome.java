package org.alternant.iteration;

import org.ejml.data.DMatrixRMaj;

/// How a run of the polar iteration ended.
public sealed interface Outcome {

  /// Every step was run and every iterate was finite.
  ///
  /// @param normalized the matrix the first step was applied to, rounded to the run's precision
  /// @param result the last iterate, of the same shape
  /// @param seconds the time the steps took, without the normalization
  record Finished(DMatrixRMaj normalized, DMatrixRMaj result, double seconds) implements Outcome {}

  /// An iterate had an entry that is NaN or infinite: the table expands a singular value that lies
  /// outside the interval it was made for.
  ///
  /// @param step the step that made it, from 1; 0 is the normalization
  record Overflowed(int step) implements Outcome {}
}
