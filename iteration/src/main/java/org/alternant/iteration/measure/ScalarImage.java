package org.alternant.iteration.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
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

  private final boolean root;
  private BigDecimal value;
  private BigDecimal power;

  /// The argument of the first step.
  ///
  /// @param steps the composition, at least one
  /// @param input as in [#of]
  private ScalarImage(List<Step> steps, double input) {
    TableFunction function = steps.getFirst().function();
    root = function.isRoot();
    power = new BigDecimal(input);
    value = root ? new BigDecimal(StrictMath.pow(input, 1.0 / function.root())) : power;
  }

  private void advance(Step step) {
    BigDecimal q = q(step, root ? power : value.pow(2, DIGITS));
    value = negligible(q.multiply(value, DIGITS));
    power = negligible(power.multiply(q.pow(step.function().root(), DIGITS), DIGITS));
  }

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
    ScalarImage image = new ScalarImage(steps, input);
    steps.forEach(image::advance);
    return image.value.doubleValue();
  }

  /// The images of some numbers after any number of steps: each goes on from the one before.
  static final class Trace {
    private final List<Step> steps;
    private final List<List<Double>> images;

    /// Empty before the first step.
    private final List<ScalarImage> last = new ArrayList<>();

    /// Makes no step yet.
    ///
    /// @param steps p₁ first; at least one
    /// @param inputs as in [#of]
    Trace(List<Step> steps, List<Double> inputs) {
      this.steps = steps;
      images = new ArrayList<>(List.of(inputs));
    }

    /// The images after the first steps.
    ///
    /// @param count how many; after none, the numbers themselves
    /// @return signed, in the order of the numbers: what [#of] gives for these steps
    List<Double> after(int count) {
      if (count > 0 && last.isEmpty()) {
        images.getFirst().forEach(input -> last.add(new ScalarImage(steps, input)));
      }
      while (images.size() <= count) {
        Step step = steps.get(images.size() - 1);
        last.forEach(image -> image.advance(step));
        images.add(last.stream().map(image -> image.value.doubleValue()).toList());
      }
      return images.get(count);
    }
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
