package org.alternant.iteration.ejml;

import java.util.List;
import java.util.stream.IntStream;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.MatrixArithmetic;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/// binary64 on EJML.
final class Float64Arithmetic implements MatrixArithmetic<List<DMatrixRMaj>> {

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public List<DMatrixRMaj> allocate(int count, int rows, int columns) {
    return IntStream.range(0, count).mapToObj(_ -> new DMatrixRMaj(rows, columns)).toList();
  }

  @Override
  public List<DMatrixRMaj> like(List<DMatrixRMaj> x) {
    return allocate(x.size(), x.getFirst().numRows, x.getFirst().numCols);
  }

  @Override
  public List<DMatrixRMaj> upload(List<DMatrixRMaj> matrices) {
    return matrices.stream().map(DMatrixRMaj::copy).toList();
  }

  @Override
  public List<DMatrixRMaj> download(List<DMatrixRMaj> x) {
    return upload(x);
  }

  @Override
  public void gram(List<DMatrixRMaj> x, List<DMatrixRMaj> a) {
    for (int i = 0; i < x.size(); i++) {
      inner(Products.tall(x.get(i)), a.get(i));
    }
  }

  @Override
  public void apply(
      double alpha, List<DMatrixRMaj> b, double beta, List<DMatrixRMaj> x, List<DMatrixRMaj> y) {
    for (int i = 0; i < x.size(); i++) {
      DMatrixRMaj factor = x.get(i);
      boolean wide = factor.numRows <= factor.numCols;
      product(wide ? b.get(i) : factor, wide ? factor : b.get(i), y.get(i));
      finish(alpha, beta, factor, y.get(i));
    }
  }

  @Override
  public void multiply(
      double alpha,
      List<DMatrixRMaj> left,
      List<DMatrixRMaj> right,
      double beta,
      List<DMatrixRMaj> addend,
      List<DMatrixRMaj> result) {
    for (int i = 0; i < left.size(); i++) {
      product(left.get(i), right.get(i), result.get(i));
      finish(alpha, beta, addend.get(i), result.get(i));
    }
  }

  @Override
  public void square(
      double alpha,
      List<DMatrixRMaj> a,
      double beta,
      List<DMatrixRMaj> addend,
      List<DMatrixRMaj> result) {
    for (int i = 0; i < a.size(); i++) {
      inner(a.get(i), result.get(i));
      finish(alpha, beta, addend.get(i), result.get(i));
    }
  }

  @Override
  public void combine(
      double alpha, List<DMatrixRMaj> x, double beta, List<DMatrixRMaj> y, List<DMatrixRMaj> z) {
    for (int i = 0; i < x.size(); i++) {
      z.get(i).setTo(x.get(i));
      finish(alpha, beta, y.get(i), z.get(i));
    }
  }

  /// Z ← αZ + βY.
  private static void finish(double alpha, double beta, DMatrixRMaj y, DMatrixRMaj z) {
    if (alpha != 1) {
      CommonOps_DDRM.scale(alpha, z);
    }
    if (beta != 0) {
      CommonOps_DDRM.addEquals(z, beta, y);
    }
  }

  /// A ← TᵀT, exactly symmetric.
  private static void inner(DMatrixRMaj t, DMatrixRMaj a) {
    if (Products.concurrencyPays(t.numCols, t.numRows, t.numCols)) {
      CommonOps_MT_DDRM.multInner(t, a);
    } else {
      CommonOps_DDRM.multInner(t, a);
    }
  }

  private static void product(DMatrixRMaj left, DMatrixRMaj right, DMatrixRMaj result) {
    if (Products.concurrencyPays(left.numRows, left.numCols, right.numCols)) {
      CommonOps_MT_DDRM.mult(left, right, result);
    } else {
      CommonOps_DDRM.mult(left, right, result);
    }
  }

  @Override
  public double time(Runnable operations) {
    return Products.seconds(operations);
  }

  @Override
  public List<Boolean> isFinite(List<DMatrixRMaj> x) {
    return x.stream().map(matrix -> !MatrixFeatures_DDRM.hasUncountable(matrix)).toList();
  }

  @Override
  public void close() {
    // The garbage collector frees the matrices.
  }
}
