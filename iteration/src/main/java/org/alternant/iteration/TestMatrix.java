package org.alternant.iteration;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Matrices of which the singular values are known. The same arguments give the same bits on every
/// machine: [Random] is specified, and no operation depends on the number of threads.
public final class TestMatrix {

  private TestMatrix() {}

  /// UΣVᵀ with U: m×r and V: n×r, r = min(m, n), whose columns are the first r of Haar-distributed
  /// orthogonal matrices. For [Spectrum.Kind#GAUSSIAN], independent standard normal entries.
  ///
  /// The singular values are the prescribed ones within a few 2⁻⁵³ √r (*observed in
  /// TestMatrixTest*).
  ///
  /// @param spectrum the singular values
  /// @param rows m
  /// @param columns n
  /// @param seed any number
  /// @return X: m×n
  /// @throws IllegalArgumentException if `rows` or `columns` is below 1
  public static DMatrixRMaj generate(Spectrum spectrum, int rows, int columns, long seed) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a matrix needs at least one row and one column, found " + rows + "×" + columns);
    }
    Random random = new Random(seed);
    if (spectrum.kind() == Spectrum.Kind.GAUSSIAN) {
      return gaussian(rows, columns, random);
    }
    int count = Math.min(rows, columns);
    double[] singularValues = spectrum.singularValues(count, random);
    DMatrixRMaj left = haar(rows, count, random);
    DMatrixRMaj right = haar(columns, count, random);
    CommonOps_DDRM.multCols(left, singularValues);
    DMatrixRMaj rightTransposed = CommonOps_DDRM.transpose(right, null);
    return CommonOps_DDRM.mult(left, rightTransposed, new DMatrixRMaj(rows, columns));
  }

  /// The first columns of a Haar-distributed orthogonal matrix: the Q of a Gaussian matrix's QR
  /// factorization in which R has a positive diagonal. Without that correction of signs Q depends
  /// on the conventions of the algorithm and is not Haar-distributed (F. Mezzadri, *How to generate
  /// random matrices from the classical compact groups*, Notices of the AMS 54 (2007)).
  ///
  /// @param rows m
  /// @param columns r ≤ m
  static DMatrixRMaj haar(int rows, int columns, Random random) {
    var factorization = DecompositionFactory_DDRM.qr(rows, columns);
    factorization.decompose(gaussian(rows, columns, random));
    DMatrixRMaj q = factorization.getQ(null, true);
    DMatrixRMaj r = factorization.getR(null, true);
    double[] signs = new double[columns];
    for (int i = 0; i < columns; i++) {
      signs[i] = Math.copySign(1, r.get(i, i));
    }
    CommonOps_DDRM.multCols(q, signs);
    return q;
  }

  private static DMatrixRMaj gaussian(int rows, int columns, Random random) {
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] = random.nextGaussian();
    }
    return x;
  }
}
