package org.alternant.solver.minimax;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.FixedPointPolynomial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The proved bounds, attacked with polynomials that are not the best one: theirs are not narrow,
/// and so a wrong one would show.
class AlternationProofTest {
  private static final int FRACTION_BITS = 300;
  private static final int SAMPLES = 300;
  private static final int ATTACKS = 8;

  private final Random random = new Random(17);

  @ParameterizedTest
  @CsvSource({"3, 0.1", "5, 0.001", "5, 0.5", "9, 0.1", "17, 0.2", "31, 0.05", "31, 1e-9"})
  void boundsHoldForPolynomialsNearTheBest(int degree, double lower) {
    BestPolynomial best = solve(degree, lower, 128);
    int proved = 0;
    for (int attack = 0; attack < ATTACKS; attack++) {
      List<BigInteger> coefficients = perturbed(best);
      FixedPointPolynomial ratio = new FixedPointPolynomial(coefficients, FRACTION_BITS);
      Dyadic[] x = points(best.reference());
      for (int newton = 0; newton < 5; newton++) {
        AlternationProof proof = AlternationProof.of(2, x, ratio, FRACTION_BITS);
        proved += assertBoundsHold(proof, coefficients, best);
        x = proof.critical().toArray(Dyadic[]::new);
      }
    }
    assertTrue(proved >= ATTACKS, "too few proofs to attack: " + proved);
  }

  /// Returns 1 if there was a bracket.
  private static int assertBoundsHold(
      AlternationProof proof, List<BigInteger> coefficients, BestPolynomial best) {
    if (proof.width() == null) {
      return 0;
    }
    assertTrue(proof.provedLower().compareTo(best.errorUpper()) <= 0, "E is larger than that");
    double lower = best.lower().doubleValue();
    Dyadic largest = Dyadic.ZERO;
    for (int i = 0; i <= SAMPLES; i++) {
      Dyadic x = Dyadic.of(lower + (1 - lower) * (1 - Math.cos(Math.PI * i / SAMPLES)) / 2);
      largest = largest.max(Dyadic.ONE.minus(value(coefficients, x)).abs());
    }
    for (double point : best.reference()) {
      largest = largest.max(Dyadic.ONE.minus(value(coefficients, Dyadic.of(point))).abs());
    }
    for (Dyadic point : proof.critical()) {
      largest = largest.max(Dyadic.ONE.minus(value(coefficients, point)).abs());
    }
    assertTrue(largest.compareTo(proof.provedUpper()) <= 0, "the error is larger than that");
    return 1;
  }

  @Test
  void referenceOutOfOrderProvesNothing() {
    BestPolynomial best = solve(9, 0.1, 128);
    List<BigInteger> exact = best.extended().stream().map(c -> c.floor(FRACTION_BITS)).toList();
    Dyadic[] x = points(best.reference());
    Dyadic third = x[3];
    x[3] = x[1];
    x[1] = third;
    AlternationProof proof =
        AlternationProof.of(2, x, new FixedPointPolynomial(exact, FRACTION_BITS), FRACTION_BITS);
    assertNull(proof.width());
  }

  @Test
  void errorsThatDoNotAlternateHaveNoLowerBound() {
    BestPolynomial best = solve(5, 0.1, 128);
    List<BigInteger> doubled =
        best.extended().stream().map(c -> c.scaled(1).floor(FRACTION_BITS)).toList();
    AlternationProof proof =
        AlternationProof.of(
            2,
            points(best.reference()),
            new FixedPointPolynomial(doubled, FRACTION_BITS),
            FRACTION_BITS);
    assertNull(proof.lower());
    assertNull(proof.width());
  }

  /// The radii bound the distance to the best polynomial's coefficients, known to 300 bits.
  @ParameterizedTest
  @CsvSource({"1, 0.5", "3, 0.1", "5, 1e-9", "9, 0.5", "17, 0.9", "31, 0.001", "63, 0.1"})
  void coefficientsLieWithinTheirRadii(int degree, double lower) {
    BestPolynomial fine = solve(degree, lower, 300);
    int size = (degree + 1) / 2;
    for (int attempt = 0; attempt < ATTACKS; attempt++) {
      Dyadic[] x = points(fine.reference());
      for (int i = 1; i < x.length - 1; i++) {
        double gap = fine.reference().get(i) - fine.reference().get(i - 1);
        x[i] = x[i].plus(Dyadic.of(gap * 1e-3 * random.nextDouble()));
      }
      RefinedPolynomial refined =
          new Refinement(2, x, 200 + 8 * size, 12 * size + 64, 53, new ArrayList<>()).run(0);
      List<Dyadic> coefficients = requireNonNull(refined).coefficients();
      for (int j = 0; j < size; j++) {
        Dyadic distance = coefficients.get(j).minus(fine.extended().get(j)).abs();
        assertTrue(refined.radius().get(j).signum() > 0);
        assertTrue(distance.compareTo(refined.radius().get(j)) <= 0);
      }
      assertEquals(size, refined.radius().size());
    }
  }

  private List<BigInteger> perturbed(BestPolynomial best) {
    Dyadic budget = best.errorLower().min(best.lowerImage()).scaled(-4 - random.nextInt(30));
    List<BigInteger> coefficients = new ArrayList<>();
    for (Dyadic coefficient : best.extended()) {
      Dyadic change = budget.times(Dyadic.of((random.nextDouble() - 0.5) / best.extended().size()));
      coefficients.add(coefficient.plus(change).floor(FRACTION_BITS));
    }
    return coefficients;
  }

  private static Dyadic[] points(List<Double> reference) {
    return reference.stream().map(Dyadic::of).toArray(Dyadic[]::new);
  }

  private static Dyadic value(List<BigInteger> coefficients, Dyadic x) {
    Dyadic square = x.times(x);
    Dyadic value = Dyadic.ZERO;
    for (BigInteger coefficient : coefficients.reversed()) {
      value = value.times(square).plus(new Dyadic(coefficient, -FRACTION_BITS));
    }
    return value.times(x);
  }

  private static BestPolynomial solve(int degree, double lower, int bits) {
    return RemezExchange.solve(degree, Dyadic.of(lower), Dyadic.ONE, bits).orThrow();
  }
}
