package org.alternant.iteration.ejml;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/// binary64 on EJML.
final class Float64Arithmetic extends EjmlArithmetic<DMatrixRMaj> {

  private final DenseAlgebra algebra;

  Float64Arithmetic(DenseAlgebra algebra) {
    this.algebra = algebra;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  DMatrixRMaj create(int rows, int columns) {
    return new DMatrixRMaj(rows, columns);
  }

  @Override
  DMatrixRMaj rounded(DMatrixRMaj x) {
    return x.copy();
  }

  @Override
  DMatrixRMaj widened(DMatrixRMaj x) {
    return x.copy();
  }

  @Override
  DMatrixRMaj operand(DMatrixRMaj x) {
    return x;
  }

  @Override
  void gramProduct(DMatrixRMaj x, DMatrixRMaj a) {
    algebra.gram(x, a);
  }

  @Override
  void squared(DMatrixRMaj s, DMatrixRMaj a) {
    algebra.square(s, a);
  }

  @Override
  void product(DMatrixRMaj left, DMatrixRMaj right, DMatrixRMaj result) {
    algebra.product(left, right, result);
  }

  @Override
  void finish(double alpha, double beta, DMatrixRMaj y, DMatrixRMaj z) {
    sum(List.of(new Term<>(alpha, z), new Term<>(beta, y)), z);
  }

  @Override
  void sum(List<Term<DMatrixRMaj>> terms, DMatrixRMaj z) {
    Term<DMatrixRMaj> first = terms.getFirst();
    List<Term<DMatrixRMaj>> others =
        terms.subList(1, terms.size()).stream().filter(term -> term.factor() != 0).toList();
    inChunks(
        z.getNumElements(),
        (from, to) -> {
          scale(first.factor(), first.matrix().data, z.data, from, to);
          for (Term<DMatrixRMaj> term : others) {
            add(term.factor(), term.matrix().data, z.data, from, to);
          }
        });
  }

  private static void scale(double alpha, double[] x, double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = alpha * x[i];
    }
  }

  private static void add(double beta, double[] y, double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] += beta * y[i];
    }
  }

  @Override
  DMatrixRMaj transposed(DMatrixRMaj x) {
    return CommonOps_DDRM.transpose(x, null);
  }

  @Override
  boolean hasUncountable(DMatrixRMaj x) {
    return MatrixFeatures_DDRM.hasUncountable(x);
  }
}
