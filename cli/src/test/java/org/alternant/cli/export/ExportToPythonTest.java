package org.alternant.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.Test;

/// Exports for Python and its libraries, in Python.
class ExportToPythonTest extends ExportRunBase {

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

  /// The self-check would notice: a coefficient that is off in its ninth digit fails it.
  @Test
  void wrongCoefficientFailsTheSelfCheckInPython() throws IOException, InterruptedException {
    ExternalTool python = ExternalTool.named("python3");
    Path file = export(tables.getFirst(), "python", "wrong.py");
    Files.writeString(file, Files.readString(file).replace("3.285753657", "3.285753658"));
    assertNotEquals(0, python.end(folder, "wrong.py").status());
  }
}
