package org.alternant.iteration.matrices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.MatrixShape;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.run.MatrixFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Matrices whose singular values or eigenvalues are known. The same arguments give the same bits
/// on every machine: [Random] is specified, and no operation depends on the number of threads.
public final class TestMatrix {

  private TestMatrix() {}

  /// UΣVᵀ with U: m×r and V: n×r, r = min(m, n), whose columns are the first r of Haar-distributed
  /// orthogonal matrices. For [Spectrum.Kind#GAUSSIAN], independent standard normal entries.
  ///
  /// The singular values are the drawn ones within a few 2⁻⁵³ √r `upper` (*observed in
  /// TestMatrixTest*): those that should be 0 are this large rather than exactly 0.
  ///
  /// @param spectrum the singular values
  /// @param rows m
  /// @param columns n
  /// @param seed any number
  /// @return X: m×n
  /// @throws IllegalArgumentException if `rows` or `columns` is below 1
  public static DMatrixRMaj generate(Spectrum spectrum, int rows, int columns, long seed) {
    MatrixShape shape = new MatrixShape(rows, columns);
    return ofSingularValues(spectrum, shape, new Random(seed), EjmlAlgebra.INSTANCE);
  }

  private static DMatrixRMaj ofSingularValues(
      Spectrum spectrum, MatrixShape shape, Random random, DenseAlgebra algebra) {
    return spectrum.kind() == Spectrum.Kind.GAUSSIAN
        ? gaussian(shape.rows(), shape.columns(), random)
        : compose(spectrum.singularValues(shape.shorter(), random), shape, random, algebra);
  }

  /// UΣVᵀ as by [#generate], with given singular values: the first r = min(m, n) of the list,
  /// repeated from its head as often as needed. A short list thus gives repeated singular values,
  /// and the end of a long one is not used.
  ///
  /// The singular values are the given ones within a few 2⁻⁵³ √r max σ (*observed in
  /// TestMatrixTest*).
  ///
  /// @param singularValues at least one, in any order; finite, 0 or above
  /// @param rows m
  /// @param columns n
  /// @param seed any number
  /// @return X: m×n
  /// @throws IllegalArgumentException if `rows` or `columns` is below 1, or the list is empty or
  ///   has a value that is negative, NaN or infinite
  public static DMatrixRMaj withSingularValues(
      List<Double> singularValues, int rows, int columns, long seed) {
    return withSingularValues(singularValues, rows, columns, seed, EjmlAlgebra.INSTANCE);
  }

  private static DMatrixRMaj withSingularValues(
      List<Double> singularValues, int rows, int columns, long seed, DenseAlgebra algebra) {
    MatrixShape shape = new MatrixShape(rows, columns);
    double[] given = requireFinite("singular value", singularValues);
    for (int i = 0; i < given.length; i++) {
      if (given[i] < 0) {
        throw new IllegalArgumentException(
            "singular value " + (i + 1) + " is negative: " + given[i]);
      }
    }
    double[] used = new double[shape.shorter()];
    for (int i = 0; i < used.length; i++) {
      used[i] = given[i % given.length];
    }
    return compose(used, shape, new Random(seed), algebra);
  }

  /// A matrix for which a function's iteration starts from values drawn by a rule: for the polar
  /// factor and the clip as [#generate], for the sign a matrix that is not normal with eigenvalues
  /// ±σ, half of them negative, for the square roots a symmetric positive definite one with
  /// eigenvalues σ², for inverse roots one with eigenvalues σ. For [Spectrum.Kind#GAUSSIAN], with G
  /// standard normal: G, (G + Gᵀ)/2, and GGᵀ with twice as many columns as rows.
  ///
  /// @param function what will be computed
  /// @param spectrum the values σ
  /// @param rows m
  /// @param columns n, equal to m but for the polar factor
  /// @param seed any number
  /// @return X: m×n
  /// @throws IllegalArgumentException if `rows` or `columns` is below 1, or they differ where they
  ///   must not
  public static DMatrixRMaj generate(
      MatrixFunction function, Spectrum spectrum, int rows, int columns, long seed) {
    return generate(function, spectrum, rows, columns, seed, EjmlAlgebra.INSTANCE);
  }

  /// The same by other products and factorizations, so that the bits depend on them.
  ///
  /// @param function what will be computed
  /// @param spectrum the values σ
  /// @param rows m
  /// @param columns n, equal to m but for the polar factor
  /// @param seed any number
  /// @param algebra what computes
  /// @return X: m×n
  /// @throws IllegalArgumentException as the other method
  public static DMatrixRMaj generate(
      MatrixFunction function,
      Spectrum spectrum,
      int rows,
      int columns,
      long seed,
      DenseAlgebra algebra) {
    function.requireShape(rows, columns);
    Random random = new Random(seed);
    if (spectrum.kind() == Spectrum.Kind.GAUSSIAN) {
      return switch (function) {
        case POLAR, CLIP -> gaussian(rows, columns, random);
        case SIGN -> {
          DMatrixRMaj g = gaussian(rows, rows, random);
          yield CommonOps_DDRM.add(0.5, g, 0.5, CommonOps_DDRM.transpose(g, null), null);
        }
        case SQRT, INVSQRT, INVERSE_ROOT -> {
          DMatrixRMaj g = gaussian(rows, 2 * rows, random);
          yield algebra.gram(g);
        }
      };
    }
    if (function.actsOnSingularValues()) {
      return ofSingularValues(spectrum, new MatrixShape(rows, columns), random, algebra);
    }
    List<Double> values = Arrays.stream(spectrum.singularValues(rows, random)).boxed().toList();
    return withValues(function, values, rows, columns, seed, algebra);
  }

  /// A matrix for which a function's iteration starts from given values, as [#generate] for drawn
  /// ones and [#withSingularValues] for their number.
  ///
  /// @param function what will be computed
  /// @param values σ, at least one, in any order; finite, 0 or above
  /// @param rows m
  /// @param columns n, equal to m but for the polar factor
  /// @param seed any number
  /// @return X: m×n
  /// @throws IllegalArgumentException as [#generate] and [#withSingularValues]
  public static DMatrixRMaj withValues(
      MatrixFunction function, List<Double> values, int rows, int columns, long seed) {
    return withValues(function, values, rows, columns, seed, EjmlAlgebra.INSTANCE);
  }

  /// The same by other products and factorizations, so that the bits depend on them.
  ///
  /// @param function what will be computed
  /// @param values σ, at least one, in any order; finite, 0 or above
  /// @param rows m
  /// @param columns n, equal to m but for the polar factor
  /// @param seed any number
  /// @param algebra what computes
  /// @return X: m×n
  /// @throws IllegalArgumentException as the other method
  public static DMatrixRMaj withValues(
      MatrixFunction function,
      List<Double> values,
      int rows,
      int columns,
      long seed,
      DenseAlgebra algebra) {
    function.requireShape(rows, columns);
    if (function.actsOnSingularValues()) {
      return withSingularValues(values, rows, columns, seed, algebra);
    }
    List<Double> eigenvalues = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double value = values.get(i % values.size());
      eigenvalues.add(
          switch (function) {
            case POLAR, CLIP, INVERSE_ROOT -> value;
            case SIGN -> i % 2 == 1 ? -value : value;
            case SQRT, INVSQRT -> value * value;
          });
    }
    return function == MatrixFunction.SIGN
        ? withRealSpectrum(eigenvalues, seed, algebra)
        : symmetric(eigenvalues, seed, algebra);
  }

  /// QΛQᵀ with a Haar-distributed orthogonal Q: symmetric to the last bit, and positive definite
  /// where all eigenvalues are positive and above the error.
  ///
  /// The eigenvalues are the given ones within a few 2⁻⁵³ √n max |λ| (*observed in
  /// EigenvalueMatrixTest*). Q depends on n and the seed alone: up to rounding, `symmetric` of
  /// f(λ₁), …, f(λₙ) with the same seed is the matrix function f of the result.
  ///
  /// @param eigenvalues λ₁, …, λₙ, in any order: at least one, finite
  /// @param seed any number
  /// @return A: n×n
  /// @throws IllegalArgumentException if the list is empty or has a value that is NaN or infinite
  public static DMatrixRMaj symmetric(List<Double> eigenvalues, long seed) {
    return symmetric(eigenvalues, seed, EjmlAlgebra.INSTANCE);
  }

  private static DMatrixRMaj symmetric(List<Double> eigenvalues, long seed, DenseAlgebra algebra) {
    double[] diagonal = requireFinite("eigenvalue", eigenvalues);
    DMatrixRMaj q = haar(diagonal.length, diagonal.length, new Random(seed), algebra);
    DMatrixRMaj scaled = q.copy();
    CommonOps_DDRM.multCols(scaled, diagonal);
    DMatrixRMaj product = algebra.product(scaled, CommonOps_DDRM.transpose(q, null));
    CommonOps_DDRM.symmLowerToFull(product);
    return product;
  }

  /// VΛV⁻¹ with V = QR, Q Haar-distributed orthogonal and R unit upper triangular, normal entries
  /// of standard deviation 1/√n above its diagonal: diagonalizable with real eigenvalues, not
  /// symmetric and, unless they are all equal, not normal. Its Schur form is R Λ R⁻¹, which has a
  /// part of the size of the differences of the eigenvalues above the diagonal.
  ///
  /// With the entries of R that small, κ₂(V) does not grow exponentially with n, as it does where
  /// they are of order 1 (D. Viswanath and L. N. Trefethen, *Condition numbers of random triangular
  /// matrices*, SIAM J. Matrix Anal. Appl. 19 (1998)): the expected square of an entry of R⁻¹ above
  /// the diagonal is below (1 + 1/n)ⁿ/n < e/n. *Observed in EigenvalueMatrixTest:* 3 to 8 for n
  /// from 10 to 200.
  ///
  /// The matrix is VΛV⁻¹ within a few 2⁻⁵³ √n κ₂(V)² max |λ|, and its eigenvalues are the given
  /// ones within κ₂(V) times that (F. L. Bauer and C. T. Fike, *Norms and exclusion theorems*,
  /// Numer. Math. 2 (1960)). *Observed in EigenvalueMatrixTest:* within 60 · 2⁻⁵³ max |λ| for n =
  /// 40. V depends on n and the seed alone: up to rounding, `withRealSpectrum` of f(λ₁), …, f(λₙ)
  /// with the same seed is the matrix function f of the result.
  ///
  /// @param eigenvalues λ₁, …, λₙ, in any order: at least one, finite
  /// @param seed any number
  /// @return A: n×n; its entries overflow only where max |λ| is within a factor κ₂(V) of overflow
  /// @throws IllegalArgumentException if the list is empty or has a value that is NaN or infinite
  public static DMatrixRMaj withRealSpectrum(List<Double> eigenvalues, long seed) {
    return withRealSpectrum(eigenvalues, seed, EjmlAlgebra.INSTANCE);
  }

  private static DMatrixRMaj withRealSpectrum(
      List<Double> eigenvalues, long seed, DenseAlgebra algebra) {
    double[] diagonal = requireFinite("eigenvalue", eigenvalues);
    Random random = new Random(seed);
    DMatrixRMaj q = haar(diagonal.length, diagonal.length, random, algebra);
    DMatrixRMaj schurForm = conjugate(unitTriangle(diagonal.length, random), diagonal);
    return algebra.product(algebra.product(q, schurForm), CommonOps_DDRM.transpose(q, null));
  }

  /// The first columns of a Haar-distributed orthogonal matrix: the Q of a Gaussian matrix's QR
  /// factorization in which R has a positive diagonal. Without that correction of signs Q depends
  /// on the conventions of the algorithm and is not Haar-distributed (F. Mezzadri, *How to generate
  /// random matrices from the classical compact groups*, Notices of the AMS 54 (2007)).
  ///
  /// @param rows m
  /// @param columns r ≤ m
  /// @param random where the entries come from
  /// @return the matrix
  public static DMatrixRMaj haar(int rows, int columns, Random random) {
    return haar(rows, columns, random, EjmlAlgebra.INSTANCE);
  }

  private static DMatrixRMaj haar(int rows, int columns, Random random, DenseAlgebra algebra) {
    return algebra.orthonormalized(gaussian(rows, columns, random));
  }

  /// R: n×n of [#withRealSpectrum].
  static DMatrixRMaj unitTriangle(int size, Random random) {
    DMatrixRMaj r = CommonOps_DDRM.identity(size);
    double deviation = 1 / Math.sqrt(size);
    for (int row = 0; row < size; row++) {
      for (int column = row + 1; column < size; column++) {
        r.set(row, column, deviation * random.nextGaussian());
      }
    }
    return r;
  }

  /// T = RΛR⁻¹, upper triangular with diagonal Λ, from TR = RΛ column by column.
  ///
  /// @param r R: n×n, unit upper triangular
  /// @param diagonal the diagonal of Λ
  private static DMatrixRMaj conjugate(DMatrixRMaj r, double[] diagonal) {
    int size = diagonal.length;
    DMatrixRMaj t = new DMatrixRMaj(size, size);
    for (int row = 0; row < size; row++) {
      for (int column = row; column < size; column++) {
        double entry = r.get(row, column) * diagonal[column];
        for (int k = row; k < column; k++) {
          entry -= t.get(row, k) * r.get(k, column);
        }
        t.set(row, column, entry);
      }
    }
    return t;
  }

  /// UΣVᵀ with Haar-distributed U: m×r and V: n×r.
  private static DMatrixRMaj compose(
      double[] singularValues, MatrixShape shape, Random random, DenseAlgebra algebra) {
    DMatrixRMaj left = haar(shape.rows(), singularValues.length, random, algebra);
    DMatrixRMaj right = haar(shape.columns(), singularValues.length, random, algebra);
    CommonOps_DDRM.multCols(left, singularValues);
    return algebra.product(left, CommonOps_DDRM.transpose(right, null));
  }

  private static DMatrixRMaj gaussian(int rows, int columns, Random random) {
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] = random.nextGaussian();
    }
    return x;
  }

  private static double[] requireFinite(String what, List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one " + what);
    }
    double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isFinite(numbers[i])) {
        throw new IllegalArgumentException(what + " " + (i + 1) + " is " + numbers[i]);
      }
    }
    return numbers;
  }
}
