package org.alternant.iteration.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.iteration.run.Tables;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sign, square root and inverse square root by converged tables in binary64. The oracle is the
/// generator of the matrices: the one with the same eigenvectors and f of the eigenvalues.
class MatrixFunctionsTest {

  /// Sign, in the Frobenius norm, of symmetric matrices of norm 1 with |λ| ≥ 1e-3. Theory: the
  /// matrix is what it should be within a few u √n, which its sign feels up to 1/(2 min |λ|) times:
  /// 1e-12 for n = 100. Observed: 1.1e-13.
  private static final double SYMMETRIC_SIGN = 1e-12;

  /// The same for VΛV⁻¹, up to κ₂(V)² ≤ 64 times as much. Observed: 3.4e-13.
  private static final double NON_NORMAL_SIGN = 5e-12;

  /// A^(1/2), relative to its norm, with κ(A) ≤ 1e6. Theory: an error of relative size u in A
  /// counts up to √κ/2 times: 6e-14, and the iteration adds a few u √n. Observed: 1.5e-13.
  private static final double ROOT = 1e-12;

  /// A^(−1/2), relative to its norm, in units of u κ(A). Theory: an error of relative size u in A
  /// counts up to κ/2 times. Observed: 2.
  private static final double INVERSE_ROOT_ROUNDOFFS = 10;

  /// ‖X² − I‖_F and ‖X² − A‖_F / ‖A‖_F: a few u √n κ₂(V)². Observed: 1.5e-14.
  private static final double RESIDUAL = 1e-13;

  /// ‖XAX − I‖_F in units of u √κ. Theory: an error of relative size u in X counts κ(X) = √κ times.
  /// Observed: 48.
  private static final double INVERSE_RESIDUAL_ROUNDOFFS = 200;

  /// Of [ExactFunction] for κ(A) ≤ 1e4: eigenvalues and the sign or root of matrices of norm 1.
  /// Theory: 100 u √n times κ₂(V)². Observed: 2.2e-13.
  private static final double VALUES = 2e-12;

  /// What a matrix with zero eigenvalues has instead of them, a few u √n κ₂(V)², times the slope of
  /// polar-express-8-exact at 0, 7e3. Observed: 9e-12.
  private static final double RAISED_ZEROS = 1e-10;

  /// Brings [1e-3, 1] to within 3e-27 of 1.
  private static final List<Step> POLAR_EXPRESS =
      Catalogue.find("polar-express-8-exact").orElseThrow().steps();

  private static final List<Step> NEWTON_SCHULZ = Tables.newtonSchulz(2, 18);

  /// Every table brings [1e-3, 1] to 1 within binary64: degrees 3, 5, 17 and mixed.
  static Stream<List<Step>> tables() {
    return Stream.of(
        POLAR_EXPRESS,
        Tables.newtonSchulz(1, 25),
        NEWTON_SCHULZ,
        Tables.newtonSchulz(8, 9),
        Stream.concat(Tables.newtonSchulz(8, 6).stream(), Tables.newtonSchulz(1, 8).stream())
            .toList());
  }

  private static MatrixIteration iteration(MatrixFunction function, List<Step> steps) {
    return new MatrixIteration(steps, Normalization.NONE, Precision.FLOAT64).with(function);
  }

  private static Outcome.Finished finished(MatrixIteration iteration, DMatrixRMaj a) {
    return assertInstanceOf(Outcome.Finished.class, new EjmlBackend().run(iteration, a));
  }

  private static DMatrixRMaj run(MatrixFunction function, List<Step> steps, DMatrixRMaj a) {
    return finished(iteration(function, steps), a).result();
  }

  private static double distance(DMatrixRMaj x, DMatrixRMaj y) {
    return NormOps_DDRM.normF(CommonOps_DDRM.subtract(x, y, null));
  }

  /// Values in [lower, 1], both ends among them.
  private static List<Double> magnitudes(int size, double lower) {
    double[] values =
        new Spectrum(Spectrum.Kind.LOG_UNIFORM, lower).singularValues(size, new Random(size));
    return Arrays.stream(values).boxed().toList();
  }

  /// Every third value negative, beginning with the i-th.
  private static List<Double> signed(List<Double> magnitudes, int begin) {
    return IntStream.range(0, magnitudes.size())
        .mapToObj(i -> i % 3 == begin ? -magnitudes.get(i) : magnitudes.get(i))
        .toList();
  }

  private static List<Double> map(DoubleUnaryOperator f, List<Double> values) {
    return values.stream().map(f::applyAsDouble).toList();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void signsHaveTheSameEigenvectorsAndTheSignsOfTheEigenvalues(List<Step> steps) {
    for (int size : new int[] {1, 2, 7, 40, 100}) {
      List<Double> eigenvalues = signed(magnitudes(size, 1e-3), size % 3);
      List<Double> signs = map(Math::signum, eigenvalues);
      DMatrixRMaj symmetric = TestMatrix.symmetric(eigenvalues, size);
      assertEquals(
          0,
          distance(run(MatrixFunction.SIGN, steps, symmetric), TestMatrix.symmetric(signs, size)),
          SYMMETRIC_SIGN);
      DMatrixRMaj nonNormal = TestMatrix.withRealSpectrum(eigenvalues, size);
      assertEquals(
          0,
          distance(
              run(MatrixFunction.SIGN, steps, nonNormal), TestMatrix.withRealSpectrum(signs, size)),
          NON_NORMAL_SIGN);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rootsHaveTheSameEigenvectorsAndTheRootsOfTheEigenvalues(List<Step> steps) {
    for (int size : new int[] {1, 2, 7, 40, 100}) {
      for (double lower : new double[] {1e-1, 1e-2, 1e-3}) {
        List<Double> roots = magnitudes(size, lower);
        double condition = 1 / (lower * lower);
        DMatrixRMaj a = TestMatrix.symmetric(map(x -> x * x, roots), size);
        assertEquals(
            0,
            distance(run(MatrixFunction.SQRT, steps, a), TestMatrix.symmetric(roots, size)),
            ROOT);
        DMatrixRMaj inverse = TestMatrix.symmetric(map(x -> 1 / x, roots), size);
        assertEquals(
            0,
            distance(run(MatrixFunction.INVSQRT, steps, a), inverse),
            INVERSE_ROOT_ROUNDOFFS * 0x1p-53 * condition * NormOps_DDRM.normP2(inverse));
      }
    }
  }

  /// ±I for a definite matrix, the matrix itself for an involution, and A itself for A = I: the
  /// functions of few distinct values.
  @ParameterizedTest
  @MethodSource("tables")
  void repeatedEigenvaluesAreNoTrouble(List<Step> steps) {
    for (int size : new int[] {2, 12, 40}) {
      DMatrixRMaj identity = CommonOps_DDRM.identity(size);
      for (double value : new double[] {1, 0.5, 1e-3}) {
        DMatrixRMaj multiple = identity.copy();
        CommonOps_DDRM.scale(-value, multiple);
        DMatrixRMaj sign = run(MatrixFunction.SIGN, steps, multiple);
        CommonOps_DDRM.changeSign(sign);
        assertEquals(0, distance(sign, identity), SYMMETRIC_SIGN);
      }
      List<Double> two = signed(Collections.nCopies(size, 0.25), 1);
      DMatrixRMaj involution = TestMatrix.withRealSpectrum(map(Math::signum, two), 3);
      DMatrixRMaj quarter = TestMatrix.withRealSpectrum(two, 3);
      assertEquals(
          0, distance(run(MatrixFunction.SIGN, steps, quarter), involution), NON_NORMAL_SIGN);
      List<Double> clusters =
          IntStream.range(0, size).mapToObj(i -> i % 2 == 0 ? 1 : 0.25).toList();
      assertEquals(
          0,
          distance(
              run(MatrixFunction.SQRT, steps, TestMatrix.symmetric(clusters, 3)),
              TestMatrix.symmetric(map(Math::sqrt, clusters), 3)),
          ROOT);
    }
  }

  /// sign(A/‖A‖) = sign(A) and (A/‖A‖)^(1/2) = A^(1/2)/‖A‖^(1/2).
  @ParameterizedTest
  @ValueSource(doubles = {1e-100, 1e-3, 1, 7, 1e100})
  void normalizationScalesTheFunction(double size) {
    List<Double> roots = magnitudes(20, 1e-2);
    List<Double> eigenvalues = map(x -> x * x * size, roots);
    DMatrixRMaj a = TestMatrix.symmetric(eigenvalues, 5);
    double norm = NormOps_DDRM.normF(a);
    for (MatrixFunction function : List.of(MatrixFunction.SQRT, MatrixFunction.INVSQRT)) {
      MatrixIteration iteration = iteration(function, POLAR_EXPRESS).with(Normalization.FROBENIUS);
      DMatrixRMaj result = finished(iteration, a).result();
      boolean root = function == MatrixFunction.SQRT;
      CommonOps_DDRM.scale(root ? Math.sqrt(norm) : 1 / Math.sqrt(norm), result);
      DMatrixRMaj exact =
          TestMatrix.symmetric(map(x -> root ? Math.sqrt(x) : 1 / Math.sqrt(x), eigenvalues), 5);
      double tolerance = root ? ROOT : INVERSE_ROOT_ROUNDOFFS * 0x1p-53 * 1e4;
      assertEquals(0, distance(result, exact) / NormOps_DDRM.normP2(exact), tolerance);
    }
    List<Double> signed = map(x -> size * x, signed(roots, 0));
    MatrixIteration sign =
        iteration(MatrixFunction.SIGN, POLAR_EXPRESS).with(Normalization.FROBENIUS);
    assertEquals(
        0,
        distance(
            finished(sign, TestMatrix.withRealSpectrum(signed, 5)).result(),
            TestMatrix.withRealSpectrum(map(Math::signum, signed), 5)),
        NON_NORMAL_SIGN);
  }

  /// [ExactFunction] decomposes where the generator composes; both must say the same.
  @ParameterizedTest
  @EnumSource(names = {"SIGN", "SQRT", "INVSQRT"})
  void measuresAgreeWithTheGenerator(MatrixFunction function) {
    for (int size : new int[] {2, 9, 40}) {
      List<Double> values = magnitudes(size, 1e-2);
      DMatrixRMaj a = TestMatrix.withValues(function, values, size, size, 6);
      MatrixIteration iteration = iteration(function, POLAR_EXPRESS);
      Measures measures = Measures.of(iteration, finished(iteration, a));
      List<Double> sorted = values.stream().sorted(Comparator.reverseOrder()).toList();
      for (int i = 0; i < size; i++) {
        assertEquals(sorted.get(i), measures.inputSingularValues().get(i), VALUES);
        assertEquals(1, measures.singularValues().get(i), VALUES);
      }
      assertTrue(measures.withinRoundingBounds(), measures::toString);
      assertEquals(OptionalInt.of(0), measures.flipped());
      assertEquals(0, measures.unresolved());
      boolean inverse = function == MatrixFunction.INVSQRT;
      assertEquals(
          0, measures.residual(), inverse ? INVERSE_RESIDUAL_ROUNDOFFS * 0x1p-53 * 1e2 : RESIDUAL);
      assertEquals(0, measures.distance().orElseThrow(), inverse ? 1e2 * VALUES : VALUES);
    }
  }

  /// A sign that came out wrong is counted, for symmetric and other matrices: the steps are those
  /// of −sign.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wrongSignsAreCounted(boolean symmetric) {
    List<Double> eigenvalues = List.of(-0.5, 0.25, 1.0, -0.75);
    DMatrixRMaj a =
        symmetric
            ? TestMatrix.symmetric(eigenvalues, 1)
            : TestMatrix.withRealSpectrum(eigenvalues, 1);
    List<Step> steps = new ArrayList<>(List.of(Tables.step(-1)));
    MatrixIteration wrong = iteration(MatrixFunction.SIGN, steps);
    assertEquals(OptionalInt.of(4), Measures.of(wrong, finished(wrong, a)).flipped());
    steps.addAll(NEWTON_SCHULZ);
    steps.add(Tables.step(-1));
    MatrixIteration right = iteration(MatrixFunction.SIGN, steps);
    assertEquals(OptionalInt.of(0), Measures.of(right, finished(right, a)).flipped());
  }

  private static void assertRefused(String message, MatrixFunction function, double[][] entries) {
    MatrixIteration iteration = iteration(function, NEWTON_SCHULZ);
    DMatrixRMaj x = new DMatrixRMaj(entries);
    assertRefused(
        message, () -> Measurement.of(iteration, iteration.scaled(x), EjmlAlgebra.INSTANCE));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  /// Eigenvalues that are equal, and ones that are 0, of which the sign is 0.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void measuresMatricesWithEqualEigenvalues(boolean symmetric) {
    List<List<Double>> cycles =
        List.of(
            List.of(0.5),
            List.of(0.5, -0.5),
            List.of(0.5, -0.25, 0.125, -0.25),
            List.of(0.25, 0.0, -1.0, 0.0));
    MatrixIteration iteration = iteration(MatrixFunction.SIGN, POLAR_EXPRESS);
    for (List<Double> cycle : cycles) {
      for (int size : new int[] {4, 13, 40}) {
        List<Double> eigenvalues =
            IntStream.range(0, size).mapToObj(i -> cycle.get(i % cycle.size())).toList();
        DMatrixRMaj a =
            symmetric
                ? TestMatrix.symmetric(eigenvalues, size)
                : TestMatrix.withRealSpectrum(eigenvalues, size);
        Measures measures = Measures.of(iteration, finished(iteration, a));
        assertTrue(measures.withinRoundingBounds(), measures::toString);
        assertEquals(OptionalInt.of(0), measures.flipped());
        assertEquals(Collections.frequency(eigenvalues, 0.0), measures.unresolved());
        assertEquals(0, measures.deviation(), RAISED_ZEROS);
        assertEquals(0, measures.distance().orElseThrow(), RAISED_ZEROS);
      }
    }
  }

  @Test
  void refusesComplexEigenvalues() {
    assertRefused(
        "the matrix has the complex eigenvalue 0.0 ± 1.0i, and the table speaks of real ones only",
        MatrixFunction.SIGN,
        new double[][] {{0, 1}, {-1, 0}});
  }

  @Test
  void refusesMatricesWithoutABasisOfEigenvectors() {
    assertRefused(
        "the matrix has no basis of eigenvectors, or none that could be computed",
        MatrixFunction.SIGN,
        new double[][] {{0.5, 1, 0}, {0, 0.5, 0}, {0, 0, -1}});
  }

  @ParameterizedTest
  @EnumSource(names = {"SQRT", "INVSQRT"})
  void refusesToTakeRootsOfOtherThanSymmetricPositiveDefiniteMatrices(MatrixFunction function) {
    assertRefused(
        "the matrix is not symmetric, and the coupled iteration is for symmetric positive"
            + " definite ones: entries that should be equal differ by up to 5.0e-10 of the largest",
        function,
        new double[][] {{2, 1}, {1 + 1e-9, 2}});
    assertRefused(
        "the matrix is not positive definite: its smallest eigenvalue is -1.0;"
            + " more damping would make it so",
        function,
        new double[][] {{1, 2}, {2, 1}});
    assertRefused(
        "the matrix is not positive definite: its smallest eigenvalue is 0.0;"
            + " more damping would make it so",
        function,
        new double[][] {{1, 0}, {0, 0}});
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGN", "SQRT", "INVSQRT"})
  void refusesMatricesThatAreNotSquare(MatrixFunction function) {
    MatrixIteration iteration = iteration(function, NEWTON_SCHULZ);
    assertRefused(
        "this function needs a square matrix, found 2×3",
        () -> new EjmlBackend().run(iteration, new DMatrixRMaj(2, 3)));
    assertRefused(
        "this function needs a square matrix, found 3×2",
        () -> new EjmlBackend().run(iteration, new DMatrixRMaj(3, 2)));
    assertRefused(
        "the Gram form computes the polar factor only",
        () -> iteration.with(new Form.Gram(List.of())));
  }
}
