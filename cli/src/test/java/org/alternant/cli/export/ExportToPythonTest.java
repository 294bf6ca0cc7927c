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
import org.alternant.coefficients.format.Catalogue;
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
        if "X / |X|_F, zero stays zero" in open(module.__file__).read():
            # Of these the squares overflow, or vanish.
            for size in 1e25, 1e-25, 1e-40:
                far = module.orthogonalize((size * x).astype(np.float32))
                assert np.allclose(far, y[0], rtol=0, atol=1e-4 if size > 1e-38 else 1e-2), size
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
        assert torch.equal(y[1], 0 * x) and torch.allclose(y[2], -y[0], rtol=0, atol=1e-12), y
        assert torch.allclose(module.orthogonalize(batch.mT, dtype=torch.float64), y.mT, rtol=0, atol=1e-12)
        assert torch.equal(module.orthogonalize(batch[:, None], dtype=torch.float64), y[:, None])
        assert module.orthogonalize(x[:0], dtype=torch.float64).shape == x[:0].shape
        if "X / |X|_F, zero stays zero" in open(module.__file__).read():
            # Of these the squares overflow, or vanish.
            for size in 1e25, 1e-25:
                far = module.orthogonalize((size * x).float(), dtype=torch.float64)
                assert torch.allclose(far.double(), y[0], rtol=0, atol=1e-4), size
        half = module.orthogonalize(x.bfloat16(), dtype=torch.float32)
        assert half.dtype == torch.bfloat16 and torch.allclose(half.double(), y[0], rtol=0, atol=0.1)
        """;
    CoefficientTable published = PlannedTables.published();
    List<String> modules = modules("pytorch", tables);
    // In eager mode on a processor degree 17 does not survive bfloat16.
    modules.addAll(modules("dion", tables.stream().filter(t -> !t.equals(published)).toList()));
    checkInPython(
        ExternalTool.pythonWith("torch"),
        modules,
        more
            + "if hasattr(module, 'newton_schulz_func'):\n"
            + "    z = module.newton_schulz_func(x, 1e-8)\n"
            + "    assert z.dtype == x.dtype and torch.allclose(z, y[0], rtol=0, atol=0.3)\n");
  }

  /// Random plans, run on the self-check's matrix.
  @Test
  void randomPlansInNumpyAndPython() throws IOException, InterruptedException {
    List<CoefficientTable> random = PlannedTables.random(40);
    write(random);
    List<String> modules = modules("numpy", random);
    modules.addAll(modules("python", random));
    checkInPython(ExternalTool.pythonWith("numpy"), modules, "");
  }

  /// Products are counted where they are carried out: `@` in NumPy's code.
  @Test
  void numpyTakesTheProductsThatThePlanCosts() throws IOException, InterruptedException {
    countProducts(
        ExternalTool.pythonWith("numpy"),
        "numpy",
        """
        import ast, numpy
        class Counting(ast.NodeTransformer):
            def visit_BinOp(self, node):
                self.generic_visit(node)
                if not isinstance(node.op, ast.MatMult):
                    return node
                return ast.Call(ast.Name("counted_product", ast.Load()), [node.left, node.right], [])
        def count(name):
            calls = []
            def product(a, b):
                calls.append(a @ b)
                return calls[-1]
            tree = ast.fix_missing_locations(Counting().visit(ast.parse(open(name + ".py").read())))
            module = {"counted_product": product, "__name__": name}
            exec(compile(tree, name, "exec"), module)
            module["orthogonalize"](numpy.array(module["TEST_INPUT"]))
            return len(calls)
        """);
  }

  /// The operators that PyTorch's dispatcher sees.
  @Test
  void pytorchTakesTheProductsThatThePlanCosts() throws IOException, InterruptedException {
    countProducts(
        ExternalTool.pythonWith("torch"),
        "pytorch",
        """
        import importlib, torch
        from torch.utils._python_dispatch import TorchDispatchMode
        class Products(TorchDispatchMode):
            def __init__(self):
                super().__init__()
                self.calls = []
            def __torch_dispatch__(self, function, types, arguments=(), more=None):
                self.calls.append(str(function).split(".")[1])
                return function(*arguments, **(more or {}))
        def count(name):
            module = importlib.import_module(name)
            x = torch.tensor(module.TEST_INPUT, dtype=torch.float64)
            counts = []
            for matrices in (x, torch.stack([x, -x])):
                with Products() as products:
                    module.orthogonalize(matrices)
                counts.append(sum(call in ("mm", "bmm", "addmm", "baddbmm") for call in products.calls))
            assert counts[0] == counts[1], counts
            return counts[0]
        """);
  }

  @Test
  void jaxTakesTheProductsThatThePlanCostsWhereItIs() throws IOException, InterruptedException {
    Optional<ExternalTool> python = ExternalTool.findPythonWith("jax");
    assumeTrue(python.isPresent(), "no Python with jax");
    countProducts(
        python.orElseThrow(),
        "jax",
        """
        import importlib, jax
        def count(name):
            module = importlib.import_module(name)
            program = str(jax.make_jaxpr(module.orthogonalize)(jax.numpy.array(module.TEST_INPUT)))
            return program.count(" dot_general[")
        """);
  }

  /// @param count Python that defines `count(module)`
  private void countProducts(ExternalTool python, String target, String count)
      throws IOException, InterruptedException {
    List<CoefficientTable> counted = new ArrayList<>(PlannedTables.random(20));
    List.of("bfloat16-15", "float16-18", "float32-15")
        .forEach(name -> counted.add(Catalogue.find(name).orElseThrow()));
    write(counted);
    counted.addAll(tables);
    List<String> modules = modules(target, counted);
    Files.writeString(
        folder.resolve("count.py"),
        count
            + "for name in "
            + modules.stream().map(m -> "'" + m + "'").toList()
            + ":\n    print(count(name))\n");
    assertEquals(
        counted.stream().map(ExportRunBase::products).toList(),
        python.run(folder, "count.py").lines().map(Integer::valueOf).toList());
  }

  /// Not demanded: JAX is in no Debian release; where a Python has it, it runs.
  @Test
  void jaxWhereItIs() throws IOException, InterruptedException {
    Optional<ExternalTool> python = ExternalTool.findPythonWith("jax");
    assumeTrue(python.isPresent(), "no Python with jax");
    checkInPython(
        python.orElseThrow(),
        modules("jax", tables),
        """
        import jax
        import jax.numpy as jnp
        x = jnp.array(module.TEST_INPUT)
        batch = jnp.stack([x, 0 * x, -x])
        y = jax.jit(module.orthogonalize)(batch)
        assert jnp.all(y[1] == 0) and jnp.allclose(y[2], -y[0], rtol=0, atol=1e-3)
        if "X / |X|_F, zero stays zero" in open(module.__file__).read():
            # Of these the squares overflow, or vanish.
            for size in 1e25, 1e-25:
                assert jnp.allclose(module.orthogonalize(size * x), y[0], rtol=0, atol=1e-3), size
        assert module.orthogonalize(x.astype(jnp.bfloat16)).dtype == jnp.bfloat16
        """);
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
