package org.alternant.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.exports.ExportTarget;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.testing.ExternalTool;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every export in the runtime it is for: compiled or imported by the real tool, and its self-check
/// run, which compares with our iteration in float64. `exports/EXPORTS.md` names these tests.
@Tag("external")
class ExportInRuntimesTest {

  private static final double FLOAT64_AGREEMENT = 1e-12;
  private static final double FLOAT32_AGREEMENT = 1e-4;

  /// What a user could write into a table to get out of a comment or a string.
  private static final String HOSTILE =
      "*/ // \" ' \\\n"
          + "#endif\n"
          + "\"\"\"\n"
          + "import os\r"
          + "\u2028\u2029\u0085 ??/\n"
          + "`rm` ${x} %s {{head}} \\end{x} #= =# --> <script> \u202e";

  @TempDir private Path folder;

  private List<CoefficientTable> tables = List.of();

  @BeforeEach
  void writeTables() throws IOException {
    tables =
        List.of(
            shipped("nanochat-5"),
            shipped("polar-express-8-exact"),
            hostile(),
            mixedDegrees(),
            table("scaling", Tail.STOP, Normalization.FROBENIUS, List.of(List.of(1.75))),
            table(
                "Sixty--three.steps",
                Tail.REPEAT_LAST,
                Normalization.NONE,
                Collections.nCopies(63, List.of(1.875, -1.25, 0.375))));
    for (CoefficientTable table : tables) {
      Files.write(folder.resolve(table.name() + ".json"), TableWriter.write(table));
    }
  }

  private static CoefficientTable shipped(String name) {
    return Catalogue.find(name).orElseThrow();
  }

  private static CoefficientTable hostile() {
    CoefficientTable table = shipped("newton-schulz-5");
    return new CoefficientTable(
        "int",
        HOSTILE,
        table.steps(),
        table.conventions(),
        null,
        null,
        new Provenance(HOSTILE, HOSTILE));
  }

  /// Newton–Schulz steps of degrees 1, 3, 9, 17 and 5, so that Horner's rule, blocks and the
  /// three-product scheme are asked for.
  private static CoefficientTable mixedDegrees() {
    return table(
        "7-mixed",
        Tail.REPEAT_LAST,
        new Normalization(Norm.FROBENIUS, 1.01, 1e-7),
        List.of(
            List.of(1.2),
            List.of(1.5, -0.5),
            newtonSchulz(4),
            newtonSchulz(8),
            List.of(1.875, -1.25, 0.375)));
  }

  /// x Σ C(2j, j) / 4ʲ (1 − x²)ʲ, j ≤ q, expanded.
  private static List<Double> newtonSchulz(int q) {
    double[] c = new double[q + 1];
    double central = 1;
    for (int j = 0; j <= q; j++) {
      double binomial = 1;
      for (int k = 0; k <= j; k++) {
        c[k] += (k % 2 == 0 ? 1 : -1) * central * binomial;
        binomial = binomial * (j - k) / (k + 1);
      }
      central = central * (2 * j + 1) / (2 * j + 2);
    }
    return Arrays.stream(c).boxed().toList();
  }

  private static CoefficientTable table(
      String name, Tail tail, Normalization normalization, List<List<Double>> rows) {
    return new CoefficientTable(
        name,
        null,
        rows.stream().map(Step::of).toList(),
        new Conventions(normalization, SafetyFactor.NONE, tail, null),
        null,
        null,
        new Provenance("test", null));
  }

  /// Exports a table with its self-check.
  private Path export(CoefficientTable table, String target, String file, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "export",
                folder.resolve(table.name() + ".json").toString(),
                "--to",
                target,
                "--with-test",
                "--force",
                "-o",
                folder.resolve(file).toString()));
    words.addAll(List.of(options));
    Run run = Run.of(words.toArray(String[]::new));
    assertEquals("", run.err());
    assertEquals(0, run.status());
    return folder.resolve(file);
  }

  private static String identifier(CoefficientTable table) {
    return (Character.isDigit(table.name().charAt(0)) ? "TABLE_" : "")
        + table.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }

  /// Imports modules in one process and runs their self-checks.
  private void checkInPython(ExternalTool python, List<String> modules, String more)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("driver.py"),
        "import importlib\nfor name in "
            + modules.stream().map(m -> "'" + m + "'").toList()
            + ":\n    module = importlib.import_module(name)\n    module.self_check()\n"
            + more.indent(4));
    String out = python.run(folder, "driver.py");
    assertEquals(modules.size(), out.lines().filter(line -> line.contains("agree")).count(), out);
  }

  /// One module a table, for tables that the target takes.
  private List<String> modules(String target, List<CoefficientTable> chosen) {
    List<String> modules = new ArrayList<>();
    for (CoefficientTable table : chosen) {
      String module = "m" + modules.size() + "_" + target.replace('-', '_');
      export(table, target, module + ".py");
      modules.add(module);
    }
    return modules;
  }

  @Test
  void python() throws IOException, InterruptedException {
    checkInPython(ExternalTool.named("python3"), modules("python", tables), "");
  }

  /// Optimizers that run quintic steps get the rows; their images are checked, and the names of the
  /// constants are those their documentation shows.
  @Test
  void bareRows() throws IOException, InterruptedException {
    List<CoefficientTable> quintic =
        List.of(tables.get(0), tables.get(1), tables.get(2), tables.get(5));
    List<String> modules = new ArrayList<>();
    for (String target : List.of("emerging-optimizers", "gram-newton-schulz", "optax")) {
      modules.addAll(modules(target, quintic));
    }
    modules.addAll(modules("torch-muon", List.of(tables.get(2), tables.get(5))));
    checkInPython(ExternalTool.named("python3"), modules, "");
  }

  @Test
  void numpy() throws IOException, InterruptedException {
    checkInPython(
        ExternalTool.pythonWith("numpy"),
        modules("numpy", tables),
        """
        import numpy as np
        x = np.array(module.TEST_INPUT)
        stack = np.stack([x, 0 * x, -x])
        y = module.orthogonalize(stack)
        assert np.array_equal(y[1], 0 * x) and np.allclose(y[2], -y[0], rtol=0, atol=1e-12)
        assert np.allclose(module.orthogonalize(np.swapaxes(stack, 1, 2)), np.swapaxes(y, 1, 2), rtol=0, atol=1e-12)
        assert module.orthogonalize(x.astype(np.float32)).dtype == np.float32
        assert np.allclose(module.orthogonalize(x.astype(np.float32)), y[0], rtol=0, atol=1e-4)
        """);
  }

  @Test
  void pytorch() throws IOException, InterruptedException {
    String more =
        """
        import torch
        x = torch.tensor(module.TEST_INPUT, dtype=torch.float64)
        batch = torch.stack([x, 0 * x, -x])
        y = module.orthogonalize(batch, dtype=torch.float64)
        assert torch.equal(y[1], 0 * x) and torch.allclose(y[2], -y[0], rtol=0, atol=1e-12)
        assert torch.allclose(module.orthogonalize(batch.mT, dtype=torch.float64), y.mT, rtol=0, atol=1e-12)
        half = module.orthogonalize(x.bfloat16(), dtype=torch.float32)
        assert half.dtype == torch.bfloat16 and torch.allclose(half.double(), y[0], rtol=0, atol=0.1)
        """;
    List<String> modules = modules("pytorch", tables);
    modules.addAll(modules("dion", tables));
    checkInPython(
        ExternalTool.pythonWith("torch"),
        modules,
        more
            + "if hasattr(module, 'newton_schulz_func'):\n"
            + "    z = module.newton_schulz_func(x, 1e-8)\n"
            + "    assert z.dtype == x.dtype and torch.allclose(z, y[0], rtol=0, atol=0.3)\n");
  }

  /// Not demanded: JAX is in no Debian release; where a Python has it, it runs.
  @Test
  void jaxWhereItIs() throws IOException, InterruptedException {
    Optional<ExternalTool> python = ExternalTool.findPythonWith("jax");
    assumeTrue(python.isPresent(), "no Python with jax");
    checkInPython(python.orElseThrow(), modules("jax", tables), "");
  }

  @Test
  void c() throws IOException, InterruptedException {
    ExternalTool gcc = ExternalTool.named("gcc");
    for (CoefficientTable table : tables) {
      for (String precision : List.of("float64", "float32")) {
        export(table, "c", "table.h", "--precision", precision);
        gcc.run(folder, compilation("c99", "c", identifier(table)));
        run("./check");
        gcc.run(folder, compilation("c++14", "c++", identifier(table)));
        run("./check");
      }
    }
  }

  /// Added up in binary32, this many ones are no more than 2²⁴.
  @Test
  void normsOfLargeMatricesAreRight() throws IOException, InterruptedException {
    ExternalTool gcc = ExternalTool.named("gcc");
    CoefficientTable unit =
        table("unit", Tail.STOP, Normalization.FROBENIUS, List.of(List.of(1.0)));
    Files.write(folder.resolve("unit.json"), TableWriter.write(unit));
    export(unit, "c", "table.h", "--precision", "float32");
    Files.writeString(
        folder.resolve("large.c"),
        """
        #include <stdlib.h>
        #include "table.h"
        int main(void) {
          int n = 3 << 23;
          float *x = malloc(n * sizeof *x), *work = malloc(unit_work_size(1, n) * sizeof *work);
          for (int k = 0; k < n; k++) x[k] = 1;
          return unit_orthogonalize(x, 1, n, 1, work) || !(fabs(x[0] * sqrt(n) - 1) < 1e-6);
        }
        """);
    gcc.run(folder, "-O2", "large.c", "-o", "check", "-lm");
    ExternalTool.at(folder.resolve("./check")).run(folder);
  }

  private static String[] compilation(String standard, String language, String identifier) {
    return new String[] {
      "-std=" + standard,
      "-O1",
      "-Wall",
      "-Wextra",
      "-pedantic",
      "-Werror",
      "-x",
      language,
      "-D" + identifier + "_TEST",
      "table.h",
      "-o",
      "check",
      "-lm"
    };
  }

  /// The same header on the host, compiled as plain C++.
  @Test
  void cudaOnTheHost() throws IOException, InterruptedException {
    ExternalTool gcc = ExternalTool.named("gcc");
    for (CoefficientTable table : tables) {
      for (String precision : List.of("float64", "float32")) {
        export(table, "cuda", "table.h", "--precision", precision);
        gcc.run(folder, compilation("c++14", "c++", identifier(table)));
        run("./check");
      }
    }
  }

  /// Compiled for the device too where nvcc exists; the program says whether there was a device.
  @Test
  void cudaWhereNvccIs() throws IOException, InterruptedException {
    Optional<ExternalTool> nvcc = ExternalTool.find("nvcc");
    assumeTrue(nvcc.isPresent(), "no nvcc on the PATH");
    for (CoefficientTable table : List.of(tables.get(0), tables.get(3))) {
      export(table, "cuda", "table.h");
      nvcc.orElseThrow()
          .run(
              folder,
              "-Werror",
              "all-warnings",
              "-x",
              "cu",
              "-D" + identifier(table) + "_TEST",
              "table.h",
              "-o",
              "check");
      System.out.println("CUDA, " + table.name() + ": " + run("./check").strip());
    }
  }

  private String run(String program) throws IOException, InterruptedException {
    String out = ExternalTool.at(folder.resolve(program)).run(folder);
    assertTrue(out.contains("agrees within"), out);
    return out;
  }

  @Test
  void rust() throws IOException, InterruptedException {
    ExternalTool rustc = ExternalTool.named("rustc");
    for (CoefficientTable table : tables) {
      for (String precision : List.of("float64", "float32")) {
        export(table, "rust", "table.rs", "--precision", precision);
        rustc.run(
            folder, "--edition", "2021", "-D", "warnings", "--test", "table.rs", "-o", "check");
        String out = ExternalTool.at(folder.resolve("check")).run(folder);
        assertTrue(out.contains("1 passed"), out);
      }
    }
  }

  @Test
  void javascript() throws IOException, InterruptedException {
    ExternalTool node = ExternalTool.named("node");
    StringBuilder driver = new StringBuilder();
    for (int i = 0; i < tables.size(); i++) {
      export(tables.get(i), "javascript", "m" + i + ".mjs");
      driver.append(
          "import * as m%d from './m%d.mjs';\nconsole.log(m%d.selfCheck());\n".formatted(i, i, i));
    }
    Files.writeString(folder.resolve("driver.mjs"), driver);
    String out = node.run(folder, "driver.mjs");
    assertEquals(
        tables.size(), out.lines().filter(l -> l.startsWith("agrees within")).count(), out);
  }

  @Test
  void onnx() throws IOException, OrtException {
    for (CoefficientTable table : tables) {
      for (String precision : List.of("float32", "float64")) {
        double agreement = precision.equals("float32") ? FLOAT32_AGREEMENT : FLOAT64_AGREEMENT;
        Path dynamic = export(table, "onnx", "any.onnx", "--precision", precision);
        assertModelAgrees(table, dynamic, 4, 7, agreement);
        assertModelAgrees(table, dynamic, 7, 4, agreement);
        Path tall = export(table, "onnx", "tall.onnx", "--precision", precision, "--shape", "9,5");
        assertModelAgrees(table, tall, 9, 5, agreement);
      }
    }
  }

  /// Runs a batch of two matrices and the zero matrix.
  private static void assertModelAgrees(
      CoefficientTable table, Path model, int rows, int columns, double agreement)
      throws OrtException {
    Spectrum spectrum = new Spectrum(Spectrum.Kind.UNIFORM, 0.3);
    List<DMatrixRMaj> batch =
        List.of(
            TestMatrix.generate(spectrum, rows, columns, 1),
            TestMatrix.generate(spectrum, rows, columns, 2),
            new DMatrixRMaj(rows, columns));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    // The extended optimizations round the coefficients of a float64 model to float32.
    options.setOptimizationLevel(
        agreement == FLOAT64_AGREEMENT
            ? OrtSession.SessionOptions.OptLevel.BASIC_OPT
            : OrtSession.SessionOptions.OptLevel.ALL_OPT);
    try (options;
        OrtSession session = environment.createSession(model.toString(), options);
        OnnxTensor x = tensor(environment, session, batch);
        OrtSession.Result result = session.run(Map.of("X", x))) {
      Object values = result.get(0).getValue();
      for (int i = 0; i < batch.size(); i++) {
        DMatrixRMaj expected = expected(table, batch.get(i));
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < columns; column++) {
            double value =
                values instanceof float[][][] single
                    ? single[i][row][column]
                    : ((double[][][]) values)[i][row][column];
            assertEquals(expected.get(row, column), value, agreement, table.name());
          }
        }
      }
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, OrtSession session, List<DMatrixRMaj> batch) throws OrtException {
    boolean single =
        requireNonNull(session.getInputInfo().get("X")).getInfo().toString().contains("FLOAT");
    int rows = batch.getFirst().numRows;
    int columns = batch.getFirst().numCols;
    double[][][] wide = new double[batch.size()][rows][columns];
    float[][][] narrow = new float[batch.size()][rows][columns];
    for (int i = 0; i < batch.size(); i++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          wide[i][row][column] = batch.get(i).get(row, column);
          narrow[i][row][column] = (float) wide[i][row][column];
        }
      }
    }
    return OnnxTensor.createTensor(environment, single ? narrow : wide);
  }

  private static DMatrixRMaj expected(CoefficientTable table, DMatrixRMaj x) {
    if (CommonOps_DDRM.elementMaxAbs(x) == 0) {
      return x;
    }
    MatrixIteration iteration = MatrixIteration.of(table, Precision.FLOAT64);
    return ((Outcome.Finished) new EjmlBackend().run(iteration, x)).result();
  }

  /// The checks would notice: a coefficient that is off in its ninth digit fails them.
  @Test
  void wrongCoefficientFailsTheSelfCheck() throws IOException, InterruptedException {
    ExternalTool python = ExternalTool.named("python3");
    Path file = export(tables.getFirst(), "python", "wrong.py");
    Files.writeString(file, Files.readString(file).replace("3.285753657", "3.285753658"));
    assertNotEquals(0, python.end(folder, "wrong.py").status());
    Path header = export(tables.getFirst(), "c", "table.h");
    Files.writeString(header, Files.readString(header).replace("3.285753657", "3.285753658"));
    ExternalTool.named("gcc").run(folder, compilation("c99", "c", "NANOCHAT_5"));
    assertEquals(1, ExternalTool.at(folder.resolve("check")).end(folder).status());
  }

  @Test
  void everyTargetIsTriedHereOrIsData() {
    assertEquals(18, ExportTarget.values().length, "add the new target to these tests");
  }
}
