package org.alternant.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.alternant.cli.Run;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.format.TableReader;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.measure.SingularValues;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Normalizer;
import org.alternant.iteration.run.Outcome;
import org.alternant.testing.ExternalTool;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table designed for bfloat16 by the rules of the runtime `pytorch`, run by its exported loop in
/// real eager PyTorch on this processor: on matrices in whose entries errors are equal instead of
/// independent, too, it does what the emulation does. Tall matrices are left out: the loop
/// transposes them, and what is stored between products is not symmetric to the last bit.
@Tag("external")
@Tag("slow")
class EagerBfloat16Test {

  /// Between the largest singular values of the loop's result and the emulation's. Theory: 0, but
  /// for sums in another order, from which other roundings follow: of the size of the runs' errors
  /// above 1, 0.06. Observed: 0.004.
  private static final double DIFFERENCE = 0.03;

  /// The share of matrices whose results have the same bits. Observed: all but the large matrices
  /// of random entries.
  private static final double SAME = 0.6;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path folder;

  private final Map<String, DMatrixRMaj> matrices = new LinkedHashMap<>();
  private final Random random = new Random(25);

  @BeforeEach
  void makeMatrices() {
    for (int[] shape : new int[][] {{12, 12}, {16, 40}, {96, 160}, {128, 128}}) {
      int rows = shape[0];
      int columns = shape[1];
      double[] left = random.doubles(rows, -1, 1).toArray();
      double[] right = random.doubles(columns, -1, 1).toArray();
      String size = rows + "x" + columns + " ";
      put(size + "random", rows, columns, _ -> random.nextGaussian());
      put(size + "ones", rows, columns, _ -> 1);
      put(
          size + "rank one and noise",
          rows,
          columns,
          i -> left[i / columns] * right[i % columns] + 0.02 * random.nextGaussian());
      put(size + "equal rows", rows, columns, i -> right[i % columns]);
      put(size + "rows repeated four times", rows, columns, repeated(columns));
      put(size + "powers of two", rows, columns, i -> Math.scalb(1.0, -i / columns - i % columns));
    }
    put("one row", 1, 64, _ -> random.nextGaussian());
    put("one column", 64, 1, _ -> random.nextGaussian());
  }

  private IntToDoubleFunction repeated(int columns) {
    double[] rows = random.doubles(64L * columns, -1, 1).toArray();
    return i -> rows[i / columns / 4 * columns + i % columns];
  }

  private void put(String name, int rows, int columns, IntToDoubleFunction entry) {
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    Arrays.setAll(x.data, entry);
    DMatrixRMaj scaled = Normalizer.normalize(x, Normalization.FROBENIUS);
    Arrays.setAll(scaled.data, i -> Precision.BFLOAT16.nearest(scaled.data[i]));
    matrices.put(name, scaled);
  }

  @Test
  void exportedLoopDoesWhatTheEmulationDoes() throws IOException, InterruptedException {
    CoefficientTable table = designed();
    MatrixIteration iteration =
        MatrixIteration.of(table, Precision.BFLOAT16)
            .with(RoundingRules.of(TargetRuntime.PYTORCH))
            .with(Normalization.NONE);
    List<DMatrixRMaj> results = results();
    int same = 0;
    int i = 0;
    for (Map.Entry<String, DMatrixRMaj> matrix : matrices.entrySet()) {
      DMatrixRMaj found = results.get(i++);
      String name = matrix.getKey();
      assertTrue(Arrays.stream(found.data).allMatch(Double::isFinite), name);
      DMatrixRMaj expected =
          ((Outcome.Finished) new EjmlBackend().run(iteration, matrix.getValue())).result();
      double ours = SingularValues.descending(expected)[0];
      assertEquals(ours, SingularValues.descending(found)[0], DIFFERENCE, name);
      same += Arrays.equals(found.data, expected.data) ? 1 : 0;
    }
    assertTrue(same >= SAME * matrices.size(), same + " of " + matrices.size());
  }

  private CoefficientTable designed() throws IOException {
    String file = folder.resolve("table.json").toString();
    for (List<String> words :
        List.of(
            List.of(
                "design",
                "--degrees",
                "3,5,17,17",
                "--lower",
                "1e-3",
                "--precision",
                "bf16",
                "--runtime",
                "pytorch",
                "--room",
                "0.015",
                "--shape",
                "64,128",
                "-q",
                "-o",
                file),
            List.of(
                "export", file, "--to", "pytorch", "-o", folder.resolve("loop.py").toString()))) {
      Run run = Run.of(words.toArray(String[]::new));
      assertEquals("", run.err());
      assertEquals(0, run.status());
    }
    return TableReader.read(Files.readAllBytes(folder.resolve("table.json")));
  }

  /// Of the loop alone: without the normalization, which is done already.
  private List<DMatrixRMaj> results() throws IOException, InterruptedException {
    StringBuilder cases = new StringBuilder();
    for (DMatrixRMaj x : matrices.values()) {
      cases.append(x.numRows).append(' ').append(x.numCols);
      Arrays.stream(x.data).forEach(entry -> cases.append(' ').append(entry));
      cases.append('\n');
    }
    Files.writeString(folder.resolve("cases.txt"), cases);
    Files.writeString(
        folder.resolve("driver.py"),
        """
        import torch, loop
        torch.Tensor.amax = lambda y, dim, keepdim: torch.ones(1, 1, dtype=y.dtype)
        torch.linalg.matrix_norm = lambda y, keepdim: torch.ones(1, 1, dtype=y.dtype)
        for line in open("cases.txt"):
            words = line.split()
            shape = int(words[0]), int(words[1])
            x = torch.tensor([float(w) for w in words[2:]]).reshape(shape)
            print(*loop.orthogonalize(x).flatten().tolist())
        """);
    String[] lines =
        ExternalTool.pythonWith("torch").run(folder, "driver.py").strip().split("\n", -1);
    assertEquals(matrices.size(), lines.length);
    List<DMatrixRMaj> results = new ArrayList<>();
    List<DMatrixRMaj> inputs = List.copyOf(matrices.values());
    IntStream.range(0, lines.length)
        .forEach(
            i -> {
              DMatrixRMaj y = new DMatrixRMaj(inputs.get(i).numRows, inputs.get(i).numCols);
              y.data =
                  Arrays.stream(lines[i].split(" ", -1))
                      .mapToDouble(EagerBfloat16Test::number)
                      .toArray();
              results.add(y);
            });
    return results;
  }

  private static double number(String python) {
    return switch (python) {
      case "nan" -> Double.NaN;
      case "inf", "-inf" -> Double.POSITIVE_INFINITY;
      default -> Double.parseDouble(python);
    };
  }
}
