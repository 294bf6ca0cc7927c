package org.alternant.toolkit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.solver.audit.Origin;
import org.alternant.solver.audit.TableAudit;
import org.junit.jupiter.api.Test;

class AuditTest {

  private static AuditReport audit(String name) {
    return Audit.of(AuditRequest.of(Catalogue.find(name).orElseThrow()));
  }

  @Test
  void findingsAreThoseOfTheRows() {
    AuditReport report = audit("nanochat-5");
    List<Step> rows = report.request().table().steps();
    assertEquals(TableAudit.of(rows, new Interval(1e-3, 1)), report.findings());
    Origin.Recipe recipe = report.findings().origin().recipe().orElseThrow();
    assertEquals(1.02, recipe.request().safetyFactor());
    assertEquals(0.02, recipe.request().cushion());
    assertFalse(report.startsWithLimit());
  }

  @Test
  void noiseInPublishedDigitsIsCounted() {
    assertEquals(OptionalInt.of(10), audit("polar-express-8").soundDigits());
    assertEquals(14, audit("polar-express-8-exact").soundDigits().orElseThrow(), "found to these");
    assertEquals(OptionalInt.empty(), audit("aol-4").soundDigits(), "of no recipe");
  }

  @Test
  void newtonSchulzIsTheLimit() {
    assertTrue(audit("newton-schulz-5").startsWithLimit());
  }

  @Test
  void normalizationLeavesAMarginUpToTheBound() {
    AuditReport report = audit("nanochat-5");
    assertEquals(1.02, report.request().table().conventions().normalization().factor());
    assertEquals(
        report.findings().unitErrorUpper().orElseThrow() * 1.02 - 1,
        report.normalizationMargin().orElseThrow());
    CoefficientTable unbounded = TableLiteral.parse("1e-4");
    assertEquals(
        OptionalDouble.empty(),
        Audit.of(AuditRequest.of(unbounded)).normalizationMargin(),
        "1 − p does not reach 1 below the largest bound that is looked for");
  }

  @Test
  void costsAreOfEveryWayOnce() {
    AuditReport report = audit("jordan-5");
    List<Step> rows = report.request().table().steps();
    RunCost cheapest = report.costs().getFirst();
    assertEquals(new Evaluation.Cheapest(), cheapest.evaluation());
    assertEquals(IterationCost.of(rows, Form.STANDARD), cheapest.cost());
    // The schemes are one and the same for degree 5, so the rest is the Gram form.
    for (RunCost run : report.costs().subList(1, report.costs().size())) {
      Evaluation.OnGramMatrix gram =
          assertInstanceOf(Evaluation.OnGramMatrix.class, run.evaluation());
      for (Precision format : gram.formats()) {
        assertEquals(gram.restarts(), GramRestarts.needed(rows, format));
        assertEquals(gram.restarts(), report.gramRestarts().get(format));
      }
    }
    assertEquals(Precision.values().length, report.gramRestarts().size());
  }

  @Test
  void schemesThatCostMoreAreNamed() {
    List<Step> rows = List.of(Step.of(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)));
    assertTrue(
        RunCost.of(rows).stream()
            .map(RunCost::evaluation)
            .anyMatch(new Evaluation.ByScheme(Scheme.HORNER)::equals));
  }

  @Test
  void requestsAreChecked() {
    AuditRequest request = AuditRequest.of(Catalogue.find("jordan-5").orElseThrow());
    assertEquals(new MatrixShape(1024, 4096), request.shape());
    MatrixShape other = new MatrixShape(8, 16);
    assertEquals(other, request.onMatrices(other).shape());
    Interval fromZero = new Interval(0, 1);
    assertThrows(IllegalArgumentException.class, () -> request.on(fromZero));
  }
}
