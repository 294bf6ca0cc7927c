package org.alternant.iteration;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;

/// How far rounding may take the singular values of a computed iterate from the exact images of the
/// singular values it started from.
///
/// **Theory**, to first order. Step t commits an error E_t, which the later steps multiply by at
/// most K_t, the Frobenius-norm condition number of their composition as a generalized matrix
/// function: the largest |f[x, y]|, f[x, y] = (f(x) − f(y)) / (x − y), over all x, y among ±σᵢ and
/// 0 (V. Noferini, *A formula for the Fréchet derivative of a generalized matrix function*, SIAM J.
/// Matrix Anal. Appl. 38 (2017)). By Weyl's inequality no singular value then moves further than Σ
/// K_t ‖E_t‖. Sums of k rounded products err by about √k u (N. J. Higham and T. Mary, *A new
/// approach to probabilistic rounding error analysis*, SIAM J. Sci. Comput. 41 (2019)), so
///
/// ‖E_t‖ ≈ C √max(m, n) u M_t, M_t = max over σ of Σ |cᵢ| σ^(2i+1),
///
/// which covers the rounding of the coefficients to the format too. To this comes the error of the
/// two singular value decompositions, of about C √max(m, n) 2⁻⁵³ ‖X‖, the first multiplied by K₀,
/// and a smallest subnormal number for underflow.
///
/// It is an estimate, not a proof: [#SLACK] says what was observed.
final class RoundingAllowance {

  /// C. Theory: of order 1 for ‖E_t‖ in the spectral norm, 10 for EJML's singular value
  /// decomposition. *Observed in RoundingAllowanceTest*: see there.
  private static final double SLACK = 8;

  private final List<Step> steps;
  private final double[][] iterates;

  /// Follows the singular values through the steps.
  private RoundingAllowance(List<Step> steps, double[] singularValues) {
    this.steps = steps;
    this.iterates = new double[steps.size() + 1][];
    iterates[0] = singularValues;
    for (int t = 0; t < steps.size(); t++) {
      double[] images = new double[singularValues.length];
      for (int i = 0; i < images.length; i++) {
        images[i] = steps.get(t).evaluate(iterates[t][i]);
      }
      iterates[t + 1] = images;
    }
  }

  /// The allowance on the deviation of any singular value.
  ///
  /// @param steps p₁ first
  /// @param singularValues the singular values the first step was applied to
  /// @param dimension max(m, n)
  /// @param precision the format of the run; singular values are computed in binary64
  static double of(List<Step> steps, double[] singularValues, int dimension, Precision precision) {
    RoundingAllowance allowance = new RoundingAllowance(steps, singularValues);
    double[] conditions = allowance.conditionNumbers();
    double u = precision.unitRoundoff();
    double decompositions =
        conditions[0] * largest(singularValues) + largest(allowance.iterates[steps.size()]);
    double sum = Precision.FLOAT64.unitRoundoff() * decompositions;
    double underflow = precision == Precision.FLOAT64 ? Double.MIN_VALUE : Float.MIN_VALUE;
    for (int t = 0; t < steps.size(); t++) {
      sum += conditions[t + 1] * (u * allowance.magnitude(t) + underflow);
    }
    return SLACK * Math.sqrt(dimension) * sum;
  }

  /// K₀, …, K_T: K_t is the condition number of p_T ∘ … ∘ p_(t+1).
  private double[] conditionNumbers() {
    double[] conditions = new double[steps.size() + 1];
    int count = iterates[0].length;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        includePair(i, j, 1, conditions);
        includePair(i, j, -1, conditions);
      }
      includePair(i, i, 0, conditions);
    }
    return conditions;
  }

  /// Raises every K_t to |f[x, y]| for x = σᵢ, y = sign · σⱼ, by the chain rule of divided
  /// differences from the last step back: (g ∘ p)[x, y] = g[p(x), p(y)] · p[x, y].
  private void includePair(int i, int j, int sign, double[] conditions) {
    double product = 1;
    conditions[steps.size()] = 1;
    for (int t = steps.size() - 1; t >= 0; t--) {
      product *= dividedDifference(steps.get(t), iterates[t][i], sign * iterates[t][j]);
      conditions[t] = Math.max(conditions[t], Math.abs(product));
    }
  }

  /// p[x, y] = Σ cᵢ (x²ⁱ + x²ⁱ⁻¹y + … + y²ⁱ); p[x, x] = p′(x).
  static double dividedDifference(Step step, double x, double y) {
    double sum = 0;
    double homogeneous = 1;
    double power = 1;
    for (double coefficient : step.coefficients()) {
      sum += coefficient * homogeneous;
      for (int k = 0; k < 2; k++) {
        power *= y;
        homogeneous = homogeneous * x + power;
      }
    }
    return sum;
  }

  /// M of step t.
  private double magnitude(int t) {
    double x = largest(iterates[t]);
    double sum = 0;
    double power = x;
    for (double coefficient : steps.get(t).coefficients()) {
      sum += Math.abs(coefficient) * power;
      power *= x * x;
    }
    return sum;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
