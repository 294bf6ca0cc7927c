package org.alternant.solver.exact;

import java.util.Arrays;

/// Divided differences of f(y) = y^(−1/2) at squares y = x² of positive points, free of subtraction.
///
/// On points x₀, …, x_m > 0 the divided difference is f[x₀², …, x_m²] = (−1)^m · 2 P_mm, where P is
/// the controllability Gramian of the cascade of first-order lags 1/(s + xᵢ): by the residue theorem
/// f[y₀, …, y_m] = (−1)^m (2/π) ∫₀^∞ dω / Π (xᵢ² + ω²), and the integral is that Gramian's last entry. The
/// Lyapunov equation of the bidiagonal cascade reads
///
///     (xᵢ + xⱼ) Pᵢⱼ = Pᵢ₋₁,ⱼ + Pᵢ,ⱼ₋₁,    2 x₀ P₀₀ = 1,
///
/// so every entry is a sum, product and quotient of positive numbers: the relative error is at most
/// about 3m·2⁻⁵³ even where the differences themselves lie far below one ulp of f (proved: at most
/// three roundings along each edge of a lattice path of 2m edges).
final class GramianDifferences implements DividedDifferences {

  /// Leaves room for 1/(x₀ Π xᵢ²) at x₀ = 1e-300 and degree 127.
  private static final double SCALE = 0x1p-200;

  static final DividedDifferences NONE =
      new GramianDifferences(new double[0], new double[0], SCALE / 2);

  private final double[] points;
  private final double[] lastRow;
  private final double lastEntry;

  private GramianDifferences(double[] points, double[] lastRow, double lastEntry) {
    this.points = points;
    this.lastRow = lastRow;
    this.lastEntry = lastEntry;
  }

  @Override
  public double scale() {
    return SCALE;
  }

  @Override
  public DividedDifferences with(double x) {
    int size = points.length;
    if (size == 0) {
      return new GramianDifferences(new double[] {x}, new double[0], SCALE / (2 * x));
    }
    double[] extended = Arrays.copyOf(points, size + 1);
    extended[size] = x;
    double[] row = new double[size];
    double entry = 0;
    for (int j = 0; j < size; j++) {
      entry = (above(j) + entry) / (x + points[j]);
      row[j] = entry;
    }
    return new GramianDifferences(extended, row, entry / x);
  }

  @Override
  public double magnitudeWith(double x) {
    double entry = 0;
    for (int j = 0; j < points.length; j++) {
      entry = (above(j) + entry) / (x + points[j]);
    }
    return 2 * entry / x;
  }

  @Override
  public double magnitude() {
    return 2 * lastEntry;
  }

  private double above(int j) {
    return j < lastRow.length ? lastRow[j] : lastEntry;
  }
}
