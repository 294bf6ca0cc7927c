package org.alternant.solver.minimax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.alternant.solver.Relative;
import org.alternant.solver.exact.Dyadic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What characterizes a best approximation: its error alternates with equal heights. Polynomials
/// are evaluated exactly.
class AlternationTest {

  /// A reference point is rounded to binary64, by δ ≤ 2⁻⁵⁴, and the error is flat there: it loses
  /// (δ m² / (u − l))² and less, 3e-9 for degree 63 on [1 − 1e-9, 1]. Observed: 1.1e-10, there.
  private static final double HEIGHT_TOLERANCE = 1e-8;

  private static final int SAMPLES = 200;

  private static final Map<Problem, BestPolynomial> SOLVED = new ConcurrentHashMap<>();

  /// A problem whose ends are binary64 numbers.
  record Problem(int degree, double lower, double upper) {

    /// The best polynomial with so many digits that even E has 64 bits in a value of 1 − p.
    BestPolynomial solved() {
      return SOLVED.computeIfAbsent(this, Problem::accurately);
    }

    private BestPolynomial accurately() {
      BestPolynomial coarse = solve(64);
      int largest = coarse.extended().stream().mapToInt(Dyadic::magnitude).max().orElseThrow();
      return solve(64 + Math.max(0, largest) - coarse.errorUpper().magnitude() + degree);
    }

    private BestPolynomial solve(int bits) {
      return RemezExchange.solve(degree, Dyadic.of(lower), Dyadic.of(upper), bits).orThrow();
    }
  }

  static Stream<Problem> problems() {
    return Stream.of(1, 3, 5, 7, 9, 17, 31, 63)
        .flatMap(
            degree ->
                Stream.of(0x1p-900, 1e-20, 1e-3, 0.2, 0.5, 0.9, 0.999, 1 - 1e-6, 1 - 1e-9)
                    .map(lower -> new Problem(degree, lower, 1)));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void errorAlternatesWithEqualHeights(Problem problem) {
    BestPolynomial best = problem.solved();
    List<Double> reference = best.reference();
    assertEquals((problem.degree() + 3) / 2, reference.size());
    assertEquals(problem.lower(), reference.getFirst());
    assertEquals(problem.upper(), reference.getLast());
    for (int i = 0; i < reference.size(); i++) {
      assertTrue(i == 0 || reference.get(i - 1) < reference.get(i), "reference is increasing");
      Dyadic error = Dyadic.ONE.minus(value(best.extended(), Dyadic.of(reference.get(i))));
      Dyadic signed = i % 2 == 0 ? error : error.negated();
      Relative.assertClose(
          best.errorUpper().toBigDecimal(), signed.toBigDecimal(), HEIGHT_TOLERANCE);
    }
  }

  /// The errors handed out are binary64, so that tiny ones may underflow.
  @ParameterizedTest
  @MethodSource("problems")
  void alternationHandedOutIsTheErrorWithItsSign(Problem problem) {
    BestPolynomial best = problem.solved();
    double height = best.errorUpper().doubleValue();
    assertEquals(best.reference().size(), best.alternation().size());
    for (int i = 0; i < best.alternation().size(); i++) {
      double expected = i % 2 == 0 ? height : -height;
      assertEquals(expected, best.alternation().get(i), 0x1p-52 * height);
    }
  }

  /// The extended coefficients are good for a relative 2^−accuracyBits, which is what the slack is.
  @ParameterizedTest
  @MethodSource("problems")
  void upperBoundHoldsOnDenseSamples(Problem problem) {
    BestPolynomial best = problem.solved();
    List<Dyadic> magnitudes = best.extended().stream().map(Dyadic::abs).toList();
    for (int i = 0; i <= SAMPLES; i++) {
      double t = (1 - Math.cos(Math.PI * i / SAMPLES)) / 2;
      Dyadic x = Dyadic.of(problem.lower() + (problem.upper() - problem.lower()) * t);
      Dyadic slack = value(magnitudes, x).scaled(-best.accuracyBits());
      Dyadic error = Dyadic.ONE.minus(value(best.extended(), x)).abs();
      assertTrue(error.compareTo(best.errorUpper().plus(slack)) <= 0);
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void bracketIsAsNarrowAsItPromises(Problem problem) {
    for (int bits : new int[] {53, 64, 128}) {
      BestPolynomial best = problem.solve(bits);
      Dyadic width = best.errorUpper().minus(best.errorLower());
      Dyadic scale = best.errorLower().min(best.lowerImage()).scaled(-bits);
      assertTrue(width.signum() >= 0 && width.compareTo(scale) <= 0);
      assertEquals(bits, best.accuracyBits());
    }
  }

  /// Brackets of different accuracy must overlap: all hold the same number.
  @ParameterizedTest
  @MethodSource("problems")
  void bracketsOfDifferentAccuracyOverlap(Problem problem) {
    BestPolynomial coarse = problem.solve(53);
    BestPolynomial fine = problem.solve(300);
    assertTrue(coarse.errorLower().compareTo(fine.errorUpper()) <= 0);
    assertTrue(fine.errorLower().compareTo(coarse.errorUpper()) <= 0);
    assertEquals(coarse.coefficients(), fine.coefficients());
  }

  /// p(x), exactly.
  private static Dyadic value(List<Dyadic> coefficients, Dyadic x) {
    Dyadic square = x.times(x);
    Dyadic value = Dyadic.ZERO;
    for (Dyadic coefficient : coefficients.reversed()) {
      value = value.times(square).plus(coefficient);
    }
    return value.times(x);
  }
}
