package org.alternant.iteration;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/// binary64 on EJML.
final class Float64Arithmetic implements MatrixArithmetic<DMatrixRMaj> {

  @Override
  public DMatrixRMaj allocate(int rows, int columns) {
    return new DMatrixRMaj(rows, columns);
  }

  @Override
  public DMatrixRMaj round(DMatrixRMaj x) {
    return x.copy();
  }

  @Override
  public DMatrixRMaj widen(DMatrixRMaj x) {
    return x.copy();
  }

  @Override
  public void transpose(DMatrixRMaj x, DMatrixRMaj transposed) {
    CommonOps_MT_DDRM.transpose(x, transposed);
  }

  @Override
  public void gram(DMatrixRMaj t, DMatrixRMaj a) {
    CommonOps_MT_DDRM.multInner(t, a);
  }

  @Override
  public void multiply(DMatrixRMaj left, DMatrixRMaj right, DMatrixRMaj product) {
    CommonOps_MT_DDRM.mult(left, right, product);
  }

  @Override
  public void scale(double alpha, DMatrixRMaj x, DMatrixRMaj scaled) {
    CommonOps_DDRM.scale(alpha, x, scaled);
  }

  @Override
  public void addScaled(double alpha, DMatrixRMaj x, DMatrixRMaj sum) {
    CommonOps_DDRM.addEquals(sum, alpha, x);
  }

  @Override
  public boolean isFinite(DMatrixRMaj x) {
    return !MatrixFeatures_DDRM.hasUncountable(x);
  }
}
