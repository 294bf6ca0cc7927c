package org.alternant.iteration.ejml;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/// Products in binary32. Each entry is a sum in the order of the inner index, as in EJML's own
/// products: the same numbers, whatever the number of threads. EJML goes through a row of the
/// result once for each row of the right factor; here four rows of that go into two of the result
/// at once, which takes little more than half the time.
final class Float32Products {

  /// Rows of the result, and of the right factor, that are passed through together.
  private static final int HEIGHT = 2;

  private static final int DEPTH = 4;

  private final FMatrixRMaj left;

  /// From an entry of the left factor to that of the next row, and of the next inner index.
  private final int rowStride;

  private final int innerStride;
  private final float[] right;
  private final float[] result;
  private final int inner;
  private final int columns;

  private Float32Products(
      FMatrixRMaj left, int rowStride, int innerStride, FMatrixRMaj right, FMatrixRMaj result) {
    this.left = left;
    this.rowStride = rowStride;
    this.innerStride = innerStride;
    this.right = right.data;
    this.result = result.data;
    inner = right.numRows;
    columns = right.numCols;
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
    int c = row * columns;
    int d = (row + height - 1) * columns;
    Arrays.fill(result, c + from, c + columns, 0);
    Arrays.fill(result, d + from, d + columns, 0);
    int k = 0;
    for (; k + DEPTH <= inner && height == HEIGHT; k += DEPTH) {
      addFour(row * rowStride + k * innerStride, k * columns + from, c + from, columns - from);
    }
    for (; k < inner; k++) {
      for (int i = row; i < row + height; i++) {
        addOne(
            left.data[i * rowStride + k * innerStride],
            k * columns + from,
            i * columns + from,
            columns - from);
      }
    }
  }

  private void addFour(int a, int b, int c, int count) {
    float[] from = right;
    float[] to = result;
    float p0 = left.data[a];
    float p1 = left.data[a + innerStride];
    float p2 = left.data[a + 2 * innerStride];
    float p3 = left.data[a + 3 * innerStride];
    float q0 = left.data[a + rowStride];
    float q1 = left.data[a + rowStride + innerStride];
    float q2 = left.data[a + rowStride + 2 * innerStride];
    float q3 = left.data[a + rowStride + 3 * innerStride];
    int b1 = b + columns;
    int b2 = b1 + columns;
    int b3 = b2 + columns;
    int d = c + columns;
    for (int j = 0; j < count; j++) {
      float x0 = from[b + j];
      float x1 = from[b1 + j];
      float x2 = from[b2 + j];
      float x3 = from[b3 + j];
      to[c + j] = to[c + j] + p0 * x0 + p1 * x1 + p2 * x2 + p3 * x3;
      to[d + j] = to[d + j] + q0 * x0 + q1 * x1 + q2 * x2 + q3 * x3;
    }
  }

  private void addOne(float p, int b, int c, int count) {
    float[] from = right;
    float[] to = result;
    for (int j = 0; j < count; j++) {
      to[c + j] += p * from[b + j];
    }
  }
}
