package org.alternant.solver.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.FormulaWriter;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.solver.certificate.FormulaCertifier.Certified;
import org.alternant.solver.formula.FormulaSearch;
import org.alternant.testing.CertificateChecker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The error of a formula: samples in many digits never escape it, it is attained, and the
/// stand-alone checker proves it and refuses what was tampered with.
class FormulaCertifierTest {

  private static final MathContext DIGITS = new MathContext(60);

  private static final int SAMPLES = 2000;

  /// What the bound may exceed what is attained by, relatively: [LargestError#SLACK] and, for the
  /// image of a sign, 2⁻⁴⁰.
  private static final double SLACK = 0x1p-39;

  @TempDir private Path folder;

  private static FormulaTable designed(Formula formula, @Nullable Double bound, int budget) {
    return table(formula, bound, FormulaSearch.parts(formula, bound, budget).orElseThrow());
  }

  private static FormulaTable table(Formula formula, @Nullable Double bound, List<Part> parts) {
    return new FormulaTable(
        "test", null, formula, bound, null, parts, null, null, new Provenance("a test", null));
  }

  /// By the parts of a clip.
  private static FormulaTable softened(FormulaTable clip, double threshold) {
    double bound = Objects.requireNonNull(clip.bound()) * threshold;
    return new FormulaTable(
        "test",
        null,
        Formula.SOFT_THRESHOLD,
        Math.nextDown(bound),
        threshold,
        clip.parts(),
        null,
        null,
        new Provenance("a test", null));
  }

  /// Rows that nobody designed: extrema anywhere.
  private static List<FormulaTable> made() {
    Part side =
        new Part(
            Role.SIDE,
            List.of(
                Step.of(Role.SIDE.function(), List.of(2.0, -1.5, 0.4)),
                Step.of(Role.SIDE.function(), List.of(1.5, -0.5))));
    Part divisor =
        new Part(
            Role.DIVISOR,
            List.of(
                Step.of(Role.DIVISOR.function(), List.of(1.2, -0.25)),
                Step.of(Role.DIVISOR.function(), List.of(1.5, -0.5))));
    return List.of(
        table(Formula.PSD, null, List.of(side)), table(Formula.CLIP, 1.5, List.of(side, divisor)));
  }

  private static List<FormulaTable> tables() {
    List<FormulaTable> tables = new ArrayList<>(made());
    tables.add(designed(Formula.PSD, null, 7));
    tables.add(designed(Formula.PSD, null, 10));
    tables.add(designed(Formula.CLIP, 2.0, 14));
    tables.add(softened(made().getLast(), 0.3));
    tables.add(softened(designed(Formula.CLIP, 3.5, 14), 0.1));
    tables.add(designed(Formula.CLIP, 3.5, 20));
    return tables;
  }

  private static Certified certified(FormulaTable table, Interval input) {
    return new FormulaCertifier(table).certify(input).orElseThrow();
  }

  /// f(x) less its target, by the exact coefficients in 60 digits.
  private static BigDecimal error(FormulaTable table, double at) {
    BigDecimal x = new BigDecimal(at);
    if (table.function() == Formula.PSD) {
      BigDecimal s = composed(table.steps(Role.SIDE), x);
      return x.multiply(s.add(BigDecimal.ONE), DIGITS)
          .divide(BigDecimal.TWO)
          .subtract(x.max(BigDecimal.ZERO));
    }
    BigDecimal unit = new BigDecimal(table.unit());
    BigDecimal u = x.divide(unit, DIGITS);
    BigDecimal y = u.multiply(u, DIGITS);
    BigDecimal z = y.subtract(BigDecimal.ONE);
    BigDecimal s = composed(table.steps(Role.SIDE), z);
    BigDecimal m = y.add(BigDecimal.ONE).add(z.multiply(s, DIGITS)).divide(BigDecimal.TWO);
    BigDecimal w = BigDecimal.ONE;
    for (Step step : table.steps(Role.DIVISOR)) {
      BigDecimal q = polynomial(step, m);
      w = w.multiply(q, DIGITS);
      m = m.multiply(q, DIGITS).multiply(q, DIGITS);
    }
    BigDecimal clipped = x.multiply(w, DIGITS).subtract(x.min(unit));
    return table.threshold() == null ? clipped : clipped.negate();
  }

  private static BigDecimal composed(List<Step> steps, BigDecimal x) {
    BigDecimal value = x;
    for (Step step : steps) {
      value = value.multiply(polynomial(step, value.multiply(value, DIGITS)), DIGITS);
    }
    return value;
  }

  private static BigDecimal polynomial(Step step, BigDecimal y) {
    BigDecimal value = BigDecimal.ZERO;
    for (BigDecimal coefficient : step.exactCoefficients().reversed()) {
      value = value.multiply(y, DIGITS).add(coefficient, DIGITS);
    }
    return value;
  }

  @Test
  void samplesNeverEscapeTheCertificateAndTheWitnessAttainsIt() {
    Random random = new Random(1);
    for (FormulaTable table : tables()) {
      Interval input = table.nominal();
      Certified proved = certified(table, input);
      double bound = proved.certificate().worstCaseError();
      for (int i = 0; i < SAMPLES; i++) {
        // A third of them close to the corner.
        double corner = table.function() == Formula.PSD ? 0 : table.unit();
        double x =
            i % 3 == 0
                ? corner + 0.1 * random.nextGaussian()
                : input.lower() + (input.upper() - input.lower()) * random.nextDouble();
        double at = Math.clamp(x, input.lower(), input.upper());
        double error = error(table, at).abs().doubleValue();
        assertTrue(error <= bound, () -> table.function() + " at " + at + ": " + error);
      }
      double attained = error(table, proved.witness()).abs().doubleValue();
      assertTrue(attained >= bound * (1 - SLACK), () -> table.function() + ": " + attained);
      assertEquals(attained, proved.attainedError(), bound * 1e-12);
    }
  }

  @Test
  void partsOfTheIntervalHaveTheirOwnErrors() {
    FormulaTable clip = designed(Formula.CLIP, 2.0, 14);
    double whole = certified(clip, clip.nominal()).certificate().worstCaseError();
    double below = certified(clip, new Interval(0, 1)).certificate().worstCaseError();
    double above = certified(clip, new Interval(1, 2)).certificate().worstCaseError();
    assertEquals(whole, Math.max(below, above), whole * 1e-12);
    FormulaTable psd = designed(Formula.PSD, null, 10);
    assertEquals(
        certified(psd, new Interval(0, 1)).certificate().worstCaseError(),
        certified(psd, new Interval(-1, 0)).certificate().worstCaseError());
    assertTrue(
        certified(psd, new Interval(0.5, 1)).certificate().worstCaseError()
            <= certified(psd, psd.nominal()).certificate().worstCaseError() * (1 + 1e-12));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FormulaCertifier(clip).certify(new Interval(-1, 1)));
  }

  @Test
  void certificatesAreProvedAndTamperedOnesRefused() throws IOException, InterruptedException {
    List<String> proved = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    for (FormulaTable table : tables()) {
      String file =
          new String(
              FormulaWriter.write(table.with(certified(table, table.nominal()).certificate())),
              UTF_8);
      proved.add(file);
      double error = certified(table, table.nominal()).certificate().worstCaseError();
      refused.add(file.replace(": " + error, ": " + error * (1 - 1e-9)));
      malformed.add(file.replace("\"role\": \"side\"", "\"role\": \"divisor\""));
      malformed.add(file.replace("\"worstCaseError\"", "\"error\""));
    }
    String clip = proved.getLast();
    refused.add(clip.replace("\"upper\": 3.5", "\"upper\": 3.6"));
    malformed.add(clip.replace("\"bound\": 3.5,", ""));
    malformed.add(clip.replace("\"root\": 2", "\"root\": 3"));
    malformed.add(clip.replace("\"lower\": 0.0", "\"lower\": -0.5"));
    malformed.add(clip.replace("\"products\"", "\"product\""));
    List<String> all = new ArrayList<>(proved);
    all.addAll(refused);
    all.addAll(malformed);
    List<String> answers = CertificateChecker.answers(folder, all);
    for (int i = 0; i < all.size(); i++) {
      String expected =
          i < proved.size()
              ? "0 proved"
              : i < proved.size() + refused.size() ? "1 not proved: worstCase" : "3 malformed";
      String answer = answers.get(i);
      int number = i;
      assertTrue(answer.startsWith(expected), () -> number + ": " + answer);
    }
  }
}
