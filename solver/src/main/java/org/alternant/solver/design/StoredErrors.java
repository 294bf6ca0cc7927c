package org.alternant.solver.design;

import java.util.Arrays;
import org.alternant.coefficients.Epilogue;

/// What the rounding of the matrices that a fitted plan stores adds to the new iterate.
///
/// In the eigenbasis of the Gram matrix all matrices of a plan are diagonal. An error E of one of
/// them reaches a later matrix as K∘E, entry by entry: K = 1 for the matrix itself, and through a
/// product M = UV + W
///
///     K_M(i, l) = K_U(i, l) v(l) + u(i) K_V(i, l) + K_W(i, l).
///
/// If E's entries behave as independent random numbers of a size in proportion to the root mean
/// square of the matrix's, they do so in every orthogonal basis, and the new iterate X + … is off by
/// (K∘E)Σ for the last matrix's K (`docs/ROUNDING.md`). The residuals are these entries' sizes, for
/// every stored matrix, on a coarse grid of singular values.
final class StoredErrors {

  /// Points of the grid.
  private static final int N = 12;

  /// The grid begins at this share of the upper end.
  private static final double FIRST = 0.02;

  /// Sources of errors that a product adds.
  private static final int OWN = 3;

  private final int products;

  /// A combination is rounded once where it is [Epilogue#FUSED], otherwise every term and partial
  /// sum; [Epilogue#UNFUSED] a product also before something is added to it.
  private final Epilogue epilogue;

  /// T's eigenvalue at each point, and the share of the spectrum near it.
  private final double[] t = new double[N];

  private final double[] share = new double[N];

  /// What the entry (i, l) counts.
  private final double[] pairWeight = new double[N * N];

  /// The same over all i, over all l, and over both.
  private final double[] columnWeight = new double[N];

  private final double[] rowWeight = new double[N];
  private double totalWeight;

  /// By matrix: its eigenvalues, and the kernels of all sources of errors that reach it.
  private final double[][] m;

  private final double[][][] kernel;
  private final double[] size;
  private final double[] u = new double[N];
  private final double[] v = new double[N];
  private final double[] w = new double[N];
  private final double[] product = new double[N];

  /// @param products square products, 2 or more
  /// @param upper the largest singular value
  /// @param largest of the polynomial's values
  /// @param scale T's
  /// @param shift T's
  /// @param spectrum singular values that stand for those of the matrices
  /// @param epilogue what is rounded
  StoredErrors(
      int products,
      double upper,
      double largest,
      double scale,
      double shift,
      double[] spectrum,
      Epilogue epilogue) {
    this.products = products;
    this.epilogue = epilogue;
    double spacing = upper * (1 - FIRST) / (N - 1);
    double[] x = new double[N];
    for (int i = 0; i < N; i++) {
      x[i] = upper * FIRST + spacing * i;
      t[i] = scale * x[i] * x[i] - shift;
    }
    for (double sigma : spectrum) {
      double place = Math.rint((sigma - x[0]) / spacing);
      share[(int) Math.clamp(place, 0, N - 1)] += 1.0 / spectrum.length;
    }
    for (int i = 0; i < N; i++) {
      // No part of the interval counts for nothing: another matrix has its singular values there.
      share[i] = (share[i] + 1.0 / N) / 2;
    }
    for (int i = 0; i < N; i++) {
      for (int l = 0; l < N; l++) {
        pairWeight[i * N + l] = x[l] / largest * Math.sqrt((share[i] + 1.0 / N) / 2 * share[l]);
      }
    }
    m = new double[products + 2][N];
    kernel = new double[products + 2][sources(products)][N * N];
    size = new double[sources(products)];
    prepare();
  }

  /// How many parameters a plan has: three combinations of all that is known for each product after
  /// T².
  static int parameters(int products) {
    int count = 0;
    for (int k = 3; k < products + 2; k++) {
      count += 3 * k;
    }
    return count;
  }

  /// T, T², and for each further product its two factors, and its result with what is added: the
  /// errors of these two travel alike.
  private static int sources(int products) {
    return 2 + OWN * (products - 1);
  }

  /// The number of residuals: those of the last product's own errors, of which each kernel depends
  /// on one index or none, are put together.
  int count() {
    return (sources(products) - OWN) * N * N + 2 * N + 1;
  }

  private void prepare() {
    Arrays.fill(m[0], 1);
    for (int i = 0; i < N; i++) {
      m[1][i] = t[i];
      m[2][i] = t[i] * t[i];
      for (int l = 0; l < N; l++) {
        kernel[1][0][i * N + l] = 1;
        kernel[2][0][i * N + l] = t[i] + t[l];
        kernel[2][1][i * N + l] = 1;
      }
    }
    size[0] = Math.sqrt(square(m[1]));
    size[1] = Math.sqrt(square(m[2]));
  }

  /// Writes the residuals.
  ///
  /// @param parameters of the plan
  /// @param factor for all of them
  /// @param residuals where to
  /// @param from the first's place
  void write(double[] parameters, double factor, double[] residuals, int from) {
    int at = 0;
    int known = 2;
    for (int k = 3; k < products + 2; k++) {
      combine(parameters, at, k, known);
      known = through(parameters, at, k, known);
      at += 3 * k;
    }
    double[][] last = kernel[products + 1];
    int place = from;
    int own = known - OWN;
    for (int s = 0; s < own; s++) {
      double sized = factor * size[s];
      for (int e = 0; e < N * N; e++) {
        residuals[place++] = last[s][e] * pairWeight[e] * sized;
      }
    }
    for (int i = 0; i < N; i++) {
      residuals[place++] = v[i] * columnWeight[i] * factor * size[own];
      residuals[place++] = u[i] * rowWeight[i] * factor * size[own + 1];
    }
    residuals[place] = totalWeight * factor * size[own + 2];
  }

  /// U, V and W of a product, the product, and the sizes of their errors.
  private void combine(double[] parameters, int at, int k, int known) {
    size[known] = combination(parameters, at, k, u);
    size[known + 1] = combination(parameters, at + k, k, v);
    double added = combination(parameters, at + 2 * k, k, w);
    for (int i = 0; i < N; i++) {
      m[k][i] = u[i] * v[i] + w[i];
    }
    double rounded = square(m[k]) + added * added;
    if (epilogue == Epilogue.UNFUSED) {
      Arrays.setAll(product, i -> u[i] * v[i]);
      rounded += square(product);
    }
    size[known + 2] = Math.sqrt(rounded);
  }

  private double combination(double[] parameters, int at, int k, double[] result) {
    Arrays.fill(result, 0);
    boolean fused = epilogue == Epilogue.FUSED;
    double rounded = 0;
    for (int j = 0; j < k; j++) {
      double factor = parameters[at + j];
      for (int i = 0; i < N; i++) {
        result[i] += factor * m[j][i];
      }
      if (!fused) {
        rounded += factor * factor * square(m[j]) + (j > 0 ? square(result) : 0);
      }
    }
    return Math.sqrt(fused ? square(result) : rounded);
  }

  /// Carries all kernels through a product, and adds those of its own errors.
  private int through(double[] parameters, int at, int k, int known) {
    for (int s = 0; s < known; s++) {
      Arrays.fill(kernel[k][s], 0);
    }
    for (int j = 1; j < k; j++) {
      double a = parameters[at + j];
      double b = parameters[at + k + j];
      double c = parameters[at + 2 * k + j];
      for (int s = 0; s < Math.min(known, reaching(j)); s++) {
        double[] inner = kernel[j][s];
        double[] outer = kernel[k][s];
        for (int i = 0; i < N; i++) {
          double left = u[i] * b + c;
          for (int l = 0; l < N; l++) {
            outer[i * N + l] += inner[i * N + l] * (a * v[l] + left);
          }
        }
      }
    }
    for (int i = 0; i < N; i++) {
      for (int l = 0; l < N; l++) {
        kernel[k][known][i * N + l] = v[l];
        kernel[k][known + 1][i * N + l] = u[i];
        kernel[k][known + 2][i * N + l] = 1;
      }
    }
    return known + OWN;
  }

  /// How many sources reach the matrix M_j.
  private static int reaching(int j) {
    return j < 3 ? j : sources(j - 1);
  }

  private double square(double[] values) {
    double sum = 0;
    for (int i = 0; i < N; i++) {
      sum += share[i] * values[i] * values[i];
    }
    return sum;
  }
}
