package org.alternant.iteration.run;

/// Two work matrices: one is written while the other is read.
///
/// @param <M> the arithmetic's matrices
final class Alternating<M> {

  private M next;
  private M other;

  Alternating(MatrixArithmetic<M> arithmetic, M like) {
    next = arithmetic.like(like);
    other = arithmetic.like(like);
  }

  /// The matrix that was not handed out last.
  M next() {
    M result = next;
    next = other;
    other = result;
    return result;
  }
}
