package org.alternant.iteration.run;

import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Scales a matrix as a table's [Normalization] says, in binary64, for entries of any size.
///
/// The denominator factor · ‖X‖ + epsilon may lie outside the range of binary64 although the
/// quotients do not, so it is kept as D · 2ᵏ with D near 1, and each x / (D · 2ᵏ) is one division
/// between two scalings by powers of two. Where epsilon is 0, scaling X by a power of two therefore
/// changes no bit of the result.
public final class Normalizer {

  private Normalizer() {}

  /// X / (factor · ‖X‖ + epsilon), or X itself where there is no norm. The zero matrix stays zero
  /// even where epsilon is 0.
  ///
  /// For the Frobenius norm, sums of squares are taken row by row and then over the rows, so that
  /// for X: m×n the norm has a relative error of at most about (m + n) · 2⁻⁵⁴.
  ///
  /// @param x X: m×n, not changed
  /// @param normalization what to divide by
  /// @return a new matrix; entries overflow only where `factor` is so small that the quotients do
  /// @throws IllegalArgumentException if the matrix is empty, has an entry that is NaN or infinite,
  ///   or is to be divided by a trace that is not positive
  public static DMatrixRMaj normalize(DMatrixRMaj x, Normalization normalization) {
    FiniteEntries.require(x);
    double largest = largestMagnitude(x);
    DMatrixRMaj normalized = x.copy();
    if (normalization.norm() == Norm.NONE || largest == 0) {
      return normalized;
    }
    int exponent = Math.getExponent(largest);
    int factorExponent = Math.getExponent(normalization.factor());
    int normExponent = exponent + factorExponent;
    int k = Math.max(normExponent, Math.getExponent(normalization.epsilon()));
    double scaledNorm =
        norm(x, normalization.norm(), -exponent)
            * Math.scalb(normalization.factor(), -factorExponent);
    double denominator =
        Math.scalb(scaledNorm, normExponent - k) + Math.scalb(normalization.epsilon(), -k);
    for (int i = 0; i < x.getNumElements(); i++) {
      double quotient = Math.scalb(x.data[i], -exponent) / denominator;
      normalized.data[i] = Math.scalb(quotient, exponent - k);
    }
    return normalized;
  }

  /// max |xᵢⱼ|.
  ///
  /// @param x the matrix
  /// @return the largest magnitude, 0 for a matrix without entries
  public static double largestMagnitude(DMatrixRMaj x) {
    double largest = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      largest = Math.max(largest, Math.abs(x.data[i]));
    }
    return largest;
  }

  /// The norm of 2ˢX.
  private static double norm(DMatrixRMaj x, Norm norm, int shift) {
    return switch (norm) {
      case FROBENIUS -> Math.sqrt(sumOfSquares(x, shift));
      case TRACE -> trace(x, shift);
      case INFINITY -> largestRowSum(x, shift);
      case SCHATTEN_4 -> fourth(x, shift);
      case NONE -> 1;
    };
  }

  private static double trace(DMatrixRMaj x, int shift) {
    double trace = 0;
    for (int i = 0; i < Math.min(x.numRows, x.numCols); i++) {
      trace += Math.scalb(x.unsafe_get(i, i), shift);
    }
    if (!(trace > 0)) {
      throw new IllegalArgumentException("the trace of the matrix is not positive");
    }
    return trace;
  }

  private static double largestRowSum(DMatrixRMaj x, int shift) {
    double largest = 0;
    for (int row = 0; row < x.numRows; row++) {
      double sum = 0;
      for (int column = 0; column < x.numCols; column++) {
        sum += Math.abs(Math.scalb(x.unsafe_get(row, column), shift));
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /// ‖AAᵀ‖_F^(1/2) of A = 2ˢX.
  private static double fourth(DMatrixRMaj x, int shift) {
    DMatrixRMaj a = x.copy();
    for (int i = 0; i < a.getNumElements(); i++) {
      a.data[i] = Math.scalb(a.data[i], shift);
    }
    DMatrixRMaj gram = new DMatrixRMaj(x.numRows, x.numRows);
    CommonOps_DDRM.multTransB(a, a, gram);
    return Math.sqrt(Math.sqrt(sumOfSquares(gram, 0)));
  }

  /// Σ (2ˢ xᵢⱼ)²; squares that underflow are negligible where 2ˢ brings the largest entry near 1.
  private static double sumOfSquares(DMatrixRMaj x, int shift) {
    double sum = 0;
    for (int row = 0; row < x.numRows; row++) {
      double rowSum = 0;
      for (int column = 0; column < x.numCols; column++) {
        double scaled = Math.scalb(x.unsafe_get(row, column), shift);
        rowSum += scaled * scaled;
      }
      sum += rowSum;
    }
    return sum;
  }
}
