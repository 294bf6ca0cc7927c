package org.alternant.toolkit.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.figure.SampledTable.Curve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is drawn is the composition, and stays within what is proved.
class SampledTableTest {

  private static final Interval INPUT = new Interval(1e-3, 1);
  private static final int COLUMNS = 200;

  /// Between exact values and binary64's, for coefficients that sum up to one: the roundoff of a
  /// few operations, amplified by the slopes of later steps. Observed: a hundredth.
  private static final double BINARY64 = 0x1p-41;

  private static SampledTable sampled(CoefficientTable table, Interval input) {
    return SampledTable.of(table.name(), table.steps(), input, COLUMNS, ProgressListener.NONE)
        .orElseThrow();
  }

  static List<String> shipped() {
    return Catalogue.forSign().stream().map(CoefficientTable::name).toList();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void noErrorExceedsTheCertifiedOneWhichIsAttained(String name) {
    CoefficientTable table = Catalogue.find(name).orElseThrow();
    SampledTable sampled = sampled(table, INPUT);
    Certificate certificate = sampled.certificate();
    assertNotNull(certificate);
    double largest = sampled.error().y().stream().mapToDouble(Math::abs).max().orElseThrow();
    assertTrue(largest <= certificate.worstCaseError());
    assertTrue(largest >= certificate.worstCaseError() * (1 - 1e-12), () -> "only " + largest);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void samplesAreThoseOfTheComposition(String name) {
    CoefficientTable table = Catalogue.find(name).orElseThrow();
    Curve error = sampled(table, INPUT).error();
    double coefficients =
        table.steps().stream()
            .flatMapToDouble(step -> step.coefficients().stream().mapToDouble(Math::abs))
            .sum();
    for (int i = 0; i < error.x().size(); i++) {
      assertEquals(1 - table.evaluate(error.x().get(i)), error.y().get(i), BINARY64 * coefficients);
    }
  }

  @ParameterizedTest
  @CsvSource({"1e-300,1", "1e-3,1", "0.9999999,1", "4.9e-324,1.7e308"})
  void argumentsFillTheIntervalInOrder(double lower, double upper) {
    Interval input = new Interval(lower, upper);
    List<Double> x = sampled(TableLiteral.parse("1e-10"), input).error().x();
    assertEquals(lower, x.getFirst());
    assertEquals(upper, x.getLast());
    assertEquals(x.stream().sorted().toList(), x);
  }

  @Test
  void theEnvelopeKeepsEndsAndExtremes() {
    Curve error = sampled(Catalogue.find("nanochat-5").orElseThrow(), INPUT).error();
    Curve envelope = error.envelope();
    assertTrue(envelope.x().size() < error.x().size() / 2);
    assertEquals(error.x().getFirst(), envelope.x().getFirst());
    assertEquals(error.x().getLast(), envelope.x().getLast());
    assertEquals(Collections.max(error.y()), Collections.max(envelope.y()));
    assertEquals(Collections.min(error.y()), Collections.min(envelope.y()));
    assertTrue(new HashSet<>(error.y()).containsAll(envelope.y()));
    assertEquals(envelope.x().stream().sorted().toList(), envelope.x());
  }

  @Test
  void stepsAreThoseOfTheirRowsOnTheImagesBefore() {
    CoefficientTable table = Catalogue.find("jordan-5").orElseThrow();
    SampledTable sampled = sampled(table, INPUT);
    Certificate certificate = sampled.certificate();
    assertNotNull(certificate);
    assertEquals(INPUT, sampled.domain(1));
    for (int t = 1; t <= 5; t++) {
      Interval domain = sampled.domain(t);
      Interval image = certificate.steps().get(t - 1).image();
      Curve step = sampled.step(t, COLUMNS);
      assertEquals(domain.lower(), step.x().getFirst());
      assertEquals(domain.upper(), step.x().getLast());
      for (int i = 0; i < step.x().size(); i++) {
        double value = step.y().get(i);
        assertEquals(table.steps().get(t - 1).evaluate(step.x().get(i)), value, BINARY64);
        assertTrue(value >= image.lower() - 1e-15 && value <= image.upper() + 1e-15);
      }
    }
  }

  @Test
  void anOverflowLeavesTheStepsBeforeIt() {
    SampledTable sampled = sampled(TableLiteral.parse("1; 1e200; 1,0,1e200; 1"), INPUT);
    assertNull(sampled.certificate());
    assertEquals(3, sampled.overflow());
    assertEquals(2, sampled.stepsWithImages());
    assertEquals(INPUT, sampled.domain(2));
    assertEquals(1e200, sampled.step(2, COLUMNS).y().getLast());
    assertFalse(Double.isFinite(sampled.error().y().getLast()));
  }

  @Test
  void anOverflowInTheFirstStepLeavesNone() {
    SampledTable sampled = sampled(TableLiteral.parse("1e308,1e308"), INPUT);
    assertEquals(1, sampled.overflow());
    assertEquals(0, sampled.stepsWithImages());
    assertEquals(INPUT, sampled.domain(1));
  }
}
