package org.alternant.iteration.ejml;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/// Products in binary32. Each entry is a sum in the order of the inner index, as in EJML's own
/// products: the same numbers, whatever the number of threads. EJML goes through a row of the
/// result once for each row of the right factor; here four rows of that go into one of the result
/// at once, and into the next while they are at hand.
///
/// Every row is an array of its own while it is worked on, because the compiler vectorises a loop
/// that writes one array and reads others at the same index, and not one that goes through several
/// places of an array or writes two: products take a third of the time.
final class Float32Products {

  /// Rows of the result, and of the right factor, that are passed through together.
  private static final int HEIGHT = 2;

  private static final int DEPTH = 4;

  private final float[] left;

  /// From an entry of the left factor to that of the next row, and of the next inner index.
  private final int rowStride;

  private final int innerStride;

  /// The rows of the right factor.
  private final float[][] right;

  private final float[] result;
  private final int columns;

  private Float32Products(
      FMatrixRMaj left, int rowStride, int innerStride, FMatrixRMaj right, FMatrixRMaj result) {
    this.left = left.data;
    this.rowStride = rowStride;
    this.innerStride = innerStride;
    this.right = new float[right.numRows][];
    this.result = result.data;
    columns = right.numCols;
    Arrays.setAll(this.right, k -> Arrays.copyOfRange(right.data, k * columns, (k + 1) * columns));
  }

  /// C ← AB.
  static void product(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    Float32Products product = new Float32Products(a, a.numCols, 1, b, c);
    inPairs(a.numRows, a.numCols, b.numCols, (row, height) -> product.rows(row, height, 0));
  }

  /// A ← TᵀT, exactly symmetric.
  static void gram(FMatrixRMaj t, FMatrixRMaj a) {
    int order = t.numCols;
    Float32Products product = new Float32Products(t, 1, order, t, a);
    inPairs(order, t.numRows, order, (row, height) -> product.rows(row, height, row));
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < i; j++) {
        a.data[i * order + j] = a.data[j * order + i];
      }
    }
  }

  private interface Rows {
    void make(int first, int height);
  }

  private static void inPairs(int rows, int inner, int columns, Rows make) {
    IntConsumer pair = p -> make.make(HEIGHT * p, Math.min(HEIGHT, rows - HEIGHT * p));
    IntStream pairs = IntStream.range(0, (rows + HEIGHT - 1) / HEIGHT);
    (Products.concurrencyPays(rows, inner, columns) ? pairs.parallel() : pairs).forEach(pair);
  }

  /// Makes one or two rows of the result, from a column on.
  private void rows(int row, int height, int from) {
    float[][] made = new float[height][columns];
    int k = 0;
    for (; k + DEPTH <= right.length; k += DEPTH) {
      for (int i = 0; i < height; i++) {
        addFour(row + i, k, made[i], from);
      }
    }
    for (; k < right.length; k++) {
      for (int i = 0; i < height; i++) {
        add(entry(row + i, k), right[k], made[i], from);
      }
    }
    for (int i = 0; i < height; i++) {
      System.arraycopy(made[i], from, result, (row + i) * columns + from, columns - from);
    }
  }

  private float entry(int row, int k) {
    return left[row * rowStride + k * innerStride];
  }

  private void addFour(int row, int k, float[] c, int from) {
    float p0 = entry(row, k);
    float p1 = entry(row, k + 1);
    float p2 = entry(row, k + 2);
    float p3 = entry(row, k + 3);
    float[] x0 = right[k];
    float[] x1 = right[k + 1];
    float[] x2 = right[k + 2];
    float[] x3 = right[k + 3];
    for (int j = from; j < c.length; j++) {
      c[j] = c[j] + p0 * x0[j] + p1 * x1[j] + p2 * x2[j] + p3 * x3[j];
    }
  }

  private static void add(float p, float[] x, float[] c, int from) {
    for (int j = from; j < c.length; j++) {
      c[j] += p * x[j];
    }
  }
}
