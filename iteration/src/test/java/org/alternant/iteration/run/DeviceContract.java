package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.EjmlBackend;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a backend on a device does in addition to [BackendContract] and [DeviceRunContract]: every
/// operation is what EJML computes, on every shape.
public abstract class DeviceContract extends DeviceRunContract {

  /// Between two backends' products, entry by entry, in units of the storage format's roundoff
  /// times |α| |L||R| + |β| |C|. Theory: half a unit each for the last rounding, and as much again
  /// where a sum lies at a rounding boundary. Observed together with the next: 0.16 of what both
  /// allow in binary32 and binary64; nothing in the narrow formats, whose products are exact in
  /// binary32, so that it does not matter whether multiplication and addition are fused.
  private static final double STORAGE_ROUNDOFFS = 2.1;

  /// The same for the accumulation in another order, in units of the accumulator's roundoff times
  /// the number of terms. Theory: 1 for each backend.
  private static final double ACCUMULATOR_ROUNDOFFS = 2;

  private static List<DMatrixRMaj> symmetric(int count, int order) {
    List<DMatrixRMaj> symmetric = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symmetric.add(symmetric(order, SEED + i));
    }
    return symmetric;
  }

  private static DMatrixRMaj symmetric(int order, long seed) {
    DMatrixRMaj x = gaussian(order, order, seed);
    return CommonOps_DDRM.add(x, CommonOps_DDRM.transpose(x, null), null);
  }

  /// What an operation makes of its operands on a backend, as binary64.
  private interface Operation {
    <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands);
  }

  private static Operation gram(int count, int order) {
    return new Operation() {
      @Override
      public <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands) {
        M a = arithmetic.allocate(count, order, order);
        arithmetic.gram(1, operands.getFirst(), 0, a, a);
        return a;
      }
    };
  }

  /// 0.37 XXᵀ − 1.3 C.
  private static final Operation SHIFTED_GRAM =
      new Operation() {
        @Override
        public <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands) {
          M a = arithmetic.like(operands.get(1));
          arithmetic.gram(0.37, operands.get(0), -1.3, operands.get(1), a);
          return a;
        }
      };

  private static final Operation APPLY =
      new Operation() {
        @Override
        public <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands) {
          M y = arithmetic.like(operands.getFirst());
          arithmetic.apply(-0.7, operands.get(1), 1.3, operands.get(0), y);
          return y;
        }
      };

  private static final Operation MULTIPLY =
      new Operation() {
        @Override
        public <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands) {
          M d = arithmetic.like(operands.getFirst());
          arithmetic.multiply(0.3, operands.get(0), operands.get(1), -2, operands.get(1), d);
          return d;
        }
      };

  private static final Operation SQUARE =
      new Operation() {
        @Override
        public <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands) {
          M d = arithmetic.like(operands.getFirst());
          arithmetic.square(1.7, operands.getFirst(), 0.9, operands.getFirst(), d);
          return d;
        }
      };

  private static <M> List<DMatrixRMaj> compute(
      MatrixArithmetic<M> arithmetic, Operation operation, List<List<DMatrixRMaj>> operands) {
    List<M> uploaded = operands.stream().map(arithmetic::upload).toList();
    return arithmetic.download(operation.on(arithmetic, uploaded));
  }

  private List<DMatrixRMaj> here(
      Precision precision, Operation operation, List<List<DMatrixRMaj>> operands) {
    try (MatrixArithmetic<?> arithmetic = backend().arithmetic(precision)) {
      return compute(arithmetic, operation, operands);
    }
  }

  private static List<DMatrixRMaj> ejml(
      Precision precision, Operation operation, List<List<DMatrixRMaj>> operands) {
    try (MatrixArithmetic<?> arithmetic = new EjmlBackend().arithmetic(precision)) {
      return compute(arithmetic, operation, operands);
    }
  }

  /// Compares results whose entries were summed up from terms of size up to `magnitude`.
  private static void assertClose(
      Precision precision,
      int depth,
      double magnitude,
      List<DMatrixRMaj> expected,
      List<DMatrixRMaj> actual) {
    double accumulator = precision.accumulator().unitRoundoff();
    double storage =
        precision == Precision.TFLOAT32
            ? Precision.FLOAT32.unitRoundoff()
            : precision.unitRoundoff();
    double tolerance =
        magnitude
            * (STORAGE_ROUNDOFFS * storage + ACCUMULATOR_ROUNDOFFS * (depth + 2) * accumulator);
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).data, actual.get(i).data, tolerance, precision::name);
    }
  }

  /// The largest entry of |L||R|, at least 1.
  private static double magnitude(List<DMatrixRMaj> left, List<DMatrixRMaj> right) {
    double largest = 1;
    for (int i = 0; i < left.size(); i++) {
      DMatrixRMaj product =
          CommonOps_DDRM.mult(absolute(left.get(i)), absolute(right.get(i)), null);
      largest = Math.max(largest, CommonOps_DDRM.elementMax(product));
    }
    return largest;
  }

  private static DMatrixRMaj absolute(DMatrixRMaj x) {
    DMatrixRMaj y = x.copy();
    CommonOps_DDRM.abs(y);
    return y;
  }

  private static List<DMatrixRMaj> transposed(List<DMatrixRMaj> matrices) {
    return matrices.stream().map(x -> CommonOps_DDRM.transpose(x, null)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 1, 300",
    "1, 300, 1",
    "3, 17, 33",
    "2, 33, 17",
    "2, 64, 64",
    "1, 65, 129",
    "1, 129, 65",
    "1, 128, 200",
    "1, 63, 64",
    "5, 2, 3",
    "1, 200, 127",
    "1, 8, 1000"
  })
  void gramAndApplyAreEjmls(int count, int rows, int columns) {
    List<DMatrixRMaj> x = batch(count, rows, columns);
    boolean wide = rows <= columns;
    int order = Math.min(rows, columns);
    List<DMatrixRMaj> b = batch(count, order, order);
    Operation gram = gram(count, order);
    double gramSize = wide ? magnitude(x, transposed(x)) : magnitude(transposed(x), x);
    double applySize = (wide ? magnitude(b, x) : magnitude(x, b)) + 10;
    for (Precision precision : backend().precisions()) {
      List<DMatrixRMaj> grams = here(precision, gram, List.of(x));
      assertClose(
          precision, Math.max(rows, columns), gramSize, ejml(precision, gram, List.of(x)), grams);
      grams.forEach(DeviceContract::assertExactlySymmetric);
      List<List<DMatrixRMaj>> shifted = List.of(x, symmetric(count, order));
      List<DMatrixRMaj> shiftedGrams = here(precision, SHIFTED_GRAM, shifted);
      assertClose(
          precision,
          Math.max(rows, columns),
          0.37 * gramSize + 20,
          ejml(precision, SHIFTED_GRAM, shifted),
          shiftedGrams);
      shiftedGrams.forEach(DeviceContract::assertExactlySymmetric);
      assertClose(
          precision,
          order,
          applySize,
          ejml(precision, APPLY, List.of(x, b)),
          here(precision, APPLY, List.of(x, b)));
    }
  }

  private static void assertExactlySymmetric(DMatrixRMaj a) {
    assertArrayEquals(CommonOps_DDRM.transpose(a, null).data, a.data);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 2", "3, 17", "1, 64", "1, 65", "2, 129", "1, 200"})
  void multiplyAndSquareAreEjmls(int count, int order) {
    List<DMatrixRMaj> left = batch(count, order, order);
    List<DMatrixRMaj> right = left.reversed();
    List<DMatrixRMaj> symmetric = symmetric(count, order);
    for (Precision precision : backend().precisions()) {
      assertClose(
          precision,
          order,
          magnitude(left, right) + 20,
          ejml(precision, MULTIPLY, List.of(left, right)),
          here(precision, MULTIPLY, List.of(left, right)));
      List<DMatrixRMaj> squares = here(precision, SQUARE, List.of(symmetric));
      assertClose(
          precision,
          order,
          2 * magnitude(symmetric, symmetric) + 20,
          ejml(precision, SQUARE, List.of(symmetric)),
          squares);
      squares.forEach(DeviceContract::assertExactlySymmetric);
    }
  }

  /// Scalings by α of every number that has 16 bits, and of binary32 numbers of all sizes: the
  /// rounding to the storage format at its ties, among its subnormals and at its overflow.
  @Test
  void combineRoundsBitForBitAsEjml() {
    DMatrixRMaj x = new DMatrixRMaj(1, 1 << 17);
    for (int i = 0; i < 1 << 16; i++) {
      x.data[i] = Float.float16ToFloat((short) i);
      x.data[(1 << 16) + i] = Float.intBitsToFloat((i << 16) | (i * 7919 & 0xffff));
    }
    DMatrixRMaj y = new DMatrixRMaj(1, 1 << 17);
    for (int i = 0; i < y.getNumElements(); i++) {
      y.data[i] = x.data[(i * 31 + 5) % y.getNumElements()];
    }
    for (double[] scalars :
        new double[][] {
          {1}, {0.5}, {1.0009765625}, {3.3}, {0.7, -1.1}, {1e-3, 1}, {0.7, -1.1, 3}, {1, 2, -3, 0.1}
        }) {
      List<List<DMatrixRMaj>> operands = List.of(List.of(x), List.of(y));
      for (Precision precision : backend().precisions()) {
        assertArrayEquals(
            ejml(precision, combination(scalars), operands).getFirst().data,
            here(precision, combination(scalars), operands).getFirst().data,
            () -> precision + ", " + Arrays.toString(scalars));
      }
    }
  }

  /// Σ αᵢXᵢ, the two operands in turn.
  private static Operation combination(double[] scalars) {
    return new Operation() {
      @Override
      public <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands) {
        List<Term<M>> terms = new ArrayList<>();
        for (double scalar : scalars) {
          terms.add(new Term<>(scalar, operands.get(terms.size() % 2)));
        }
        M z = arithmetic.like(operands.getFirst());
        arithmetic.combine(terms, z);
        return z;
      }
    };
  }

  /// A product with a diagonal matrix sums up one term an entry, so that no order is free.
  @Test
  void productsRoundOperandsAndResultBitForBitAsEjml() {
    DMatrixRMaj x = gaussian(37, 37, SEED);
    DMatrixRMaj d = new DMatrixRMaj(37, 37);
    for (int i = 0; i < 37; i++) {
      d.set(i, i, Math.scalb(1 + i / 41.0, 2 * i - 40));
    }
    Operation multiply =
        new Operation() {
          @Override
          public <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands) {
            M result = arithmetic.like(operands.getFirst());
            arithmetic.multiply(
                1.1, operands.get(0), operands.get(1), 0.3, operands.get(0), result);
            return result;
          }
        };
    List<List<DMatrixRMaj>> operands = List.of(List.of(x), List.of(d));
    for (Precision precision : backend().precisions()) {
      assertArrayEquals(
          ejml(precision, multiply, operands).getFirst().data,
          here(precision, multiply, operands).getFirst().data,
          precision::name);
    }
  }

  @Test
  void whereBetaIsZeroTheAddendIsNotRead() {
    DMatrixRMaj nan = new DMatrixRMaj(5, 5);
    nan.fill(Double.NaN);
    List<DMatrixRMaj> x = batch(1, 5, 5);
    Operation operations =
        new Operation() {
          @Override
          public <M> M on(MatrixArithmetic<M> arithmetic, List<M> operands) {
            M first = arithmetic.like(operands.getFirst());
            M second = arithmetic.like(operands.getFirst());
            arithmetic.combine(List.of(new Term<>(1, operands.get(0))), first);
            arithmetic.multiply(1, first, first, 0, operands.get(1), second);
            arithmetic.square(1, second, 0, operands.get(1), first);
            return first;
          }
        };
    for (Precision precision : backend().precisions()) {
      for (double entry : here(precision, operations, List.of(x, List.of(nan))).getFirst().data) {
        assertTrue(Double.isFinite(entry));
      }
    }
  }

  @Test
  void isFiniteTellsTheMatricesOfABatchApart() {
    for (Precision precision : backend().precisions()) {
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0, 1e300}) {
        List<DMatrixRMaj> x = batch(3, 70, 33);
        x.get(1).set(69, 32, bad);
        boolean overflows = bad != 1e300 || precision != Precision.FLOAT64;
        try (MatrixArithmetic<?> arithmetic = backend().arithmetic(precision)) {
          assertEquals(List.of(true, !overflows, true), isFinite(arithmetic, x));
        }
      }
    }
  }

  private static <M> List<Boolean> isFinite(MatrixArithmetic<M> arithmetic, List<DMatrixRMaj> x) {
    return arithmetic.isFinite(arithmetic.upload(x));
  }

  @Test
  void timesAreThoseOfTheOperations() {
    for (Precision precision : backend().precisions()) {
      try (MatrixArithmetic<?> arithmetic = backend().arithmetic(precision)) {
        assertNotNull(arithmetic);
        assertTrue(secondsOfAProduct(arithmetic, 8) > 0);
        assertTrue(secondsOfAProduct(arithmetic, 300) < 10);
      }
    }
  }

  private static <M> double secondsOfAProduct(MatrixArithmetic<M> arithmetic, int order) {
    M x = arithmetic.upload(batch(1, order, order));
    M y = arithmetic.like(x);
    return arithmetic.time(() -> arithmetic.multiply(1, x, x, 0, x, y));
  }
}
