package org.alternant.iteration.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;

/// An arithmetic that rounds more often than once for each result, as eager frameworks do: every
/// scaling and sum of a linear combination on its own, and with [Epilogue#UNFUSED] also those of a
/// product, αLR + βC as `(α·L) @ R + β·C`.
///
/// @param <M> the arithmetic's matrices
public final class UnfusedArithmetic<M> implements MatrixArithmetic<M> {

  private final MatrixArithmetic<M> fused;

  /// Whether products are not fused with their additions either.
  private final boolean products;

  /// What is equal for matrices of one shape.
  private final IdentityHashMap<M, Object> shapes = new IdentityHashMap<>();

  /// Work matrices that no operation uses now, by their shape. Operations are repeated on the same
  /// matrices, so that after a step of each kind nothing is allocated any more.
  private final Map<Object, Deque<M>> spare = new HashMap<>();

  /// The work matrices of the operation that is carried out.
  private final List<M> taken = new ArrayList<>();

  /// Takes an arithmetic.
  ///
  /// @param fused what carries out the single operations
  /// @param epilogue what rounds by itself
  public UnfusedArithmetic(MatrixArithmetic<M> fused, Epilogue epilogue) {
    this.fused = fused;
    products = epilogue == Epilogue.UNFUSED;
  }

  @Override
  public Precision precision() {
    return fused.precision();
  }

  @Override
  public M allocate(int count, int rows, int columns) {
    return shaped(fused.allocate(count, rows, columns), List.of(count, rows, columns));
  }

  @Override
  public M upload(List<DMatrixRMaj> matrices) {
    DMatrixRMaj first = matrices.getFirst();
    return shaped(fused.upload(matrices), List.of(matrices.size(), first.numRows, first.numCols));
  }

  @Override
  public List<DMatrixRMaj> download(M x) {
    return fused.download(x);
  }

  @Override
  public M like(M x) {
    return shaped(fused.like(x), shape(x));
  }

  private M shaped(M x, Object shape) {
    shapes.put(x, shape);
    return x;
  }

  /// Of a matrix that was not made here nothing is known but that it has its own shape.
  private Object shape(M x) {
    return shapes.computeIfAbsent(x, _ -> new Object());
  }

  /// A work matrix of the same shape, until the operation ends.
  private M work(M like) {
    Deque<M> found = spare.get(shape(like));
    M work = found == null || found.isEmpty() ? like(like) : found.pop();
    taken.add(work);
    return work;
  }

  private void end() {
    // The last that was taken is found first: so that operations take the same again.
    for (M work : taken.reversed()) {
      spare.computeIfAbsent(shape(work), _ -> new ArrayDeque<>()).push(work);
    }
    taken.clear();
  }

  @Override
  public void gram(double alpha, M x, double beta, M addend, M a) {
    if (!products || (alpha == 1 && beta == 0)) {
      fused.gram(alpha, x, beta, addend, a);
      return;
    }
    M product = work(a);
    fused.gram(1, x, 0, addend, product);
    sum(scaled(alpha, product), beta, addend, a);
    end();
  }

  @Override
  public void apply(double alpha, M b, double beta, M x, M y) {
    if (!products) {
      fused.apply(alpha, b, beta, x, y);
      return;
    }
    M product = work(x);
    fused.apply(1, scaled(alpha, b), 0, x, product);
    sum(product, beta, x, y);
    end();
  }

  @Override
  public void multiply(double alpha, M left, M right, double beta, M addend, M result) {
    if (!products) {
      fused.multiply(alpha, left, right, beta, addend, result);
      return;
    }
    M product = work(left);
    fused.multiply(1, scaled(alpha, left), right, 0, addend, product);
    sum(product, beta, addend, result);
    end();
  }

  @Override
  public void square(double alpha, M a, double beta, M addend, M result) {
    if (products) {
      multiply(alpha, a, a, beta, addend, result);
    } else {
      fused.square(alpha, a, beta, addend, result);
    }
  }

  @Override
  public void combine(List<Term<M>> terms, M z) {
    addUp(terms, z);
    end();
  }

  private void addUp(List<Term<M>> terms, M z) {
    if (terms.size() == 1) {
      fused.combine(terms, z);
      return;
    }
    M sum = scaled(terms.getFirst());
    for (int i = 1; i < terms.size(); i++) {
      M next = i == terms.size() - 1 ? z : work(z);
      fused.combine(List.of(new Term<>(1, sum), new Term<>(1, scaled(terms.get(i)))), next);
      sum = next;
    }
  }

  /// Z ← X + βY.
  private void sum(M x, double beta, M y, M z) {
    Term<M> first = new Term<>(1, x);
    addUp(beta == 0 ? List.of(first) : List.of(first, new Term<>(beta, y)), z);
  }

  private M scaled(Term<M> term) {
    return scaled(term.factor(), term.matrix());
  }

  private M scaled(double alpha, M x) {
    if (alpha == 1) {
      return x;
    }
    M scaled = work(x);
    fused.combine(List.of(new Term<>(alpha, x)), scaled);
    return scaled;
  }

  @Override
  public void symmetrize(M a, M result) {
    fused.symmetrize(a, result);
  }

  @Override
  public double time(Runnable operations) {
    return fused.time(operations);
  }

  @Override
  public List<Boolean> isFinite(M x) {
    return fused.isFinite(x);
  }

  @Override
  public void close() {
    fused.close();
  }
}
