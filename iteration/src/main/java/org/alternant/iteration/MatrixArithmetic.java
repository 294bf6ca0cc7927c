package org.alternant.iteration;

import org.ejml.data.DMatrixRMaj;

/// The operations of which an iteration is made, in one floating-point format. An operation writes
/// its last argument, which must have the right shape and must not be one of the others; it rounds
/// scalars to the format first.
///
/// @param <M> a matrix whose entries are numbers of that format
interface MatrixArithmetic<M> {

  /// A matrix of zeros.
  M allocate(int rows, int columns);

  /// Rounds every entry to nearest.
  M round(DMatrixRMaj x);

  /// The same numbers as binary64.
  DMatrixRMaj widen(M x);

  /// Xᵀ.
  void transpose(M x, M transposed);

  /// A ← TᵀT for T: n×r, exactly symmetric.
  void gram(M t, M a);

  /// The product of two matrices.
  void multiply(M left, M right, M product);

  /// S ← αX.
  void scale(double alpha, M x, M scaled);

  /// S ← S + αX.
  void addScaled(double alpha, M x, M sum);

  /// Whether no entry is NaN or infinite.
  boolean isFinite(M x);
}
