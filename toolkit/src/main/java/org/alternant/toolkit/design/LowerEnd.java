package org.alternant.toolkit.design;

import java.math.BigDecimal;
import java.math.MathContext;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.text.MessageText;

/// The smallest singular value that a schedule is made for: given, to be found for a band, or a
/// quantile of what matrices have.
public sealed interface LowerEnd {

  /// Refuses a given end that is not below the upper one.
  ///
  /// @param upper the upper end
  /// @return this
  /// @throws IllegalArgumentException if it is not
  default LowerEnd below(double upper) {
    if (this instanceof Given(double lower) && lower >= upper) {
      throw new IllegalArgumentException(
          "lower must be below upper, "
              + MessageText.number(upper)
              + ", found "
              + MessageText.number(lower));
    }
    return this;
  }

  /// A number.
  ///
  /// @param lower above 0 and below the upper end
  record Given(double lower) implements LowerEnd {}

  /// The smallest from which the steps bring every singular value into the band [from, to].
  ///
  /// The ends are decimals, so that the error which the band allows is that of the numbers as they
  /// are written.
  ///
  /// @param from above 0
  /// @param to above `from`
  record ForBand(BigDecimal from, BigDecimal to) implements LowerEnd {

    /// Checks the ends.
    ///
    /// @throws IllegalArgumentException if not 0 < from < to
    public ForBand {
      if (from.signum() <= 0 || from.compareTo(to) >= 0) {
        throw new IllegalArgumentException(
            "a band needs two numbers 0 < from < to, found " + from + " and " + to);
      }
    }

    /// The band in binary64.
    ///
    /// @return [from, to]
    public Interval interval() {
      return new Interval(from.doubleValue(), to.doubleValue());
    }

    /// The worst-case error that the band [a, b] allows before the last step is multiplied by its
    /// middle.
    ///
    /// @return (b − a)/(b + a)
    public double error() {
      return to.subtract(from).divide(to.add(from), MathContext.DECIMAL64).doubleValue();
    }
  }

  /// What at most a fraction of the singular values of matrices lies below.
  ///
  /// @param spectrum their singular values, under the task's normalization
  /// @param quantile the fraction, at least 0 and below 1
  record Quantile(MatrixSpectrum spectrum, double quantile) implements LowerEnd {

    /// The fraction by default.
    public static final double CUSTOMARY = 0.01;

    /// Checks the fraction.
    ///
    /// @throws IllegalArgumentException if it is not in [0, 1)
    public Quantile {
      if (!(quantile >= 0 && quantile < 1)) {
        throw new IllegalArgumentException(
            "quantile must be at least 0 and below 1, found " + quantile);
      }
    }
  }

  /// The smallest for a band.
  ///
  /// @param from above 0
  /// @param to above `from`; both are taken as the decimals they are written as
  /// @return the lower end, to be found
  /// @throws IllegalArgumentException if not 0 < from < to
  static ForBand forBand(double from, double to) {
    return new ForBand(BigDecimal.valueOf(from), BigDecimal.valueOf(to));
  }

  /// The smallest for the band [1 − δ, 1 + δ].
  ///
  /// @param delta δ, between 0 and 1; taken as the decimal it is written as
  /// @return the lower end, to be found
  /// @throws IllegalArgumentException if δ is not between 0 and 1
  static ForBand within(double delta) {
    return within(BigDecimal.valueOf(delta));
  }

  /// The smallest for the band [1 − δ, 1 + δ].
  ///
  /// @param delta δ, between 0 and 1
  /// @return the lower end, to be found
  /// @throws IllegalArgumentException if δ is not between 0 and 1
  static ForBand within(BigDecimal delta) {
    if (delta.signum() <= 0 || delta.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("delta must be between 0 and 1, found " + delta);
    }
    return new ForBand(BigDecimal.ONE.subtract(delta), BigDecimal.ONE.add(delta));
  }

  /// The quantile of a spectrum that [Quantile#CUSTOMARY] names.
  ///
  /// @param spectrum singular values, under the task's normalization
  /// @return the lower end
  static Quantile of(MatrixSpectrum spectrum) {
    return new Quantile(spectrum, Quantile.CUSTOMARY);
  }
}
