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
import org.alternant.solver.exact.Powers;
import org.alternant.solver.exact.RealRoots;
import org.alternant.solver.exact.RealRoots.Bracket;

/// The critical points of a polynomial p(x) = x s(xʳ) other than 0, bracketed as closely as anyone
/// asks, and the values of p there where they are numbers of few digits.
final class CriticalPoints {

  /// The interval on which critical points are isolated has multiples of this part of its size for
  /// ends, beyond the true ones: few bits, however small one end is.
  private static final int ISOLATION_BITS = 40;

  /// Brackets of several roots are no wider than this part of the interval.
  private static final int CLUSTER_BITS = 100;

  /// A number of so few bits in a bracket is tried for being the root.
  private static final int SIMPLE_BITS = 64;

  /// Up to this degree of s, for r = 2, multiple roots and exact values are told by common
  /// divisors.
  private static final int LARGEST_DEGREE = 128;

  private final int root;

  /// s, times 2^−exponent.
  private final BigInteger[] ratio;

  private final int exponent;
  private final Effort effort;

  /// p′ as a polynomial in y = xʳ, without roots at 0; empty where p′ has no other.
  private BigInteger[] slope;

  private RealRoots roots;
  private boolean squareFree;

  /// Takes s.
  ///
  /// @param root r
  /// @param ratio its coefficients times 2^−exponent
  /// @param exponent the power of two
  /// @param effort what the work is counted by
  CriticalPoints(int root, BigInteger[] ratio, int exponent, Effort effort) {
    this.root = root;
    this.effort = effort;
    this.ratio = ratio;
    this.exponent = exponent;
    BigInteger[] derivative = new BigInteger[ratio.length];
    for (int j = 0; j < ratio.length; j++) {
      derivative[j] = ratio[j].multiply(BigInteger.valueOf((long) root * j + 1));
    }
    slope = withoutOuterZeros(derivative);
    roots = new RealRoots(inX(slope, root), effort);
    squareFree = isTooLong();
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
      roots = new RealRoots(inX(slope, root), effort);
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

  /// Whether p is exactly value, or for an even r |p| is |value|, at the critical point in a simple
  /// bracket: whether y s(y)ʳ − valueʳ and the slope have a common root there. Their common divisor
  /// changes its sign in the bracket, which holds one simple root of the slope, or has no root in
  /// it.
  boolean hasValue(Bracket bracket, Dyadic value) {
    if (isTooLong()) {
      return false;
    }
    BigInteger[] power = {BigInteger.ZERO, BigInteger.ONE};
    for (int i = 0; i < root; i++) {
      power = product(power, ratio);
    }
    Dyadic constant = Powers.of(value, root);
    int unit = Math.min(root * exponent, constant.exponent());
    for (int i = 1; i < power.length; i++) {
      power[i] = power[i].shiftLeft(root * exponent - unit);
    }
    power[0] = constant.floor(-unit).negate();
    RealRoots common =
        new RealRoots(inX(IntegerPolynomial.commonDivisor(power, slope, effort), root), effort);
    int below = common.at(bracket.lower()).signum();
    return bracket.width().signum() == 0
        ? below == 0
        : below * common.at(bracket.upper()).signum() < 0;
  }

  private boolean isTooLong() {
    return slope.length * root > 2 * LARGEST_DEGREE;
  }

  private static BigInteger[] product(BigInteger[] a, BigInteger[] b) {
    BigInteger[] product = new BigInteger[a.length + b.length - 1];
    Arrays.fill(product, BigInteger.ZERO);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        product[i + j] = product[i + j].add(a[i].multiply(b[j]));
      }
    }
    return product;
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
  static BigInteger[] inX(BigInteger[] p, int root) {
    BigInteger[] inX = new BigInteger[Math.max(0, root * (p.length - 1) + 1)];
    Arrays.fill(inX, BigInteger.ZERO);
    for (int j = 0; j < p.length; j++) {
      inX[root * j] = p[j];
    }
    return inX;
  }
}
