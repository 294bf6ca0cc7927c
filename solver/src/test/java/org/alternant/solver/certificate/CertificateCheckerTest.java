package org.alternant.solver.certificate;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonWriter;
import org.alternant.solver.Compositions;
import org.alternant.solver.certificate.CertificationOutcome.Certified;
import org.alternant.testing.CertificateChecker;
import org.alternant.testing.Slow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The stand-alone checker `check_certificate.py`, as it is shipped: it proves the certificates of
/// all shipped tables and refuses tampered ones.
@Tag("external")
class CertificateCheckerTest {

  private static final Interval CUSTOMARY = new Interval(1e-3, 1);
  private static final double TIGHTENED = 1e-9;
  private static final int PROVED = 0;
  private static final int NOT_PROVED = 1;
  private static final int MALFORMED = 3;

  /// What the checker is expected to say about a table.
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Trial(String what, ObjectNode table, int status, String line) {}

  @TempDir private Path folder;

  private static final List<Interval> INTERVALS =
      List.of(CUSTOMARY, new Interval(0, 1), new Interval(-1, 0.9), new Interval(1, 1));

  private final List<Trial> trials = new ArrayList<>();

  @Test
  void everyShippedTableIsProvedOnSeveralIntervals() throws IOException, InterruptedException {
    for (CoefficientTable table : Catalogue.forSign()) {
      for (Interval input : hasPlans(table) ? List.of(CUSTOMARY) : INTERVALS) {
        expect(table.name() + " on " + input, certified(table, input), PROVED, "proved");
      }
    }
    check();
  }

  /// Maxima of 1 exactly, attained inside the interval or at double roots of p′: no enclosure of
  /// finite width can tell that they do not exceed it.
  @Test
  void boundsThatAreJustAttainedAreProved() throws IOException, InterruptedException {
    for (String name : List.of("newton-schulz-3", "newton-schulz-5")) {
      CoefficientTable table = Catalogue.find(name).orElseThrow();
      for (Interval input : List.of(new Interval(0.3, 1.3), new Interval(0.3, 1))) {
        CoefficientTable certified = certified(table, input);
        ObjectNode json = json(certified);
        expect(name + " on " + input, json, PROVED, "proved");
        if (input.upper() == 1 || name.equals("newton-schulz-3")) {
          ObjectNode tight = json.deepCopy();
          interval(tight, 0).put("upper", 1);
          output(tight).put("upper", 1);
          expect(name + " up to 1", tight, PROVED, "proved");
          ObjectNode below = tight.deepCopy();
          interval(below, 0).put("upper", Math.nextDown(1.0));
          expect(name + " below 1", below, NOT_PROVED, "image of step 1: larger values occur");
        }
      }
    }
    check();
  }

  /// x (1 − 2y + 1.001 y²) for y = (x/s)², s = 2⁻¹⁸⁰, has a minimum near 0 at x = s and no root:
  /// halving (0, 1024] towards it does not tell.
  @Test
  void minimumNearZeroIsNoRoot() throws IOException, InterruptedException {
    for (double last : new double[] {1.001, 1, 0.999}) {
      Step step = Step.of(List.of(0x1p180, -2 * 0x1p540, last * 0x1p900));
      CoefficientTable quintic = Catalogue.find("newton-schulz-5").orElseThrow();
      CoefficientTable table =
          new CoefficientTable(
              "near-zero",
              null,
              List.of(step),
              quintic.conventions(),
              null,
              null,
              quintic.provenance());
      ObjectNode json = json(certified(table, new Interval(0, 0x1p-180)));
      expect("as certified with " + last, json, PROVED, "proved");
      ObjectNode unlimited = json.deepCopy();
      certificate(unlimited).remove("signSafeUpper");
      boolean positive = last > 1;
      expect(
          "beyond 1024 with " + last,
          unlimited,
          positive ? PROVED : NOT_PROVED,
          positive ? "proved" : "signSafeUpper");
    }
    check();
  }

  /// The maximum √½ of 1.5 x − x³, which no enclosure has exactly, is the root of x − 2 x³: the
  /// least value of the composition is 0 there, and what the checker cannot tell it does not deny.
  @Test
  void whatCannotBeToldIsNotDenied() throws IOException, InterruptedException {
    CoefficientTable quintic = Catalogue.find("newton-schulz-5").orElseThrow();
    List<Step> steps = List.of(Step.of(List.of(1.5, -1.0)), Step.of(List.of(1.0, -2.0)));
    CoefficientTable table =
        new CoefficientTable(
            "touching", null, steps, quintic.conventions(), null, null, quintic.provenance());
    ObjectNode json = json(certified(table, new Interval(0.1, 1)));
    certificate(json).put("signSafeUpper", 0.1);
    expect("as certified", json, PROVED, "proved");
    ObjectNode tight = json.deepCopy();
    interval(tight, 1).put("lower", 0.0);
    String place = "image of step 2: ";
    expect("just attained", tight, NOT_PROVED, place + "could not be settled");
    ObjectNode exceeded = json.deepCopy();
    interval(exceeded, 1).put("lower", 1e-50);
    expect("exceeded", exceeded, NOT_PROVED, place + "smaller values occur: 1e-50 stated");
    check();
  }

  /// The maximum 1 of 1.5 x − x³/2 is nearer to the root of x − x³ + c x⁵ than any enclosure tells:
  /// the composition is positive up to √3, which is not denied; beyond it, it is.
  @Test
  void signsThatCannotBeToldAreNotDenied() throws IOException, InterruptedException {
    CoefficientTable quintic = Catalogue.find("newton-schulz-5").orElseThrow();
    for (double c : new double[] {1e-60, Double.MIN_VALUE}) {
      List<Step> steps = List.of(Step.of(List.of(1.5, -0.5)), Step.of(List.of(1.0, -1.0, c)));
      CoefficientTable table =
          new CoefficientTable(
              "near", null, steps, quintic.conventions(), null, null, quintic.provenance());
      ObjectNode json = json(certified(table, new Interval(0.1, 1)));
      assertTrue(certificate(json).get("signSafeUpper").doubleValue() > 1.7);
      boolean told = c == 1e-60;
      expect(
          "as certified with " + c,
          json,
          told ? PROVED : NOT_PROVED,
          told ? "proved" : "signSafeUpper: could not be settled");
      ObjectNode beyond = json.deepCopy();
      certificate(beyond).put("signSafeUpper", 1.8);
      expect("beyond with " + c, beyond, NOT_PROVED, "signSafeUpper: 1.8 stated");
    }
    check();
  }

  @Test
  void tamperedCertificatesAreRefused() throws IOException, InterruptedException {
    for (String name : List.of("jordan-5", "aol-4", "nanochat-5")) {
      tamper(Catalogue.find(name).orElseThrow());
    }
    check();
  }

  /// Of those with plans, whose degrees take Python long, one stands for all.
  @Slow
  @Test
  void tamperedCertificatesOfAllTablesAreRefused() throws IOException, InterruptedException {
    Catalogue.forSign().stream()
        .filter(table -> !hasPlans(table) || table.name().equals("bfloat16-15"))
        .forEach(this::tamper);
    check();
  }

  private static boolean hasPlans(CoefficientTable table) {
    return table.steps().stream().anyMatch(step -> step.plan() != null);
  }

  /// Each end of each image tightened by 1e-9, the output, the error lowered by an ulp, the
  /// sign-safe end raised.
  private void tamper(CoefficientTable table) {
    CoefficientTable certified = certified(table, CUSTOMARY);
    ObjectNode json = json(certified);
    for (int t = 0; t < table.steps().size(); t++) {
      String place = "image of step " + (t + 1);
      for (boolean upper : List.of(false, true)) {
        ObjectNode tampered = json.deepCopy();
        if (tighten(interval(tampered, t), upper)) {
          expect(table.name(), tampered, NOT_PROVED, place + (upper ? ": larger" : ": smaller"));
        }
      }
    }
    String last = " (step " + table.steps().size() + ")";
    for (boolean upper : List.of(false, true)) {
      ObjectNode tampered = json.deepCopy();
      if (tighten(output(tampered), upper)) {
        expect(
            table.name(),
            tampered,
            NOT_PROVED,
            "output" + last + (upper ? ": larger" : ": smaller"));
      }
    }
    Certificate certificate = requireNonNull(certified.certificate());
    ObjectNode lowered = json.deepCopy();
    certificate(lowered).put("worstCaseError", Math.nextDown(certificate.worstCaseError()));
    expect(table.name(), lowered, NOT_PROVED, "worstCaseError" + last);
    ObjectNode raised = json.deepCopy();
    Double signSafe = certificate.signSafeUpper();
    if (signSafe != null) {
      certificate(raised).put("signSafeUpper", signSafe * (1 + TIGHTENED));
      expect(table.name(), raised, NOT_PROVED, "signSafeUpper");
    }
  }

  /// In the decimals alone or in the hexadecimal digits alone the file contradicts itself. In both
  /// it is another table: the certificate is refused unless it is true of that one too, by our own
  /// certificate of it. One ulp hides behind the outward rounding in about half the cases; 2²³
  /// ulps, 1e-9 of the coefficient, only where an image shrinks at both ends.
  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 23})
  void movedCoefficientsAreNoticed(int ulps) throws IOException, InterruptedException {
    int refused = 0;
    int all = 0;
    for (String name : List.of("jordan-5", "aol-4", "cans-5")) {
      CoefficientTable certified = certified(Catalogue.find(name).orElseThrow(), CUSTOMARY);
      Certificate claimed = requireNonNull(certified.certificate());
      for (int t = 0; t < certified.steps().size(); t++) {
        for (int i = 0; i < certified.steps().get(t).coefficients().size(); i++) {
          for (int move : new int[] {-ulps, ulps}) {
            List<Step> moved = Compositions.moved(certified.steps(), t, i, move);
            boolean holds = isWithin(certificate(moved), claimed);
            expectMoved(name + ", step " + (t + 1), certified, t, moved.get(t), holds);
            refused += holds ? 0 : 1;
            all++;
          }
        }
      }
    }
    check();
    assertTrue((ulps == 1 ? 3 : 1.25) * refused > all, refused + " of " + all);
  }

  private void expectMoved(
      String what, CoefficientTable certified, int step, Step moved, boolean holds) {
    ObjectNode json = json(certified);
    ObjectNode both = json.deepCopy();
    ((ArrayNode) both.get("steps"))
        .set(step, JSON.readTree(JsonWriter.write(TableWriter.toJson(moved))));
    expect(what, both, holds ? PROVED : NOT_PROVED, holds ? "proved" : "");
    for (String field : List.of("coefficients", "coefficientsHex")) {
      ObjectNode one = json.deepCopy();
      ((ObjectNode) one.get("steps").get(step)).set(field, both.get("steps").get(step).get(field));
      expect(what, one, MALFORMED, "malformed");
    }
  }

  @Test
  void malformedFilesAreRefused() throws IOException, InterruptedException {
    CoefficientTable table = Catalogue.find("newton-schulz-3").orElseThrow();
    ObjectNode json = json(certified(table, CUSTOMARY));
    expect("none", json(table.with(null)), MALFORMED, "malformed: ValueError");
    for (String field : List.of("input", "output", "worstCaseError", "steps")) {
      ObjectNode without = json.deepCopy();
      certificate(without).remove(field);
      expect("without " + field, without, MALFORMED, "malformed");
      ObjectNode text = json.deepCopy();
      certificate(text).put(field, "1");
      expect(field + " as text", text, MALFORMED, "malformed");
    }
    ObjectNode reversed = json.deepCopy();
    ((ObjectNode) certificate(reversed).get("input")).put("lower", 2);
    expect("reversed", reversed, MALFORMED, "malformed");
    ObjectNode shortened = json.deepCopy();
    ((ArrayNode) certificate(shortened).get("steps")).removeAll();
    expect("too few images", shortened, MALFORMED, "malformed");
    check();
  }

  private void expect(String what, CoefficientTable table, int status, String line) {
    expect(what, json(table), status, line);
  }

  private void expect(String what, ObjectNode table, int status, String line) {
    String prefix = status == NOT_PROVED ? "not proved: " : "";
    trials.add(new Trial(what, table, status, prefix + line));
  }

  private static ObjectNode json(CoefficientTable table) {
    return (ObjectNode) JSON.readTree(TableWriter.write(table));
  }

  private void check() throws IOException, InterruptedException {
    assertTrue(trials.size() > 1);
    List<String> tables = trials.stream().map(trial -> trial.table().toString()).toList();
    List<String> answers = CertificateChecker.answers(folder, tables);
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      String answer = answers.get(i);
      assertTrue(
          answer.startsWith(trial.status() + " " + trial.line()),
          () -> "expected '" + trial + "', found '" + answer + "'");
    }
  }

  private static boolean isWithin(Certificate found, Certificate claimed) {
    for (int t = 0; t < found.steps().size(); t++) {
      Interval inner = found.steps().get(t).image();
      Interval outer = claimed.steps().get(t).image();
      if (inner.lower() < outer.lower() || inner.upper() > outer.upper()) {
        return false;
      }
    }
    Double signSafe = claimed.signSafeUpper();
    Double signSafeFound = found.signSafeUpper();
    return found.worstCaseError() <= claimed.worstCaseError()
        && (signSafe == null || signSafeFound == null || signSafe <= signSafeFound);
  }

  private static Certificate certificate(List<Step> steps) {
    return ((Certified) new TableCertifier(steps).certify(CUSTOMARY)).certificate();
  }

  /// The table with a certificate on an interval.
  private static CoefficientTable certified(CoefficientTable table, Interval input) {
    return table.with(((Certified) new TableCertifier(table.steps()).certify(input)).certificate());
  }

  /// Moves an end inward.
  ///
  /// @return whether an interval is left
  private static boolean tighten(ObjectNode interval, boolean upper) {
    String end = upper ? "upper" : "lower";
    double value = interval.get(end).doubleValue();
    interval.put(end, upper ? value - TIGHTENED : value + TIGHTENED);
    return interval.get("lower").doubleValue() <= interval.get("upper").doubleValue();
  }

  private static ObjectNode certificate(JsonNode table) {
    return (ObjectNode) table.get("certificate");
  }

  private static ObjectNode output(JsonNode table) {
    return (ObjectNode) certificate(table).get("output");
  }

  private static ObjectNode interval(JsonNode table, int step) {
    return (ObjectNode) certificate(table).get("steps").get(step).get("image");
  }
}
