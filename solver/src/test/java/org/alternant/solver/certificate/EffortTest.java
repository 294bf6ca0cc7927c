package org.alternant.solver.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.solver.exact.EffortSpentException;
import org.junit.jupiter.api.Test;

/// What proofs take, and what becomes of those that take too much.
class EffortTest {

  private static final long SEED = 20261129;
  private static final Interval INPUT = new Interval(1e-3, 1);

  /// Observed: 3 million at most.
  private static final long SHIPPED = ExactSteps.OPERATIONS / 100;

  /// Coefficients from 1e-154 to 1e299.
  private static Step wild(int degree) {
    SplittableRandom random = new SplittableRandom(SEED);
    return Step.of(
        IntStream.range(0, (degree + 1) / 2)
            .mapToObj(_ -> random.nextDouble(-9, 9) * StrictMath.pow(10, random.nextInt(-154, 299)))
            .toList());
  }

  @Test
  void shippedTablesTakeLittle() {
    for (CoefficientTable table : Catalogue.all()) {
      ExactSteps known = ExactSteps.within(SHIPPED);
      TableCertifier certifier = new TableCertifier(table.steps(), known);
      assertEquals(
          new TableCertifier(table.steps()).certify(INPUT), certifier.certify(INPUT), table.name());
      certifier.safeRange().unitErrorUpper();
    }
  }

  @Test
  void wildRowsAreProved() {
    TableCertifier certifier =
        new TableCertifier(List.of(wild(511)), ExactSteps.within(ExactSteps.OPERATIONS / 2));
    assertInstanceOf(CertificationOutcome.Certified.class, certifier.certify(INPUT));
    assertTrue(certifier.safeRange().unitErrorUpper().isPresent());
  }

  @Test
  void whatTakesMoreIsNotDeterminedWhereverItEnds() {
    List<Step> steps = Catalogue.find("jordan-5").orElseThrow().steps();
    int determined = 0;
    long operations = 100;
    for (; determined == 0 || operations < 100_000; operations *= 2) {
      TableCertifier certifier = new TableCertifier(steps, ExactSteps.within(operations));
      CertificationOutcome outcome = certifier.certify(INPUT);
      determined += outcome instanceof Undetermined ? 0 : 1;
      assertTrue(
          outcome instanceof Undetermined
              || outcome.equals(new TableCertifier(steps).certify(INPUT)));
    }
    TableCertifier none = new TableCertifier(steps, ExactSteps.within(100));
    assertEquals(new Undetermined(), none.image(INPUT));
    assertEquals(Collections.nCopies(5, new Undetermined()), none.images(INPUT));
    assertThrows(EffortSpentException.class, none.safeRange()::unitErrorUpper);
    assertThrows(EffortSpentException.class, () -> none.safeRange().smallestLower(0.5, 1));
  }
}
