package org.alternant.solver.audit;

import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BracketingNthOrderBrentSolver;
import org.jspecify.annotations.Nullable;

/// A row recognised as a scaled best polynomial: p(x) = ρ p*(x/α), p* the best polynomial on [k, 1]
/// with the stride of its function, in x also where the eigenvalues are xʳ.
///
/// @param ratio k = l/u of the interval the row is best on
/// @param scale α: the interval's upper end times the safety factor
/// @param factor ρ: 1, or what recentring multiplied the polynomial by
/// @param residual the largest relative difference between the row's coefficients and those of ρ
///   p*(x/α); 0 up to rounding for degrees 3 and 5, which determine k, α and ρ exactly
public record RowShape(double ratio, double scale, double factor, double residual) {

  private static final double SMALLEST_RATIO = 1e-12;
  private static final double LARGEST_RATIO = 1 - 1e-7;
  private static final int EVALUATIONS = 200;

  /// Whether the row is the limit l → u, (3/2, −1/2), (15/8, −10/8, 3/8), …, or closer to it than
  /// the search resolves.
  ///
  /// @return whether the ratio is at the end of the range searched
  public boolean isLimit() {
    return ratio > LARGEST_RATIO - 1e-6;
  }

  /// Recognises a row by the invariants of its coefficients under scaling of x and p.
  ///
  /// From degree 5 on, c₁²/(c₀c₂) does not change with α and ρ and falls from its value at k → 0 (4
  /// for degree 5) to that at k → 1 (20/9 for degree 5). Two coefficients have no such invariant;
  /// with ρ = 1 assumed, c₀^(r+1)/|c₁| takes its place, which falls from 27 to 27/4 for degree 3.
  ///
  /// @param step the row
  /// @return its shape; null if no best polynomial has its invariant, or its degree is 1
  public static @Nullable RowShape of(Step step) {
    List<Double> row = step.coefficients();
    if (row.size() < 2 || !alternates(row) || row.size() > RemezExchange.MAXIMUM_Q + 1) {
      return null;
    }
    TableFunction function = step.function();
    double wanted = invariant(function, row);
    UnivariateFunction difference = z -> invariant(function, coefficients(step, ratio(z))) - wanted;
    double from = StrictMath.log(SMALLEST_RATIO);
    double to = -StrictMath.log(1 - LARGEST_RATIO);
    double atSmallest = difference.value(from);
    double atLargest = difference.value(to);
    double z;
    if (atSmallest * atLargest < 0) {
      z =
          new BracketingNthOrderBrentSolver(1e-14, 1e-14, 5)
              .solve(EVALUATIONS, difference, from, to);
    } else if (Math.abs(atLargest) < 1e-5 * wanted) {
      // Beyond the range of ratios searched: a converged row.
      z = to;
    } else {
      return null;
    }
    return shape(function.root(), row, ratio(z), coefficients(step, ratio(z)));
  }

  /// The ratio as a function of a variable that resolves both ends: log k below 1/2, −log(1 − k)
  /// above.
  private static double ratio(double z) {
    return z < 0 ? StrictMath.exp(z) / 2 : 1 - StrictMath.exp(-z) / 2;
  }

  private static RowShape shape(int root, List<Double> row, double ratio, List<Double> best) {
    double scale = Powers.root(best.get(1) / best.get(0) / (row.get(1) / row.get(0)), root);
    double factor = row.get(0) * scale / best.get(0);
    if (row.size() == 2) {
      scale = best.get(0) / row.get(0);
      factor = 1;
    }
    double residual = 0;
    double power = scale;
    for (int j = 0; j < row.size(); j++) {
      double expected = factor * best.get(j) / power;
      residual = Math.max(residual, Math.abs(row.get(j) / expected - 1));
      power *= Powers.of(scale, root);
    }
    return new RowShape(ratio, scale, factor, residual);
  }

  private static double invariant(TableFunction function, List<Double> row) {
    double first = row.get(0);
    double second = row.get(1);
    return row.size() == 2
        ? Powers.of(first, function.exponent(1)) / -second
        : second * second / (first * row.get(2));
  }

  private static boolean alternates(List<Double> row) {
    for (int j = 0; j < row.size(); j++) {
      if (!(row.get(j) * (j % 2 == 0 ? 1 : -1) > 0)) {
        return false;
      }
    }
    return true;
  }

  private static List<Double> coefficients(Step step, double ratio) {
    return best(step, ratio).coefficients();
  }

  /// The best polynomial of a row's form on [k, 1].
  static BestPolynomial best(Step step, double ratio) {
    return RemezExchange.solve(
            step.function().root(),
            step.degree(),
            Dyadic.of(ratio),
            Dyadic.ONE,
            RemezExchange.DEFAULT_ACCURACY_BITS)
        .orThrow();
  }
}
