package org.alternant.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.testing.ExternalTool;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// Exported loops in bfloat16 round where the runtimes that their heads name do: each of many
/// single steps gives our emulation's matrix, bit for bit.
class ExportedRoundingTest extends ExportRunBase {

  /// A sum in another order is another binary32 number now and then, and in one of some ten
  /// thousand entries another bfloat16 number, from which others follow.
  private static final double DIFFERENT = 0.1;

  /// XLA adds up combinations in binary32, which differs more often: 7 of 36 steps on one machine.
  private static final double DIFFERENT_IN_XLA = 0.4;

  private static final String COMPARE =
      """
      import importlib
      different = []
      for name, x, expected in cases:
          y, expected = run(importlib.import_module(name), x), tensor(expected)
          off = float(abs(y - expected).max())
          if off > 0:
              different.append((name, off, float(abs(expected).max()), int((y != expected).sum())))
      print(different)
      """;

  /// As on a GPU: what a processor's PyTorch would round otherwise, the loop computes in float32.
  @Test
  void eagerPytorchFollowsAddmm() throws IOException, InterruptedException {
    assertRounds(
        ExternalTool.pythonWith("torch"),
        "pytorch",
        TargetRuntime.PYTORCH,
        DIFFERENT,
        """
        import torch
        tensor = torch.tensor
        def run(module, x):
            return module.orthogonalize(torch.tensor(x), dtype=torch.bfloat16)
        """);
  }

  /// Unless it is told not to, XLA leaves out roundings between what it fuses.
  @Test
  void jaxFollowsFusedWhereItIs() throws IOException, InterruptedException {
    Optional<ExternalTool> python = ExternalTool.findPythonWith("jax");
    assumeTrue(python.isPresent(), "no Python with jax");
    assertRounds(
        python.orElseThrow(),
        "jax",
        TargetRuntime.JAX,
        DIFFERENT_IN_XLA,
        """
        import os
        os.environ["XLA_FLAGS"] = "--xla_allow_excess_precision=false"
        import jax
        tensor = jax.numpy.array
        def run(module, x):
            return jax.jit(lambda x: module.orthogonalize(x, dtype=jax.numpy.bfloat16))(tensor(x))
        """);
  }

  /// @param most the part of the steps that may give another matrix
  /// @param run Python that defines `run(module, x)` and `tensor(x)`
  private void assertRounds(
      ExternalTool python, String target, TargetRuntime runtime, double most, String run)
      throws IOException, InterruptedException {
    List<CoefficientTable> steps = singleSteps();
    write(steps);
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      export(steps.get(i), target, "m" + i + ".py");
      DMatrixRMaj x = matrix(i % 2 == 0 ? 5 : 8, i % 2 == 0 ? 8 : 5, i);
      MatrixIteration iteration =
          MatrixIteration.of(steps.get(i), Precision.BFLOAT16).with(RoundingRules.of(runtime));
      DMatrixRMaj expected = ((Outcome.Finished) new EjmlBackend().run(iteration, x)).result();
      cases.add("(\"m" + i + "\", " + rows(x) + ", " + rows(expected) + "),\n");
    }
    Files.writeString(
        folder.resolve("driver.py"),
        "cases = [\n" + String.join("", cases) + "]\n" + run + COMPARE);
    String found = python.run(folder, "driver.py");
    int different = found.split("'m", -1).length - 1;
    assertTrue(different <= most * steps.size(), found);
  }

  /// Steps of tables with and without plans, each a table of its own.
  private static List<CoefficientTable> singleSteps() throws IOException {
    List<Step> steps = new ArrayList<>(Catalogue.find("nanochat-5").orElseThrow().steps());
    PlannedTables.all().forEach(table -> steps.addAll(table.steps()));
    PlannedTables.random(20).forEach(table -> steps.addAll(table.steps()));
    steps.add(Step.of(List.of(1.5, -0.5)));
    steps.add(Step.of(List.of(35 / 16.0, -35 / 16.0, 21 / 16.0, -5 / 16.0)));
    steps.add(Step.of(List.of(1.5, -0.5, 0.25, 0.125, -0.0625)));
    List<CoefficientTable> tables = new ArrayList<>();
    for (Step step : steps) {
      tables.add(
          new CoefficientTable(
              "step-" + tables.size(),
              null,
              List.of(step),
              new Conventions(Normalization.NONE, SafetyFactor.NONE, Tail.STOP, null),
              null,
              null,
              new Provenance("test", null)));
    }
    assertEquals(36, tables.size());
    return tables;
  }

  private static DMatrixRMaj matrix(int rows, int columns, int seed) {
    DMatrixRMaj x =
        TestMatrix.withSingularValues(List.of(1.0, 0.7, 0.4, 0.2, 0.1), rows, columns, seed);
    Arrays.setAll(x.data, i -> Precision.BFLOAT16.nearest(x.data[i]));
    return x;
  }

  private static String rows(DMatrixRMaj x) {
    return IntStream.range(0, x.numRows)
        .mapToObj(
            i -> Arrays.toString(Arrays.copyOfRange(x.data, i * x.numCols, (i + 1) * x.numCols)))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
