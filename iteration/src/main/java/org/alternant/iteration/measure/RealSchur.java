package org.alternant.iteration.measure;

import org.alternant.iteration.matrices.TestMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.HessenbergSimilarDecomposition_DDRM;

/// A = QTQᵀ with an orthogonal Q and an upper triangular T, for a matrix whose eigenvalues are all
/// real, and its eigenvectors.
///
/// EJML's own decomposition is for simple eigenvalues: where some are equal it returns vectors that
/// are not eigenvectors, and it may not converge (*observed* for V diag(±½) V⁻¹ of orders 4 to 40).
/// Commons Math's fails on 61 of 210 matrices of [TestMatrix] with equal eigenvalues and orders 2
/// to 150: it does not converge, or κ(V) is up to 10⁶ (*observed*). Here an entry counts as zero
/// relative to the whole matrix, and an eigenvector is solved for with a perturbed shift, so that
/// equal eigenvalues get independent eigenvectors wherever these exist.
///
/// G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th edition (2013), algorithms 7.5.1 and
/// 7.5.2. Eigenvalues and eigenvectors are those of a matrix that differs from A by a few n 2⁻⁵³
/// ‖A‖ (*observed in RealSchurTest*).
final class RealSchur {

  /// An imaginary part up to this multiple of ‖A‖_F is a rounding error of a double eigenvalue.
  private static final double REAL = 1e-12;

  /// Double steps for one eigenvalue: 2 to 4 are usual, and every tenth has other shifts, those of
  /// EISPACK's `hqr`.
  private static final int LARGEST_EFFORT = 60;

  private final int order;
  private final DMatrixRMaj q;
  private final DMatrixRMaj t;
  private final double norm;

  /// What counts as zero: more than the rounding errors of a step, 2⁻⁵¹ ‖A‖_F.
  private final double negligible;

  private RealSchur(DMatrixRMaj a) {
    order = a.numRows;
    norm = NormOps_DDRM.normF(a);
    negligible = 0x1p-51 * norm;
    var hessenberg = new HessenbergSimilarDecomposition_DDRM(order);
    hessenberg.decompose(a.copy());
    t = hessenberg.getH(null);
    q = hessenberg.getQ(null);
  }

  /// Decomposes a matrix.
  ///
  /// @param a A: n×n, finite, of a size whose square is
  /// @throws IllegalArgumentException if an eigenvalue is not real
  /// @throws ArithmeticException if the QR iteration does not converge, which has never been
  ///   observed
  static RealSchur of(DMatrixRMaj a) {
    RealSchur schur = new RealSchur(a);
    schur.iterate();
    return schur;
  }

  /// The diagonal of T.
  double[] eigenvalues() {
    double[] values = new double[order];
    for (int i = 0; i < order; i++) {
      values[i] = t.get(i, i);
    }
    return values;
  }

  /// Eigenvectors of norm 1 in the order of [#eigenvalues], as columns.
  DMatrixRMaj eigenvectors() {
    DMatrixRMaj x = new DMatrixRMaj(order, order);
    for (int k = 0; k < order; k++) {
      x.set(k, k, 1);
      for (int i = k - 1; i >= 0; i--) {
        double sum = 0;
        for (int j = i + 1; j <= k; j++) {
          sum -= t.get(i, j) * x.get(j, k);
        }
        double difference = t.get(i, i) - t.get(k, k);
        boolean equal = Math.abs(difference) < negligible;
        x.set(i, k, sum / (equal ? negligible : difference));
      }
      normalize(x, k);
    }
    return CommonOps_MT_DDRM.mult(q, x, null);
  }

  /// Without overflow: entries grow where a matrix has too few eigenvectors.
  private void normalize(DMatrixRMaj x, int column) {
    double largest = 0;
    for (int i = 0; i < order; i++) {
      largest = Math.max(largest, Math.abs(x.get(i, column)));
    }
    double squares = 0;
    for (int i = 0; i < order; i++) {
      x.set(i, column, x.get(i, column) / largest);
      squares += x.get(i, column) * x.get(i, column);
    }
    for (int i = 0; i < order; i++) {
      x.set(i, column, x.get(i, column) / Math.sqrt(squares));
    }
  }

  private void iterate() {
    int last = order - 1;
    int effort = 0;
    while (last > 0) {
      int first = last;
      while (first > 0 && Math.abs(t.get(first, first - 1)) > negligible) {
        first--;
      }
      if (first > 0) {
        t.set(first, first - 1, 0);
      }
      if (first >= last - 1) {
        if (first == last - 1) {
          split(first);
        }
        last = first - 1;
        effort = 0;
      } else {
        effort++;
        if (effort > LARGEST_EFFORT) {
          throw new ArithmeticException(
              "the QR iteration for the eigenvalues of a %d×%d matrix did not converge"
                  .formatted(order, order));
        }
        step(first, last, effort % 10 == 0);
      }
    }
  }

  /// A double step on the rows from `first` to `last`, at least three.
  private void step(int first, int last, boolean exceptional) {
    // The shifts are the eigenvalues of the last 2×2 block, by their differences to the head:
    // those of a cluster would cancel.
    double head = t.get(first, first);
    double one = t.get(last, last) - head;
    double other = t.get(last - 1, last - 1) - head;
    double coupling = t.get(last - 1, last) * t.get(last, last - 1);
    if (exceptional) {
      double size = Math.abs(t.get(last, last - 1)) + Math.abs(t.get(last - 1, last - 2));
      one += 0.75 * size;
      other = one;
      coupling = -0.4375 * size * size;
    }
    double x = (one * other - coupling) / t.get(first + 1, first) + t.get(first, first + 1);
    double y = t.get(first + 1, first + 1) - head - one - other;
    double z = t.get(first + 2, first + 1);
    for (int k = first; k < last; k++) {
      int size = Math.min(3, last - k + 1);
      reflect(k, x, y, size == 3 ? z : 0, size, Math.max(k - 1, first), Math.min(k + 3, last));
      if (k > first) {
        t.set(k + 1, k - 1, 0);
        if (size == 3) {
          t.set(k + 2, k - 1, 0);
        }
      }
      if (k + 1 < last) {
        x = t.get(k + 1, k);
        y = t.get(k + 2, k);
        z = k + 3 <= last ? t.get(k + 3, k) : 0;
      }
    }
  }

  /// The similarity by the reflection that maps (x, y, z) in the rows k, k + 1, k + 2 to a multiple
  /// of the first standard basis vector.
  ///
  /// @param size 2 where z is no row
  /// @param firstColumn before which the rows are 0
  /// @param lastRow after which the columns are 0
  private void reflect(
      int k, double x, double y, double z, int size, int firstColumn, int lastRow) {
    double length = StrictMath.hypot(StrictMath.hypot(x, y), z);
    if (length == 0) {
      return;
    }
    double[] v = {x + Math.copySign(length, x), y, z};
    double scale = 2 / (v[0] * v[0] + y * y + z * z);
    for (int j = firstColumn; j < order; j++) {
      double dot = 0;
      for (int i = 0; i < size; i++) {
        dot += v[i] * t.unsafe_get(k + i, j);
      }
      for (int i = 0; i < size; i++) {
        t.unsafe_set(k + i, j, t.unsafe_get(k + i, j) - scale * dot * v[i]);
      }
    }
    fromTheRight(t, lastRow, k, v, size, scale);
    fromTheRight(q, order - 1, k, v, size, scale);
  }

  private static void fromTheRight(
      DMatrixRMaj a, int lastRow, int k, double[] v, int size, double scale) {
    for (int i = 0; i <= lastRow; i++) {
      double dot = 0;
      for (int j = 0; j < size; j++) {
        dot += v[j] * a.unsafe_get(i, k + j);
      }
      for (int j = 0; j < size; j++) {
        a.unsafe_set(i, k + j, a.unsafe_get(i, k + j) - scale * dot * v[j]);
      }
    }
  }

  /// Makes the 2×2 block in the rows k and k + 1 triangular.
  private void split(int k) {
    double below = t.get(k + 1, k);
    double half = (t.get(k, k) - t.get(k + 1, k + 1)) / 2;
    double discriminant = half * half + t.get(k, k + 1) * below;
    double root = Math.sqrt(Math.abs(discriminant));
    if (discriminant < 0) {
      if (root > REAL * norm) {
        throw new IllegalArgumentException(
            "the matrix has the complex eigenvalue %s ± %si, and the table speaks of real ones only"
                .formatted((t.get(k, k) + t.get(k + 1, k + 1)) / 2, root));
      }
      root = 0;
    }
    // The eigenvector (half ± root, below), the sign without cancellation. What is left of an
    // imaginary part ε is at most ε²/|below|, or the whole block is that small.
    if (Math.abs(below) > REAL * norm || discriminant >= 0) {
      reflect(k, half + Math.copySign(root, half), below, 0, 2, k, k + 1);
    }
    t.set(k + 1, k, 0);
  }
}
