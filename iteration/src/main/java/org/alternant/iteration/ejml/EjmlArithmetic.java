package org.alternant.iteration.ejml;

import java.util.List;
import java.util.stream.IntStream;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ReshapeMatrix;

/// The operations on EJML, made of the few that differ between its two number types: EJML writes
/// each of them out once for `double` and once for `float`, with no type in common.
///
/// @param <X> a matrix: [DMatrixRMaj] or [org.ejml.data.FMatrixRMaj]
abstract sealed class EjmlArithmetic<X extends ReshapeMatrix> implements MatrixArithmetic<List<X>>
    permits Float32Arithmetic, Float64Arithmetic {

  abstract X create(int rows, int columns);

  abstract X rounded(DMatrixRMaj x);

  abstract DMatrixRMaj widened(X x);

  /// X as a product reads it.
  abstract X operand(X x);

  /// X or Xᵀ, whichever has at least as many rows as columns.
  abstract X tall(X x);

  /// A ← TᵀT, exactly symmetric.
  abstract void inner(X t, X a);

  abstract void product(X left, X right, X result);

  /// Z ← αZ.
  abstract void scale(double alpha, X z);

  /// Z ← Z + βY.
  abstract void add(double beta, X y, X z);

  abstract X transposed(X x);

  /// Rounds to the storage format.
  abstract void round(X z);

  /// Z ← αZ + βY, rounded once to the storage format.
  private void finish(double alpha, double beta, X y, X z) {
    scale(alpha, z);
    add(beta, y, z);
    round(z);
  }

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
      inner(tall(operand(x.get(i))), a.get(i));
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
      inner(operand(a.get(i)), result.get(i));
      finish(alpha, beta, addend.get(i), result.get(i));
    }
  }

  @Override
  public void combine(List<Term<List<X>>> terms, List<X> z) {
    Term<List<X>> first = terms.getFirst();
    for (int i = 0; i < z.size(); i++) {
      X sum = z.get(i);
      sum.setTo(first.matrix().get(i));
      scale(first.factor(), sum);
      for (Term<List<X>> term : terms.subList(1, terms.size())) {
        add(term.factor(), term.matrix().get(i), sum);
      }
      round(sum);
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
