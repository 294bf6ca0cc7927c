package org.alternant.iteration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;

/// How far rounding may take the singular values of a computed iterate from the exact images of the
/// singular values it started from.
///
/// **Theory**, to first order. The error E of step t, X: m×n with singular values σᵢ, has two
/// parts. Rounding A, B and the coefficients multiplies X by a matrix near the identity, which
/// changes σᵢ by about u σᵢ Σ |c_k| σ_max²ᵏ. Rounding the entries of BX and c₀X adds a matrix of
/// nearly independent errors with the Frobenius norm u Σ |c_k| ‖(XXᵀ)ᵏX‖_F and so (A. Edelman,
/// *Eigenvalues and condition numbers of random matrices*, SIAM J. Matrix Anal. Appl. 9 (1988)) a
/// spectral norm smaller by the factor 1/√m + 1/√n. The later steps multiply a change of σᵢ by the
/// slope of their composition g_t there. To this come the two singular value decompositions, with
/// errors of 2⁻⁵³ √max(m, n) ‖X‖, and underflow. So, up to a constant, σᵢ moves by
///
/// Σ_t |g_t′| u (σᵢ Σ |c_k| σ_max²ᵏ + (1/√m + 1/√n) Σ |c_k| ‖(XXᵀ)ᵏX‖_F).
///
/// Errors of sums are taken to behave as independent random numbers, which is what happens (N. J.
/// Higham and T. Mary, *A new approach to probabilistic rounding error analysis*, SIAM J. Sci.
/// Comput. 41 (2019)) but no proof: [#SLACK] says what was observed.
final class RoundingAllowance {

  /// The constant of the two rounding terms. *Observed in MeasuresTest* and on larger matrices:
  /// deviations in binary32 of 1.4 times those terms at most, where half the singular values are
  /// equal, and otherwise of 1/70 to 2/3 of them.
  private static final double SLACK = 4;

  /// The error of a singular value decomposition in units of 2⁻⁵³ √max(m, n) ‖X‖. *Observed*: at
  /// most 29 against LAPACK, see [SingularValues].
  private static final double DECOMPOSITION_ERROR = 60;

  private final List<Step> steps;
  private final double unitRoundoff;
  private final double smallest;

  /// 1/√m + 1/√n.
  private final double spread;

  private RoundingAllowance(List<Step> steps, int rows, int columns, Precision precision) {
    this.steps = steps;
    unitRoundoff = precision.unitRoundoff();
    smallest = precision == Precision.FLOAT64 ? Double.MIN_VALUE : Float.MIN_VALUE;
    spread = 1 / Math.sqrt(rows) + 1 / Math.sqrt(columns);
  }

  /// The allowance on the deviation of any singular value.
  ///
  /// @param iteration the steps and the format of the run
  /// @param singularValues the singular values the first step was applied to
  /// @param rows m
  /// @param columns n
  static double of(MatrixIteration iteration, double[] singularValues, int rows, int columns) {
    return new RoundingAllowance(iteration.steps(), rows, columns, iteration.precision())
        .allowance(
            singularValues,
            DECOMPOSITION_ERROR
                * Precision.FLOAT64.unitRoundoff()
                * Math.sqrt(Math.max(rows, columns)));
  }

  /// Carries every σᵢ and its accumulated change from step to step.
  private double allowance(double[] singularValues, double decompositionError) {
    double[] values = singularValues.clone();
    double[] changes = new double[values.length];
    Arrays.fill(changes, decompositionError * largest(values));
    for (Step step : steps) {
      double gain = gain(step, largest(values));
      double added = spread * additive(step, values);
      for (int i = 0; i < values.length; i++) {
        changes[i] =
            Math.abs(slope(step, values[i])) * changes[i]
                + SLACK * (unitRoundoff * (gain * Math.abs(values[i]) + added) + smallest);
        values[i] = step.evaluate(values[i]);
      }
    }
    return largest(changes) + decompositionError * largest(values);
  }

  /// Σ |c_k| x²ᵏ.
  private static double gain(Step step, double x) {
    double sum = 0;
    double power = 1;
    for (double coefficient : step.coefficients()) {
      sum += Math.abs(coefficient) * power;
      power *= x * x;
    }
    return sum;
  }

  /// Σ |c_k| ‖(XXᵀ)ᵏX‖_F, where the norm is the root of Σ σᵢ²⁽²ᵏ⁺¹⁾.
  private static double additive(Step step, double[] values) {
    double[] powers = values.clone();
    double sum = 0;
    for (double coefficient : step.coefficients()) {
      sum += Math.abs(coefficient) * Math.sqrt(DoubleStream.of(powers).map(x -> x * x).sum());
      for (int i = 0; i < powers.length; i++) {
        powers[i] *= values[i] * values[i];
      }
    }
    return sum;
  }

  /// p′(x) = Σ (2k + 1) c_k x²ᵏ.
  private static double slope(Step step, double x) {
    double sum = 0;
    for (int k = step.coefficients().size() - 1; k >= 0; k--) {
      sum = sum * x * x + (2 * k + 1) * step.coefficients().get(k);
    }
    return sum;
  }

  private static double largest(double[] values) {
    return DoubleStream.of(values).map(Math::abs).max().orElse(0);
  }
}
