package org.alternant.iteration;

import java.util.Set;
import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;

/// Something that runs the polar iteration. Matrices go in and come out as binary64, into which
/// every narrower format widens exactly.
public interface Backend {

  /// The name by which a user chooses this backend.
  ///
  /// @return lower-case letters
  String name();

  /// The formats this backend computes in.
  ///
  /// @return at least one
  Set<Precision> precisions();

  /// Runs an iteration on a matrix of any shape. The normalization is computed in binary64 and
  /// rounded once to the iteration's precision; every later operation is the backend's.
  ///
  /// The zero matrix stays zero. The same call gives the same bits for any number of threads.
  ///
  /// @param iteration what to run
  /// @param input X: m×n, not changed
  /// @return the last iterate, or where the iteration overflowed
  /// @throws IllegalArgumentException if the precision is not among [#precisions], or the matrix is
  ///   empty or has an entry that is NaN or infinite
  Outcome run(PolarIteration iteration, DMatrixRMaj input);
}
