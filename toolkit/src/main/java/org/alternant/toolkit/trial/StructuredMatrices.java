package org.alternant.toolkit.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.iteration.run.Normalizer;
import org.ejml.data.DMatrixRMaj;

/// Matrices whose entries repeat, so that their roundings are equal instead of independent and move
/// singular values much further than in ordinary ones of the same size. Their spectra are what they
/// are: few values far from 0, of which none may outgrow the steps.
final class StructuredMatrices {

  /// Coherent roundings do not depend on the size, so that small matrices show them.
  private static final int MOST_ROWS = 64;

  private static final int MOST_COLUMNS = 96;

  /// Blocks of a block-constant matrix, in each direction, are at most so many.
  private static final int MOST_BLOCKS = 20;

  private final Random random;
  private final List<DMatrixRMaj> matrices = new ArrayList<>();

  private StructuredMatrices(long seed) {
    random = new Random(seed);
  }

  /// Matrices of every structure, divided by their Frobenius norm.
  ///
  /// @param shape how large they are at most
  /// @param count how many of each structure
  /// @param seed any number
  static List<DMatrixRMaj> of(MatrixShape shape, int count, long seed) {
    StructuredMatrices made = new StructuredMatrices(seed);
    for (int i = 0; i < count; i++) {
      int rows = made.size(Math.min(shape.shorter(), MOST_ROWS));
      int columns = made.size(Math.min(Math.max(shape.rows(), shape.columns()), MOST_COLUMNS));
      made.add(Math.min(rows, columns), Math.max(rows, columns));
    }
    return made.matrices;
  }

  /// From half of the most to that.
  private int size(int most) {
    return most - random.nextInt(most / 2 + 1);
  }

  private void add(int rows, int columns) {
    add(rows, columns, _ -> 1);
    add(rows, columns, i -> Math.scalb(1.0, -(i / columns) % 12 - i % columns % 12));
    double[] left = numbers(rows);
    double[] right = numbers(columns);
    double noise = 0.01 + 0.02 * random.nextDouble();
    add(rows, columns, i -> left[i / columns] * right[i % columns] + noise * random.nextGaussian());
    int times = 2 + random.nextInt(7);
    double[] some = numbers((rows / times + 1) * columns);
    add(rows, columns, i -> some[i / columns / times * columns + i % columns]);
    double[] blocks = numbers(MOST_BLOCKS * MOST_BLOCKS);
    int across = Math.min(MOST_BLOCKS, rows);
    add(
        rows,
        columns,
        i -> blocks[i / columns * across / rows * MOST_BLOCKS + i % columns * across / columns]);
    add(rows, columns, i -> right[Math.floorMod(i % columns - i / columns, columns)]);
    int order = Integer.highestOneBit(rows);
    int kept = 1 + random.nextInt(order);
    add(
        order,
        order,
        i ->
            (Integer.bitCount(i / order & i % order) % 2 == 0 ? 1 : -1)
                * (i % order < kept ? 1 : noise));
  }

  private double[] numbers(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  private void add(int rows, int columns, IntToDoubleFunction entry) {
    matrices.add(matrix(rows, columns, entry));
  }

  /// A matrix divided by its Frobenius norm.
  ///
  /// @param entry what stands at i n + j before that
  static DMatrixRMaj matrix(int rows, int columns, IntToDoubleFunction entry) {
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    Arrays.setAll(x.data, entry);
    return Normalizer.normalize(x, Normalization.FROBENIUS);
  }
}
