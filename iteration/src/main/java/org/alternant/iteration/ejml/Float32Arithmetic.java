package org.alternant.iteration.ejml;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Rounding;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.MatrixFeatures_FDRM;

/// binary32 on EJML, and the narrower formats emulated in it: a matrix holds binary32 numbers that
/// are numbers of the storage format, products accumulate in binary32, and what the epilogue makes
/// of them is rounded.
final class Float32Arithmetic extends EjmlArithmetic<FMatrixRMaj> {

  private final Precision precision;

  /// The format in which matrices are kept; where it is binary32, only operands of products are
  /// rounded.
  private final Precision storage;

  private final DenseAlgebra algebra;

  /// @param precision any but [Precision#FLOAT64]
  /// @param storage its own, or binary32
  Float32Arithmetic(Precision precision, Precision storage, DenseAlgebra algebra) {
    this.precision = precision;
    this.storage = storage;
    this.algebra = algebra;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  FMatrixRMaj create(int rows, int columns) {
    return new FMatrixRMaj(rows, columns);
  }

  @Override
  FMatrixRMaj rounded(DMatrixRMaj x) {
    FMatrixRMaj rounded = create(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      rounded.data[i] = (float) storage.nearest(x.data[i]);
    }
    return rounded;
  }

  @Override
  DMatrixRMaj widened(FMatrixRMaj x) {
    DMatrixRMaj wide = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      wide.data[i] = x.data[i];
    }
    return wide;
  }

  @Override
  FMatrixRMaj operand(FMatrixRMaj x) {
    if (storage == precision) {
      return x;
    }
    FMatrixRMaj rounded = x.copy();
    inChunks(
        rounded.getNumElements(), (from, to) -> Rounding.round(precision, rounded.data, from, to));
    return rounded;
  }

  @Override
  void gramProduct(FMatrixRMaj x, FMatrixRMaj a) {
    algebra.gram(x, a);
  }

  @Override
  void squared(FMatrixRMaj s, FMatrixRMaj a) {
    algebra.square(s, a);
  }

  @Override
  void product(FMatrixRMaj left, FMatrixRMaj right, FMatrixRMaj result) {
    algebra.product(left, right, result);
  }

  @Override
  void finish(double alpha, double beta, FMatrixRMaj y, FMatrixRMaj z) {
    sum(List.of(new Term<>(alpha, z), new Term<>(beta, y)), z);
  }

  @Override
  void sum(List<Term<FMatrixRMaj>> terms, FMatrixRMaj z) {
    Term<FMatrixRMaj> first = terms.getFirst();
    List<Term<FMatrixRMaj>> others =
        terms.subList(1, terms.size()).stream().filter(term -> term.factor() != 0).toList();
    inChunks(
        z.getNumElements(),
        (from, to) -> {
          scale((float) first.factor(), first.matrix().data, z.data, from, to);
          for (Term<FMatrixRMaj> term : others) {
            add((float) term.factor(), term.matrix().data, z.data, from, to);
          }
          Rounding.round(storage, z.data, from, to);
        });
  }

  private static void scale(float alpha, float[] x, float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = alpha * x[i];
    }
  }

  private static void add(float beta, float[] y, float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] += beta * y[i];
    }
  }

  @Override
  FMatrixRMaj transposed(FMatrixRMaj x) {
    return CommonOps_FDRM.transpose(x, null);
  }

  @Override
  boolean hasUncountable(FMatrixRMaj x) {
    return MatrixFeatures_FDRM.hasUncountable(x);
  }
}
