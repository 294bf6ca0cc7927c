package org.alternant.solver.certificate;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Effort;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.IntegerPolynomial;
import org.alternant.solver.exact.Outward;
import org.alternant.solver.exact.RealRoots;
import org.alternant.solver.exact.RealRoots.Bracket;

/// The critical points of an odd polynomial p(x) = x s(x²) other than 0, bracketed as closely as
/// anyone asks, and the values of p there where they are numbers of few digits.
final class CriticalPoints {

  /// The interval on which critical points are isolated has multiples of this part of its size for
  /// ends, beyond the true ones: few bits, however small one end is.
  private static final int ISOLATION_BITS = 40;

  /// Brackets of several roots are no wider than this part of the interval.
  private static final int CLUSTER_BITS = 100;

  /// A number of so few bits in a bracket is tried for being the root.
  private static final int SIMPLE_BITS = 64;

  /// Up to this degree of s, multiple roots and exact values are told by common divisors.
  private static final int LARGEST_DEGREE = 128;

  /// s, times 2^−exponent.
  private final BigInteger[] ratio;

  private final int exponent;
  private final Effort effort;

  /// p′ as a polynomial in y = x², without roots at 0; empty where p′ has no other.
  private BigInteger[] slope;

  private RealRoots roots;
  private boolean squareFree;

  /// Takes s.
  ///
  /// @param ratio its coefficients times 2^−exponent
  /// @param exponent the power of two
  /// @param effort what the work is counted by
  CriticalPoints(BigInteger[] ratio, int exponent, Effort effort) {
    this.effort = effort;
    this.ratio = ratio;
    this.exponent = exponent;
    BigInteger[] derivative = new BigInteger[ratio.length];
    for (int j = 0; j < ratio.length; j++) {
      derivative[j] = ratio[j].multiply(BigInteger.valueOf(2L * j + 1));
    }
    slope = withoutOuterZeros(derivative);
    roots = new RealRoots(inX(slope), effort);
    squareFree = slope.length > LARGEST_DEGREE;
  }

  /// Brackets of all critical points other than 0 in an interval, and perhaps of some beside it.
  ///
  /// @param lower the lower end
  /// @param upper the upper end, above it
  /// @return disjoint brackets; those that are not simple hold a cluster, or are a point
  List<Bracket> near(Dyadic lower, Dyadic upper) {
    if (slope.length < 2) {
      return List.of();
    }
    List<Bracket> brackets = isolated(lower, upper);
    if (!squareFree && brackets.stream().anyMatch(CriticalPoints::isCluster)) {
      slope = IntegerPolynomial.squareFree(slope, effort);
      roots = new RealRoots(inX(slope), effort);
      squareFree = true;
      brackets = isolated(lower, upper);
    }
    return brackets;
  }

  private List<Bracket> isolated(Dyadic lower, Dyadic upper) {
    int size = lower.abs().max(upper.abs()).magnitude();
    int grid = size - ISOLATION_BITS;
    return roots.isolate(
        Outward.floor(lower, grid),
        Outward.ceiling(upper, grid),
        new Dyadic(BigInteger.ONE, size - CLUSTER_BITS));
  }

  /// Whether a bracket holds roots that cannot be told apart.
  static boolean isCluster(Bracket bracket) {
    return !bracket.simple() && bracket.width().signum() > 0;
  }

  /// Narrows a bracket relative to its own position: where an interval reaches far beyond the
  /// critical points, its length says nothing about their size.
  ///
  /// @param wide the bracket
  /// @param bits its width becomes at most 2^−bits of its larger end, unless it is a cluster
  /// @return a bracket inside it of the same roots; a point where the root has few bits
  Bracket narrowed(Bracket wide, int bits) {
    Bracket bracket = wide;
    do {
      bracket = roots.narrow(bracket, width(bracket, bits));
    } while (bracket.simple() && bracket.width().compareTo(width(bracket, bits)) > 0);
    Dyadic simplest = new ExactInterval(bracket.lower(), bracket.upper()).simplest();
    return bracket.simple() && simplest.bits() <= SIMPLE_BITS && roots.at(simplest).signum() == 0
        ? new Bracket(simplest, simplest, true)
        : bracket;
  }

  private static Dyadic width(Bracket bracket, int bits) {
    return new Dyadic(
        BigInteger.ONE, bracket.lower().abs().max(bracket.upper().abs()).magnitude() - bits);
  }

  /// The part of a bracket in an interval; empty where its critical points are not inside.
  Optional<Bracket> cut(Bracket bracket, Dyadic lower, Dyadic upper) {
    return roots.cut(bracket, lower, upper);
  }

  /// Whether |p| is exactly |value| at the critical point in a simple bracket: whether y s(y)² −
  /// value² and the slope have a common root there. Their common divisor changes its sign in the
  /// bracket, which holds one simple root of the slope, or has no root in it.
  boolean hasValue(Bracket bracket, Dyadic value) {
    if (slope.length > LARGEST_DEGREE) {
      return false;
    }
    BigInteger[] square = new BigInteger[2 * ratio.length];
    Arrays.fill(square, BigInteger.ZERO);
    for (int i = 0; i < ratio.length; i++) {
      for (int j = 0; j < ratio.length; j++) {
        square[i + j + 1] = square[i + j + 1].add(ratio[i].multiply(ratio[j]));
      }
    }
    Dyadic constant = value.times(value);
    int unit = Math.min(2 * exponent, constant.exponent());
    for (int i = 1; i < square.length; i++) {
      square[i] = square[i].shiftLeft(2 * exponent - unit);
    }
    square[0] = constant.floor(-unit).negate();
    RealRoots common =
        new RealRoots(inX(IntegerPolynomial.commonDivisor(square, slope, effort)), effort);
    int below = common.at(bracket.lower()).signum();
    return bracket.width().signum() == 0
        ? below == 0
        : below * common.at(bracket.upper()).signum() < 0;
  }

  private static BigInteger[] withoutOuterZeros(BigInteger[] p) {
    int from = 0;
    int to = p.length;
    while (to > 0 && p[to - 1].signum() == 0) {
      to--;
    }
    while (from < to && p[from].signum() == 0) {
      from++;
    }
    return Arrays.copyOfRange(p, from, to);
  }

  /// Σ cⱼ yʲ as a polynomial in x.
  static BigInteger[] inX(BigInteger[] p) {
    BigInteger[] inX = new BigInteger[Math.max(0, 2 * p.length - 1)];
    Arrays.fill(inX, BigInteger.ZERO);
    for (int j = 0; j < p.length; j++) {
      inX[2 * j] = p[j];
    }
    return inX;
  }
}
