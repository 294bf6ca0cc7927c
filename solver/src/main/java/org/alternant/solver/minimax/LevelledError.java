package org.alternant.solver.minimax;

import org.alternant.solver.exact.DividedDifferences;
import org.alternant.solver.exact.Powers;

/// The error of the polynomial h(x) = Σ cⱼ x^(pj+1) that is levelled on a reference, relative to its
/// levelled error, in binary64 and yet accurate in every regime.
///
/// On a reference k = x₀ < … < x_m = 1 there is exactly one such h of m terms and one E with
/// 1 − h(xᵢ) = (−1)ⁱE. With y = xᵖ, aᵢ = 1 / (xᵢ Π_{j≠i} |yᵢ − yⱼ|), and G_S the magnitude of the divided
/// difference of y^(−1/p) on a set S of points,
///
///     1 − E = 2 Σ_{i odd} aᵢ / Σ aᵢ,    E = G_{0…m} / Σ aᵢ,
///     (1 − h(x)) / E = ± x Π (y − yⱼ) · ( Σ_{i≥1} aᵢ (1/(y − yᵢ) − G_{0…m,y}/G_{0…m})
///                                        + a₀ G_{1…m,y} / ((y − y₀) G_{0…m}) ).
///
/// No term suffers from cancellation, neither where E is far below an ulp of 1 (k → 1) nor where 1 − E
/// is (k → 0), because the points are kept as x = k + (1 − k)τ and the divided differences are
/// computed without subtraction.
public final class LevelledError {

  private static final double LN_2 = StrictMath.log(2);

  private final int root;
  private final double ratio;
  private final double gap;

  /// The interval's length in y, (1 − kᵖ)/(1 − k) times the gap.
  private final double stretch;

  private final double[] tau;
  private final double[] x;
  private final double[] weight;
  private final DividedDifferences interior;
  private final DividedDifferences all;
  private double weightSum;
  private double oddWeightSum;

  /// Levels the error on a reference.
  ///
  /// @param root p
  /// @param none divided differences for that p, without points
  /// @param ratio k, from [#smallestRatio] to below 1
  /// @param gap 1 − k with full relative accuracy
  /// @param tau the reference as τ = (x − k)/(1 − k): 0 = τ₀ < … < τ_m = 1
  LevelledError(int root, DividedDifferences none, double ratio, double gap, double[] tau) {
    this.root = root;
    stretch = Powers.quotient(1, ratio, root);
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
    DividedDifferences differences = none.with(x[1]);
    for (int i = 2; i < x.length; i++) {
      differences = differences.with(x[i]);
    }
    interior = differences;
    all = differences.with(x[0]);
  }

  /// Smaller ratios l/u are treated as this one, for which powers do not underflow: the interior of
  /// the reference moves by no more than the difference.
  ///
  /// @param root p
  /// @return 1e-300, and its p-th root where xᵖ itself is needed
  public static double smallestRatio(int root) {
    return root == 2 ? 1e-300 : Powers.root(1e-300, root);
  }

  /// (1 − h(x)) / E at x = k + (1 − k)τ.
  ///
  /// @param at τ in [0, 1], not in the reference
  /// @return the error relative to the levelled error: (−1)ⁱ as τ approaches τᵢ
  public double relativeTo(double at) {
    double point = ratio + gap * at;
    double quotient = all.magnitudeWith(point) / all.magnitude() * (gap * stretch / 4);
    double sum =
        weight[0] * interior.magnitudeWith(point) / all.magnitude() / difference(at, point, 0);
    for (int i = 1; i < x.length; i++) {
      sum += weight[i] * (1 / difference(at, point, i) - quotient);
    }
    double product = point * productOfDifferences(at, point, -1) * sum;
    return x.length % 2 == 0 ? -product : product;
  }

  /// The slope of the error at an interior point of the reference, relative to its value there:
  /// what the formula above leaves when the factors y − yᵢ and 1/(y − yᵢ) have cancelled.
  ///
  /// @param i the point: 1 … m − 1
  /// @return the derivative by τ of (1 − h) / (1 − h(xᵢ))
  double slopeAt(int i) {
    double point = x[i];
    double quotient = all.magnitudeWith(point) / all.magnitude() * (gap * stretch / 4);
    double toLower = difference(tau[i], point, 0);
    double sum =
        1 / toLower
            + weight[0] / weight[i] * interior.magnitudeWith(point) / all.magnitude() / toLower
            - quotient;
    for (int j = 1; j < x.length; j++) {
      if (j != i) {
        double reciprocal = 1 / difference(tau[i], point, j);
        sum += reciprocal + weight[j] / weight[i] * (reciprocal - quotient);
      }
    }
    return gap / point + 4 * root * Powers.of(point, root - 1) / stretch * sum;
  }

  /// log₂ of the levelled error E.
  ///
  /// @return log₂ E, also where E itself would underflow
  public double log2Error() {
    return log2(all.magnitude()) - log2(all.scale()) - log2WeightSum();
  }

  /// log₂ of the sum of the weights aᵢ.
  ///
  /// @return log₂ Σ aᵢ
  double log2WeightSum() {
    return log2(weightSum) - (x.length - 1) * log2(gap * stretch / 4);
  }

  /// log₂ of the image of the lower end, h(k) = 1 − E.
  ///
  /// @return log₂(1 − E), with full relative accuracy in 1 − E
  public double log2LowerImage() {
    return log2(2 * (oddWeightSum / weightSum));
  }

  /// y − yⱼ in units of a quarter of the interval in y, in which products over a well-spread
  /// reference neither overflow nor underflow.
  private double difference(double at, double point, int j) {
    return 4 * (at - tau[j]) * (Powers.quotient(point, x[j], root) / stretch);
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
