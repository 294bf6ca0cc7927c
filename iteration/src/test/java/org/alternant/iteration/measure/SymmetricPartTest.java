package org.alternant.iteration.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.alternant.iteration.run.MatrixFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SymmetricPartTest {

  @Test
  void isTheMeanWhereRoundingBrokeSymmetry() {
    SymmetricPart part =
        SymmetricPart.of(
            MatrixFunction.SQRT, new DMatrixRMaj(new double[][] {{4, 1}, {1 + 0x1p-50, 2}}));
    assertEquals(0x1p-52, part.asymmetry());
    assertEquals(part.matrix().get(0, 1), part.matrix().get(1, 0));
    assertEquals(1 + 0x1p-51, part.matrix().get(0, 1));
    assertEquals(4, part.matrix().get(0, 0));
  }

  @Test
  void isTheMatrixWhereItIsSymmetricOrMeantNotToBe() {
    assertUnchanged(MatrixFunction.INVSQRT, new double[][] {{4, 1}, {1, 2}});
    assertUnchanged(MatrixFunction.SIGN, new double[][] {{4, 1}, {1.001, 2}});
    assertUnchanged(MatrixFunction.SQRT, new double[][] {{4, 1}, {Double.NaN, 2}});
    assertUnchanged(MatrixFunction.SQRT, new double[][] {{4, 1e308}, {-1e308, 2}});
    assertUnchanged(MatrixFunction.POLAR, new double[][] {{4, 1}, {1 + 0x1p-50, 2}});
    assertUnchanged(MatrixFunction.POLAR, new double[][] {{4, 1, 2}, {1, 2, 3}});
  }

  @Test
  void ofTheLargestEntriesDoesNotOverflow() {
    double large = Double.MAX_VALUE;
    SymmetricPart part =
        SymmetricPart.of(
            MatrixFunction.SQRT,
            new DMatrixRMaj(new double[][] {{large, large}, {Math.nextDown(large), large}}));
    assertEquals(Math.nextDown(large), part.matrix().get(0, 1));
  }

  private static void assertUnchanged(MatrixFunction function, double[][] rows) {
    DMatrixRMaj x = new DMatrixRMaj(rows);
    SymmetricPart part = SymmetricPart.of(function, x);
    assertSame(x, part.matrix());
    assertEquals(0, part.asymmetry());
  }
}
