package org.alternant.coefficients;

/// How far rounding may move the singular values in one step, for every matrix of a shape: what a
/// schedule needs to know beforehand. `docs/ROUNDING.md` has the derivation.
///
/// **Model.** A computed matrix M: p×q is stored with an error E of spectral norm
///
///     ‖E‖₂ ≤ s ρ u (1/√p + 1/√q) ‖M‖_F,    ρ = 0.41,
///
/// u the unit roundoff of the storage format: the size of a random matrix of which the entries are
/// independent rounding errors (ρ u is their root mean square relative to the entry), times a slack s.
/// An accumulation in binary32 (binary64) of k products errs in the same way with its own u times √k, in
/// proportion to the magnitudes it adds.
///
/// **Step.** X: m×n, m ≤ n, ‖X‖₂ ≤ h, ‖X‖_F ≤ f; A = XXᵀ, B = c₁A + c₂A², Y = c₀X + BX are stored. Then
/// the singular values of the computed Y differ from those of p(X) by at most
///
///     δ = h (L e_A + |c₂| e_A² + e_B) + e_Y,    L = max |B′| on [0, h²],
///
/// where e_A, e_B, e_Y are the bounds of the model for ‖A‖_F ≤ h f, ‖B‖_F and ‖Y‖_F. It holds for
/// degrees 1, 3 and 5; steps of higher degree store more matrices.
///
/// @param precision the format
/// @param rows m or n
/// @param columns the other
/// @param slack s
public record RoundingModel(Precision precision, int rows, int columns, double slack) {

  /// The root mean square of rounding errors in units of u times the rounded number: uniform errors
  /// up to half a unit in the last place, significands spread as in Benford's law.
  public static final double RMS = 0.41;

  /// Measured steps came to 0.99 of the model with slack 1 and no further, see `docs/ROUNDING.md`.
  public static final double DEFAULT_SLACK = 1.1;

  /// The highest degree the model covers.
  public static final int LARGEST_DEGREE = 5;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if a side is below 1 or the slack is not positive and finite
  public RoundingModel {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a matrix needs at least one row and one column, found " + rows + "×" + columns);
    }
    if (!(slack > 0 && Double.isFinite(slack))) {
      throw new IllegalArgumentException("slack must be positive and finite, found " + slack);
    }
  }

  /// Bounds on the norms of an iterate.
  ///
  /// @param spectral ‖X‖₂
  /// @param frobenius ‖X‖_F
  public record Norms(double spectral, double frobenius) {

    /// A matrix divided by its Frobenius norm.
    public static final Norms NORMALIZED = new Norms(1, 1);
  }

  /// The error of storing the input.
  ///
  /// @param x bounds for X before it is rounded
  /// @return a bound on ‖E‖₂
  public double inputError(Norms x) {
    return rectangular(storage(), x.frobenius());
  }

  /// Bounds for the input as it is stored.
  ///
  /// @param x bounds for X before it is rounded
  /// @return bounds for the stored matrix
  public Norms stored(Norms x) {
    double error = inputError(x);
    return new Norms(x.spectral() + error, x.frobenius() + Math.sqrt(shorter()) * error);
  }

  /// δ.
  ///
  /// @param step a step of degree 5 or less
  /// @param x bounds for X, as it is stored
  /// @return how far a singular value of the computed Y may be from p of X's
  /// @throws IllegalArgumentException if the degree is above [#LARGEST_DEGREE]
  public double stepError(Step step, Norms x) {
    requireDegree(step);
    double h = x.spectral();
    double c0 = step.coefficients().get(0);
    double c1 = coefficient(step, 1);
    double c2 = coefficient(step, 2);
    double slope = Math.max(Math.abs(c1), Math.abs(c1 + 2 * c2 * h * h));
    double chord = Math.max(Math.abs(c1), Math.abs(c1 + c2 * h * h));
    double magnitudes = Math.abs(c1) + Math.abs(c2) * h * h;
    double gram = h * x.frobenius();
    double errorA = square(storage(), gram) + square(accumulator() * Math.sqrt(longer()), gram);
    double errorB =
        square(storage(), chord * gram + slope * Math.sqrt(shorter()) * errorA)
            + square(accumulator() * Math.sqrt(shorter()), magnitudes * gram);
    if (step.degree() <= 3) {
      // B is never stored: its coefficient goes into the product with X.
      errorB = 0;
    }
    double result =
        Math.min(growth(step, h) * x.frobenius(), Math.sqrt(shorter()) * 2 * h * growth(step, h));
    double errorY =
        rectangular(storage(), result)
            + rectangular(
                accumulator() * Math.sqrt(shorter()),
                (Math.abs(c0) + magnitudes * h * h) * x.frobenius());
    return h * (slope * errorA + Math.abs(c2) * errorA * errorA + errorB) + errorY;
  }

  /// Bounds for the computed Y.
  ///
  /// @param step a step of degree 5 or less
  /// @param x bounds for X
  /// @param spectral a bound on the computed ‖Y‖₂
  /// @return bounds for Y
  public Norms next(Step step, Norms x, double spectral) {
    double whole = Math.sqrt(shorter()) * spectral;
    double grown =
        growth(step, x.spectral()) * x.frobenius() + Math.sqrt(shorter()) * stepError(step, x);
    return new Norms(spectral, Math.min(whole, grown));
  }

  /// max |p(x)/x| on [0, h].
  private static double growth(Step step, double h) {
    double c0 = step.coefficients().get(0);
    double c1 = coefficient(step, 1);
    double c2 = coefficient(step, 2);
    double end = h * h;
    double largest = Math.max(Math.abs(c0), Math.abs(c0 + c1 * end + c2 * end * end));
    double vertex = c2 == 0 ? -1 : -c1 / (2 * c2);
    return vertex > 0 && vertex < end ? Math.max(largest, Math.abs(c0 + c1 * vertex / 2)) : largest;
  }

  private static double coefficient(Step step, int index) {
    return index < step.coefficients().size() ? step.coefficients().get(index) : 0;
  }

  private static void requireDegree(Step step) {
    if (step.degree() > LARGEST_DEGREE) {
      throw new IllegalArgumentException(
          "the rounding model covers degrees up to "
              + LARGEST_DEGREE
              + ", found degree "
              + step.degree());
    }
  }

  /// TensorFloat-32 rounds both operands of a product where the other formats round its result.
  private double storage() {
    return (precision == Precision.TFLOAT32 ? 2 : 1) * precision.unitRoundoff();
  }

  private double accumulator() {
    return (precision == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32).unitRoundoff();
  }

  private int shorter() {
    return Math.min(rows, columns);
  }

  private int longer() {
    return Math.max(rows, columns);
  }

  private double rectangular(double unit, double frobenius) {
    double spread = 1 / Math.sqrt(rows) + 1 / Math.sqrt(columns);
    return slack * RMS * unit * spread * frobenius;
  }

  private double square(double unit, double frobenius) {
    return slack * RMS * unit * 2 / Math.sqrt(shorter()) * frobenius;
  }
}
