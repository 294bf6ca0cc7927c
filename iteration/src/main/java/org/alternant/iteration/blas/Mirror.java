package org.alternant.iteration.blas;

import java.util.stream.IntStream;

/// Makes a symmetric matrix of one triangle.
final class Mirror {

  /// Square tiles keep both the rows that are read and those that are written in the cache.
  private static final int TILE = 32;

  private Mirror() {}

  /// @param a n×n, whose upper triangle is copied to the lower one
  static void lowerFromUpper(float[] a, int order) {
    overTiles(
        order,
        (rows, columns) -> {
          for (int i = rows; i < Math.min(order, rows + TILE); i++) {
            for (int j = columns; j < Math.min(i, columns + TILE); j++) {
              a[i * order + j] = a[j * order + i];
            }
          }
        });
  }

  /// @param a n×n, whose upper triangle is copied to the lower one
  static void lowerFromUpper(double[] a, int order) {
    overTiles(
        order,
        (rows, columns) -> {
          for (int i = rows; i < Math.min(order, rows + TILE); i++) {
            for (int j = columns; j < Math.min(i, columns + TILE); j++) {
              a[i * order + j] = a[j * order + i];
            }
          }
        });
  }

  private interface Tile {
    void copy(int row, int column);
  }

  private static void overTiles(int order, Tile tile) {
    int tiles = (order + TILE - 1) / TILE;
    IntStream rows = IntStream.range(0, tiles);
    (tiles < 16 ? rows : rows.parallel())
        .forEach(
            i -> {
              for (int j = 0; j <= i; j++) {
                tile.copy(i * TILE, j * TILE);
              }
            });
  }
}
