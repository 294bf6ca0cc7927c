package org.alternant.iteration.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;

/// The composition p_T(…p₁(x)…) of scalars, in 34 decimal digits: steps of high degree cancel many
/// digits, and the composition may multiply an early rounding error a thousandfold.
public final class ScalarImage {

  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /// Magnitudes below this are 0, which keeps decimal exponents in range where c₀ = 0 makes a step
  /// raise its argument to a power. It is far below every binary64 number.
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-10000");

  private ScalarImage() {}

  /// The image of x, rounded to binary64; for an inverse root that of y^(1/p), itself rounded to
  /// binary64.
  ///
  /// @param steps p₁ first; none: the identity, for the sign
  /// @param input x, or for an inverse root y; finite, such that no intermediate image is beyond
  ///   binary64
  /// @return the image
  public static double of(List<Step> steps, double input) {
    if (steps.isEmpty()) {
      return input;
    }
    TableFunction function = steps.getFirst().function();
    BigDecimal power = new BigDecimal(input);
    BigDecimal value = power;
    if (function.isRoot()) {
      value = new BigDecimal(StrictMath.pow(input, 1.0 / function.root()));
    }
    for (Step step : steps) {
      BigDecimal q = q(step, function.isRoot() ? power : value.pow(2, DIGITS));
      value = negligible(q.multiply(value, DIGITS));
      power = negligible(power.multiply(q.pow(function.root(), DIGITS), DIGITS));
    }
    return value.doubleValue();
  }

  private static BigDecimal q(Step step, BigDecimal power) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal coefficient : step.exactCoefficients().reversed()) {
      sum = sum.multiply(power, DIGITS).add(coefficient, DIGITS);
    }
    return sum;
  }

  private static BigDecimal negligible(BigDecimal image) {
    return image.abs().compareTo(NEGLIGIBLE) < 0 ? BigDecimal.ZERO : image;
  }
}
