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
///
/// All values carry the common factor [#SCALE], which cancels in the ratios they are used in and
/// keeps xᵢ ≥ 1e-300 from overflowing.
public final class DividedDifferences {

  /// The factor on every value; leaves room for 1/(x₀ Π xᵢ²) at x₀ = 1e-300 and degree 63.
  public static final double SCALE = 0x1p-200;

  private final double[] points;
  private final double[] lastRow;
  private final double lastEntry;

  private DividedDifferences(double[] points, double[] lastRow, double lastEntry) {
    this.points = points;
    this.lastRow = lastRow;
    this.lastEntry = lastEntry;
  }

  /// The divided difference of f on one point, 1/x.
  ///
  /// @param x the point, positive
  /// @return the divided differences with that point
  public static DividedDifferences on(double x) {
    return new DividedDifferences(new double[] {x}, new double[0], SCALE / (2 * x));
  }

  /// Adds a point, which may coincide with one that is there.
  ///
  /// @param x the point, positive
  /// @return the divided differences with all points and this one
  public DividedDifferences with(double x) {
    int size = points.length;
    double[] extended = Arrays.copyOf(points, size + 1);
    extended[size] = x;
    double[] row = new double[size];
    double entry = 0;
    for (int j = 0; j < size; j++) {
      entry = (above(j) + entry) / (x + points[j]);
      row[j] = entry;
    }
    return new DividedDifferences(extended, row, entry / x);
  }

  /// The magnitude of the divided difference on these points and one more.
  ///
  /// @param x the further point, positive
  /// @return |f[x₀², …, x_m², x²]| · SCALE
  public double magnitudeWith(double x) {
    double entry = 0;
    for (int j = 0; j < points.length; j++) {
      entry = (above(j) + entry) / (x + points[j]);
    }
    return 2 * entry / x;
  }

  /// The magnitude of the divided difference on these points.
  ///
  /// @return |f[x₀², …, x_m²]| · SCALE
  public double magnitude() {
    return 2 * lastEntry;
  }

  private double above(int j) {
    return j < lastRow.length ? lastRow[j] : lastEntry;
  }
}
