package org.alternant.solver.minimax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;

/// Finds the best polynomial on an interval: the h(x) = Σ cⱼ x^(pj+1) of given degree pq + 1 with
/// the least max |1 − h(x)| on [l, u], l > 0. With the root p = 2 these are the odd polynomials;
/// with any other they are those of the iteration for A^(−1/p), whose eigenvalues are y = xᵖ.
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

  /// The largest q this is tested for: the largest degree is p times it, and 1.
  public static final int MAXIMUM_Q = 63;

  /// The largest degree of an odd polynomial.
  public static final int MAXIMUM_DEGREE = 2 * MAXIMUM_Q + 1;

  /// The accuracy of a single best polynomial: enough to round with certainty nearly always at
  /// once.
  public static final int DEFAULT_ACCURACY_BITS = 64;

  /// The binary64 phase treats smaller distances 1 − l/u as this one: the reference is the limit's
  /// by then.
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
    return solve(2, degree, 1, lower, upper);
  }

  /// Finds the best polynomial for a root on an interval with decimal ends, which are taken as
  /// written.
  ///
  /// @param root p, at least 1
  /// @param degree the degree pq + 1 in x, q from 0 to [#MAXIMUM_Q]
  /// @param power which power of x the ends are: 1, or p for eigenvalues y = xᵖ
  /// @param lower the lower end, above 0
  /// @param upper the upper end, above `lower`
  /// @return the best polynomial, or why there is none
  /// @throws IllegalArgumentException if an argument is outside its range
  public static MinimaxOutcome solve(
      int root, int degree, int power, BigDecimal lower, BigDecimal upper) {
    // Two decimals of d digits differ by about 10^−d or more, relatively: these bits keep the
    // accuracy of the distance of two close ends, whichever of them has the digits.
    int digitBits = 4 * Math.max(lower.precision(), upper.precision());
    int bits = digitBits + 4 * DEFAULT_ACCURACY_BITS;
    return solve(
        root,
        degree,
        Powers.rootFloor(decimal("lower", lower, bits), power, bits),
        Powers.rootFloor(decimal("upper", upper, bits), power, bits),
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
    return solve(2, degree, lower, upper, accuracyBits);
  }

  /// Finds the best polynomial for a root to a given accuracy.
  ///
  /// @param root p, at least 1
  /// @param degree the degree pq + 1, q from 0 to [#MAXIMUM_Q]
  /// @param lower the lower end l > 0, of x
  /// @param upper the upper end u ≥ l; for u = l the limit of l → u is returned
  /// @param accuracyBits as for odd polynomials
  /// @return the best polynomial, or why there is none
  /// @throws IllegalArgumentException if an argument is outside its range
  public static MinimaxOutcome solve(
      int root, int degree, Dyadic lower, Dyadic upper, int accuracyBits) {
    requireProblem(root, degree, lower, upper);
    if (accuracyBits < Double.PRECISION) {
      throw new IllegalArgumentException(
          "accuracyBits must be at least " + Double.PRECISION + ", found " + accuracyBits);
    }
    int size = (degree - 1) / root + 1;
    if (lower.compareTo(upper) == 0) {
      return limit(root, size, upper, accuracyBits);
    }
    Dyadic exactRatio = lower.dividedBy(upper, RATIO_BITS);
    double ratio = Math.max(LevelledError.smallestRatio(root), exactRatio.doubleValue());
    Dyadic exactGap = upper.minus(lower).dividedBy(upper, RATIO_BITS);
    double gap = Math.max(SMALLEST_GAP, exactGap.doubleValue());
    ReferenceSearch search = new ReferenceSearch(root, size, ratio, gap);
    double[] tau = search.run();
    List<ExchangeStep> history = new ArrayList<>(search.history());

    int shift = scale(upper);
    Dyadic[] reference = reference(lower.scaled(-shift), upper.scaled(-shift), tau);
    LevelledError levelled = search.levelled();
    // A power of x loses p bits where u is just above 1/2.
    int termBits = (root + 1) * size;
    // E is of the order of gap^size, and so are the weights' reciprocals.
    int clamped =
        Math.max(0, Math.getExponent(ratio) - exactRatio.magnitude())
            + size * Math.max(0, Math.getExponent(gap) + 1 - exactGap.magnitude());
    int smallness = clamped + (int) Math.max(-levelled.log2Error(), -levelled.log2LowerImage());
    int fractionBits = (accuracyBits + smallness + termBits + GUARD_BITS) / 2 * 2;
    int weightBits = clamped + (int) Math.max(0, levelled.log2WeightSum()) + termBits + 3 * size;
    RefinedPolynomial refined =
        new Refinement(root, reference, fractionBits, weightBits, accuracyBits, history).run(shift);
    double[] rounded = refined == null ? null : refined.rounded(root, shift);
    if (refined == null || rounded == null) {
      return notConverged(degree, lower, upper, history);
    }
    return best(root, lower, upper, accuracyBits, shift, refined, rounded, history);
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

  private static void requireProblem(int root, int degree, Dyadic lower, Dyadic upper) {
    TableFunction.inverseRoot(root).requireDegree("degree", degree, MAXIMUM_Q);
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
      int root,
      Dyadic lower,
      Dyadic upper,
      int accuracyBits,
      int shift,
      RefinedPolynomial refined,
      double[] rounded,
      List<ExchangeStep> history) {
    List<Dyadic> extended = new ArrayList<>();
    for (int j = 0; j < rounded.length; j++) {
      extended.add(refined.coefficients().get(j).scaled(-shift * (root * j + 1)));
    }
    return new BestPolynomial(
        root,
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
  private static BestPolynomial limit(int root, int size, Dyadic point, int accuracyBits) {
    Dyadic[] coefficients = LimitPolynomial.coefficients(root, size, 4 * accuracyBits);
    Dyadic power = point;
    for (int j = 0; j < size; j++) {
      coefficients[j] = coefficients[j].dividedBy(power, 2 * accuracyBits);
      power = power.times(Powers.of(point, root)).rounded(4 * accuracyBits);
    }
    return new BestPolynomial(
        root,
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
