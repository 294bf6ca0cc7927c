package org.alternant.iteration;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;
import org.ejml.dense.row.MatrixFeatures_FDRM;

/// binary32 on EJML: products accumulate in binary32 as well.
final class Float32Arithmetic implements MatrixArithmetic<FMatrixRMaj> {

  @Override
  public FMatrixRMaj allocate(int rows, int columns) {
    return new FMatrixRMaj(rows, columns);
  }

  @Override
  public FMatrixRMaj round(DMatrixRMaj x) {
    FMatrixRMaj rounded = new FMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      rounded.data[i] = (float) x.data[i];
    }
    return rounded;
  }

  @Override
  public DMatrixRMaj widen(FMatrixRMaj x) {
    DMatrixRMaj wide = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      wide.data[i] = x.data[i];
    }
    return wide;
  }

  @Override
  public void transpose(FMatrixRMaj x, FMatrixRMaj transposed) {
    CommonOps_MT_FDRM.transpose(x, transposed);
  }

  @Override
  public void gram(FMatrixRMaj t, FMatrixRMaj a) {
    CommonOps_MT_FDRM.multInner(t, a);
  }

  @Override
  public void multiply(FMatrixRMaj left, FMatrixRMaj right, FMatrixRMaj product) {
    CommonOps_MT_FDRM.mult(left, right, product);
  }

  @Override
  public void scale(double alpha, FMatrixRMaj x, FMatrixRMaj scaled) {
    CommonOps_FDRM.scale((float) alpha, x, scaled);
  }

  @Override
  public void addScaled(double alpha, FMatrixRMaj x, FMatrixRMaj sum) {
    CommonOps_FDRM.addEquals(sum, (float) alpha, x);
  }

  @Override
  public boolean isFinite(FMatrixRMaj x) {
    return !MatrixFeatures_FDRM.hasUncountable(x);
  }
}
