package org.alternant.solver.search;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.alternant.coefficients.DesignRequest;

/// Finds the smallest lower end l for which a schedule on [l, u] does what is asked of it.
///
/// The least error of given degrees, and that of all degrees within a budget, falls as l grows
/// ([RecipeMap]), so that bisection finds it.
public final class LowerEndSearch {

  /// The digits of the answer, and of its distance from the upper end.
  private static final int DIGITS = 8;

  private static final double SMALLEST_RATIO = 1e-300;

  /// About as many lower ends are tested: each test but two halves log l, or log(u − l), to 8
  /// digits.
  public static final int CUSTOMARY_TESTS = 40;

  private LowerEndSearch() {}

  /// The worst-case error of a schedule before it is brought into its band, in binary64 and not
  /// proved.
  ///
  /// @param request its safety factor in the loop
  /// @return the error of its exact design, right to about 1e-12 of itself and of its distance from
  ///   1
  public static double error(DesignRequest request) {
    return new RecipeMap(request).apply(request.degrees(), EndRatio.of(request)).error();
  }

  /// The smallest lower end, in decimals that have 8 digits and leave 8 to the distance from the
  /// upper end, as far as binary64 has them.
  ///
  /// Bisection between bounds that depend on the upper end alone: where one condition holds
  /// whenever another one does, its answer is no larger.
  ///
  /// @param upper the upper end
  /// @param suffices whether a lower end will do; what is larger does too
  /// @return a lower end that will do, at least 1e-300 of the upper end, whose next smaller decimal
  ///   was found not to; empty where none below the upper end will do
  public static OptionalDouble smallest(double upper, DoublePredicate suffices) {
    double below = Math.max(Double.MIN_NORMAL, SMALLEST_RATIO * upper);
    double enough = Math.nextDown(upper);
    if (suffices.test(below)) {
      return OptionalDouble.of(below);
    }
    if (!suffices.test(enough)) {
      return OptionalDouble.empty();
    }
    double middle = between(below, enough, upper);
    while (middle > below && middle < enough) {
      if (suffices.test(middle)) {
        enough = middle;
      } else {
        below = middle;
      }
      middle = between(below, enough, upper);
    }
    return OptionalDouble.of(enough);
  }

  /// A decimal about halfway between two lower ends; one of them if there is none between.
  private static double between(double below, double enough, double upper) {
    double middle =
        2 * below < upper
            ? Math.sqrt(below) * Math.sqrt(enough)
            : upper - Math.sqrt(upper - below) * Math.sqrt(upper - enough);
    double rounded = rounded(middle, upper, RoundingMode.CEILING);
    return rounded < enough ? rounded : rounded(middle, upper, RoundingMode.FLOOR);
  }

  private static double rounded(double lower, double upper, RoundingMode mode) {
    return new BigDecimal(lower).setScale(places(lower, upper), mode).doubleValue();
  }

  /// The decimal places of an answer.
  private static int places(double lower, double upper) {
    BigDecimal smaller = new BigDecimal(Math.min(lower, upper - lower));
    return smaller.scale() - smaller.precision() + DIGITS;
  }

  /// The next larger answer, for when rounding the coefficients to binary64 spoils this one.
  ///
  /// @param lower an answer
  /// @param upper the upper end
  /// @return the next decimal, or the upper end
  public static double next(double lower, double upper) {
    int places = places(lower, upper);
    BigDecimal decimal = new BigDecimal(lower).setScale(places, RoundingMode.HALF_EVEN);
    return Math.min(upper, decimal.add(BigDecimal.ONE.movePointLeft(places)).doubleValue());
  }
}
