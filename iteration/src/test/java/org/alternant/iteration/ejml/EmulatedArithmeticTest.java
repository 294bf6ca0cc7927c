package org.alternant.iteration.ejml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.iteration.run.ExactFormat;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.iteration.run.Tables;
import org.alternant.iteration.run.Term;
import org.alternant.iteration.run.UnfusedArithmetic;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The three-product step of degree 5 to the last bit, against a model of plain loops in exact
/// decimals that rounds where [MatrixArithmetic] says.
///
/// Only the order of accumulation is free there, so the matrices are such that it does not matter:
/// with min(m, n) ≤ 2 all products but XXᵀ have at most two terms, and for that one X has entries k
/// · 2⁻⁶, |k| < 2⁷, as operands, of which nine products add up to less than 2²⁴ · 2⁻¹².
class EmulatedArithmeticTest {

  private static final int MATRICES = 12;

  private static final List<Step> STEPS =
      List.of(Tables.step(3.4445, -4.775, 2.0315), Tables.NANOCHAT_5.getFirst());

  /// Rounding as it should be.
  private record Model(Precision precision, Epilogue epilogue) {

    double stored(double x) {
      return ExactFormat.storageOf(precision).round(x);
    }

    double operand(double x) {
      return ExactFormat.of(precision).round(x);
    }

    /// One operation of the accumulator's format.
    static double single(BigDecimal x) {
      return ExactFormat.BINARY32.round(x);
    }

    static double scaled(double alpha, double x) {
      double factor = ExactFormat.BINARY32.round(alpha);
      return single(new BigDecimal(factor).multiply(new BigDecimal(x)));
    }

    static double sum(double x, double y) {
      return single(new BigDecimal(x).add(new BigDecimal(y)));
    }

    /// Not rounded to the storage format.
    double[][] product(double[][] left, double[][] right) {
      double[][] product = new double[left.length][right[0].length];
      for (int i = 0; i < left.length; i++) {
        for (int j = 0; j < right[0].length; j++) {
          for (int k = 0; k < right.length; k++) {
            BigDecimal factor = new BigDecimal(operand(left[i][k]));
            double term = single(factor.multiply(new BigDecimal(operand(right[k][j]))));
            product[i][j] = sum(product[i][j], term);
          }
        }
      }
      return product;
    }

    /// αLR + βC.
    double[][] multiply(
        double alpha, double[][] left, double[][] right, double beta, double[][] addend) {
      // Steps of degree 5 and less have no combinations.
      boolean fused = epilogue != Epilogue.UNFUSED;
      double[][] result = product(fused ? left : scaled(alpha, left), right);
      for (int i = 0; i < result.length; i++) {
        for (int j = 0; j < result[i].length; j++) {
          double product = fused ? scaled(alpha, result[i][j]) : stored(result[i][j]);
          double added = scaled(beta, addend[i][j]);
          result[i][j] = stored(sum(product, fused ? added : stored(added)));
        }
      }
      return result;
    }

    private double[][] scaled(double alpha, double[][] x) {
      return map(x, entry -> stored(scaled(alpha, entry)));
    }

    double[][] step(List<Double> c, double[][] x) {
      boolean wide = x.length <= x[0].length;
      double[][] gram = wide ? product(x, transposed(x)) : product(transposed(x), x);
      double[][] a = map(gram, this::stored);
      double[][] b = multiply(c.get(2), a, a, c.get(1), a);
      return wide ? multiply(1, b, x, c.get(0), x) : multiply(1, x, b, c.get(0), x);
    }
  }

  private static double[][] map(double[][] x, DoubleUnaryOperator f) {
    double[][] result = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      result[i] = Arrays.stream(x[i]).map(f).toArray();
    }
    return result;
  }

  private static double[][] transposed(double[][] x) {
    double[][] result = new double[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        result[j][i] = x[i][j];
      }
    }
    return result;
  }

  /// Entries (k + noise) · 2⁻⁶ · `scale` of which the noise is lost where operands are rounded.
  private static double[][] matrix(
      int rows, int columns, Precision precision, double scale, Random random) {
    double noise = precision == Precision.FLOAT32 ? 0 : 0x1p-14;
    double[][] x = new double[rows][columns];
    for (double[] row : x) {
      for (int j = 0; j < columns; j++) {
        double k = random.nextInt(255) - 127;
        row[j] = scale * 0x1p-6 * (k + (k == 0 ? 0 : noise));
      }
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "1, 7", "2, 1", "9, 1", "2, 2", "2, 3", "3, 2"})
  void aStepIsTheScalarModelToTheLastBit(int rows, int columns) {
    for (Precision precision : Precision.values()) {
      if (precision == Precision.FLOAT64) {
        continue;
      }
      for (Epilogue epilogue : Epilogue.values()) {
        Random random = new Random(1);
        int changed = 0;
        for (int i = 0; i < MATRICES; i++) {
          // The small ones reach the subnormal numbers of float16.
          double scale = new double[] {1, 0x1p-4, 0x1p-9}[i % 3];
          Step step = STEPS.get(i % 2);
          double[][] x = matrix(rows, columns, precision, scale, random);
          Model model = new Model(precision, epilogue);
          double[][] expected = model.step(step.coefficients(), map(x, model::stored));
          double[][] found = run(step, precision, epilogue, x);
          String what = precision + " " + epilogue + " " + new DMatrixRMaj(x);
          assertArrayEquals(expected, found, what);
          Epilogue other = epilogue == Epilogue.UNFUSED ? Epilogue.FUSED : Epilogue.UNFUSED;
          double[][] otherwise =
              new Model(precision, other).step(step.coefficients(), map(x, model::stored));
          changed += Arrays.deepEquals(expected, otherwise) ? 0 : 1;
        }
        assertTrue(changed > 0, "the epilogues differ somewhere");
      }
    }
  }

  private static double[][] run(
      Step step, Precision precision, Epilogue epilogue, double[][] input) {
    MatrixIteration iteration =
        new MatrixIteration(List.of(step), Normalization.NONE, precision).with(epilogue);
    Outcome outcome = new EjmlBackend().run(iteration, new DMatrixRMaj(input));
    DMatrixRMaj result = assertInstanceOf(Outcome.Finished.class, outcome).result();
    return result.get2DData();
  }

  /// All epilogues of a precision.
  private static List<MatrixArithmetic<?>> arithmetics(Precision precision) {
    MatrixArithmetic<?> fused = new EjmlBackend().arithmetic(precision);
    return List.of(
        fused,
        new UnfusedArithmetic<>(fused, Epilogue.ADDMM),
        new UnfusedArithmetic<>(fused, Epilogue.UNFUSED));
  }

  private static <M> M upload(MatrixArithmetic<M> arithmetic, double[][] x) {
    return arithmetic.upload(List.of(new DMatrixRMaj(x)));
  }

  private static <M> double[] download(MatrixArithmetic<M> arithmetic, M x) {
    return arithmetic.download(x).getFirst().data;
  }

  @ParameterizedTest
  @EnumSource
  void aFactorOfZeroReadsNoAddend(Precision precision) {
    arithmetics(precision).forEach(EmulatedArithmeticTest::aFactorOfZeroReadsNoAddend);
  }

  private static <M> void aFactorOfZeroReadsNoAddend(MatrixArithmetic<M> arithmetic) {
    M a = upload(arithmetic, new double[][] {{1, 2}, {2, -3}});
    M garbage = upload(arithmetic, new double[][] {{Double.NaN, 1 / 0.0}, {0, Double.NaN}});
    M result = upload(arithmetic, new double[][] {{Double.NaN, 0}, {0, 1 / 0.0}});
    arithmetic.multiply(0.5, a, a, 0, garbage, result);
    assertArrayEquals(new double[] {2.5, -2, -2, 6.5}, download(arithmetic, result));
    arithmetic.square(2, a, 0, garbage, result);
    assertArrayEquals(new double[] {10, -8, -8, 26}, download(arithmetic, result));
    arithmetic.combine(List.of(new Term<>(-0.5, a)), result);
    assertArrayEquals(new double[] {-0.5, -1, -1, 1.5}, download(arithmetic, result));
    arithmetic.gram(-0.5, a, 0, garbage, result);
    assertArrayEquals(new double[] {-2.5, 2, 2, -6.5}, download(arithmetic, result));
  }

  @ParameterizedTest
  @EnumSource
  void factorsAndAddendMayBeOneMatrixAndAreNotChanged(Precision precision) {
    arithmetics(precision).forEach(EmulatedArithmeticTest::oneMatrixForAll);
  }

  private static <M> void oneMatrixForAll(MatrixArithmetic<M> arithmetic) {
    double[][] entries = {{1, 0.5}, {0.25, -2}};
    M a = upload(arithmetic, entries);
    M result = arithmetic.like(a);
    arithmetic.multiply(2, a, a, -1, a, result);
    assertArrayEquals(new double[] {1.25, -1.5, -0.75, 10.25}, download(arithmetic, result));
    arithmetic.combine(List.of(new Term<>(3, a), new Term<>(-1, a)), result);
    assertArrayEquals(new double[] {2, 1, 0.5, -4}, download(arithmetic, result));
    arithmetic.apply(2, a, 1, a, result);
    assertArrayEquals(new double[] {3.25, -0.5, -0.25, 6.25}, download(arithmetic, result));
    arithmetic.combine(List.of(new Term<>(3, a), new Term<>(-1, a), new Term<>(2, a)), result);
    assertArrayEquals(new double[] {4, 2, 1, -8}, download(arithmetic, result));
    arithmetic.gram(1, a, 0, result, result);
    assertArrayEquals(new double[] {1.25, -0.75, -0.75, 4.0625}, download(arithmetic, result));
    assertArrayEquals(new double[] {1, 0.5, 0.25, -2}, download(arithmetic, a));
  }

  /// What overflows is infinite and what was infinite may become NaN; nothing is thrown, and the
  /// matrices of a batch do not touch each other.
  @ParameterizedTest
  @EnumSource
  void infinitiesStayInTheirMatrix(Precision precision) {
    arithmetics(precision).forEach(EmulatedArithmeticTest::infinitiesStay);
  }

  private static <M> void infinitiesStay(MatrixArithmetic<M> arithmetic) {
    double largest = ExactFormat.storageOf(arithmetic.precision()).largest();
    M x =
        arithmetic.upload(
            List.of(
                new DMatrixRMaj(new double[][] {{largest, 0, -largest}}),
                new DMatrixRMaj(new double[][] {{1, 2, 3}})));
    assertEquals(List.of(true, true), arithmetic.isFinite(x));
    M a = arithmetic.allocate(2, 1, 1);
    arithmetic.gram(1, x, 0, a, a);
    assertEquals(List.of(false, true), arithmetic.isFinite(a));
    M y = arithmetic.like(x);
    arithmetic.apply(1, a, 0, x, y);
    assertEquals(List.of(false, true), arithmetic.isFinite(y));
    double infinity = Double.POSITIVE_INFINITY;
    assertArrayEquals(
        new double[] {infinity, Double.NaN, -infinity}, arithmetic.download(y).getFirst().data);
    assertArrayEquals(new double[] {14, 28, 42}, arithmetic.download(y).getLast().data);
  }

  /// TensorFloat-32 is a format of operands: what is uploaded, added and scaled keeps binary32's
  /// digits, and only products lose them.
  @Test
  void tensorFloat32RoundsNothingButOperands() {
    MatrixArithmetic<?> arithmetic = new EjmlBackend().arithmetic(Precision.TFLOAT32);
    assertArrayEquals(
        new double[] {1 + 0x1p-23, 2 + 0x1p-22, 2 + 0x1p-22, 1},
        tensorFloat32(arithmetic, 1 + 0x1p-23));
    assertArrayEquals(
        new double[] {1 + 0x1p-11, 2 + 0x1p-10, 2 + 0x1p-10, 1},
        tensorFloat32(arithmetic, 1 + 0x1p-11));
    double above = 1 + 0x1p-11 + 0x1p-23;
    double operand = 1 + 0x1p-10;
    assertArrayEquals(
        new double[] {above, 2 * above, 2 * above, operand * operand},
        tensorFloat32(arithmetic, above));
  }

  /// X, X + X, 2X and X² of X = (x).
  private static <M> double[] tensorFloat32(MatrixArithmetic<M> arithmetic, double entry) {
    M x = upload(arithmetic, new double[][] {{entry}});
    M sum = arithmetic.like(x);
    arithmetic.combine(List.of(new Term<>(1, x), new Term<>(1, x)), sum);
    M doubled = arithmetic.like(x);
    arithmetic.combine(List.of(new Term<>(2, x)), doubled);
    M square = arithmetic.like(x);
    arithmetic.multiply(1, x, x, 0, x, square);
    return new double[] {
      download(arithmetic, x)[0],
      download(arithmetic, sum)[0],
      download(arithmetic, doubled)[0],
      download(arithmetic, square)[0]
    };
  }
}
