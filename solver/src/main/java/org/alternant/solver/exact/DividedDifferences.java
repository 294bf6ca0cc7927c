package org.alternant.solver.exact;

/// Divided differences of f(y) = y^(−1/p) at the powers y = xᵖ of positive points, free of
/// subtraction: their signs alternate with the number of points, and a magnitude has full relative
/// accuracy even where the differences lie far below one ulp of f.
///
/// All values of a set carry a common factor, which cancels in the ratios they are used in and
/// keeps up to 64 points with xᵖ ≥ 1e-300 (for p = 2: x ≥ 1e-300) from overflowing.
public sealed interface DividedDifferences permits GramianDifferences, PoleDifferences {

  /// The divided differences on no points yet.
  ///
  /// @param root p, at least 1
  /// @param smallest no point will be much smaller
  /// @param count how many points there will be at most
  /// @return an empty set, to which points are added
  static DividedDifferences none(int root, double smallest, int count) {
    return root == 2 ? GramianDifferences.NONE : PoleDifferences.none(root, smallest, count);
  }

  /// The factor on every value.
  ///
  /// @return a power of two, the same for all sets that are made from one
  double scale();

  /// Adds a point, which may coincide with one that is there.
  ///
  /// @param x the point, positive, at most 1
  /// @return the divided differences with all points and this one
  DividedDifferences with(double x);

  /// The magnitude of the divided difference on these points and one more.
  ///
  /// @param x the further point, positive
  /// @return |f[x₀ᵖ, …, x_mᵖ, xᵖ]| · scale
  double magnitudeWith(double x);

  /// The magnitude of the divided difference on these points, at least two.
  ///
  /// @return |f[x₀ᵖ, …, x_mᵖ]| · scale
  double magnitude();
}
