package org.alternant.iteration.ejml;

import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/// binary64 on EJML.
final class Float64Arithmetic extends EjmlArithmetic<DMatrixRMaj> {

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
  DMatrixRMaj tall(DMatrixRMaj x) {
    return Products.tall(x);
  }

  @Override
  void inner(DMatrixRMaj t, DMatrixRMaj a) {
    if (Products.concurrencyPays(t.numCols, t.numRows, t.numCols)) {
      CommonOps_MT_DDRM.multInner(t, a);
    } else {
      CommonOps_DDRM.multInner(t, a);
    }
  }

  @Override
  void product(DMatrixRMaj left, DMatrixRMaj right, DMatrixRMaj result) {
    if (Products.concurrencyPays(left.numRows, left.numCols, right.numCols)) {
      CommonOps_MT_DDRM.mult(left, right, result);
    } else {
      CommonOps_DDRM.mult(left, right, result);
    }
  }

  @Override
  void scale(double alpha, DMatrixRMaj z) {
    if (alpha != 1) {
      CommonOps_DDRM.scale(alpha, z);
    }
  }

  @Override
  void add(double beta, DMatrixRMaj y, DMatrixRMaj z) {
    if (beta != 0) {
      CommonOps_DDRM.addEquals(z, beta, y);
    }
  }

  @Override
  DMatrixRMaj transposed(DMatrixRMaj x) {
    return CommonOps_DDRM.transpose(x, null);
  }

  @Override
  void round(DMatrixRMaj z) {
    // binary64 is what EJML computes in.
  }

  @Override
  boolean hasUncountable(DMatrixRMaj x) {
    return MatrixFeatures_DDRM.hasUncountable(x);
  }
}
