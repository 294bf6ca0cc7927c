package org.alternant.solver.minimax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.solver.exact.Dyadic;

/// Finds the best odd polynomial on an interval: the p(x) = Σ cᵢ x^(2i+1) of given degree with the
/// least max |1 − p(x)| on [l, u], l > 0.
///
/// A Remez exchange in two phases. The first runs in binary64 and finds the reference, with an
/// error function that is accurate in every regime ([LevelledError]). The second carries as many
/// digits as the problem needs and squares the accuracy with every exchange until the error bracket
/// is closed and each coefficient rounds to binary64 with certainty ([Refinement]). What comes out
/// is therefore proved: the coefficients are the best polynomial's, correctly rounded.
///
/// Deterministic; holds no state. References: Remez 1934; Cheney, *Introduction to Approximation
/// Theory*, ch. 3 (exchange, de la Vallée-Poussin, strong uniqueness).
public final class RemezExchange {

  /// The largest degree this is tested for.
  public static final int MAXIMUM_DEGREE = 127;

  /// The accuracy of a single best polynomial: enough to round with certainty nearly always at
  /// once.
  private static final int DEFAULT_ACCURACY_BITS = 64;

  /// The binary64 phase treats smaller ratios l/u as this one: the interior of the reference moves
  /// by no more than the difference.
  private static final double SMALLEST_RATIO = 1e-300;

  /// And likewise smaller distances 1 − l/u as this one: the reference is the limit's by then.
  private static final double SMALLEST_GAP = 1e-300;

  /// Three times the decimal exponents of binary64: an end beyond is a slip of the pen, and could
  /// ask for millions of bits.
  private static final int MAXIMUM_DIGITS = 1000;

  /// Bits beyond those that the size of E and of the coefficients calls for.
  private static final int GUARD_BITS = 40;

  private static final int RATIO_BITS = 64;

  private RemezExchange() {}

  /// Finds the best odd polynomial on an interval with decimal ends, which are taken as written:
  /// 0.001 is 1/1000, not the nearest binary64 number.
  ///
  /// @param degree the degree, odd, from 1 to [#MAXIMUM_DEGREE]
  /// @param lower the lower end l > 0
  /// @param upper the upper end u > l
  /// @return the best polynomial, or why there is none
  /// @throws IllegalArgumentException if an argument is outside its range
  public static MinimaxOutcome solve(int degree, BigDecimal lower, BigDecimal upper) {
    // Two decimals of d digits differ by about 10^−d or more, relatively: these bits keep the
    // accuracy of the distance of two close ends, whichever of them has the digits.
    int digitBits = 4 * Math.max(lower.precision(), upper.precision());
    int bits = digitBits + 4 * DEFAULT_ACCURACY_BITS;
    return solve(
        degree,
        decimal("lower", lower, bits),
        decimal("upper", upper, bits),
        DEFAULT_ACCURACY_BITS);
  }

  private static Dyadic decimal(String name, BigDecimal value, int bits) {
    long exponent = (long) value.precision() - value.scale();
    if (Math.abs(exponent) > MAXIMUM_DIGITS || value.precision() > MAXIMUM_DIGITS) {
      throw new IllegalArgumentException(
          name
              + " must have at most "
              + MAXIMUM_DIGITS
              + " digits before and after the decimal point, found "
              + value.round(MathContext.DECIMAL32));
    }
    return Dyadic.from(value, bits);
  }

  /// Finds the best odd polynomial to a given accuracy.
  ///
  /// @param degree the degree, odd, from 1 to [#MAXIMUM_DEGREE]
  /// @param lower the lower end l > 0
  /// @param upper the upper end u ≥ l; for u = l the limit of l → u is returned
  /// @param accuracyBits the relative accuracy 2^−accuracyBits wanted for the extended
  ///   coefficients, for E and for 1 − E; at least 53
  /// @return the best polynomial, or why there is none
  /// @throws IllegalArgumentException if an argument is outside its range
  public static MinimaxOutcome solve(int degree, Dyadic lower, Dyadic upper, int accuracyBits) {
    requireProblem(degree, lower, upper);
    if (accuracyBits < Double.PRECISION) {
      throw new IllegalArgumentException(
          "accuracyBits must be at least " + Double.PRECISION + ", found " + accuracyBits);
    }
    int size = (degree + 1) / 2;
    if (lower.compareTo(upper) == 0) {
      return limit(size, upper, accuracyBits);
    }
    Dyadic exactRatio = lower.dividedBy(upper, RATIO_BITS);
    double ratio = Math.max(SMALLEST_RATIO, exactRatio.doubleValue());
    Dyadic exactGap = upper.minus(lower).dividedBy(upper, RATIO_BITS);
    double gap = Math.max(SMALLEST_GAP, exactGap.doubleValue());
    ReferenceSearch search = new ReferenceSearch(size, ratio, gap);
    double[] tau = search.run();
    List<ExchangeStep> history = new ArrayList<>(search.history());

    int shift = scale(upper);
    Dyadic[] reference = reference(lower.scaled(-shift), upper.scaled(-shift), tau);
    LevelledError levelled = search.levelled();
    // E is of the order of gap^size, and so are the weights' reciprocals.
    int clamped =
        Math.max(0, Math.getExponent(ratio) - exactRatio.magnitude())
            + size * Math.max(0, Math.getExponent(gap) + 1 - exactGap.magnitude());
    int smallness = clamped + (int) Math.max(-levelled.log2Error(), -levelled.log2LowerImage());
    int fractionBits = (accuracyBits + smallness + 3 * size + GUARD_BITS) / 2 * 2;
    int weightBits = clamped + (int) Math.max(0, levelled.log2WeightSum()) + 6 * size;
    RefinedPolynomial refined =
        new Refinement(reference, fractionBits, weightBits, accuracyBits, history).run(shift);
    double[] rounded = refined == null ? null : refined.rounded(shift);
    if (refined == null || rounded == null) {
      return notConverged(degree, lower, upper, history);
    }
    return best(lower, upper, accuracyBits, shift, refined, rounded, history);
  }

  private static MinimaxOutcome.NotConverged notConverged(
      int degree, Dyadic lower, Dyadic upper, List<ExchangeStep> history) {
    return new MinimaxOutcome.NotConverged(
        "the exchange for degree "
            + degree
            + " on ["
            + lower.doubleValue()
            + ", "
            + upper.doubleValue()
            + "] did not close its error bracket within "
            + history.size()
            + " exchanges",
        history);
  }

  private static void requireProblem(int degree, Dyadic lower, Dyadic upper) {
    if (degree < 1 || degree % 2 == 0 || degree > MAXIMUM_DEGREE) {
      throw new IllegalArgumentException(
          "degree must be odd and from 1 to " + MAXIMUM_DEGREE + ", found " + degree);
    }
    if (lower.signum() <= 0) {
      throw new IllegalArgumentException("lower must be positive, found " + lower.doubleValue());
    }
    if (lower.compareTo(upper) > 0) {
      throw new IllegalArgumentException(
          "lower " + lower.doubleValue() + " must be below upper " + upper.doubleValue());
    }
  }

  /// The power of two that brings the upper end into (1/2, 1].
  private static int scale(Dyadic upper) {
    int magnitude = upper.magnitude();
    boolean powerOfTwo = upper.compareTo(new Dyadic(BigInteger.ONE, magnitude - 1)) == 0;
    return powerOfTwo ? magnitude - 1 : magnitude;
  }

  private static Dyadic[] reference(Dyadic lower, Dyadic upper, double[] tau) {
    Dyadic[] reference = new Dyadic[tau.length];
    Dyadic length = upper.minus(lower);
    for (int i = 1; i < tau.length - 1; i++) {
      reference[i] = lower.plus(length.times(Dyadic.of(tau[i])));
    }
    reference[0] = lower;
    reference[tau.length - 1] = upper;
    return reference;
  }

  private static BestPolynomial best(
      Dyadic lower,
      Dyadic upper,
      int accuracyBits,
      int shift,
      RefinedPolynomial refined,
      double[] rounded,
      List<ExchangeStep> history) {
    List<Dyadic> extended = new ArrayList<>();
    for (int j = 0; j < rounded.length; j++) {
      extended.add(refined.coefficients().get(j).scaled(-shift * (2 * j + 1)));
    }
    return new BestPolynomial(
        lower,
        upper,
        Arrays.stream(rounded).boxed().toList(),
        extended,
        accuracyBits,
        refined.proof().provedLower(),
        refined.proof().provedUpper(),
        refined.reference().stream().map(x -> x.scaled(shift).doubleValue()).toList(),
        refined.proof().errors().stream().map(Dyadic::doubleValue).toList(),
        history);
  }

  /// The limit of the best polynomials as the interval shrinks to a point: error 0.
  private static BestPolynomial limit(int size, Dyadic point, int accuracyBits) {
    Dyadic[] coefficients = LimitPolynomial.coefficients(size);
    Dyadic power = point;
    for (int j = 0; j < size; j++) {
      coefficients[j] = coefficients[j].dividedBy(power, 2 * accuracyBits);
      power = power.times(point).times(point).rounded(4 * accuracyBits);
    }
    return new BestPolynomial(
        point,
        point,
        Arrays.stream(coefficients).map(Dyadic::doubleValue).toList(),
        List.of(coefficients),
        accuracyBits,
        Dyadic.ZERO,
        Dyadic.ZERO,
        List.of(point.doubleValue()),
        List.of(0.0),
        List.of());
  }
}
