package org.alternant.toolkit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.exports.ExportFunction;
import org.alternant.exports.ExportOutcome;
import org.alternant.exports.ExportOutcome.Exported;
import org.alternant.exports.ExportOutcome.Refused;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.Refusal;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.toolkit.selfcheck.SelfCheckRuns;
import org.alternant.toolkit.trial.SurvivalTrials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exports of roots as text, without the runtimes they are for.
class RootExportTest {

  private static final CoefficientTable SIGN = Catalogue.find("polar-express-8").orElseThrow();

  private static CoefficientTable fourth(@Nullable Precision precision) {
    TableFunction function = TableFunction.inverseRoot(4);
    Step step = Step.of(function, List.of(1.25, -0.25)).withPrecision(precision);
    return new CoefficientTable(
        "newton",
        null,
        List.of(Step.of(function, List.of(1.25, -0.25)), step),
        Conventions.DEFAULT,
        null,
        null,
        new Provenance("test", null));
  }

  private static Refusal refusal(ExportTask task) {
    return assertInstanceOf(Refused.class, Export.of(task)).reason();
  }

  private static Exported exported(ExportTask task) {
    return assertInstanceOf(Exported.class, Export.of(task));
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void rootsAreWrittenWhereTheyCanRun(ExportTarget target) {
    Set<ExportTarget> taking =
        EnumSet.of(
            ExportTarget.PYTHON,
            ExportTarget.NUMPY,
            ExportTarget.PYTORCH,
            ExportTarget.JAX,
            ExportTarget.CSV,
            ExportTarget.MARKDOWN,
            ExportTarget.LATEX);
    ExportTask task = ExportTask.of(fourth(null), target);
    assertEquals(ExportFunction.INVERSE_ROOT, task.function());
    if (taking.contains(target)) {
      String text = new String(exported(task).content(), StandardCharsets.UTF_8);
      assertTrue(text.contains("X tends to A^(-1/4)"), text);
      assertTrue(text.contains("eigenvalues of the normalized matrix A in [0.001, 1.0]"), text);
    } else {
      assertEquals(
          new Refusal.FunctionNotWritten(target, ExportFunction.INVERSE_ROOT), refusal(task));
    }
  }

  @Test
  void refusalsSayWhy() {
    ExportTask sign = ExportTask.of(SIGN, ExportTarget.PYTORCH);
    ExportTask fourth = ExportTask.of(fourth(null), ExportTarget.PYTORCH);
    TableFunction function = TableFunction.inverseRoot(4);
    assertEquals(
        new Refusal.FunctionOfOtherTable(ExportFunction.SQRT, function),
        refusal(fourth.withFunction(ExportFunction.SQRT)));
    assertEquals(
        new Refusal.FunctionOfOtherTable(ExportFunction.POLAR, function),
        refusal(fourth.withFunction(ExportFunction.POLAR)));
    assertEquals(
        new Refusal.FunctionOfOtherTable(ExportFunction.INVERSE_ROOT, TableFunction.SIGN),
        refusal(sign.withFunction(ExportFunction.INVERSE_ROOT)));
    assertEquals(
        new Refusal.FunctionNotWritten(ExportTarget.NUMPY, ExportFunction.SQRT),
        refusal(ExportTask.of(SIGN, ExportTarget.NUMPY).withFunction(ExportFunction.SQRT)));
    assertEquals(
        new Refusal.SurvivalUnknown(Precision.BFLOAT16),
        refusal(fourth.withRunIn(Precision.BFLOAT16)));
    CoefficientTable designed = Catalogue.find("su-inverse-root-2").orElseThrow();
    ExportTask judged =
        ExportTask.of(designed, ExportTarget.PYTORCH).withJudge(SurvivalTrials.INSTANCE);
    assertInstanceOf(Refusal.BreaksIn.class, refusal(judged.withRunIn(Precision.BFLOAT16)));
    assertInstanceOf(ExportOutcome.Exported.class, Export.of(judged.withRunIn(Precision.FLOAT32)));
    assertEquals(
        new Refusal.RootInOneFormat(2, Precision.FLOAT32),
        refusal(ExportTask.of(fourth(Precision.FLOAT32), ExportTarget.PYTORCH)));
  }

  /// A bound on the gradient is above the error of the table, and for an inverse above that for the
  /// root; a table whose error is 1 has none.
  @Test
  void gradientHasABoundWhereTheTableConverges() {
    List<Step> steps = ScheduleDesigner.design(DesignRequest.of(List.of(3, 3, 3, 3, 3, 3), 0.0316));
    CoefficientTable cubics =
        new CoefficientTable(
            "cubics", null, steps, Conventions.DEFAULT, null, null, SIGN.provenance());
    ExportTask task = ExportTask.of(cubics, ExportTarget.PYTORCH);
    double error =
        new TableCertifier(cubics.steps())
            .certify(new Interval(0.0316, 1))
            .proved()
            .orElseThrow()
            .worstCaseError();
    Double root = exported(task.withFunction(ExportFunction.SQRT)).request().gradientError();
    Double inverse = exported(task.withFunction(ExportFunction.INVSQRT)).request().gradientError();
    assertNotNull(root);
    assertNotNull(inverse);
    assertTrue(root > error && root < 4 * error, () -> root + " for " + error);
    assertTrue(inverse > root && inverse < 6 * error, () -> inverse + " for " + error);
    ExportTask few = task.withSteps(1).withFunction(ExportFunction.SQRT);
    assertNull(exported(few).request().gradientError());
    assertNull(exported(task).request().gradientError());
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportFunction.class,
      names = {"SQRT", "INVSQRT"})
  void equalTasksGiveEqualBytes(ExportFunction function) {
    for (ExportTarget target : List.of(ExportTarget.PYTORCH, ExportTarget.JAX)) {
      ExportTask task =
          ExportTask.of(SIGN, target).withFunction(function).withSelfCheck(SelfCheckRuns.INSTANCE);
      ExportOutcome once = Export.of(task);
      assertEquals(
          new String(assertInstanceOf(Exported.class, once).content(), StandardCharsets.UTF_8),
          new String(exported(task).content(), StandardCharsets.UTF_8));
    }
  }
}
