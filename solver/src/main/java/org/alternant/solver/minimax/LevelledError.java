package org.alternant.solver.minimax;

import org.alternant.solver.exact.DividedDifferences;

/// The error of the odd polynomial that is levelled on a reference, relative to its levelled error,
/// in binary64 and yet accurate in every regime.
///
/// On a reference k = x₀ < … < x_m = 1 there is exactly one odd p of degree 2m − 1 and one E with
/// 1 − p(xᵢ) = (−1)ⁱE. With y = x², aᵢ = 1 / (xᵢ Π_{j≠i} |yᵢ − yⱼ|), and G_S the magnitude of the divided
/// difference of y^(−1/2) on a set S of points,
///
///     1 − E = 2 Σ_{i odd} aᵢ / Σ aᵢ,    E = G_{0…m} / Σ aᵢ,
///     (1 − p(x)) / E = ± x Π (y − yⱼ) · ( Σ_{i≥1} aᵢ (1/(y − yᵢ) − G_{0…m,y}/G_{0…m})
///                                        + a₀ G_{1…m,y} / ((y − y₀) G_{0…m}) ).
///
/// No term suffers from cancellation, neither where E is far below an ulp of 1 (k → 1) nor where 1 − E
/// is (k → 0), because the points are kept as x = k + (1 − k)τ and the divided differences are
/// computed without subtraction.
public final class LevelledError {

  private static final double LN_2 = StrictMath.log(2);

  private final double ratio;
  private final double gap;
  private final double[] tau;
  private final double[] x;
  private final double[] weight;
  private final DividedDifferences interior;
  private final DividedDifferences all;
  private double weightSum;
  private double oddWeightSum;

  /// Levels the error on a reference.
  ///
  /// @param ratio k, in [1e-300, 1)
  /// @param gap 1 − k with full relative accuracy
  /// @param tau the reference as τ = (x − k)/(1 − k): 0 = τ₀ < … < τ_m = 1
  LevelledError(double ratio, double gap, double[] tau) {
    this.ratio = ratio;
    this.gap = gap;
    this.tau = tau;
    x = new double[tau.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = ratio + gap * tau[i];
    }
    weight = new double[tau.length];
    for (int i = 0; i < x.length; i++) {
      weight[i] = 1 / (x[i] * Math.abs(productOfDifferences(tau[i], x[i], i)));
      weightSum += weight[i];
      oddWeightSum += i % 2 == 1 ? weight[i] : 0;
    }
    DividedDifferences differences = DividedDifferences.on(x[1]);
    for (int i = 2; i < x.length; i++) {
      differences = differences.with(x[i]);
    }
    interior = differences;
    all = differences.with(x[0]);
  }

  /// (1 − p(x)) / E at x = k + (1 − k)τ.
  ///
  /// @param at τ in [0, 1], not in the reference
  /// @return the error relative to the levelled error: (−1)ⁱ as τ approaches τᵢ
  public double relativeTo(double at) {
    double point = ratio + gap * at;
    double quarter = gap * (1 + ratio) / 4;
    double quotient = all.magnitudeWith(point) / all.magnitude() * quarter;
    double sum =
        weight[0] * interior.magnitudeWith(point) / all.magnitude() / difference(at, point, 0);
    for (int i = 1; i < x.length; i++) {
      sum += weight[i] * (1 / difference(at, point, i) - quotient);
    }
    double product = point * productOfDifferences(at, point, -1) * sum;
    return x.length % 2 == 0 ? -product : product;
  }

  /// log₂ of the levelled error E.
  ///
  /// @return log₂ E, also where E itself would underflow
  public double log2Error() {
    return log2(all.magnitude()) - log2(DividedDifferences.SCALE) - log2WeightSum();
  }

  /// log₂ of the sum of the weights aᵢ.
  ///
  /// @return log₂ Σ aᵢ
  double log2WeightSum() {
    return log2(weightSum) - (x.length - 1) * log2(gap * (1 + ratio) / 4);
  }

  /// log₂ of the image of the lower end, p(k) = 1 − E.
  ///
  /// @return log₂(1 − E), with full relative accuracy in 1 − E
  public double log2LowerImage() {
    return log2(2 * (oddWeightSum / weightSum));
  }

  /// y − yⱼ in units of a quarter of the interval in y, in which products over a well-spread
  /// reference neither overflow nor underflow.
  private double difference(double at, double point, int j) {
    return 4 * (at - tau[j]) * ((point + x[j]) / (1 + ratio));
  }

  private double productOfDifferences(double at, double point, int except) {
    double product = 1;
    for (int j = 0; j < x.length; j++) {
      if (j != except) {
        product *= difference(at, point, j);
      }
    }
    return product;
  }

  private static double log2(double value) {
    return StrictMath.log(value) / LN_2;
  }
}
