package org.alternant.solver.certificate;

import java.math.BigInteger;
import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Effort;
import org.jspecify.annotations.Nullable;

/// The largest |f(x) − x| of a composition f of odd polynomials over an interval in [0, 1]: the
/// part of a clip's error that is no image of an interval.
final class ClipError extends LargestError {

  private final List<Dyadic[]> coefficients;
  private final List<Dyadic[]> slopes;
  private final Effort effort;

  /// Takes the steps as they stand.
  ///
  /// @param steps p₁ first, of degree 2q + 1
  /// @param effort what the work is counted by
  ClipError(List<Step> steps, Effort effort) {
    this.effort = effort;
    coefficients =
        steps.stream()
            .map(step -> step.exactCoefficients().stream().map(Dyadic::of).toArray(Dyadic[]::new))
            .toList();
    slopes = coefficients.stream().map(ClipError::slope).toList();
  }

  private static Dyadic[] slope(Dyadic[] p) {
    Dyadic[] slope = p.clone();
    for (int j = 0; j < p.length; j++) {
      slope[j] = p[j].times(new Dyadic(BigInteger.valueOf(2L * j + 1), 0));
    }
    return slope;
  }

  @Override
  RoundedInterval errorAt(Dyadic point) {
    RoundedInterval value = RoundedInterval.of(point);
    for (Dyadic[] step : coefficients) {
      value = next(step, value);
    }
    return value.minus(point);
  }

  /// Follows [m − r, m + r] through the steps: what they take it to lies within r max |slope so
  /// far| of what they take m to.
  @Override
  @Nullable Piece piece(Dyadic middle, Dyadic radius) {
    RoundedInterval value = RoundedInterval.of(middle);
    RoundedInterval slope = RoundedInterval.of(Dyadic.ONE);
    for (int t = 0; t < coefficients.size(); t++) {
      RoundedInterval reached = value.widened(slope, radius);
      if (reached.exceeds(LARGEST_POWER) || slope.exceeds(LARGEST_POWER)) {
        return null;
      }
      slope = polynomial(slopes.get(t), reached.squared(effort)).times(slope, effort);
      value = next(coefficients.get(t), value);
    }
    return new Piece(value.minus(middle), slope.minus(Dyadic.ONE));
  }

  /// What a step makes of numbers that are nearly one.
  private RoundedInterval next(Dyadic[] step, RoundedInterval value) {
    return polynomial(step, value.squared(effort)).times(value, effort);
  }

  /// Σ cⱼ yʲ for all y of an interval of numbers that are 0 or more.
  private RoundedInterval polynomial(Dyadic[] c, RoundedInterval y) {
    RoundedInterval value = RoundedInterval.of(c[c.length - 1]);
    for (int j = c.length - 2; j >= 0; j--) {
      value = y.times(value, effort).plus(RoundedInterval.of(c[j]));
    }
    return value;
  }
}
