package org.alternant.iteration.ejml;

import java.util.Arrays;
import java.util.List;
import org.alternant.iteration.run.Normalizer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// EJML's decompositions and products, and [Float32Products]: the same bits on every machine.
///
/// Singular values have an absolute error of some 30 √max(m, n) 2⁻⁵³ ‖X‖, so that the small ones
/// have no relative accuracy (*observed* against LAPACK: 650 · 2⁻⁵³ ‖X‖ for 512×512 and 620 · 2⁻⁵³
/// ‖X‖ for 300×1000 random matrices). EJML overflows on entries near 1e308, so the matrix is
/// brought near 1 by a power of two first.
public final class EjmlAlgebra implements DenseAlgebra {

  /// The only one; it holds nothing.
  public static final DenseAlgebra INSTANCE = new EjmlAlgebra();

  private EjmlAlgebra() {}

  @Override
  public String name() {
    return "EJML";
  }

  @Override
  public void product(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    Float32Products.product(a, b, c);
  }

  @Override
  public void product(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    if (Products.concurrencyPays(a.numRows, a.numCols, b.numCols)) {
      CommonOps_MT_DDRM.mult(a, b, c);
    } else {
      CommonOps_DDRM.mult(a, b, c);
    }
  }

  @Override
  public void gram(FMatrixRMaj x, FMatrixRMaj a) {
    Float32Products.gram(Products.tall(x), a);
  }

  @Override
  public void gram(DMatrixRMaj x, DMatrixRMaj a) {
    inner(Products.tall(x), a);
  }

  @Override
  public void square(FMatrixRMaj a, FMatrixRMaj b) {
    Float32Products.gram(a, b);
  }

  @Override
  public void square(DMatrixRMaj a, DMatrixRMaj b) {
    inner(a, b);
  }

  private static void inner(DMatrixRMaj t, DMatrixRMaj a) {
    if (Products.concurrencyPays(t.numCols, t.numRows, t.numCols)) {
      CommonOps_MT_DDRM.multInner(t, a);
    } else {
      CommonOps_DDRM.multInner(t, a);
    }
  }

  @Override
  public double[] singularValues(DMatrixRMaj x) {
    int count = Math.min(x.numRows, x.numCols);
    int exponent = Math.getExponent(Normalizer.largestMagnitude(x));
    var svd = DecompositionFactory_DDRM.svd(x.numRows, x.numCols, false, false, true);
    if (!svd.decompose(scaled(x, -exponent))) {
      throw notConverged("singular value", x);
    }
    double[] values = Arrays.copyOf(svd.getSingularValues(), count);
    int[] order = Columns.descending(values, count);
    return Arrays.stream(order).mapToDouble(i -> Math.scalb(values[i], exponent)).toArray();
  }

  @Override
  public Svd svd(DMatrixRMaj x) {
    int exponent = Math.max(Math.getExponent(Normalizer.largestMagnitude(x)), Double.MIN_EXPONENT);
    var svd = DecompositionFactory_DDRM.svd(x.numRows, x.numCols, true, true, true);
    if (!svd.decompose(scaled(x, -exponent))) {
      throw notConverged("singular value", x);
    }
    double[] unsorted = svd.getSingularValues();
    int[] order = Columns.descending(unsorted, Math.min(x.numRows, x.numCols));
    List<Double> values =
        Arrays.stream(order).mapToObj(i -> Math.scalb(unsorted[i], exponent)).toList();
    return new Svd(
        Columns.of(svd.getU(null, false), order), values, Columns.of(svd.getV(null, false), order));
  }

  private static DMatrixRMaj scaled(DMatrixRMaj x, int exponent) {
    DMatrixRMaj scaled = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      scaled.data[i] = Math.scalb(x.data[i], exponent);
    }
    return scaled;
  }

  @Override
  public SymmetricEigen symmetricEigen(DMatrixRMaj a) {
    var eigen = DecompositionFactory_DDRM.eig(a.numRows, true, true);
    if (!eigen.decompose(a.copy())) {
      throw notConverged("eigenvalue", a);
    }
    double[] magnitudes = new double[a.numRows];
    DMatrixRMaj vectors = new DMatrixRMaj(a.numRows, a.numRows);
    for (int i = 0; i < a.numRows; i++) {
      magnitudes[i] = Math.abs(eigen.getEigenvalue(i).getReal());
      CommonOps_DDRM.insert(eigen.getEigenVector(i), vectors, 0, i);
    }
    int[] order = Columns.descending(magnitudes, a.numRows);
    List<Double> values =
        Arrays.stream(order).mapToObj(i -> eigen.getEigenvalue(i).getReal()).toList();
    return new SymmetricEigen(values, Columns.of(vectors, order));
  }

  @Override
  public DMatrixRMaj orthonormalized(DMatrixRMaj x) {
    var factorization = DecompositionFactory_DDRM.qr(x.numRows, x.numCols);
    factorization.decompose(x.copy());
    DMatrixRMaj q = factorization.getQ(null, true);
    DMatrixRMaj r = factorization.getR(null, true);
    double[] signs = new double[x.numCols];
    for (int i = 0; i < x.numCols; i++) {
      signs[i] = Math.copySign(1, r.get(i, i));
    }
    CommonOps_DDRM.multCols(q, signs);
    return q;
  }

  private static ArithmeticException notConverged(String what, DMatrixRMaj x) {
    return new ArithmeticException(
        "EJML's %s decomposition of a %d×%d matrix did not converge"
            .formatted(what, x.numRows, x.numCols));
  }
}
