package org.alternant.iteration.ejml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.RandomMatrices_FDRM;
import org.junit.jupiter.api.Test;

/// Designs record what runs showed, so products must not change by a bit: EJML's are the oracle.
class Float32ProductsTest {

  private final Random random = new Random(1);

  @Test
  void productsAreThoseOfEjmlBitForBit() {
    for (int i = 0; i < 200; i++) {
      FMatrixRMaj a = random(size(), size());
      FMatrixRMaj b = random(a.numCols, size());
      FMatrixRMaj expected = CommonOps_FDRM.mult(a, b, null);
      FMatrixRMaj c = random(a.numRows, b.numCols);
      Float32Products.product(a, b, c);
      assertArrayEquals(expected.data, c.data, () -> a.numRows + "×" + a.numCols + "×" + b.numCols);
    }
  }

  @Test
  void gramMatricesAreThoseOfEjmlBitForBit() {
    for (int i = 0; i < 200; i++) {
      FMatrixRMaj t = random(size(), size());
      FMatrixRMaj expected = CommonOps_FDRM.multInner(t, null);
      FMatrixRMaj a = random(t.numCols, t.numCols);
      Float32Products.gram(t, a);
      assertArrayEquals(expected.data, a.data, () -> t.numRows + "×" + t.numCols);
    }
  }

  @Test
  void whatIsNotFiniteStaysSo() {
    FMatrixRMaj a = random(7, 9);
    a.set(3, 4, Float.POSITIVE_INFINITY);
    FMatrixRMaj b = random(9, 5);
    b.set(4, 2, 0);
    FMatrixRMaj c = new FMatrixRMaj(7, 5);
    Float32Products.product(a, b, c);
    assertTrue(Float.isNaN(c.get(3, 2)));
    assertTrue(Float.isInfinite(c.get(3, 1)));
    assertTrue(Float.isFinite(c.get(2, 2)));
  }

  /// Small ones, and some that are shared among threads.
  private int size() {
    return 1 + random.nextInt(random.nextInt(4) == 0 ? 130 : 20);
  }

  private FMatrixRMaj random(int rows, int columns) {
    return RandomMatrices_FDRM.rectangle(rows, columns, -1, 1, random);
  }
}
