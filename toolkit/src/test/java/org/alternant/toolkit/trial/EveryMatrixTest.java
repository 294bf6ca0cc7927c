package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A design that covers every matrix holds those whose entries repeat, so that their roundings are
/// equal instead of independent: under the bounds of the model no singular value exceeds what they
/// print.
class EveryMatrixTest {

  private static final int SHAPES = 1000;
  private static final int MOST_ROWS = 64;
  private static final int MOST_COLUMNS = 128;

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"BFLOAT16, 5, 5", "BFLOAT16, 3, 8", "FLOAT16, 5, 5", "TFLOAT32, 5, 5"})
  void structuredMatricesStayInside(Precision precision, int degree, int count) {
    ModelledDesign design =
        ModelledDesign.of(precision, new MatrixShape(MOST_ROWS, MOST_COLUMNS), degree, count);
    double most = design.bound();
    Random random = new Random(7);
    for (int i = 0; i < SHAPES; i++) {
      int rows = 1 + random.nextInt(MOST_ROWS);
      int columns = rows + random.nextInt(MOST_COLUMNS - rows + 1);
      for (DMatrixRMaj x : matrices(rows, columns, random)) {
        assertTrue(
            design.largest(x) <= most, () -> "%d×%d beyond %s".formatted(rows, columns, most));
      }
    }
  }

  /// Of every structure, and some that are no samples of designs.
  private static List<DMatrixRMaj> matrices(int rows, int columns, Random random) {
    double[] left = random.doubles(rows, -1, 1).toArray();
    double[] right = random.doubles(columns, -1, 1).toArray();
    List<DMatrixRMaj> matrices =
        new ArrayList<>(
            StructuredMatrices.of(new MatrixShape(rows, columns), 1, random.nextLong()));
    List.<IntToDoubleFunction>of(
            _ -> 1 + 1e-3 * random.nextDouble(),
            i -> left[i / columns],
            i -> right[i % columns],
            i -> right[(i / columns % 3 + i % columns) % columns])
        .forEach(entry -> matrices.add(StructuredMatrices.matrix(rows, columns, entry)));
    return matrices;
  }
}
