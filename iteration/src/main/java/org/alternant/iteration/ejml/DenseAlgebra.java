package org.alternant.iteration.ejml;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/// Dense linear algebra in this machine's memory, on EJML's row-major matrices: the products that
/// an iteration is made of, and the decompositions by which its results are measured.
///
/// [EjmlAlgebra] needs nothing and gives the same bits on every machine; what the machine's own
/// library computes is faster, and differs from it by rounding.
///
/// Results of products are overwritten and must not be operands. Matrices that are decomposed are
/// finite and not changed.
public interface DenseAlgebra {

  /// What computes.
  ///
  /// @return a name for a person to read
  String name();

  /// C ← AB, accumulated in binary32.
  ///
  /// @param a A: l×m
  /// @param b B: m×n
  /// @param c C: l×n
  void product(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c);

  /// C ← AB, accumulated in binary64.
  ///
  /// @param a A: l×m
  /// @param b B: m×n
  /// @param c C: l×n
  void product(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);

  /// A ← XXᵀ where m ≤ n, else XᵀX; exactly symmetric.
  ///
  /// @param x X: m×n
  /// @param a A: r×r, r = min(m, n)
  void gram(FMatrixRMaj x, FMatrixRMaj a);

  /// A ← XXᵀ where m ≤ n, else XᵀX; exactly symmetric.
  ///
  /// @param x X: m×n
  /// @param a A: r×r, r = min(m, n)
  void gram(DMatrixRMaj x, DMatrixRMaj a);

  /// B ← A² for a symmetric A; exactly symmetric.
  ///
  /// @param a A: r×r
  /// @param b B: r×r
  void square(FMatrixRMaj a, FMatrixRMaj b);

  /// B ← A² for a symmetric A; exactly symmetric.
  ///
  /// @param a A: r×r
  /// @param b B: r×r
  void square(DMatrixRMaj a, DMatrixRMaj b);

  /// AB, accumulated in binary64.
  ///
  /// @param a A: l×m
  /// @param b B: m×n
  /// @return l×n
  default DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj c = new DMatrixRMaj(a.numRows, b.numCols);
    product(a, b, c);
    return c;
  }

  /// XXᵀ where m ≤ n, else XᵀX, accumulated in binary64; exactly symmetric.
  ///
  /// @param x X: m×n
  /// @return r×r, r = min(m, n)
  default DMatrixRMaj gram(DMatrixRMaj x) {
    int order = Math.min(x.numRows, x.numCols);
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    gram(x, a);
    return a;
  }

  /// The singular values.
  ///
  /// @param x X: m×n
  /// @return min(m, n) of them in descending order
  /// @throws ArithmeticException if the algorithm does not converge, which has never been observed
  double[] singularValues(DMatrixRMaj x);

  /// X = UΣVᵀ.
  ///
  /// @param x X: m×n
  /// @return its r = min(m, n) singular values in descending order, and their vectors
  /// @throws ArithmeticException if the algorithm does not converge, which has never been observed
  Svd svd(DMatrixRMaj x);

  /// A = QΛQᵀ.
  ///
  /// @param a A: n×n, symmetric
  /// @return its eigenvalues by descending magnitude, and their vectors
  /// @throws ArithmeticException if the algorithm does not converge, which has never been observed
  SymmetricEigen symmetricEigen(DMatrixRMaj a);

  /// The Q of X = QR in which R has a positive diagonal.
  ///
  /// @param x X: m×r of full rank, r ≤ m
  /// @return Q: m×r
  DMatrixRMaj orthonormalized(DMatrixRMaj x);

  /// A singular value decomposition.
  ///
  /// @param left U: m×r
  /// @param values σ₁ ≥ … ≥ σᵣ
  /// @param right V: n×r
  record Svd(DMatrixRMaj left, List<Double> values, DMatrixRMaj right) {}

  /// The decomposition of a symmetric matrix.
  ///
  /// @param values λ₁, …, λₙ by descending magnitude
  /// @param vectors Q: n×n, a column for each
  record SymmetricEigen(List<Double> values, DMatrixRMaj vectors) {}
}
