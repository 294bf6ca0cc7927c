package org.alternant.solver.clip;

import org.jspecify.annotations.Nullable;

/// A few linear equations, by elimination with the largest pivot of each column.
final class Equations {

  private final double[][] factors;
  private final int[] order;

  private Equations(double[][] factors, int[] order) {
    this.factors = factors;
    this.order = order;
  }

  /// Factors a square matrix.
  ///
  /// @param matrix its rows; not changed
  /// @return null if it is singular
  static @Nullable Equations of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      order[i] = i;
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      if (!(Math.abs(a[pivot][k]) > 0)) {
        return null;
      }
      double[] row = a[k];
      a[k] = a[pivot];
      a[pivot] = row;
      int index = order[k];
      order[k] = order[pivot];
      order[pivot] = index;
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / a[k][k];
        a[i][k] = factor;
        for (int j = k + 1; factor != 0 && j < n; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    return new Equations(a, order);
  }

  /// Solves A x = b.
  double[] solve(double[] b) {
    int n = order.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = b[order[i]];
      for (int j = 0; j < i; j++) {
        x[i] -= factors[i][j] * x[j];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= factors[i][j] * x[j];
      }
      x[i] /= factors[i][i];
    }
    return x;
  }

  /// Solves Aᵀ x = b.
  double[] solveTransposed(double[] b) {
    int n = order.length;
    double[] y = b.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        y[i] -= factors[j][i] * y[j];
      }
      y[i] /= factors[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        y[i] -= factors[j][i] * y[j];
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[order[i]] = y[i];
    }
    return x;
  }
}
