package org.alternant.solver.certificate;

import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Effort;
import org.alternant.solver.exact.Outward;

/// A closed interval for enclosing what is computed from numbers in it: every operation's result
/// holds all results, its ends rounded outward to [#BITS] significant bits, or to multiples of a
/// number far below any that matters.
///
/// @param lower the lower end
/// @param upper the upper end, not below it
record RoundedInterval(Dyadic lower, Dyadic upper) {

  /// The bits of an end.
  static final int BITS = 160;

  /// Ends are multiples of 2 to this power: products of numbers that tend to 0 stay countable.
  private static final int SMALLEST_EXPONENT = -1280;

  /// A point, exactly.
  static RoundedInterval of(Dyadic point) {
    return new RoundedInterval(point, point);
  }

  private static RoundedInterval rounded(Dyadic lower, Dyadic upper) {
    return new RoundedInterval(
        Outward.floor(lower, grid(lower)), Outward.ceiling(upper, grid(upper)));
  }

  private static int grid(Dyadic end) {
    return Math.max(end.magnitude() - BITS, SMALLEST_EXPONENT);
  }

  /// Whether it holds numbers that are beyond 2 to a power.
  boolean exceeds(int power) {
    return lower.magnitude() > power || upper.magnitude() > power;
  }

  RoundedInterval plus(RoundedInterval other) {
    return rounded(lower.plus(other.lower), upper.plus(other.upper));
  }

  RoundedInterval minus(Dyadic point) {
    return rounded(lower.minus(point), upper.minus(point));
  }

  RoundedInterval times(RoundedInterval other, Effort effort) {
    effort.spendOnProduct(lower, other.lower);
    if (lower.signum() >= 0) {
      // The common case takes two products.
      Dyadic forLower = other.lower.signum() >= 0 ? lower : upper;
      Dyadic forUpper = other.upper.signum() >= 0 ? upper : lower;
      return rounded(forLower.times(other.lower), forUpper.times(other.upper));
    }
    Dyadic a = lower.times(other.lower);
    Dyadic b = lower.times(other.upper);
    Dyadic c = upper.times(other.lower);
    Dyadic d = upper.times(other.upper);
    return rounded(a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
  }

  RoundedInterval squared(Effort effort) {
    effort.spendOnProduct(lower, upper);
    Dyadic a = lower.times(lower);
    Dyadic b = upper.times(upper);
    boolean holdsZero = lower.signum() < 0 && upper.signum() > 0;
    return rounded(holdsZero ? Dyadic.ZERO : a.min(b), a.max(b));
  }

  /// The interval and all numbers that differ from one of it by at most a radius times a factor.
  ///
  /// @param factor the factors
  /// @param radius the radius, 0 or more
  RoundedInterval widened(RoundedInterval factor, Dyadic radius) {
    Dyadic reach = factor.largest().times(radius);
    return rounded(lower.minus(reach), upper.plus(reach));
  }

  /// max |x|.
  Dyadic largest() {
    return lower.abs().max(upper.abs());
  }

  /// min |x|.
  Dyadic smallest() {
    return isOfOneSign() ? lower.abs().min(upper.abs()) : Dyadic.ZERO;
  }

  /// Whether no two numbers of it have opposite signs.
  boolean isOfOneSign() {
    return lower.signum() >= 0 || upper.signum() <= 0;
  }
}
