package org.alternant.solver.exact;

/// Divided differences of f(y) = y^(−1/p), p ≥ 1, from its integral over simple poles:
///
///     y^(−α) = (sin πα)/π ∫₀^∞ t^(−α)/(t + y) dt, so that
///     |f[y₀, …, y_m]| = (sin πα)/π ∫ e^((1−α)s) Π 1/(eˢ + yᵢ) ds,    α = 1/p, t = eˢ.
///
/// The integrand is positive and analytic for |Im s| < π, where a factor grows at most by
/// 1/cos(d/2) up to |Im s| = d: the trapezoidal rule with step h errs by at most 2 cos(d/2)^(−n) /
/// (e^(2πd/h) − 1) of the integral with n factors (proved; Trefethen and Weideman, *The
/// exponentially convergent trapezoidal rule*, theorem 5.1). To the left of the points the terms
/// are a geometric series, which is summed; to the right they vanish. For p = 1 a single pole at 0
/// is exact.
///
/// A sum of positive terms: the relative error is some n·2⁻⁵³ (observed in DividedDifferencesTest).
final class PoleDifferences implements DividedDifferences {

  /// The trapezoidal rule's error, log 2⁵⁵.
  private static final double ACCURACY = 55 * StrictMath.log(2);

  /// Where terms become a geometric series, and where they vanish.
  private static final double LEFT = 32;

  private static final double RIGHT = 42;

  /// A half-width of the strip that serves few points well, and the factor of 1/√n that serves
  /// many: there log cos(d/2) is about −d²/8, and n d²/8 to equal the accuracy.
  private static final double WIDEST = 2.4;

  /// Leaves room for 1/Π xᵢ at x₀ = 1e-300, for p = 1. For others 1/(x₀ Π xᵢᵖ) needs none.
  private static final double SCALE = 0x1p-200;

  private final int root;
  private final double[] pole;

  /// For every pole its weight divided by the factors of the points.
  private final double[] terms;

  private PoleDifferences(int root, double[] pole, double[] terms) {
    this.root = root;
    this.pole = pole;
    this.terms = terms;
  }

  static PoleDifferences none(int root, double smallest, int count) {
    if (root == 1) {
      return new PoleDifferences(1, new double[] {0}, new double[] {SCALE});
    }
    double alpha = 1.0 / root;
    double strip = Math.min(WIDEST, Math.sqrt(8 * ACCURACY / count));
    double growth = -count * StrictMath.log(StrictMath.cos(strip / 2));
    double step = 2 * Math.PI * strip / (ACCURACY + growth);
    double from = root * StrictMath.log(smallest) - LEFT;
    int size = (int) ((RIGHT - from) / step) + 1;
    double[] pole = new double[size];
    double[] terms = new double[size];
    double factor = StrictMath.sin(Math.PI * alpha) / Math.PI * step;
    for (int k = 0; k < size; k++) {
      double s = from + k * step;
      pole[k] = StrictMath.exp(s);
      terms[k] = factor * StrictMath.exp((1 - alpha) * s);
    }
    terms[0] /= -StrictMath.expm1(-(1 - alpha) * step);
    return new PoleDifferences(root, pole, terms);
  }

  @Override
  public double scale() {
    return root == 1 ? SCALE : 1;
  }

  @Override
  public DividedDifferences with(double x) {
    double y = Powers.of(x, root);
    double[] divided = new double[terms.length];
    for (int k = 0; k < terms.length; k++) {
      divided[k] = terms[k] / (pole[k] + y);
    }
    return new PoleDifferences(root, pole, divided);
  }

  @Override
  public double magnitudeWith(double x) {
    double y = Powers.of(x, root);
    double sum = 0;
    for (int k = 0; k < terms.length; k++) {
      sum += terms[k] / (pole[k] + y);
    }
    return sum;
  }

  @Override
  public double magnitude() {
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum;
  }
}
