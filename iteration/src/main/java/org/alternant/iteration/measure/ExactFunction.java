package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.alternant.iteration.ejml.Products;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Normalizer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// A matrix function computed by a decomposition in binary64, to measure an iteration by.
///
/// Every function is of the form L f(Λ) R with the *values* on which the steps act: singular
/// values, magnitudes of eigenvalues, their square roots, or eigenvalues themselves. A computed X
/// is brought into the same coordinates, L⁻¹XR⁻¹, and divided by f: without rounding that is the
/// diagonal matrix of the values' images under the composition of the steps.
final class ExactFunction {

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

  private ExactFunction(
      MatrixFunction function,
      int root,
      DMatrixRMaj matrix,
      double[] values,
      DMatrixRMaj exact,
      DMatrixRMaj left,
      DMatrixRMaj right,
      double amplification) {
    this.function = function;
    this.root = root;
    this.matrix = matrix;
    this.values = Arrays.stream(values).boxed().toList();
    this.exact = exact;
    this.left = left;
    this.right = right;
    this.amplification = amplification;
  }

  /// Decomposes a matrix.
  ///
  /// @param x X: m×n, finite
  /// @throws IllegalArgumentException if the function is not defined for X, or the table says
  ///   nothing about it: eigenvalues that are not real, a matrix that is not symmetric positive
  ///   definite
  /// @throws ArithmeticException if a decomposition does not converge, which has never been
  ///   observed
  static ExactFunction of(MatrixIteration iteration, DMatrixRMaj x) {
    return switch (iteration.function()) {
      case POLAR, CLIP -> ofSingularValues(iteration.function(), x);
      case SIGN -> SymmetricPart.asymmetry(x) == 0 ? symmetricSign(x) : sign(x);
      case SQRT -> squareRoot(x, true);
      case INVSQRT -> squareRoot(x, false);
      case INVERSE_ROOT -> inverseRoot(x, iteration.root());
    };
  }

  /// U f(Σ) Vᵀ: f is 1 for the polar factor, min(σ, 1) for the clip.
  private static ExactFunction ofSingularValues(MatrixFunction function, DMatrixRMaj x) {
    int exponent = Math.max(Math.getExponent(Normalizer.largestMagnitude(x)), Double.MIN_EXPONENT);
    DMatrixRMaj scaled = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      scaled.data[i] = Math.scalb(x.data[i], -exponent);
    }
    var svd = DecompositionFactory_DDRM.svd(x.numRows, x.numCols, true, true, true);
    if (!svd.decompose(scaled)) {
      throw notConverged("singular value", x);
    }
    double[] unsorted = svd.getSingularValues();
    int count = Math.min(x.numRows, x.numCols);
    int[] order = descending(unsorted, count);
    DMatrixRMaj u = columns(svd.getU(null, false), order);
    DMatrixRMaj v = columns(svd.getV(null, false), order);
    double[] values = new double[count];
    DMatrixRMaj ranked = u.copy();
    double rankTolerance = Math.max(x.numRows, x.numCols) * Math.ulp(unsorted[order[0]]);
    for (int i = 0; i < count; i++) {
      values[i] = Math.scalb(unsorted[order[i]], exponent);
      boolean isZero = unsorted[order[i]] <= rankTolerance;
      double target = isZero ? 0 : function == MatrixFunction.CLIP ? Math.min(values[i], 1) : 1;
      for (int row = 0; target != 1 && row < x.numRows; row++) {
        ranked.set(row, i, target * ranked.get(row, i));
      }
    }
    DMatrixRMaj exact = CommonOps_MT_DDRM.mult(ranked, CommonOps_DDRM.transpose(v, null), null);
    return new ExactFunction(
        function, 1, x, values, exact, CommonOps_DDRM.transpose(u, null), v, 1);
  }

  private static ExactFunction symmetricSign(DMatrixRMaj x) {
    SymmetricEigen eigen = SymmetricEigen.of(x);
    DMatrixRMaj q = eigen.vectors();
    return sign(x, eigen.values(), CommonOps_DDRM.transpose(q, null), q, 1);
  }

  private static ExactFunction sign(DMatrixRMaj x) {
    RealSchur schur = RealSchur.of(x);
    double[] eigenvalues = schur.eigenvalues();
    int[] order = descending(map(eigenvalues, Math::abs), x.numRows);
    DMatrixRMaj right = columns(schur.eigenvectors(), order);
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
    return sign(x, sorted, inverse, right, condition);
  }

  /// V sign(Λ) V⁻¹; eigenvalues that are zero within binary64 count as zero.
  ///
  /// @param eigenvalues the largest magnitude first
  private static ExactFunction sign(
      DMatrixRMaj x,
      double[] eigenvalues,
      DMatrixRMaj inverse,
      DMatrixRMaj right,
      double condition) {
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
        CommonOps_DDRM.mult(right, signed, null),
        left,
        right,
        condition);
  }

  private static ExactFunction squareRoot(DMatrixRMaj x, boolean wanted) {
    SymmetricEigen eigen = positiveDefinite(x);
    double[] values = map(eigen.values(), Math::sqrt);
    return root(
        wanted ? MatrixFunction.SQRT : MatrixFunction.INVSQRT,
        2,
        x,
        values,
        eigen.vectors(),
        map(values, y -> wanted ? y : 1 / y),
        values[0] / values[values.length - 1]);
  }

  private static ExactFunction inverseRoot(DMatrixRMaj x, int p) {
    SymmetricEigen eigen = positiveDefinite(x);
    return root(
        MatrixFunction.INVERSE_ROOT,
        p,
        x,
        eigen.values(),
        eigen.vectors(),
        map(eigen.values(), y -> StrictMath.pow(y, -1.0 / p)),
        1);
  }

  private static SymmetricEigen positiveDefinite(DMatrixRMaj x) {
    double asymmetry = SymmetricPart.asymmetry(x);
    if (asymmetry != 0) {
      throw new IllegalArgumentException(
          "the matrix is not symmetric, and the coupled iteration is for symmetric positive"
              + " definite ones: entries that should be equal differ by up to "
              + String.format(Locale.ROOT, "%.1e", asymmetry)
              + " of the largest");
    }
    SymmetricEigen eigen = SymmetricEigen.of(x);
    double smallest = Arrays.stream(eigen.values()).min().orElse(0);
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
      double amplification) {
    DMatrixRMaj scaled = vectors.copy();
    CommonOps_DDRM.multCols(scaled, f);
    DMatrixRMaj exact = CommonOps_DDRM.mult(scaled, CommonOps_DDRM.transpose(vectors, null), null);
    DMatrixRMaj right = vectors.copy();
    CommonOps_DDRM.multCols(right, map(f, y -> 1 / Math.sqrt(y)));
    return new ExactFunction(
        function, p, x, values, exact, CommonOps_DDRM.transpose(right, null), right, amplification);
  }

  /// What the steps act on, in descending order.
  List<Double> values() {
    return values;
  }

  /// How many times the norm of an error in an iterate may exceed the change of the values: the
  /// condition number of the coordinates (Bauer and Fike), 1 for orthogonal ones.
  double amplification() {
    return amplification;
  }

  /// How far the i-th direction is concentrated in few entries: √(Σ vⱼ⁴) for the unit vectors v of
  /// the coordinates, the larger of both sides; from 1/√m, evenly spread, to 1, a single entry.
  List<Double> localizations() {
    List<Double> result = new ArrayList<>();
    for (int i = 0; i < left.numRows; i++) {
      double l2 = 0;
      double l4 = 0;
      for (int k = 0; k < left.numCols; k++) {
        double square = left.unsafe_get(i, k) * left.unsafe_get(i, k);
        l2 += square;
        l4 += square * square;
      }
      double r2 = 0;
      double r4 = 0;
      for (int k = 0; k < right.numRows; k++) {
        double square = right.unsafe_get(k, i) * right.unsafe_get(k, i);
        r2 += square;
        r4 += square * square;
      }
      result.add(Math.max(Math.sqrt(l4) / l2, Math.sqrt(r4) / r2));
    }
    return result;
  }

  /// The values of a computed function, in descending order: what the steps made of [#values].
  double[] valuesOf(DMatrixRMaj computed) {
    return switch (function) {
      case POLAR, CLIP -> SingularValues.descending(computed);
      case SIGN, SQRT, INVSQRT, INVERSE_ROOT -> SingularValues.descending(inCoordinates(computed));
    };
  }

  /// The diagonal of a computed function in the coordinates of the exact one: the images of
  /// [#values] in their order, with signs.
  double[] diagonalOf(DMatrixRMaj computed) {
    DMatrixRMaj product = CommonOps_MT_DDRM.mult(left, computed, null);
    double[] diagonal = new double[left.numRows];
    for (int i = 0; i < diagonal.length; i++) {
      for (int k = 0; k < right.numRows; k++) {
        diagonal[i] += product.unsafe_get(i, k) * right.unsafe_get(k, i);
      }
    }
    return diagonal;
  }

  private DMatrixRMaj inCoordinates(DMatrixRMaj computed) {
    return CommonOps_MT_DDRM.mult(CommonOps_MT_DDRM.mult(left, computed, null), right, null);
  }

  /// ‖computed − exact‖_F.
  double distance(DMatrixRMaj computed) {
    return NormOps_DDRM.normF(difference(computed));
  }

  /// ‖computed − exact‖₂.
  double spectralDistance(DMatrixRMaj computed) {
    return SingularValues.descending(difference(computed))[0];
  }

  private DMatrixRMaj difference(DMatrixRMaj computed) {
    DMatrixRMaj difference = new DMatrixRMaj(exact.numRows, exact.numCols);
    CommonOps_DDRM.subtract(computed, exact, difference);
    return difference;
  }

  /// How well a computed X satisfies the function's own equation: ‖XXᵀ − I‖_F of the smaller side
  /// for the polar factor, ‖X² − I‖_F for the sign, ‖X² − A‖_F / ‖A‖_F and ‖XAX − I‖_F for the
  /// square roots, ‖XᵖA − I‖_F for inverse roots; for the clip by how much ‖X‖₂ exceeds 1.
  double residual(DMatrixRMaj computed) {
    return switch (function) {
      case CLIP -> Math.max(0, SingularValues.descending(computed)[0] - 1);
      case POLAR -> {
        DMatrixRMaj gram = new DMatrixRMaj(0, 0);
        CommonOps_MT_DDRM.multInner(Products.tall(computed), gram);
        yield distanceToIdentity(gram);
      }
      case SIGN -> distanceToIdentity(CommonOps_MT_DDRM.mult(computed, computed, null));
      case SQRT -> {
        DMatrixRMaj square = CommonOps_MT_DDRM.mult(computed, computed, null);
        CommonOps_DDRM.subtractEquals(square, matrix);
        yield NormOps_DDRM.normF(square) / NormOps_DDRM.normF(matrix);
      }
      case INVSQRT ->
          distanceToIdentity(
              CommonOps_MT_DDRM.mult(
                  CommonOps_MT_DDRM.mult(computed, matrix, null), computed, null));
      case INVERSE_ROOT -> {
        DMatrixRMaj product = matrix;
        for (int k = 0; k < root; k++) {
          product = CommonOps_MT_DDRM.mult(computed, product, null);
        }
        yield distanceToIdentity(product);
      }
    };
  }

  private static double distanceToIdentity(DMatrixRMaj x) {
    for (int i = 0; i < x.numRows; i++) {
      x.add(i, i, -1);
    }
    return NormOps_DDRM.normF(x);
  }

  /// A symmetric matrix QΛQᵀ, the eigenvalues in descending order of magnitude.
  private record SymmetricEigen(List<Double> eigenvalues, DMatrixRMaj vectors) {

    static SymmetricEigen of(DMatrixRMaj x) {
      var eigen = DecompositionFactory_DDRM.eig(x.numRows, true, true);
      if (!eigen.decompose(x.copy())) {
        throw notConverged("eigenvalue", x);
      }
      double[] eigenvalues = new double[x.numRows];
      DMatrixRMaj vectors = new DMatrixRMaj(x.numRows, x.numRows);
      for (int i = 0; i < x.numRows; i++) {
        eigenvalues[i] = eigen.getEigenvalue(i).getReal();
        CommonOps_DDRM.insert(eigen.getEigenVector(i), vectors, 0, i);
      }
      int[] order = descending(map(eigenvalues, Math::abs), x.numRows);
      List<Double> sorted = new ArrayList<>();
      Arrays.stream(order).forEach(i -> sorted.add(eigenvalues[i]));
      return new SymmetricEigen(sorted, columns(vectors, order));
    }

    double[] values() {
      return eigenvalues.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private static ArithmeticException notConverged(String what, DMatrixRMaj x) {
    return new ArithmeticException(
        "EJML's %s decomposition of a %d×%d matrix did not converge"
            .formatted(what, x.numRows, x.numCols));
  }

  private static double[] map(double[] values, DoubleUnaryOperator f) {
    return Arrays.stream(values).map(f).toArray();
  }

  /// The indices of the first `count` values, the largest first.
  private static int[] descending(double[] values, int count) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static DMatrixRMaj columns(DMatrixRMaj x, int[] order) {
    DMatrixRMaj result = new DMatrixRMaj(x.numRows, order.length);
    for (int row = 0; row < x.numRows; row++) {
      for (int i = 0; i < order.length; i++) {
        result.unsafe_set(row, i, x.unsafe_get(row, order[i]));
      }
    }
    return result;
  }
}
