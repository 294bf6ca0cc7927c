package org.alternant.iteration.measure;

import java.util.Arrays;
import org.alternant.coefficients.Interval;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.Products;
import org.alternant.iteration.run.Normalizer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Singular values in binary64, by EJML's bidiagonalization and implicit QR.
public final class SingularValues {

  private SingularValues() {}

  /// The min(m, n) singular values in descending order.
  ///
  /// Accuracy: an absolute error of some 30 √max(m, n) 2⁻⁵³ ‖X‖ for all of them, so that the small
  /// ones have no relative accuracy (*observed* against LAPACK: 650 · 2⁻⁵³ ‖X‖ for 512×512 and 620
  /// · 2⁻⁵³ ‖X‖ for 300×1000 random matrices). EJML overflows on entries near 1e308, so the matrix
  /// is brought near 1 by a power of two first.
  ///
  /// @param x X: m×n, finite, not empty
  /// @throws ArithmeticException if EJML's QR iteration does not converge, which has never been
  ///   observed
  /// @return min(m, n) values, the largest first
  public static double[] descending(DMatrixRMaj x) {
    return EjmlAlgebra.INSTANCE.singularValues(x);
  }

  /// The smallest and the largest singular value, in about a third of the time that [#descending]
  /// takes: by the eigenvalues of XXᵀ or XᵀX in binary64, so that a small σ has an absolute error
  /// of some 2⁻⁵³ ‖X‖²/σ.
  ///
  /// @param x X: m×n, finite, not empty
  /// @return the two
  /// @throws ArithmeticException as [#descending]
  public static Interval extremes(DMatrixRMaj x) {
    int count = Math.min(x.numRows, x.numCols);
    int exponent = Math.getExponent(Normalizer.largestMagnitude(x));
    DMatrixRMaj gram = new DMatrixRMaj(count, count);
    CommonOps_DDRM.multInner(Products.tall(scaled(x, -exponent)), gram);
    var eigenvalues = DecompositionFactory_DDRM.eig(count, false, true);
    if (!eigenvalues.decompose(gram)) {
      // As happens where many eigenvalues are equal up to rounding, in matrices of repeated rows.
      double[] values = descending(x);
      return new Interval(values[count - 1], values[0]);
    }
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int i = 0; i < count; i++) {
      double square = Math.max(0, eigenvalues.getEigenvalue(i).getReal());
      smallest = Math.min(smallest, square);
      largest = Math.max(largest, square);
    }
    return new Interval(
        Math.scalb(Math.sqrt(smallest), exponent), Math.scalb(Math.sqrt(largest), exponent));
  }

  private static DMatrixRMaj scaled(DMatrixRMaj x, int exponent) {
    DMatrixRMaj scaled = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      scaled.data[i] = Math.scalb(x.data[i], exponent);
    }
    return scaled;
  }

  /// Sorts in place.
  ///
  /// @param values the values
  /// @return the same array, the largest first
  public static double[] sortedDescending(double[] values) {
    Arrays.sort(values);
    for (int i = 0; i < values.length / 2; i++) {
      double value = values[i];
      values[i] = values[values.length - 1 - i];
      values[values.length - 1 - i] = value;
    }
    return values;
  }
}
