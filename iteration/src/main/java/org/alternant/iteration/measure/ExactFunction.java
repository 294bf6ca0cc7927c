package org.alternant.iteration.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.alternant.iteration.ejml.Columns;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.jspecify.annotations.Nullable;

/// A matrix function computed by a decomposition in binary64, to measure an iteration by.
///
/// Every function is of the form L f(Λ) R with the *values* on which the steps act: singular
/// values, magnitudes of eigenvalues, their square roots, or eigenvalues themselves. A computed X
/// is brought into the same coordinates, L⁻¹XR⁻¹, and divided by f: without rounding that is the
/// diagonal matrix of the values' images under the composition of the steps.
final class ExactFunction implements ExactValues {

  /// For eigenvectors: half of binary64's digits remain.
  private static final double LARGEST_CONDITION = 1e8;

  private final MatrixFunction function;

  /// p of A^(1/p) or A^(−1/p).
  private final int root;

  private final DMatrixRMaj matrix;
  private final List<Double> values;
  private final DMatrixRMaj exact;

  /// Maps a computed X to the coordinates, from the left: r×m.
  private final DMatrixRMaj left;

  /// From the right: n×r.
  private final DMatrixRMaj right;

  private final double amplification;
  private final DenseAlgebra algebra;
  private @Nullable List<Double> localizations;

  private ExactFunction(
      MatrixFunction function,
      int root,
      DMatrixRMaj matrix,
      double[] values,
      DMatrixRMaj exact,
      DMatrixRMaj left,
      DMatrixRMaj right,
      double amplification,
      DenseAlgebra algebra) {
    this.function = function;
    this.root = root;
    this.matrix = matrix;
    this.values = Arrays.stream(values).boxed().toList();
    this.exact = exact;
    this.left = left;
    this.right = right;
    this.amplification = amplification;
    this.algebra = algebra;
  }

  /// Decomposes a matrix.
  ///
  /// @param x X: m×n, finite
  /// @throws IllegalArgumentException if the function is not defined for X, or the table says
  ///   nothing about it: eigenvalues that are not real, a matrix that is not symmetric positive
  ///   definite
  /// @throws ArithmeticException if a decomposition does not converge, which has never been
  ///   observed
  static ExactFunction of(MatrixIteration iteration, DMatrixRMaj x, DenseAlgebra algebra) {
    return switch (iteration.function()) {
      case POLAR, CLIP -> ofSingularValues(iteration.function(), x, algebra);
      case SIGN -> SymmetricPart.asymmetry(x) == 0 ? symmetricSign(x, algebra) : sign(x, algebra);
      case SQRT -> squareRoot(x, true, algebra);
      case INVSQRT -> squareRoot(x, false, algebra);
      case INVERSE_ROOT -> inverseRoot(x, iteration.root(), algebra);
    };
  }

  /// U f(Σ) Vᵀ: f is 1 for the polar factor, min(σ, 1) for the clip.
  private static ExactFunction ofSingularValues(
      MatrixFunction function, DMatrixRMaj x, DenseAlgebra algebra) {
    DenseAlgebra.Svd svd = algebra.svd(x);
    double[] values = unboxed(svd.values());
    double rankTolerance = Math.max(x.numRows, x.numCols) * Math.ulp(values[0]);
    double[] targets =
        map(
            values,
            value ->
                value <= rankTolerance
                    ? 0
                    : function == MatrixFunction.CLIP ? Math.min(value, 1) : 1);
    DMatrixRMaj ranked = svd.left().copy();
    CommonOps_DDRM.multCols(ranked, targets);
    DMatrixRMaj exact = algebra.product(ranked, CommonOps_DDRM.transpose(svd.right(), null));
    return new ExactFunction(
        function,
        1,
        x,
        values,
        exact,
        CommonOps_DDRM.transpose(svd.left(), null),
        svd.right(),
        1,
        algebra);
  }

  private static ExactFunction symmetricSign(DMatrixRMaj x, DenseAlgebra algebra) {
    DenseAlgebra.SymmetricEigen eigen = algebra.symmetricEigen(x);
    DMatrixRMaj q = eigen.vectors();
    return sign(x, unboxed(eigen.values()), CommonOps_DDRM.transpose(q, null), q, 1, algebra);
  }

  private static ExactFunction sign(DMatrixRMaj x, DenseAlgebra algebra) {
    RealSchur schur = RealSchur.of(x);
    double[] eigenvalues = schur.eigenvalues();
    int[] order = Columns.descending(map(eigenvalues, Math::abs), x.numRows);
    DMatrixRMaj right = Columns.of(schur.eigenvectors(), order);
    DMatrixRMaj inverse = new DMatrixRMaj(x.numRows, x.numRows);
    double condition =
        CommonOps_DDRM.invert(right, inverse)
            ? NormOps_DDRM.normP2(inverse) * NormOps_DDRM.normP2(right)
            : Double.POSITIVE_INFINITY;
    if (!(condition <= LARGEST_CONDITION)) {
      throw new IllegalArgumentException(
          "the matrix has no basis of eigenvectors, or none that could be computed");
    }
    double[] sorted = Arrays.stream(order).mapToDouble(i -> eigenvalues[i]).toArray();
    return sign(x, sorted, inverse, right, condition, algebra);
  }

  /// V sign(Λ) V⁻¹; eigenvalues that are zero within binary64 count as zero.
  ///
  /// @param eigenvalues the largest magnitude first
  private static ExactFunction sign(
      DMatrixRMaj x,
      double[] eigenvalues,
      DMatrixRMaj inverse,
      DMatrixRMaj right,
      double condition,
      DenseAlgebra algebra) {
    double tolerance = x.numRows * Math.ulp(eigenvalues[0]);
    DMatrixRMaj signed = inverse.copy();
    CommonOps_DDRM.multRows(
        map(eigenvalues, value -> Math.abs(value) <= tolerance ? 0 : Math.signum(value)), signed);
    DMatrixRMaj left = inverse.copy();
    CommonOps_DDRM.multRows(map(eigenvalues, value -> Math.copySign(1, value)), left);
    return new ExactFunction(
        MatrixFunction.SIGN,
        1,
        x,
        map(eigenvalues, Math::abs),
        algebra.product(right, signed),
        left,
        right,
        condition,
        algebra);
  }

  private static ExactFunction squareRoot(DMatrixRMaj x, boolean wanted, DenseAlgebra algebra) {
    DenseAlgebra.SymmetricEigen eigen = positiveDefinite(x, algebra);
    double[] values = map(unboxed(eigen.values()), Math::sqrt);
    return root(
        wanted ? MatrixFunction.SQRT : MatrixFunction.INVSQRT,
        2,
        x,
        values,
        eigen.vectors(),
        map(values, y -> wanted ? y : 1 / y),
        values[0] / values[values.length - 1],
        algebra);
  }

  private static ExactFunction inverseRoot(DMatrixRMaj x, int p, DenseAlgebra algebra) {
    DenseAlgebra.SymmetricEigen eigen = positiveDefinite(x, algebra);
    double[] values = unboxed(eigen.values());
    return root(
        MatrixFunction.INVERSE_ROOT,
        p,
        x,
        values,
        eigen.vectors(),
        map(values, y -> StrictMath.pow(y, -1.0 / p)),
        1,
        algebra);
  }

  private static DenseAlgebra.SymmetricEigen positiveDefinite(DMatrixRMaj x, DenseAlgebra algebra) {
    double asymmetry = SymmetricPart.asymmetry(x);
    if (asymmetry != 0) {
      throw new IllegalArgumentException(
          "the matrix is not symmetric, and the coupled iteration is for symmetric positive"
              + " definite ones: entries that should be equal differ by up to "
              + String.format(Locale.ROOT, "%.1e", asymmetry)
              + " of the largest");
    }
    DenseAlgebra.SymmetricEigen eigen = algebra.symmetricEigen(x);
    double smallest = Arrays.stream(unboxed(eigen.values())).min().orElse(0);
    if (!(smallest > 0)) {
      throw new IllegalArgumentException(
          "the matrix is not positive definite: its smallest eigenvalue is "
              + smallest
              + "; more damping would make it so");
    }
    return eigen;
  }

  /// Q f Qᵀ.
  ///
  /// @param vectors Q
  /// @param f the function's eigenvalues
  private static ExactFunction root(
      MatrixFunction function,
      int p,
      DMatrixRMaj x,
      double[] values,
      DMatrixRMaj vectors,
      double[] f,
      double amplification,
      DenseAlgebra algebra) {
    DMatrixRMaj scaled = vectors.copy();
    CommonOps_DDRM.multCols(scaled, f);
    DMatrixRMaj exact = algebra.product(scaled, CommonOps_DDRM.transpose(vectors, null));
    DMatrixRMaj right = vectors.copy();
    CommonOps_DDRM.multCols(right, map(f, y -> 1 / Math.sqrt(y)));
    return new ExactFunction(
        function,
        p,
        x,
        values,
        exact,
        CommonOps_DDRM.transpose(right, null),
        right,
        amplification,
        algebra);
  }

  @Override
  public List<Double> values() {
    return values;
  }

  @Override
  public double amplification() {
    return amplification;
  }

  @Override
  public List<Double> localizations() {
    if (localizations == null) {
      double[] l = localizationsOf(left);
      double[] r = localizationsOf(CommonOps_DDRM.transpose(right, null));
      Arrays.setAll(l, i -> Math.max(l[i], r[i]));
      localizations = Arrays.stream(l).boxed().toList();
    }
    return localizations;
  }

  /// @param directions one in each row, not normalized
  private static double[] localizationsOf(DMatrixRMaj directions) {
    double[] result = new double[directions.numRows];
    for (int i = 0; i < result.length; i++) {
      double squares = 0;
      double fourths = 0;
      for (int k = 0; k < directions.numCols; k++) {
        double square = directions.unsafe_get(i, k) * directions.unsafe_get(i, k);
        squares += square;
        fourths += square * square;
      }
      result[i] = Math.sqrt(fourths) / squares;
    }
    return result;
  }

  @Override
  public double[] valuesOf(DMatrixRMaj computed) {
    return switch (function) {
      case POLAR, CLIP -> algebra.singularValues(computed);
      case SIGN, SQRT, INVSQRT, INVERSE_ROOT -> algebra.singularValues(inCoordinates(computed));
    };
  }

  /// The diagonal of a computed function in the coordinates of the exact one: the images of
  /// [#values] in their order, with signs.
  double[] diagonalOf(DMatrixRMaj computed) {
    DMatrixRMaj product = algebra.product(left, computed);
    double[] diagonal = new double[left.numRows];
    for (int i = 0; i < diagonal.length; i++) {
      for (int k = 0; k < right.numRows; k++) {
        diagonal[i] += product.unsafe_get(i, k) * right.unsafe_get(k, i);
      }
    }
    return diagonal;
  }

  private DMatrixRMaj inCoordinates(DMatrixRMaj computed) {
    return algebra.product(algebra.product(left, computed), right);
  }

  /// ‖computed − exact‖_F.
  double distance(DMatrixRMaj computed) {
    return NormOps_DDRM.normF(difference(computed));
  }

  /// ‖computed − exact‖₂.
  double spectralDistance(DMatrixRMaj computed) {
    return algebra.singularValues(difference(computed))[0];
  }

  private DMatrixRMaj difference(DMatrixRMaj computed) {
    DMatrixRMaj difference = new DMatrixRMaj(exact.numRows, exact.numCols);
    CommonOps_DDRM.subtract(computed, exact, difference);
    return difference;
  }

  @Override
  public double residual(DMatrixRMaj computed) {
    return switch (function) {
      case CLIP -> Math.max(0, algebra.singularValues(computed)[0] - 1);
      case POLAR -> PolarValues.orthogonalityError(computed, algebra);
      case SIGN -> PolarValues.distanceToIdentity(algebra.product(computed, computed));
      case SQRT -> {
        DMatrixRMaj square = algebra.product(computed, computed);
        CommonOps_DDRM.subtractEquals(square, matrix);
        yield NormOps_DDRM.normF(square) / NormOps_DDRM.normF(matrix);
      }
      case INVSQRT ->
          PolarValues.distanceToIdentity(
              algebra.product(algebra.product(computed, matrix), computed));
      case INVERSE_ROOT -> {
        DMatrixRMaj product = matrix;
        for (int k = 0; k < root; k++) {
          product = algebra.product(computed, product);
        }
        yield PolarValues.distanceToIdentity(product);
      }
    };
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] map(double[] values, DoubleUnaryOperator f) {
    return Arrays.stream(values).map(f).toArray();
  }
}
