package org.alternant.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.exports.ExportOutcome.Exported;
import org.alternant.exports.ExportOutcome.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exports as text, without the runtimes they are for.
class ExportsTest {

  /// What a user could write to get out of a comment or a string.
  private static final String HOSTILE =
      "*/ // \" ' \\\n"
          + "#endif\n"
          + "\"\"\"\n"
          + "import os\r"
          + "\u2028\u2029\u0085 ??/\n"
          + "`rm` ${x} {{head}} \\end{x}\n"
          + ",=A1";

  private static final Set<ExportTarget> TRIPLES =
      EnumSet.of(
          ExportTarget.TORCH_MUON,
          ExportTarget.EMERGING_OPTIMIZERS,
          ExportTarget.GRAM_NEWTON_SCHULZ,
          ExportTarget.OPTAX);

  private static ExportOutcome export(ExportTarget target, CoefficientTable table) {
    return Exports.export(
        target,
        new ExportRequest(
            table,
            ExportFunction.POLAR,
            table.steps().size(),
            target.precisions().getFirst(),
            null,
            null,
            null,
            null,
            "alternant export " + HOSTILE,
            null));
  }

  private static CoefficientTable table(List<Step> steps) {
    return new CoefficientTable(
        "huge", HOSTILE, steps, Conventions.DEFAULT, null, null, new Provenance(HOSTILE, HOSTILE));
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void mostRowsAreWrittenOrRefused(ExportTarget target) {
    Step step = Step.of(List.of(1.5, -0.5));
    ExportOutcome outcome =
        export(target, table(Collections.nCopies(CoefficientTable.MAX_STEPS, step)));
    Set<ExportTarget> refusing = EnumSet.of(ExportTarget.ONNX, ExportTarget.TORCH_MUON);
    assertEquals(refusing.contains(target), outcome instanceof Refused, outcome.toString());
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void highestDegreeIsWrittenOrRefused(ExportTarget target) {
    ExportOutcome outcome =
        export(target, table(List.of(Step.of(Collections.nCopies(512, 0.001)))));
    boolean refusing = TRIPLES.contains(target) || target == ExportTarget.LATEX;
    assertEquals(refusing, outcome instanceof Refused, outcome.toString());
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void foreignTextStaysInItsLine(ExportTarget target) {
    foreignTextStaysInItsLine(target, Step.of(List.of(1.5, -0.5)));
    if (!TRIPLES.contains(target)) {
      EvaluationPlan shifted = new EvaluationPlan(1, 1, 1, List.of(), List.of(0.0, -0.5));
      foreignTextStaysInItsLine(target, Step.of(List.of(1.5, -0.5)).withPlan(shifted));
    }
  }

  private static void foreignTextStaysInItsLine(ExportTarget target, Step step) {
    CoefficientTable table = table(List.of(step));
    Exported exported = assertInstanceOf(Exported.class, export(target, table));
    String text = new String(exported.content(), StandardCharsets.UTF_8);
    for (String danger :
        List.of("import os\n", "\n#endif\n\"", "\u2028", "\u0085", "*/", "??/", "\\end{x}")) {
      assertFalse(text.contains(danger), danger + " is in\n" + text);
    }
    assertEquals(3, text.split("import os", -1).length - 1, text);
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void shippedTablesAreWrittenOrRefused(ExportTarget target) {
    for (CoefficientTable table : Catalogue.forSign()) {
      ExportOutcome outcome = export(target, table);
      boolean triples =
          table.steps().stream().allMatch(step -> step.degree() <= 5 && step.plan() == null);
      if (!TRIPLES.contains(target) || (triples && target != ExportTarget.TORCH_MUON)) {
        assertInstanceOf(Exported.class, outcome, table.name() + ": " + outcome);
      }
      if (outcome instanceof Refused refused) {
        assertTrue(
            refused.reason() instanceof Refusal.RowsDiffer
                || refused.reason() instanceof Refusal.DegreeTooHigh
                || refused.reason() instanceof Refusal.PlanNotTaken,
            table.name() + ": " + outcome);
      }
    }
  }

  @Test
  void whatNoTableChangesIsRefusedBeforeThereIsOne() {
    MatrixShape shape = new MatrixShape(64, 65);
    assertEquals(
        Optional.of(new Refusal.PrecisionNotWritten(ExportTarget.NUMPY, Precision.FLOAT32)),
        Exports.refusal(ExportTarget.NUMPY, Precision.FLOAT32, null, false));
    assertEquals(
        Optional.of(new Refusal.ShapeNotTaken(ExportTarget.C)),
        Exports.refusal(ExportTarget.C, Precision.FLOAT32, shape, false));
    assertEquals(
        Optional.of(new Refusal.NoSelfCheck(ExportTarget.CSV)),
        Exports.refusal(ExportTarget.CSV, Precision.FLOAT64, null, true));
    assertEquals(
        Optional.of(new Refusal.SelfCheckTooLarge(ExportTarget.ONNX, shape, 4096)),
        Exports.refusal(ExportTarget.ONNX, Precision.FLOAT32, shape, true));
    assertEquals(
        Optional.empty(), Exports.refusal(ExportTarget.ONNX, Precision.FLOAT32, shape, false));
  }

  @Test
  void aHeadWithoutACommandNamesNone() {
    CoefficientTable table = Catalogue.find("nanochat-5").orElseThrow();
    ExportRequest request =
        new ExportRequest(
            table, ExportFunction.POLAR, 5, Precision.FLOAT64, null, null, null, null, null, null);
    Exported exported =
        assertInstanceOf(Exported.class, Exports.export(ExportTarget.PYTHON, request));
    String text = new String(exported.content(), StandardCharsets.UTF_8);
    assertFalse(text.contains("command"), text);
    assertEquals(request, exported.request());
  }
}
