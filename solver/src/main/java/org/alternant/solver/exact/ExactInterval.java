package org.alternant.solver.exact;

import java.math.BigInteger;
import org.alternant.coefficients.Interval;

/// A closed interval with exact ends.
///
/// @param lower the lower end
/// @param upper the upper end, not below it
public record ExactInterval(Dyadic lower, Dyadic upper) {

  /// Roots are taken to so many, outward.
  private static final int ROOT_BITS = 256;

  /// The same interval, exactly.
  ///
  /// @param interval an interval of binary64 ends
  /// @return the interval
  public static ExactInterval of(Interval interval) {
    return new ExactInterval(Dyadic.of(interval.lower()), Dyadic.of(interval.upper()));
  }

  /// An interval that holds the p-th roots of all numbers of another: with an inverse root, the
  /// arguments of a step for given eigenvalues.
  ///
  /// @param interval an interval of numbers that are 0 or more; of any for p = 1
  /// @param p the exponent
  /// @return the roots, rounded outward to 256 bits where they have more; the interval itself for p
  ///   = 1
  public static ExactInterval rootsOf(Interval interval, int p) {
    return new ExactInterval(
        Powers.rootFloor(Dyadic.of(interval.lower()), p, ROOT_BITS),
        Powers.rootCeiling(Dyadic.of(interval.upper()), p, ROOT_BITS));
  }

  /// The smallest interval of binary64 ends that holds this one, which must lie within their range.
  ///
  /// @return the interval, rounded outward
  public Interval rounded() {
    return new Interval(lower.doubleFloor(), upper.doubleCeiling());
  }

  /// The interval of all products with a number.
  ///
  /// @param factor the number
  /// @return the products
  public ExactInterval times(Dyadic factor) {
    Dyadic first = lower.times(factor);
    Dyadic second = upper.times(factor);
    return factor.signum() < 0
        ? new ExactInterval(second, first)
        : new ExactInterval(first, second);
  }

  /// max |x|.
  ///
  /// @return the largest absolute value, exactly
  public Dyadic largest() {
    return lower.abs().max(upper.abs());
  }

  /// max |1 − x|.
  ///
  /// @return the error, exactly
  public Dyadic error() {
    return Dyadic.ONE.minus(lower).abs().max(upper.minus(Dyadic.ONE).abs());
  }

  /// The number with the fewest significant bits: what an enclosure this narrow means, if it means
  /// anything exactly.
  ///
  /// @return 0 if the interval holds it, else the multiple of the largest power of two in it
  public Dyadic simplest() {
    if (lower.signum() <= 0 && upper.signum() >= 0) {
      return Dyadic.ZERO;
    }
    if (upper.signum() < 0) {
      return new ExactInterval(upper.negated(), lower.negated()).simplest().negated();
    }
    int unit = Math.min(lower.exponent(), upper.exponent());
    BigInteger from = lower.floor(-unit);
    BigInteger to = upper.floor(-unit);
    // Above the highest bit in which from − 1 and to differ they agree, and so does all between.
    int common = from.subtract(BigInteger.ONE).xor(to).bitLength() - 1;
    return new Dyadic(to.shiftRight(common), unit + common);
  }

  /// 1 − lower/upper, with full relative accuracy.
  ///
  /// @return the spread; 0 for a point
  public double spread() {
    return upper.minus(lower).dividedBy(upper, Double.PRECISION).doubleValue();
  }

  /// Whether the interval is positive and below 2¹⁰²³.
  ///
  /// @return true if it can
  public boolean isPositive() {
    return lower.signum() > 0 && upper.magnitude() <= Double.MAX_EXPONENT;
  }
}
