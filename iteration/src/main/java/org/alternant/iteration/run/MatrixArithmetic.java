package org.alternant.iteration.run;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;

/// The operations that make up an iteration, in one precision on one backend.
///
/// M is a batch of k ≥ 1 matrices of equal shape; an operation acts on each of them. *Square*
/// matrices are r×r where X is m×n and r = min(m, n); which side of X they multiply follows from
/// its shape, so that nothing is transposed.
///
/// **Rounding.** The operands of a product are rounded to the precision, the product is accumulated
/// in binary32 (binary64 for [Precision#FLOAT64]), the epilogue αP + βC and linear combinations are
/// computed in that format, and their result is rounded once to the precision in which matrices are
/// stored: the precision itself, but binary32 for [Precision#TFLOAT32], which is no storage format.
/// Scalars are rounded to the accumulator's format. Rounding is to nearest even, with subnormals
/// and overflow to infinity. Only the order of accumulation is free.
///
/// Unless said otherwise the result must not be one of the operands. An operation never throws for
/// values that overflow: infinities and NaN stay in the matrix, see [#isFinite].
///
/// @param <M> a batch of matrices in the backend's memory
public interface MatrixArithmetic<M> extends AutoCloseable {

  /// The precision.
  ///
  /// @return what products round their operands to
  Precision precision();

  /// Uninitialised memory.
  ///
  /// @param count k
  /// @param rows of each matrix
  /// @param columns of each matrix
  /// @return a batch that lives until [#close]
  M allocate(int count, int rows, int columns);

  /// Uninitialised memory for as many matrices of the same shape.
  ///
  /// @param x a batch
  /// @return a batch that lives until [#close]
  M like(M x);

  /// Rounds every entry to nearest in the storage format.
  ///
  /// @param matrices k of equal shape
  /// @return a batch that lives until [#close]
  M upload(List<DMatrixRMaj> matrices);

  /// The same numbers as binary64.
  ///
  /// @param x a batch
  /// @return k matrices
  List<DMatrixRMaj> download(M x);

  /// The Gram matrix of the smaller side: A ← αXXᵀ + βC where m ≤ n, else αXᵀX + βC.
  ///
  /// @param alpha α
  /// @param x X: m×n
  /// @param beta β; where it is 0, C is not read and may be A
  /// @param addend C: r×r, symmetric
  /// @param a A: r×r
  void gram(double alpha, M x, double beta, M addend, M a);

  /// Y ← αBX + βX where m ≤ n, else αXB + βX.
  ///
  /// @param alpha α
  /// @param b B: r×r
  /// @param beta β
  /// @param x X: m×n
  /// @param y Y: m×n
  void apply(double alpha, M b, double beta, M x, M y);

  /// D ← αLR + βC.
  ///
  /// @param alpha α
  /// @param left L: r×r
  /// @param right R: r×r; may be L
  /// @param beta β; where it is 0, C is not read
  /// @param addend C: r×r; may be L or R
  /// @param result D: r×r
  void multiply(double alpha, M left, M right, double beta, M addend, M result);

  /// Z ← Σ αᵢXᵢ, entry by entry, from the first term to the last.
  ///
  /// @param terms αᵢ and Xᵢ, at least one, all of one shape
  /// @param z Z: their shape
  void combine(List<Term<M>> terms, M z);

  /// D ← αA² + βC for a symmetric A, where a backend may compute one triangle.
  ///
  /// @param alpha α
  /// @param a A: r×r, symmetric
  /// @param beta β; where it is 0, C is not read
  /// @param addend C: r×r, symmetric; may be A
  /// @param result D: r×r
  default void square(double alpha, M a, double beta, M addend, M result) {
    multiply(alpha, a, a, beta, addend, result);
  }

  /// B ← (A + Aᵀ)/2, exactly symmetric.
  ///
  /// @param a A: r×r
  /// @param result B: r×r
  void symmetrize(M a, M result);

  /// Runs operations of this arithmetic to their end.
  ///
  /// @param operations what to run; a backend may run it more than once, as a warm-up or to record
  ///   it, so that its effect must not depend on what earlier calls wrote
  /// @return how long the operations took, in seconds; by the device's own clock where there is one
  double time(Runnable operations);

  /// Whether no entry is NaN or infinite.
  ///
  /// @param x a batch
  /// @return for each of the k matrices
  List<Boolean> isFinite(M x);

  /// Frees every batch.
  @Override
  void close();
}
