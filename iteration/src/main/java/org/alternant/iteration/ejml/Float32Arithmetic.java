package org.alternant.iteration.ejml;

import java.util.List;
import java.util.stream.IntStream;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.Rounding;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;
import org.ejml.dense.row.MatrixFeatures_FDRM;

/// binary32 on EJML, and the narrower formats emulated in it: a matrix holds binary32 numbers that
/// are numbers of the storage format, products accumulate in binary32, and what the epilogue makes
/// of them is rounded.
final class Float32Arithmetic implements MatrixArithmetic<List<FMatrixRMaj>> {

  private final Precision precision;

  /// The format in which matrices are kept: TensorFloat-32 is one of operands only.
  private final Precision storage;

  /// @param precision any but [Precision#FLOAT64]
  Float32Arithmetic(Precision precision) {
    this.precision = precision;
    storage = precision.storage();
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public List<FMatrixRMaj> allocate(int count, int rows, int columns) {
    return IntStream.range(0, count).mapToObj(_ -> new FMatrixRMaj(rows, columns)).toList();
  }

  @Override
  public List<FMatrixRMaj> like(List<FMatrixRMaj> x) {
    return allocate(x.size(), x.getFirst().numRows, x.getFirst().numCols);
  }

  @Override
  public List<FMatrixRMaj> upload(List<DMatrixRMaj> matrices) {
    return matrices.stream().map(this::rounded).toList();
  }

  private FMatrixRMaj rounded(DMatrixRMaj x) {
    FMatrixRMaj rounded = new FMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      rounded.data[i] = (float) storage.nearest(x.data[i]);
    }
    return rounded;
  }

  @Override
  public List<DMatrixRMaj> download(List<FMatrixRMaj> x) {
    return x.stream().map(Float32Arithmetic::widened).toList();
  }

  private static DMatrixRMaj widened(FMatrixRMaj x) {
    DMatrixRMaj wide = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      wide.data[i] = x.data[i];
    }
    return wide;
  }

  @Override
  public void gram(List<FMatrixRMaj> x, List<FMatrixRMaj> a) {
    for (int i = 0; i < x.size(); i++) {
      inner(Products.tall(operand(x.get(i))), a.get(i));
      finish(1, 0, a.get(i), a.get(i));
    }
  }

  @Override
  public void apply(
      double alpha, List<FMatrixRMaj> b, double beta, List<FMatrixRMaj> x, List<FMatrixRMaj> y) {
    for (int i = 0; i < x.size(); i++) {
      FMatrixRMaj square = operand(b.get(i));
      FMatrixRMaj factor = operand(x.get(i));
      boolean wide = factor.numRows <= factor.numCols;
      product(wide ? square : factor, wide ? factor : square, y.get(i));
      finish(alpha, beta, x.get(i), y.get(i));
    }
  }

  @Override
  public void multiply(
      double alpha,
      List<FMatrixRMaj> left,
      List<FMatrixRMaj> right,
      double beta,
      List<FMatrixRMaj> addend,
      List<FMatrixRMaj> result) {
    for (int i = 0; i < left.size(); i++) {
      product(operand(left.get(i)), operand(right.get(i)), result.get(i));
      finish(alpha, beta, addend.get(i), result.get(i));
    }
  }

  @Override
  public void square(
      double alpha,
      List<FMatrixRMaj> a,
      double beta,
      List<FMatrixRMaj> addend,
      List<FMatrixRMaj> result) {
    for (int i = 0; i < a.size(); i++) {
      inner(operand(a.get(i)), result.get(i));
      finish(alpha, beta, addend.get(i), result.get(i));
    }
  }

  @Override
  public void combine(
      double alpha, List<FMatrixRMaj> x, double beta, List<FMatrixRMaj> y, List<FMatrixRMaj> z) {
    for (int i = 0; i < x.size(); i++) {
      z.get(i).setTo(x.get(i));
      finish(alpha, beta, y.get(i), z.get(i));
    }
  }

  /// Z ← αZ + βY, rounded once to the storage format.
  private void finish(double alpha, double beta, FMatrixRMaj y, FMatrixRMaj z) {
    if (alpha != 1) {
      CommonOps_FDRM.scale((float) alpha, z);
    }
    if (beta != 0) {
      CommonOps_FDRM.addEquals(z, (float) beta, y);
    }
    Rounding.round(storage, z.data, z.getNumElements());
  }

  /// X as a product reads it.
  private FMatrixRMaj operand(FMatrixRMaj x) {
    if (storage == precision) {
      return x;
    }
    FMatrixRMaj rounded = x.copy();
    Rounding.round(precision, rounded.data, rounded.getNumElements());
    return rounded;
  }

  /// A ← TᵀT, exactly symmetric.
  private static void inner(FMatrixRMaj t, FMatrixRMaj a) {
    if (Products.concurrencyPays(t.numCols, t.numRows, t.numCols)) {
      CommonOps_MT_FDRM.multInner(t, a);
    } else {
      CommonOps_FDRM.multInner(t, a);
    }
  }

  private static void product(FMatrixRMaj left, FMatrixRMaj right, FMatrixRMaj result) {
    if (Products.concurrencyPays(left.numRows, left.numCols, right.numCols)) {
      CommonOps_MT_FDRM.mult(left, right, result);
    } else {
      CommonOps_FDRM.mult(left, right, result);
    }
  }

  @Override
  public double time(Runnable operations) {
    return Products.seconds(operations);
  }

  @Override
  public List<Boolean> isFinite(List<FMatrixRMaj> x) {
    return x.stream().map(matrix -> !MatrixFeatures_FDRM.hasUncountable(matrix)).toList();
  }

  @Override
  public void close() {
    // The garbage collector frees the matrices.
  }
}
