package org.alternant.toolkit.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.exports.ExportOutcome;
import org.alternant.exports.ExportOutcome.Exported;
import org.alternant.exports.ExportOutcome.Refused;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.Refusal;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.toolkit.selfcheck.SelfCheckRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {

  private static final CoefficientTable TABLE = Catalogue.find("nanochat-5").orElseThrow();

  private static Exported exported(ExportTask task) {
    return assertInstanceOf(Exported.class, Export.of(task));
  }

  private static String text(ExportTask task) {
    return new String(exported(task).content(), StandardCharsets.UTF_8);
  }

  private static Refusal refusal(ExportTask task) {
    return assertInstanceOf(Refused.class, Export.of(task)).reason();
  }

  @Test
  void theHeadStatesCommandAndCertificate() {
    String text = text(ExportTask.of(TABLE, ExportTarget.PYTHON).withCommand("make table.py"));
    assertTrue(text.contains("command        make table.py"), text);
    assertTrue(text.contains("worst-case error 0.14112735647331076"), text);
  }

  @Test
  void theCertificateIsThatOfTheNumbersAsWritten() {
    Exported file = exported(ExportTask.of(TABLE, ExportTarget.C).withPrecision(Precision.FLOAT32));
    CoefficientTable written = file.request().table();
    Certificate certificate = file.request().certificate();
    assertNotNull(certificate);
    for (int t = 0; t < 5; t++) {
      for (int i = 0; i < 3; i++) {
        double given = TABLE.steps().get(t).coefficients().get(i);
        assertEquals((float) given, written.steps().get(t).coefficients().get(i));
      }
    }
    assertEquals(
        new TableCertifier(written.steps()).certify(new Interval(1e-3, 1)).proved(),
        Optional.of(certificate));
  }

  /// Nothing is taken from the table: a certificate that promises too much is not repeated.
  @Test
  void theTablesOwnCertificateIsProvedAgain() {
    Interval input = new Interval(0.01, 1);
    Certificate proved = new TableCertifier(TABLE.steps()).certify(input).proved().orElseThrow();
    Certificate forged =
        new Certificate(input, new Interval(1, 1), 0, proved.steps(), proved.signSafeUpper());
    CoefficientTable table = TABLE.with(forged);
    assertEquals(proved, exported(ExportTask.of(table, ExportTarget.CSV)).request().certificate());
  }

  @Test
  void overflowingImagesAreExportedWithoutACertificate() {
    CoefficientTable table = TableLiteral.parse("1e200; 1,0,1e200");
    assertNull(exported(ExportTask.of(table, ExportTarget.CSV)).request().certificate());
  }

  @Test
  void theSelfCheckIsPartOfTheFile() {
    ExportTask task = ExportTask.of(TABLE, ExportTarget.NUMPY);
    assertNull(exported(task).request().golden());
    assertTrue(text(task.withSelfCheck(SelfCheckRuns.INSTANCE)).contains("def self_check():"));
  }

  @Test
  void theSelfCheckHasTheShapeOfTheModel() {
    MatrixShape shape = new MatrixShape(3, 5);
    ExportTask task =
        ExportTask.of(TABLE, ExportTarget.ONNX)
            .withShape(shape)
            .withSelfCheck(SelfCheckRuns.INSTANCE);
    var golden = exported(task).request().golden();
    assertNotNull(golden);
    assertEquals(shape, new MatrixShape(golden.rows(), golden.columns()));
  }

  @Test
  void refusalsSayWhy() {
    ExportTask numpy = ExportTask.of(TABLE, ExportTarget.NUMPY);
    assertEquals(
        new Refusal.PrecisionNotWritten(ExportTarget.NUMPY, Precision.FLOAT32),
        refusal(numpy.withPrecision(Precision.FLOAT32)));
    assertEquals(
        new Refusal.ShapeNotTaken(ExportTarget.NUMPY),
        refusal(numpy.withShape(new MatrixShape(2, 2))));
    assertEquals(
        new Refusal.NoSelfCheck(ExportTarget.LATEX),
        refusal(ExportTask.of(TABLE, ExportTarget.LATEX).withSelfCheck(SelfCheckRuns.INSTANCE)));
    assertEquals(new Refusal.MoreStepsThanRows(5, 6), refusal(numpy.withSteps(6)));
    assertEquals(new Refusal.RowsDiffer(2), refusal(ExportTask.of(TABLE, ExportTarget.TORCH_MUON)));
    assertEquals(
        new Refusal.CoefficientOverflow(1e300, Precision.FLOAT32),
        refusal(
            ExportTask.of(TableLiteral.parse("1e300,1"), ExportTarget.RUST)
                .withPrecision(Precision.FLOAT32)));
    assertEquals(
        new Refusal.SelfCheckUnstable(),
        refusal(numpy.withSelfCheck((_, _, _, _) -> Optional.empty())));
  }

  @Test
  void noStepsAreMisuse() {
    ExportTask task = ExportTask.of(TABLE, ExportTarget.NUMPY);
    assertThrows(IllegalArgumentException.class, () -> task.withSteps(0));
  }

  @Test
  void equalTasksGiveEqualBytes() {
    for (ExportTarget target : ExportTarget.values()) {
      ExportOutcome once = Export.of(ExportTask.of(TABLE, target));
      ExportOutcome again = Export.of(ExportTask.of(TABLE, target));
      if (once instanceof Exported file) {
        assertEquals(
            new String(file.content(), StandardCharsets.ISO_8859_1),
            new String(((Exported) again).content(), StandardCharsets.ISO_8859_1));
      }
    }
  }

  /// T = A − I, 1/2 x (3 − x²) = x + x (−1/2) T.
  private static final EvaluationPlan SHIFTED =
      new EvaluationPlan(1, 1, 1, List.of(), List.of(0.0, -0.5));

  private static CoefficientTable planned(EvaluationPlan plan) {
    List<Step> steps = new ArrayList<>(TABLE.steps());
    steps.set(2, steps.get(2).withPlan(plan));
    return new CoefficientTable(
        "planned", null, steps, TABLE.conventions(), null, null, TABLE.provenance());
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void plansAreRunOrRefusedOrNamed(ExportTarget target) {
    ExportTask task = ExportTask.of(planned(SHIFTED), target);
    switch (target) {
      case TORCH_MUON -> assertEquals(new Refusal.RowsDiffer(2), refusal(task.withSteps(2)));
      case EMERGING_OPTIMIZERS, GRAM_NEWTON_SCHULZ, OPTAX ->
          assertEquals(new Refusal.PlanNotTaken(3), refusal(task));
      case CSV, MARKDOWN, LATEX ->
          assertTrue(text(task).contains("leave out the table's evaluation plans"), text(task));
      case ONNX -> exported(task);
      default -> assertTrue(text(task).contains("-0.5"), text(task));
    }
    if (target.check() == ExportTarget.Check.MATRIX && target != ExportTarget.ONNX) {
      assertTrue(text(task).contains("5 steps take 14 products"), text(task));
    }
  }

  /// A plan that says no more than its coefficients is written as these.
  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void hornersRuleIsNoPlan(ExportTarget target) {
    List<Double> coefficients = TABLE.steps().get(2).coefficients();
    EvaluationPlan horner = Scheme.HORNER.plan(coefficients).orElseThrow();
    CoefficientTable planned = planned(horner);
    CoefficientTable bare =
        new CoefficientTable(
            "planned", null, TABLE.steps(), TABLE.conventions(), null, null, TABLE.provenance());
    if (target != ExportTarget.TORCH_MUON) {
      assertArrayEquals(
          exported(ExportTask.of(bare, target)).content(),
          exported(ExportTask.of(planned, target)).content());
    }
  }

  /// What is proved is what the numbers in the file compute: of the plan in code, of its rounded
  /// expansion in data.
  @Test
  void theCertificateIsThatOfThePlanAsWritten() {
    EvaluationPlan plan = new EvaluationPlan(1.1, 0.3, 1.2, List.of(), List.of(0.0, -0.1));
    CoefficientTable table = planned(plan);
    Exported code = exported(ExportTask.of(table, ExportTarget.C).withPrecision(Precision.FLOAT32));
    Step written = code.request().table().steps().get(2);
    assertEquals(plan.rounded(Precision.FLOAT32::nearest), written.plan());
    assertEquals(
        new TableCertifier(code.request().table().steps()).certify(new Interval(1e-3, 1)).proved(),
        Optional.ofNullable(code.request().certificate()));

    Exported data = exported(ExportTask.of(table, ExportTarget.CSV));
    List<Step> bare =
        table.steps().stream().map(step -> step.withCoefficients(step.coefficients())).toList();
    assertEquals(
        new TableCertifier(bare).certify(new Interval(1e-3, 1)).proved(),
        Optional.ofNullable(data.request().certificate()));
  }

  /// Code for degree 17 computes three products, whose parameters are rounded.
  @Test
  void theCertificateOfThreeProductsIsThatOfTheirParameters() {
    CoefficientTable table = Catalogue.find("polar-express-8").orElseThrow();
    List<Step> steps = ScheduleDesigner.design(DesignRequest.of(List.of(17), 1e-1));
    CoefficientTable designed =
        new CoefficientTable(
            "designed", null, steps, table.conventions(), null, null, table.provenance());
    Exported file = exported(ExportTask.of(designed, ExportTarget.NUMPY));
    EvaluationPlan plan = Scheme.planOf(steps.getFirst());
    assertEquals(3, plan.squareProducts());
    assertEquals(plan, file.request().table().steps().getFirst().plan());
    assertTrue(
        text(ExportTask.of(designed, ExportTarget.NUMPY)).contains("1 step takes 5 products"));
  }

  @Test
  void numbersOfPlansThatOverflowAreRefused() {
    EvaluationPlan plan = new EvaluationPlan(1e60, 0, 1, List.of(), List.of(0.0, 1e-60));
    ExportTask task = ExportTask.of(planned(plan), ExportTarget.C);
    exported(task);
    assertEquals(
        new Refusal.CoefficientOverflow(1e60, Precision.FLOAT32),
        refusal(task.withPrecision(Precision.FLOAT32)));
  }
}
