package org.alternant.iteration.ejml;

import java.util.List;
import java.util.stream.IntStream;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ReshapeMatrix;

/// The operations on EJML, made of the few that differ between its two number types: EJML writes
/// each of them out once for `double` and once for `float`, with no type in common.
///
/// @param <X> a matrix: [DMatrixRMaj] or [org.ejml.data.FMatrixRMaj]
public abstract sealed class EjmlArithmetic<X extends ReshapeMatrix>
    implements MatrixArithmetic<List<X>> permits Float32Arithmetic, Float64Arithmetic {

  /// Numbers that one thread takes at a time: few enough to stay in its cache between the passes of
  /// an epilogue.
  private static final int CHUNK = 1 << 13;

  /// From here on several threads share the numbers.
  private static final int SHARED = 1 << 17;

  EjmlArithmetic() {}

  /// The operations in a format.
  ///
  /// @param precision the format
  /// @param stored the format to keep matrices in: its own, or binary32 for a narrower one
  /// @param algebra what computes the products
  /// @return the arithmetic
  /// @throws IllegalArgumentException if matrices are not kept so
  public static MatrixArithmetic<?> of(
      Precision precision, Precision stored, DenseAlgebra algebra) {
    if (!stores(precision, stored)) {
      throw new IllegalArgumentException(precision + " is not kept in " + stored);
    }
    return precision == Precision.FLOAT64
        ? new Float64Arithmetic(algebra)
        : new Float32Arithmetic(precision, stored, algebra);
  }

  /// Whether matrices of a format are kept in another.
  ///
  /// @param precision the format
  /// @param stored the format to keep matrices in
  /// @return true for its own storage, and for binary32 where the format is narrower
  public static boolean stores(Precision precision, Precision stored) {
    return stored == precision.storage()
        || (stored == Precision.FLOAT32 && precision != Precision.FLOAT64);
  }

  /// Numbers from an index to another.
  interface Chunk {
    void pass(int from, int to);
  }

  /// Passes over numbers that do not depend on each other.
  static void inChunks(int count, Chunk chunk) {
    IntStream chunks = IntStream.range(0, (count + CHUNK - 1) / CHUNK);
    (count < SHARED ? chunks : chunks.parallel())
        .forEach(i -> chunk.pass(i * CHUNK, Math.min(count, (i + 1) * CHUNK)));
  }

  abstract X create(int rows, int columns);

  abstract X rounded(DMatrixRMaj x);

  abstract DMatrixRMaj widened(X x);

  /// X as a product reads it.
  abstract X operand(X x);

  /// A ← XXᵀ or XᵀX of the smaller side.
  abstract void gramProduct(X x, X a);

  /// A ← S² for a symmetric S.
  abstract void squared(X s, X a);

  abstract void product(X left, X right, X result);

  /// Z ← αZ + βY, rounded once to the storage format; where β is 0, Y is not read.
  abstract void finish(double alpha, double beta, X y, X z);

  /// Z ← Σ αᵢXᵢ, from the first term to the last, rounded once to the storage format.
  abstract void sum(List<Term<X>> terms, X z);

  abstract X transposed(X x);

  abstract boolean hasUncountable(X x);

  @Override
  public List<X> allocate(int count, int rows, int columns) {
    return IntStream.range(0, count).mapToObj(_ -> create(rows, columns)).toList();
  }

  @Override
  public List<X> like(List<X> x) {
    return allocate(x.size(), x.getFirst().getNumRows(), x.getFirst().getNumCols());
  }

  @Override
  public List<X> upload(List<DMatrixRMaj> matrices) {
    return matrices.stream().map(this::rounded).toList();
  }

  @Override
  public List<DMatrixRMaj> download(List<X> x) {
    return x.stream().map(this::widened).toList();
  }

  @Override
  public void gram(double alpha, List<X> x, double beta, List<X> addend, List<X> a) {
    for (int i = 0; i < x.size(); i++) {
      gramProduct(operand(x.get(i)), a.get(i));
      finish(alpha, beta, addend.get(i), a.get(i));
    }
  }

  @Override
  public void apply(double alpha, List<X> b, double beta, List<X> x, List<X> y) {
    for (int i = 0; i < x.size(); i++) {
      X square = operand(b.get(i));
      X factor = operand(x.get(i));
      boolean wide = factor.getNumRows() <= factor.getNumCols();
      product(wide ? square : factor, wide ? factor : square, y.get(i));
      finish(alpha, beta, x.get(i), y.get(i));
    }
  }

  @Override
  public void multiply(
      double alpha, List<X> left, List<X> right, double beta, List<X> addend, List<X> result) {
    for (int i = 0; i < left.size(); i++) {
      product(operand(left.get(i)), operand(right.get(i)), result.get(i));
      finish(alpha, beta, addend.get(i), result.get(i));
    }
  }

  @Override
  public void square(double alpha, List<X> a, double beta, List<X> addend, List<X> result) {
    for (int i = 0; i < a.size(); i++) {
      squared(operand(a.get(i)), result.get(i));
      finish(alpha, beta, addend.get(i), result.get(i));
    }
  }

  @Override
  public void combine(List<Term<List<X>>> terms, List<X> z) {
    for (int i = 0; i < z.size(); i++) {
      int index = i;
      sum(
          terms.stream().map(term -> new Term<>(term.factor(), term.matrix().get(index))).toList(),
          z.get(i));
    }
  }

  @Override
  public void symmetrize(List<X> a, List<X> result) {
    for (int i = 0; i < a.size(); i++) {
      X half = result.get(i);
      half.setTo(a.get(i));
      finish(0.5, 0.5, transposed(a.get(i)), half);
    }
  }

  @Override
  public double time(Runnable operations) {
    long begun = System.nanoTime();
    operations.run();
    return (System.nanoTime() - begun) * 1e-9;
  }

  @Override
  public List<Boolean> isFinite(List<X> x) {
    return x.stream().map(matrix -> !hasUncountable(matrix)).toList();
  }

  @Override
  public void close() {
    // The garbage collector frees the matrices.
  }
}
