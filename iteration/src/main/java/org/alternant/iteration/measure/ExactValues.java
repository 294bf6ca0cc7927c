package org.alternant.iteration.measure;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// The values that an iteration's steps act on, computed by a decomposition in binary64, and with
/// what a computed function is compared by them.
sealed interface ExactValues permits ExactFunction, PolarValues {

  /// What the steps act on, in descending order.
  List<Double> values();

  /// How many times the norm of an error in an iterate may exceed the change of the values: the
  /// condition number of the coordinates (Bauer and Fike), 1 for orthogonal ones.
  double amplification();

  /// How far the i-th direction is concentrated in few entries: √(Σ vⱼ⁴) for the unit vectors v of
  /// the coordinates, the larger of both sides; from 1/√m, evenly spread, to 1, a single entry.
  List<Double> localizations();

  /// The values of a computed function, in descending order: what the steps made of [#values].
  double[] valuesOf(DMatrixRMaj computed);

  /// How well a computed X satisfies the function's own equation, as [Measures#residual] has it.
  double residual(DMatrixRMaj computed);
}
