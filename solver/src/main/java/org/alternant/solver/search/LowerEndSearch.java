package org.alternant.solver.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.DesignRequest;

/// Finds the smallest lower end l for which a schedule on [l, u] errs by no more than a given
/// error.
///
/// The least error of given degrees, and that of all degrees within a budget, falls as l grows
/// ([RecipeMap]), so that bisection finds it.
public final class LowerEndSearch {

  /// The digits of the answer, which is rounded up.
  private static final MathContext DIGITS = new MathContext(8, RoundingMode.CEILING);

  /// Binary64 minimax errors are accurate to about 1e-12: anything closer than this is a tie.
  private static final double ACCURACY = 1e-11;

  private static final double SMALLEST_RATIO = 1e-300;

  private LowerEndSearch() {}

  /// The worst-case error of a schedule before it is brought into its band, in binary64 and not
  /// proved.
  ///
  /// @param request its safety factor in the loop
  /// @return the error of its exact design, right to about 1e-12 of itself and of its distance from
  ///   1
  public static double error(DesignRequest request) {
    return new RecipeMap(request.cushion(), request.safetyFactor())
        .apply(request.degrees(), EndRatio.of(request.lower(), request.upper()))
        .error();
  }

  /// The smallest lower end.
  ///
  /// @param allowed the error allowed
  /// @param upper the upper end
  /// @param errorOf the least error for a lower end; falls as that grows
  /// @return a decimal of 8 digits, rounded up, at least 1e-300 of the upper end; empty where no
  ///   lower end below the upper end will do
  public static OptionalDouble smallest(double allowed, double upper, DoubleUnaryOperator errorOf) {
    double below = SMALLEST_RATIO * upper;
    if (errorOf.applyAsDouble(below) <= allowed) {
      return OptionalDouble.of(below);
    }
    double enough = upper * (1 - ACCURACY);
    if (errorOf.applyAsDouble(enough) > allowed) {
      return OptionalDouble.empty();
    }
    while (enough / below - 1 > ACCURACY) {
      double middle = Math.sqrt(below) * Math.sqrt(enough);
      if (errorOf.applyAsDouble(middle) <= allowed) {
        enough = middle;
      } else {
        below = middle;
      }
    }
    double rounded = new BigDecimal(enough).round(DIGITS).doubleValue();
    return rounded < upper ? OptionalDouble.of(rounded) : OptionalDouble.empty();
  }

  /// The next larger answer, for when rounding the coefficients to binary64 spoils this one.
  ///
  /// @param lower an answer
  /// @return the next decimal of 8 digits
  public static double next(double lower) {
    BigDecimal decimal = new BigDecimal(lower).round(new MathContext(DIGITS.getPrecision()));
    return decimal.add(decimal.ulp()).doubleValue();
  }
}
