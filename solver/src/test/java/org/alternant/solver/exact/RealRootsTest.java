package org.alternant.solver.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.alternant.solver.exact.RealRoots.Bracket;
import org.junit.jupiter.api.Test;

/// Isolation and narrowing of the roots of integer polynomials, against products of linear factors
/// whose roots are known.
class RealRootsTest {

  private static final long SEED = 20260102;

  /// No two of the roots n/d here, d ≤ 7, are as close; nor is any complex root as close to the
  /// real line.
  private static final Dyadic NARROW = new Dyadic(BigInteger.ONE, -40);

  private static final Dyadic NARROWER = new Dyadic(BigInteger.ONE, -300);

  /// The root numerator/denominator, so many times.
  private record Root(long numerator, long denominator, int multiplicity) {
    /// The sign of x − root.
    int side(Dyadic x) {
      return x.times(integer(denominator)).compareTo(integer(numerator));
    }

    boolean in(Bracket bracket) {
      return side(bracket.lower()) <= 0 && side(bracket.upper()) >= 0;
    }
  }

  @Test
  void everyRootIsInOneBracketAndEveryBracketHoldsARoot() {
    SplittableRandom random = new SplittableRandom(SEED);
    int simple = 0;
    int multiple = 0;
    for (int i = 0; i < 400; i++) {
      List<Root> roots = randomRoots(random, 3);
      BigInteger[] polynomial = polynomial(roots);
      if (random.nextBoolean()) {
        polynomial = times(polynomial, random.nextInt(1, 9), 0, random.nextInt(1, 9));
      }
      Dyadic lower = new Dyadic(BigInteger.valueOf(random.nextInt(-80, 80)), -2);
      Dyadic upper = lower.plus(new Dyadic(BigInteger.valueOf(random.nextInt(1, 200)), -2));
      List<Bracket> brackets = new RealRoots(polynomial).isolate(lower, upper, NARROW);
      assertInOrder(lower, brackets, upper);
      for (Root root : roots) {
        boolean inside = root.side(lower) > 0 && root.side(upper) < 0;
        long holding = brackets.stream().filter(root::in).count();
        // A root where two brackets meet is in both.
        assertTrue(inside ? holding >= 1 && holding <= 2 : holding <= 1, root + " " + brackets);
      }
      for (Bracket bracket : brackets) {
        List<Root> held = roots.stream().filter(root -> root.in(bracket)).toList();
        assertEquals(1, held.size(), () -> bracket + " " + roots);
        if (bracket.simple()) {
          assertEquals(1, held.getFirst().multiplicity());
          assertSignChange(polynomial, bracket);
          simple++;
        } else {
          assertTrue(bracket.width().compareTo(NARROW) <= 0);
          multiple++;
        }
      }
    }
    assertTrue(simple > 100 && multiple > 200, simple + " simple, " + multiple + " multiple");
  }

  @Test
  void narrowingKeepsTheRootAndReachesTheWidth() {
    SplittableRandom random = new SplittableRandom(SEED);
    int narrowed = 0;
    for (int i = 0; i < 100; i++) {
      List<Root> roots = randomRoots(random, 1);
      BigInteger[] polynomial = polynomial(roots);
      RealRoots finder = new RealRoots(polynomial);
      for (Bracket wide : finder.isolate(integer(-40), integer(41), NARROW)) {
        Bracket narrow = finder.narrow(wide, NARROWER);
        assertTrue(narrow.width().signum() >= 0);
        assertTrue(narrow.width().compareTo(NARROWER) <= 0);
        assertTrue(wide.lower().compareTo(narrow.lower()) <= 0);
        assertTrue(wide.upper().compareTo(narrow.upper()) >= 0);
        assertEquals(1, roots.stream().filter(root -> root.in(narrow)).count());
        if (narrow.width().signum() == 0) {
          assertEquals(0, finder.at(narrow.lower()).signum());
        } else {
          assertSignChange(polynomial, narrow);
        }
        narrowed++;
      }
    }
    assertTrue(narrowed > 100, narrowed + " narrowed");
  }

  /// x(x − 1)(x − 2): 0 and 2 are ends, 1 is the middle.
  @Test
  void rootsAtTheEndsAreNotInsideAndARootInTheMiddleIsFoundExactly() {
    RealRoots roots =
        new RealRoots(polynomial(List.of(new Root(0, 1, 1), new Root(1, 1, 1), new Root(2, 1, 1))));
    assertEquals(
        List.of(0),
        roots.isolate(Dyadic.ZERO, Dyadic.TWO, NARROW).stream()
            .map(bracket -> bracket.lower().compareTo(Dyadic.ONE))
            .toList());
    assertEquals(List.of(), roots.isolate(Dyadic.ZERO, Dyadic.ONE, NARROW));
    assertEquals(List.of(), roots.isolate(Dyadic.TWO, integer(5), NARROW));
    assertEquals(3, roots.isolate(integer(-1), integer(3), NARROW).size());
  }

  /// Roots at 1/2, 1/4, 3/4, … are ends of intervals of the bisection.
  @Test
  void rootsAtPointsOfTheBisectionAreFoundOnce() {
    List<Root> roots = new ArrayList<>();
    for (int n = 1; n < 8; n++) {
      roots.add(new Root(n, 8, 1 + n % 3));
    }
    List<Bracket> brackets =
        new RealRoots(polynomial(roots)).isolate(Dyadic.ZERO, Dyadic.ONE, NARROW);
    for (Root root : roots) {
      assertTrue(brackets.stream().anyMatch(root::in), root.toString());
    }
    assertInOrder(Dyadic.ZERO, brackets, Dyadic.ONE);
  }

  @Test
  void aMultipleRootEndsInOneOrTwoNarrowBrackets() {
    for (int multiplicity = 2; multiplicity <= 9; multiplicity++) {
      Root third = new Root(1, 3, multiplicity);
      RealRoots roots = new RealRoots(polynomial(List.of(third)));
      List<Bracket> brackets = roots.isolate(Dyadic.ZERO, Dyadic.ONE, NARROW);
      assertEquals(1, brackets.size());
      assertTrue(third.in(brackets.getFirst()));
      assertFalse(brackets.getFirst().simple());
      assertTrue(brackets.getFirst().width().compareTo(NARROW) <= 0);
      assertSame(brackets.getFirst(), roots.narrow(brackets.getFirst(), NARROWER));
    }
  }

  /// 1/3 and 1/3 + 1/(3 · 2⁶⁰).
  @Test
  void aClusterIsSeparatedWhereTheWidthAllowsItAndHeldTogetherWhereNot() {
    BigInteger scale = BigInteger.ONE.shiftLeft(120);
    BigInteger[] polynomial =
        times(
            polynomial(List.of(new Root(1, 3, 1))),
            new BigInteger[] {
              scale.negate().subtract(BigInteger.ONE), BigInteger.valueOf(3).multiply(scale)
            });
    RealRoots roots = new RealRoots(polynomial);
    List<Bracket> together = roots.isolate(Dyadic.ZERO, Dyadic.ONE, NARROW);
    assertEquals(List.of(false), together.stream().map(Bracket::simple).toList());
    List<Bracket> apart = roots.isolate(Dyadic.ZERO, Dyadic.ONE, NARROWER);
    assertEquals(List.of(true, true), apart.stream().map(Bracket::simple).toList());
    assertTrue(new Root(1, 3, 1).in(apart.getFirst()));
  }

  @Test
  void withoutRealRootsThereIsNoBracket() {
    RealRoots roots = new RealRoots(times(polynomial(List.of()), 1, 0, 1));
    assertEquals(List.of(), roots.isolate(integer(-1000), integer(1000), NARROWER));
    assertEquals(
        List.of(),
        new RealRoots(new BigInteger[] {BigInteger.TWO})
            .isolate(integer(-1000), integer(1000), NARROW));
  }

  /// The rule of signs holds for any formal degree: leading zeros multiply the transformed
  /// polynomial by powers of 1 + t, which adds no variation that matters.
  @Test
  void leadingZerosChangeNothing() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 100; i++) {
      List<Root> roots = randomRoots(random, 2);
      BigInteger[] polynomial = polynomial(roots);
      BigInteger[] padded = Arrays.copyOf(polynomial, polynomial.length + 5);
      Arrays.fill(padded, polynomial.length, padded.length, BigInteger.ZERO);
      List<Bracket> brackets = new RealRoots(padded).isolate(integer(-41), integer(40), NARROW);
      for (Root root : roots) {
        assertTrue(brackets.stream().anyMatch(root::in));
      }
      for (Bracket bracket : brackets) {
        assertEquals(1, roots.stream().filter(root -> root.in(bracket)).count());
      }
    }
  }

  private static void assertInOrder(Dyadic lower, List<Bracket> brackets, Dyadic upper) {
    Dyadic end = lower;
    for (Bracket bracket : brackets) {
      assertTrue(end.compareTo(bracket.lower()) <= 0);
      assertTrue(bracket.lower().compareTo(bracket.upper()) <= 0);
      end = bracket.upper();
    }
    assertTrue(end.compareTo(upper) <= 0);
  }

  private static void assertSignChange(BigInteger[] polynomial, Bracket bracket) {
    RealRoots roots = new RealRoots(polynomial);
    assertEquals(-1, roots.at(bracket.lower()).signum() * roots.at(bracket.upper()).signum());
  }

  /// One to six distinct roots in (−40, 40).
  private static List<Root> randomRoots(SplittableRandom random, int maximumMultiplicity) {
    List<Root> roots = new ArrayList<>();
    int count = random.nextInt(1, 7);
    while (roots.size() < count) {
      long denominator = random.nextLong(1, 8);
      Root root =
          new Root(
              random.nextLong(-39 * denominator, 39 * denominator),
              denominator,
              random.nextInt(1, maximumMultiplicity + 1));
      if (roots.stream()
          .noneMatch(
              other ->
                  other.numerator() * root.denominator()
                      == root.numerator() * other.denominator())) {
        roots.add(root);
      }
    }
    return roots;
  }

  private static BigInteger[] polynomial(List<Root> roots) {
    BigInteger[] product = {BigInteger.ONE};
    for (Root root : roots) {
      for (int i = 0; i < root.multiplicity(); i++) {
        product = times(product, -root.numerator(), root.denominator());
      }
    }
    return product;
  }

  private static BigInteger[] times(BigInteger[] polynomial, long... factor) {
    return times(
        polynomial, Arrays.stream(factor).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new));
  }

  private static BigInteger[] times(BigInteger[] polynomial, BigInteger[] factor) {
    BigInteger[] product = new BigInteger[polynomial.length + factor.length - 1];
    Arrays.fill(product, BigInteger.ZERO);
    for (int i = 0; i < polynomial.length; i++) {
      for (int j = 0; j < factor.length; j++) {
        product[i + j] = product[i + j].add(polynomial[i].multiply(factor[j]));
      }
    }
    return product;
  }

  private static Dyadic integer(long value) {
    return new Dyadic(BigInteger.valueOf(value), 0);
  }

  /// Coefficients from 1e-154 to 1e299: the roots of a whole are those of its parts.
  @Test
  void rootsOfWildPolynomialsAreTheSameHoweverTheyAreAskedFor() {
    SplittableRandom random = new SplittableRandom(SEED);
    int found = 0;
    for (int i = 0; i < 20; i++) {
      BigInteger[] wild = new BigInteger[12];
      for (int j = 0; j < wild.length; j++) {
        BigInteger size = BigInteger.valueOf(random.nextLong(1L << 52, 1L << 53));
        wild[j] = size.shiftLeft(random.nextInt(0, 1500));
        wild[j] = random.nextBoolean() ? wild[j] : wild[j].negate();
      }
      RealRoots roots = new RealRoots(wild);
      Dyadic end = Dyadic.ONE.scaled(1600);
      Dyadic middle = Dyadic.ONE.scaled(random.nextInt(-800, 800));
      List<Bracket> all = roots.isolate(end.negated(), end, NARROWER);
      List<Bracket> parts = new ArrayList<>(roots.isolate(end.negated(), middle, NARROWER));
      parts.addAll(roots.isolate(middle, end, NARROWER));
      assertEquals(all.size(), parts.size());
      // Descartes: at most as many as signs change, of q(x) and of q(−x).
      assertTrue(all.size() < wild.length);
      for (Bracket bracket : all) {
        assertTrue(bracket.simple());
        assertTrue(
            roots.at(bracket.lower()).signum() * roots.at(bracket.upper()).signum() < 0
                || bracket.width().signum() == 0);
      }
      found += all.size();
    }
    assertTrue(found > 20);
  }
}
