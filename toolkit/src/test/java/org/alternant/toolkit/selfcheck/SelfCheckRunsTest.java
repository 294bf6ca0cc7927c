package org.alternant.toolkit.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.exports.ExportFunction;
import org.alternant.exports.GoldenVectors;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.design.ScheduleDesigner;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfCheckRunsTest {

  private static final MatrixShape SHAPE = new MatrixShape(6, 4);

  /// Code that rounds scalings, products and sums one by one computes the same plans.
  @ParameterizedTest
  @ValueSource(
      strings = {"5,5,5,5,5", "9,9,9,9", "17,17,17", "3,9,17,17", "5,17,17,17", "3,17,17,17"})
  void whatExportedCodeComputesIsWithinTheTolerance(String degrees) {
    CoefficientTable table = designed(degrees);
    GoldenVectors golden =
        SelfCheckRuns.INSTANCE
            .vectors(table, ExportFunction.POLAR, table.steps().size(), SHAPE)
            .orElseThrow();
    double[] input = golden.input().stream().mapToDouble(Double::doubleValue).toArray();
    for (Epilogue epilogue : Epilogue.values()) {
      MatrixIteration iteration =
          MatrixIteration.of(table, Precision.FLOAT64, golden.steps()).with(epilogue);
      DMatrixRMaj matrix = new DMatrixRMaj(golden.rows(), golden.columns(), true, input);
      if (!(new EjmlBackend().run(iteration, matrix) instanceof Outcome.Finished finished)) {
        throw new AssertionError(epilogue);
      }
      for (int i = 0; i < input.length; i++) {
        double difference = Math.abs(finished.result().data[i] - golden.output().get(i));
        assertTrue(difference <= golden.tolerance64(), () -> epilogue + ": " + difference);
      }
    }
  }

  /// The Chebyshev polynomial T₃ is chaotic: after some steps no two programs agree.
  @Test
  void chaoticTableIsRunForFewerSteps() {
    CoefficientTable table = TableLiteral.parse(String.join(";", Collections.nCopies(40, "-3,4")));
    GoldenVectors golden =
        SelfCheckRuns.INSTANCE.vectors(table, ExportFunction.POLAR, 40, SHAPE).orElseThrow();
    assertTrue(golden.steps() >= 1 && golden.steps() < 40, () -> golden.steps() + " steps");
  }

  @Test
  void overflowInTheFirstStepLeavesNoVectors() {
    CoefficientTable table = TableLiteral.parse("1e300,1e300");
    assertEquals(
        Optional.empty(), SelfCheckRuns.INSTANCE.vectors(table, ExportFunction.POLAR, 1, SHAPE));
  }

  @Test
  void theMatrixHasTheShapeAskedFor() {
    CoefficientTable table = Catalogue.find("nanochat-5").orElseThrow();
    GoldenVectors golden =
        SelfCheckRuns.INSTANCE
            .vectors(table, ExportFunction.POLAR, 5, new MatrixShape(2, 7))
            .orElseThrow();
    assertEquals(2, golden.rows());
    assertEquals(7, golden.columns());
    assertEquals(2, golden.singularValues().size());
  }

  private static CoefficientTable designed(String degrees) {
    List<Integer> list = Arrays.stream(degrees.split(",", -1)).map(Integer::valueOf).toList();
    List<Step> steps = ScheduleDesigner.design(DesignRequest.of(list, 1e-3));
    CoefficientTable shipped = Catalogue.find("polar-express-8-exact").orElseThrow();
    return new CoefficientTable(
        "designed", null, steps, shipped.conventions(), null, null, shipped.provenance());
  }
}
