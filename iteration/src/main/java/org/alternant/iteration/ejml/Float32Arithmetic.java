package org.alternant.iteration.ejml;

import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Rounding;
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

  /// @param precision any but [Precision#FLOAT64]
  /// @param storage its own, or binary32
  Float32Arithmetic(Precision precision, Precision storage) {
    this.precision = precision;
    this.storage = storage;
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
    Rounding.round(precision, rounded.data, rounded.getNumElements());
    return rounded;
  }

  @Override
  FMatrixRMaj tall(FMatrixRMaj x) {
    return Products.tall(x);
  }

  @Override
  void inner(FMatrixRMaj t, FMatrixRMaj a) {
    Float32Products.gram(t, a);
  }

  @Override
  void product(FMatrixRMaj left, FMatrixRMaj right, FMatrixRMaj result) {
    Float32Products.product(left, right, result);
  }

  @Override
  void scale(double alpha, FMatrixRMaj z) {
    if (alpha != 1) {
      CommonOps_FDRM.scale((float) alpha, z);
    }
  }

  @Override
  void add(double beta, FMatrixRMaj y, FMatrixRMaj z) {
    if (beta != 0) {
      CommonOps_FDRM.addEquals(z, (float) beta, y);
    }
  }

  @Override
  FMatrixRMaj transposed(FMatrixRMaj x) {
    return CommonOps_FDRM.transpose(x, null);
  }

  @Override
  void round(FMatrixRMaj z) {
    Rounding.round(storage, z.data, z.getNumElements());
  }

  @Override
  boolean hasUncountable(FMatrixRMaj x) {
    return MatrixFeatures_FDRM.hasUncountable(x);
  }
}
