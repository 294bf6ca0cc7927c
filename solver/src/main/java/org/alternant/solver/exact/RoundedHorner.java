package org.alternant.solver.exact;

/// Horner's rule with outward rounding: where exact values would have as many digits as the
/// exponents of all terms are apart, an enclosure of some hundred bits mostly says the same.
///
/// The two ends are carried along, each result rounded outward to a number of bits; what needs no
/// more is exact, and an enclosure of which nothing was rounded is a point.
public final class RoundedHorner {

  private RoundedHorner() {}

  /// Encloses Σ cⱼ yʲ.
  ///
  /// @param coefficients c₀, c₁, …, at least one
  /// @param y the argument, not negative
  /// @param bits how many bits intermediate results keep
  /// @param effort what the work is counted by
  /// @return an enclosure of the value
  public static ExactInterval enclose(Dyadic[] coefficients, Dyadic y, int bits, Effort effort) {
    long words = bits / Long.SIZE + 1L;
    effort.spend(4L * coefficients.length, words * words / 2);
    Dyadic below = Outward.down(y, bits);
    Dyadic above = Outward.up(y, bits);
    Dyadic lower = Dyadic.ZERO;
    Dyadic upper = Dyadic.ZERO;
    for (int j = coefficients.length - 1; j >= 0; j--) {
      lower = sumDown(lower.times(lower.signum() < 0 ? above : below), coefficients[j], bits);
      Dyadic most = upper.times(upper.signum() < 0 ? below : above);
      upper = sumDown(most.negated(), coefficients[j].negated(), bits).negated();
    }
    return new ExactInterval(lower, upper);
  }

  /// At most a + b, and equal to it where that needs no more bits.
  private static Dyadic sumDown(Dyadic a, Dyadic b, int bits) {
    int unit = Math.max(magnitude(a), magnitude(b)) - bits;
    return a.signum() == 0 && b.signum() == 0
        ? Dyadic.ZERO
        : Outward.floor(a, unit).plus(Outward.floor(b, unit));
  }

  private static int magnitude(Dyadic value) {
    return value.signum() == 0 ? Integer.MIN_VALUE / 2 : value.magnitude();
  }
}
