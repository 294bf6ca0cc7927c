package org.alternant.iteration.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.alternant.coefficients.Step;

/// The composition p_T(…p₁(x)…) of scalars, in 34 decimal digits: steps of high degree cancel many
/// digits, and the composition may multiply an early rounding error a thousandfold.
public final class ScalarImage {

  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /// Magnitudes below this are 0, which keeps decimal exponents in range where c₀ = 0 makes a step
  /// raise its argument to a power. It is far below every binary64 number.
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-10000");

  private ScalarImage() {}

  /// The image of x, rounded to binary64.
  ///
  /// @param steps p₁ first
  /// @param x finite, such that no intermediate image is beyond binary64
  /// @return the image
  public static double of(List<Step> steps, double x) {
    BigDecimal value = new BigDecimal(x);
    for (Step step : steps) {
      value = image(step, value);
    }
    return value.doubleValue();
  }

  private static BigDecimal image(Step step, BigDecimal x) {
    BigDecimal square = x.multiply(x, DIGITS);
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal coefficient : step.exactCoefficients().reversed()) {
      sum = sum.multiply(square, DIGITS).add(coefficient, DIGITS);
    }
    BigDecimal image = sum.multiply(x, DIGITS);
    return image.abs().compareTo(NEGLIGIBLE) < 0 ? BigDecimal.ZERO : image;
  }
}
